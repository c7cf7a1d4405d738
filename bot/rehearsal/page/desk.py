"""The parts of the desk that change, as HTML."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from bot.messages.wording import Wording
from bot.rehearsal.page.rendering import TEMPLATES
from bot.rehearsal.room.seeing import PersonSeen, Refusal, RoomSeen

PARTS: Final = ("due", "progress", "people", "flow", "mistakes", "newer", "outline")


class Desk:
    """The desk in one language.

    Args:
        wording: the language.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        template = TEMPLATES.get_template("desk_parts.html.jinja")
        helpers = {"_": wording, "facts": self._facts, "counted": self._counted}
        self._macros = template.make_module(helpers)

    def parts(self, room: RoomSeen) -> dict[str, str]:
        """Each part by its name."""
        return {name: str(getattr(self._macros, name)(room)).strip() for name in PARTS}

    def refusal(self, one: Refusal) -> str:
        """The line in a chat that says what Telegram refused."""
        return str(self._macros.refusal(one)).strip()  # type: ignore[attr-defined] # a macro

    def _counted(self, mistakes: int) -> Markup:
        _ = self._wording
        return _.many("{n} mistake in the file", "{n} mistakes in the file", mistakes)

    def _facts(self, one: PersonSeen) -> list[str]:
        return [str(fact) for fact in _facts(self._wording, one) if fact]


def _facts(_: Wording, one: PersonSeen) -> Iterator[str]:
    """What there is to know about somebody, in a word or two each."""
    yield one.language
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
