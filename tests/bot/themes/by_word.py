"""Grouping as plain as can be: who begins with the same word says the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.service.grouping import keep, next_task
from flows.ids import AnswerId
from flows.summary import Mention
from flows.themes.values import Excerpt, Grouping, Proposal, Voice
from tests.bot.chatting import Chat

NOTHING = "weiß nicht"


def by_first_word(voices: Sequence[Voice]) -> Grouping:
    """Themes of at least two people, voices, and what says nothing.

    The first member who may be quoted speaks for a theme, the first voice for the others.
    """
    speaking = [voice for voice in voices if voice.text != NOTHING]
    beginning: dict[str, list[Voice]] = {}
    for voice in speaking:
        beginning.setdefault(voice.text.split()[0].strip(".,"), []).append(voice)
    shared = {word: members for word, members in beginning.items() if len(members) > 1}
    alone = [voice for voice in speaking if voice.text.split()[0].strip(".,") not in shared]
    return Grouping(
        themes=tuple(
            Proposal(word, ids(members), quote(members)) for word, members in shared.items()
        ),
        voices=ids(alone),
        voice_quotes=tuple(one for one in [quote(alone)] if one is not None),
        set_aside=ids([voice for voice in voices if voice.text == NOTHING]),
        mentions=tuple(Mention(word, ids(members)) for word, members in shared.items()),
    )


def ids(voices: Sequence[Voice]) -> tuple[AnswerId, ...]:
    return tuple(voice.answer_id for voice in voices)


def quote(voices: Sequence[Voice]) -> Excerpt | None:
    """The first sentence of the first who may be quoted."""
    for voice in voices:
        if voice.quotable:
            first = voice.text.split(". ")[0]
            return Excerpt(voice.answer_id, first if first == voice.text else f"{first}.")
    return None


@dataclass(slots=True)
class ByFirstWord:
    """A grouper; raises what is in `failing` instead, one after the other."""

    failing: list[Exception] = field(default_factory=list)
    grouped: list[str] = field(default_factory=list)

    async def group(self, question: str, voices: Sequence[Voice]) -> Grouping:
        self.grouped.append(question)
        if self.failing:
            raise self.failing.pop(0)
        return by_first_word(voices)


def group_all(chat: Chat) -> None:
    """Group all that is due, as the duty does."""
    while True:
        with chat.begin() as step:
            task = next_task(step.work)
            if task is None:
                return
            assert keep(step.work, task, by_first_word(task.voices))
