"""Who plays in a rehearsal. All of them are invented."""

import random
from dataclasses import dataclass
from enum import Enum, auto

from flows.attribution import Attribution


class Habit(Enum):
    """What makes a participant awkward, the kinds that matter most first."""

    SKIPS = auto()
    EDITS = auto()
    BLOCKS = auto()
    ANSWERS_LATE = auto()
    NOT_QUOTED = auto()
    GOES_BACK = auto()
    SENDS_TWO = auto()
    REPLIES_TO_OLDER = auto()
    SILENT = auto()
    SHOWS_PICTURES = auto()
    PAUSES = auto()
    PRESSES_OLD = auto()


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who plays along.

    Attributes:
        phone: what language their phone is set to (IETF tag).
        language: what they want to speak with the bot.
        attribution: how they want to be quoted.
        writes: what they write their answers in, where that is another language.
        habit: what they do besides answering; None for the easy ones.
    """

    first_name: str
    last_name: str
    phone: str
    language: str
    attribution: Attribution = Attribution.UNNAMED
    habit: Habit | None = None
    writes: str | None = None

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


JONNA = Member("Jonna", "Beispiel", "de", "de")
"""Owns the bot and facilitates."""
TAREK = Member("Tarek", "Muster", "en", "en")
"""Facilitates too."""
RENATE = Member("Renate", "Probe", "de", "de")
"""Organises."""
GROUP = "Netzwerk Musterviertel"

# first name, last name, language of the phone, language they want to speak
_PEOPLE = (
    ("Amira", "Haddad", "de", "de"),
    ("Leo", "Lind", "de", "de"),
    ("Grace", "Muster", "en", "en"),
    ("Dilan", "Yıldız", "tr", "de"),
    ("Oksana", "Kovalenko", "uk", "en"),
    ("Sam", "Brückner", "de", "de"),
    ("Yusuf", "Demir", "de", "de"),
    ("Minh", "Trần", "en", "en"),
    ("Fatoumata", "Diallo", "fr", "en"),
    ("Ida", "Sommer", "de", "de"),
    ("Reza", "Ahmadi", "fa", "de"),
    ("Paulina", "Nowak-Test", "de", "de"),
    ("Selam", "Tesfaye", "en", "en"),
    ("Jorge", "Ejemplo", "es", "en"),
    ("Hanne", "Petersen", "de", "de"),
    ("Bilal", "Osman", "de", "de"),
    ("Mirela", "Ionescu", "de", "de"),
    ("Tom", "O'Example", "en", "en"),
)

_WISHES = (
    Attribution.FIRST_NAME,
    Attribution.FULL_NAME,
    Attribution.FIRST_NAME,
    Attribution.UNNAMED,
)


FIRST = (
    Member("أميرة", "حداد", "ar", "de", Attribution.FIRST_NAME, writes="ar"),
    Member("Leo", "Lind", "de", "de", Attribution.FULL_NAME, Habit.EDITS),
    Member("Оксана", "Коваленко", "uk", "en", Attribution.FIRST_NAME, writes="uk"),
    Member("Grace", "Muster", "en", "en", Attribution.UNNAMED),
    Member("Dilan", "Yıldız", "tr", "de", Attribution.FIRST_NAME, Habit.SKIPS),
    Member("Sam", "Brückner", "de", "de", Attribution.FULL_NAME),
)
"""Who is there from the beginning where somebody watches: the first of the others, in their own
scripts, and not too awkward."""


def newcomer(number: int, chance: random.Random) -> Member:
    """Somebody who comes later: the number of those before them decides who; some are awkward."""
    habit = chance.choice([*Habit, *[None] * len(Habit)])
    return _member(number, habit, chance.choice(_WISHES))


def cast(participants: int, chance: random.Random) -> tuple[Member, ...]:
    """So many participants; the awkward ones are always there, as far as the number allows.

    The same number and state of `chance` give the same people. Where there are more of them than
    names, names are combined and numbered.
    """
    awkward = list(Habit)[:participants]
    habits: list[Habit | None] = [*awkward, *[None] * (participants - len(awkward))]
    chance.shuffle(habits)
    return tuple(
        _member(number, habit, chance.choice(_WISHES)) for number, habit in enumerate(habits)
    )


def _member(number: int, habit: Habit | None, wish: Attribution) -> Member:
    turn, place = divmod(number, len(_PEOPLE))
    first, last, phone, language = _PEOPLE[place]
    if turn:
        last = f"{_PEOPLE[(place + turn) % len(_PEOPLE)][1]} {turn + 1}"
    if habit is Habit.NOT_QUOTED:
        wish = Attribution.NOT_QUOTED
    return Member(first, last, phone, language, wish, habit)
