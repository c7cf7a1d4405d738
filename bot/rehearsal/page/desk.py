"""The parts of the desk that change, as HTML."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from bot.messages.wording import Wording
from bot.rehearsal.page.rendering import TEMPLATES
from bot.rehearsal.room.seeing import PersonSeen, Refusal, RoomSeen

PARTS: Final = ("hint", "due", "progress", "people", "flow", "mistakes", "newer", "outline")


class Desk:
    """The desk in one language.

    Args:
        wording: the language.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        template = TEMPLATES.get_template("desk_parts.html.jinja")
        helpers = {
            "_": wording,
            "facts": self._facts,
            "counted": self._counted,
            "unchanged": self._unchanged,
        }
        self._macros = template.make_module(helpers)

    def parts(self, room: RoomSeen) -> dict[str, str]:
        """Each part by its name."""
        return {name: str(getattr(self._macros, name)(room)).strip() for name in PARTS}

    def refused(self, refusals: Sequence[Refusal]) -> str:
        """The line in a chat that says what Telegram refused; of harmless ones how many."""
        if all(one.harmless for one in refusals):
            return str(self._macros.harmless(len(refusals))).strip()  # type: ignore[attr-defined] # a macro
        return "".join(str(self._macros.refusal(one)).strip() for one in refusals)  # type: ignore[attr-defined] # a macro

    def _counted(self, mistakes: int) -> Markup:
        _ = self._wording
        return _.many("{n} mistake in the file", "{n} mistakes in the file", mistakes)

    def _unchanged(self, times: int) -> Markup:
        _ = self._wording
        return _.many(
            "Telegram had nothing to change here.",
            "Telegram had nothing to change here, {n} times.",
            times,
        )

    def _facts(self, one: PersonSeen) -> list[str]:
        return [str(fact) for fact in _facts(self._wording, one) if fact]


def _facts(_: Wording, one: PersonSeen) -> Iterator[str]:
    """What there is to know about somebody, in a word or two each."""
    yield phone_language(one.language, _)
    match one.role:
        case "facilitator":
            yield _("facilitates")
        case "organiser":
            yield _("organises")
        case "participant":
            yield _("takes part")
    if one.gone:
        yield _("account deleted")
    elif one.blocked:
        yield _("has blocked the bot")


def phone_language(tag: str, wording: Wording) -> str:
    """What the language of a phone (IETF tag) is called; the tag itself where it has no name."""
    return str(wording.locale.languages.get(tag, tag))
