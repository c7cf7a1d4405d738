"""What facilitators read when answers went, and words of theirs with them."""

from collections.abc import Sequence

from bot.messages.message import Button, Message, lines
from bot.messages.wording import Wording
from flows.workshop import Workshop

Place = tuple[int, int]
"""A question by its day and its number there."""


def names_changed(
    _: Wording, workshop: Workshop, changed: Sequence[Place], doubtful: Sequence[Place]
) -> Message:
    """Names of themes lost words, or should; where, but not which words, and never whose."""
    parts = [_("An answer is no longer there, or is not to be quoted any more.")]
    if changed:
        parts.append(
            _(
                "The names of themes have lost words that only it had: {places}. "
                "Please look at them and confirm them again.",
                places=_listed(_, changed),
            )
        )
    if doubtful:
        parts.append(
            _(
                "A name that you typed may still hold such a word: {places}. "
                "Please see whether it can stay.",
                places=_listed(_, doubtful),
            )
        )
    see = Button(str(_("See themes")), press=f"sum:{workshop.id}", style="primary")
    return Message(lines(*parts), ((see,),))


def _listed(_: Wording, places: Sequence[Place]) -> str:
    shown = [_("day {day}, question {number}", day=day, number=number) for day, number in places]
    return _.listed(shown)
