"""Texts in a person's language: gettext sentences, escaped; dates as people write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup

from bot.messages.direction import isolated
from flows.sentence import Either, Fact, Sentence

LANGUAGES = ("de", "en")
SOURCE_LANGUAGE = "en"  # the sentences in the code are the English catalogue
DEFAULT_LANGUAGE = "de"


def nearest(code: str | None) -> str:
    """The language to speak with someone whose app says `code` (IETF tag, may be missing)."""
    if not code:
        return DEFAULT_LANGUAGE
    primary = code.split("-")[0].lower()
    return primary if primary in LANGUAGES else "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One language. Calling it gives a sentence; what is put into the sentence is escaped.

    The first argument is always a literal English sentence with named placeholders, so that the
    extraction finds it; `Markup` values are put in as they are. Names and words from right to left
    leave the direction of the sentence alone.
    """

    language: str

    def __call__(self, sentence: str, **facts: object) -> Markup:
        """The sentence in this language as Telegram HTML, `facts` filled in and escaped."""
        found = _sentence(self.language, sentence)
        return found.format(**_apart(facts)) if facts else found

    def many(self, one: str, more: str, n: int, **facts: object) -> Markup:
        """As calling, in the plural form that `n` asks for; `{n}` is filled in."""
        found = _catalogue(self.language).ngettext(one, more, n)
        return Markup(found).format(n=n, **_apart(facts))  # noqa: S704 - the catalogues are ours

    def worded(self, sentence: Sentence) -> str:
        """A sentence of the core in this language, as plain text and not as HTML."""
        found = _catalogue(self.language).gettext(sentence.text)
        facts = {name: self._worded(fact) for name, fact in sentence.facts}
        return found.format(**facts) if facts else found

    @property
    def locale(self) -> Locale:
        """Babel's locale: German as in Germany, English as in Europe (30 January, 24 hours)."""
        return Locale.parse({"de": "de_DE", "en": "en_GB"}[self.language])

    def weekday_date(self, day: date) -> str:
        """`Sa 30.01.2027` · `Sat 30 Jan 2027`."""
        return f"{self._weekday(day)} " + self._pattern(
            day, {"de": "dd.MM.yyyy", "en": "d MMM yyyy"}
        )

    def short_date(self, day: date) -> str:
        """`Sa 30.01.` · `Sat 30 Jan`."""
        return f"{self._weekday(day)} " + self._pattern(day, {"de": "dd.MM.", "en": "d MMM"})

    def plain_date(self, day: date) -> str:
        """`31.07.2027` · `31 July 2027`, for running text."""
        return self._pattern(day, {"de": "dd.MM.yyyy", "en": "d MMMM yyyy"})

    def long_date(self, day: date) -> str:
        """`Samstag, 30.01.2027` · `Saturday, 30 January 2027`."""
        return self._pattern(day, {"de": "EEEE, dd.MM.yyyy", "en": "EEEE, d MMMM yyyy"})

    def weekday_and_day(self, day: date) -> str:
        """`Samstag, 30.01.,` · `Saturday, 30 January,`, for running text."""
        return self._pattern(day, {"de": "EEEE, dd.MM.,", "en": "EEEE, d MMMM,"})

    def spelled_date(self, day: date) -> str:
        """`30. Januar 2027` · `30 January 2027`."""
        return self._pattern(day, {"de": "d. MMMM yyyy", "en": "d MMMM yyyy"})

    def spelled_dates(self, days: Sequence[date]) -> str:
        """Consecutive or not: `30. und 31. Januar 2027` · `30 and 31 January 2027`."""
        last = days[-1]
        shown = []
        for day in days[:-1]:
            if day.year != last.year:
                shown.append(self.spelled_date(day))
            elif day.month != last.month:
                shown.append(self._pattern(day, {"de": "d. MMMM", "en": "d MMMM"}))
            else:
                shown.append(self._pattern(day, {"de": "d.", "en": "d"}))
        return self.listed([*shown, self.spelled_date(last)])

    def clock(self, moment: datetime) -> str:
        """`17:00`; the caller has brought the moment into the workshop's zone."""
        return format_time(moment, "HH:mm", locale=self.locale)

    def city(self, zone: ZoneInfo) -> str:
        """`Berlin` for `Europe/Berlin`, `Wien` for `Europe/Vienna`: the zone after a time."""
        named = self.locale.time_zones.get(zone.key, {}).get("city")
        return str(named) if named else zone.key.rsplit("/", 1)[-1].replace("_", " ")

    def listed(self, parts: Sequence[object]) -> Markup:
        """`a, b und c` · `a, b and c`; each part is escaped unless it is Markup."""
        escaped = [str(Markup.escape(part)) for part in parts]
        return Markup(format_list(escaped, locale=self.locale))  # noqa: S704 - escaped above

    def _worded(self, fact: Fact) -> str:
        match fact:
            case Sentence():
                return self.worded(fact)
            case Either(pieces):
                return format_list(pieces, style="or", locale=self.locale)
            case int():
                return format_decimal(fact, locale=self.locale)
            case str():
                return isolated(fact)

    def _weekday(self, day: date) -> str:
        return format_date(day, "EEE", locale=self.locale).rstrip(".")

    def _pattern(self, day: date, patterns: dict[str, str]) -> str:
        return format_date(day, patterns[self.language], locale=self.locale)


@cache
def _sentence(language: str, sentence: str) -> Markup:
    """One of the finitely many sentences in the code; braces in those without facts are none."""
    return Markup(_catalogue(language).gettext(sentence))  # noqa: S704 - the catalogues are ours


def _apart(facts: Mapping[str, object]) -> dict[str, object]:
    """What is put into a sentence; plain text in such a way that it keeps its direction to itself.

    What is HTML already has been put together from such sentences.
    """
    return {name: isolated(fact) if type(fact) is str else fact for name, fact in facts.items()}


@cache
def in_language(language: str) -> Wording:
    """The wording of a supported language (one of `LANGUAGES`)."""
    return Wording(language)


@cache
def _catalogue(language: str) -> NullTranslations:
    """The catalogue, compiled in memory: translators edit one text file, nothing is built."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    source = files("bot").joinpath("locales", language, "LC_MESSAGES", "nachklang.po")
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
