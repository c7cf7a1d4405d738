"""What is said when facilitators' own words name somebody who is gone; never the name itself."""

from collections.abc import Sequence
from enum import Enum, auto

from markupsafe import Markup

from bot.messages.message import Button, Message, lines
from bot.messages.own_words import Part
from bot.messages.wording import Wording
from flows.workshop import Workshop


class Gone(Enum):
    """How somebody has gone."""

    LEFT = auto()
    ERASED = auto()


def for_facilitators(
    _: Wording, workshop: Workshop, gone: Gone, draft: Sequence[Part], posted: Sequence[Part]
) -> Message:
    """Where a name stands in what they wrote, now and in posts that are out; at least one place."""
    parts = [_what(_, workshop, gone)]
    if draft:
        parts.append(
            _(
                "A name of theirs stands in what you have written: {places}. I do not change your "
                "words. Please see whether the name can stay.",
                places=_places(_, draft),
            )
        )
    if posted:
        parts.append(
            _(
                "A name of theirs stands in the published post: {places}. I cannot take it out "
                "there. You can delete the post in the group, change your text, and publish again.",
                places=_places(_, posted),
            )
        )
    change = tuple(
        Button(_name(_, part), press=f"sumtext:{workshop.id}:{part}")
        for part in dict.fromkeys((*draft, *posted))
    )
    return Message(lines(*parts), (change,))


def for_organisers(_: Wording, workshop: Workshop, gone: Gone, posted: Sequence[Part]) -> Message:
    """Where a name stands in the post that they have copies of."""
    return Message(
        lines(
            _what(_, workshop, gone),
            _(
                "A name of theirs stands in the published post: {places}. It is in words of the "
                "facilitators, so I do not change it. Please see whether it can stay in your "
                "copies, for example on the website.",
                places=_places(_, posted),
            ),
        )
    )


def _what(_: Wording, workshop: Workshop, gone: Gone) -> Markup:
    match gone:
        case Gone.LEFT:
            return _("Somebody has left the workshop <b>{title}</b>.", title=workshop.title)
        case Gone.ERASED:
            return _(
                "Somebody from the workshop <b>{title}</b> had all their words deleted.",
                title=workshop.title,
            )


def _places(_: Wording, parts: Sequence[Part]) -> str:
    return _.listed([_name(_, part) for part in parts])


def _name(_: Wording, part: Part) -> str:
    return str(_("Introduction") if part == "introduction" else _("Closing"))
