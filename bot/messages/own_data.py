"""What stands around the copy of a person's data."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.messages.message import Message, lines
from bot.messages.wording import Wording
from flows.consent import QuoteState
from flows.details import Decision
from flows.workshop import Joining, Reach, Role


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is stored about somebody."""

    answers: int
    changes: int
    consents: int


def your_data(_: Wording, extent: Extent) -> Message:
    """What the two files hold that follow."""
    parts = [_("your Telegram name and id")]
    if extent.answers:
        answers = _.many("{n} answer", "{n} answers", extent.answers)
        if extent.changes:
            changes = _.many("with {n} change", "with {n} changes", extent.changes)
            answers = answers + " " + changes
        parts.append(answers)
    if extent.consents:
        parts.append(_.many("{n} consent", "{n} consents", extent.consents))
    if len(parts) == 1:
        parts.append(_("your part in workshops"))
    return Message(
        lines(
            _(
                "This is everything I have stored about you: {things}.",
                things=Markup(", ").join(parts),
            ),
            _("One file to read, one for other programs. Delete: /forgetme"),
        )
    )


def no_data(_: Wording) -> Message:
    """Nothing is kept of who has no part in anything."""
    return Message(_("You take part in nothing, so I keep nothing about you."))


def file_name(_: Wording) -> str:
    """Of the files, without the ending."""
    return str(_("my-nachklang"))


def state(_: Wording, joining: Joining) -> Markup:
    """How far somebody is with joining."""
    match joining:
        case Joining.INVITED:
            return _("invited")
        case Joining.AGREED:
            return _("agreed")
        case Joining.JOINED:
            return _("takes part")
        case Joining.LEFT:
            return _("left")


def decision(_: Wording, decision: Decision) -> Markup:
    """What somebody said to details about other people in words of theirs."""
    match decision:
        case Decision.OPEN:
            return _("not decided yet")
        case Decision.KEPT:
            return _("left as it is")
        case Decision.REPLACED:
            return _("not in it any more")


def role(_: Wording, role: Role) -> Markup:
    """What somebody is to a workshop."""
    match role:
        case Role.FACILITATOR:
            return _("facilitates")
        case Role.ORGANISER:
            return _("organises")


def reach(_: Wording, reach: Reach) -> Markup:
    """Whether Telegram lets the bot write to somebody."""
    match reach:
        case Reach.REACHABLE:
            return _("yes")
        case Reach.BLOCKED | Reach.DEACTIVATED:
            return _("no, Telegram does not deliver")


def sentence(_: Wording, state: QuoteState, name: str | None) -> Markup:
    """What was decided about a sentence for the post."""
    match state:
        case QuoteState.PROPOSED:
            return _("Suggested for the post, you have not been asked yet")
        case QuoteState.ASKED:
            return _("To be quoted in the post, if you allow it")
        case QuoteState.DECLINED:
            return _("Not quoted in the post")
        case QuoteState.ALLOWED if name is None:
            return _("Quoted in the post without a name")
        case QuoteState.ALLOWED:
            return _("Quoted in the post as “{name}”", name=name)
