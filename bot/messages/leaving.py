"""Leaving a workshop, and deleting everything."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.messages.in_posts import Posted, leave_the_post, leave_with_answers
from bot.messages.message import Button, Message, lines, paragraphs
from bot.messages.wording import Wording
from flows.ids import ParticipantId


@dataclass(frozen=True, slots=True)
class Loss:
    """What would be deleted, for the last question before it is.

    Attributes:
        answers: of all workshops, in number.
        posts: published posts that quote the person, in number.
        quotes: how many quotes that are.
        last_facilitator_of: titles of workshops that nobody else facilitates.
        last_owner: whether nobody else runs the bot.
    """

    answers: int
    posts: int
    quotes: int
    last_facilitator_of: tuple[str, ...]
    last_owner: bool


def left(_: Wording, participant: ParticipantId, title: str, answers: int, posted: int) -> Message:
    """Somebody has left; what becomes of their answers, and the ways back and further.

    Args:
        _: the reader's language.
        participant: who has left.
        title: of the workshop.
        answers: how many answers of theirs stay.
        posted: how many quotes of theirs stood in a post that is out.
    """
    kept = Markup()
    if answers:
        kept = _.many(
            "Your answer stays and counts. No sentence of yours is quoted.",
            "Your {n} answers stay and count. No sentence of yours is quoted.",
            answers,
        )
    back = Button(str(_("Join again")), press=f"leaveundo:{participant}")
    delete = Button(str(_("Delete my answers")), press=f"leavedelete:{participant}")
    text = lines(
        _("You have left the workshop <b>{title}</b>. I send you nothing more.", title=title),
        kept,
        leave_the_post(_, posted),
    )
    return Message(text, ((back, delete),) if answers else ((back,),))


def gone(_: Wording, participant: ParticipantId, title: str, *, written: bool) -> Message:
    """Somebody who left a workshop writes to the bot; how to come back."""
    back = Button(str(_("Join again")), press=f"leaveundo:{participant}")
    text = _("You have left the workshop <b>{title}</b>.", title=title)
    if written:
        text = Markup("{} {}").format(text, _("I have not stored this."))
    return Message(text, ((back,),))


def which_to_leave(_: Wording) -> Markup:
    """The question over the workshops."""
    return _("Which workshop do you want to leave?")


def nothing_to_leave(_: Wording) -> Message:
    """Somebody who takes part in nothing wants to leave."""
    return Message(_("You are not taking part in any workshop. To delete everything: /forgetme"))


def delete_answers(_: Wording, participant: ParticipantId, title: str, answers: int) -> Message:
    """The last question before the answers in one workshop are deleted."""
    text = _.many(
        "Delete your answer in <b>{title}</b> with all its versions and your consents there? "
        "Nobody can bring it back.",
        "Delete your {n} answers in <b>{title}</b> with all their versions and your consents "
        "there? Nobody can bring them back.",
        answers,
        title=title,
    )
    yes = _.many("Delete {n} answer", "Delete {n} answers", answers)
    return Message(
        text,
        (
            (
                Button(str(yes), press=f"leavedeleteyes:{participant}", style="danger"),
                Button(str(_("Cancel")), press="leavekeep"),
            ),
        ),
    )


def answers_deleted(_: Wording, title: str, posted: Posted | None) -> Markup:
    """The answers in one workshop are gone; `posted` as for `leave_with_answers`."""
    deleted = _(
        "Deleted: your answers and consents in <b>{title}</b>. "
        "You do not take part in it any more.",
        title=title,
    )
    return lines(deleted, leave_with_answers(_, posted))


def nothing_deleted(_: Wording) -> Markup:
    """Somebody thought better of it."""
    return _("Nothing deleted.")


def delete_everything(_: Wording, loss: Loss) -> Message:
    """The last question before a person is deleted."""
    text = paragraphs(
        lines(
            Markup("<b>{}</b>").format(_("Delete everything?")),
            _what_goes(_, loss.answers),
            _published(_, loss),
            _owning(_, loss),
        ),
        lines(
            _("What I cannot delete:"),
            _bullet(_("this chat and Telegram's own servers: please clear the chat yourself")),
            _bullet(_("copies that others made, such as screenshots")),
            _bullet(_("backups: they disappear after 30 days and are no longer used for you")),
        ),
        _("Only stop, without deleting: /leave"),
    )
    yes = Button(str(_("Delete everything")), press="forgetyes", style="danger")
    return Message(text, ((yes, Button(str(_("Cancel")), press="forgetno")),))


def hand_over_first(_: Wording, titles: Sequence[str]) -> Message:
    """Somebody cannot go yet, for workshops would be left without anybody who facilitates them."""
    named = _.listed([_("“{title}”", title=title) for title in titles])
    return Message(
        lines(
            _.many(
                "You are the only one who facilitates {workshops}.",
                "You are the only one who facilitates these workshops: {workshops}.",
                len(titles),
                workshops=named,
            ),
            _("Nothing is deleted yet. The people in there would be left without anyone."),
            _("Hand over first: /invite facilitator, or delete the workshop: /delete"),
            _("Then type /forgetme again."),
        )
    )


def goodbye(_: Wording) -> Message:
    """The last words to somebody who has been deleted; nothing in it is theirs."""
    return Message(_("Deleted. You will get no more messages from me. Thank you for your time."))


def back_again(_: Wording, title: str) -> Markup:
    """Somebody who left takes part again."""
    return _("✓ You are taking part in <b>{title}</b> again.", title=title)


def _what_goes(_: Wording, answers: int) -> Markup:
    if not answers:
        return _(
            "This deletes: your name, your part in all workshops and all consents. "
            "Nobody can bring it back."
        )
    return _.many(
        "This deletes: your name, your answer and all consents, in all workshops. "
        "Nobody can bring it back.",
        "This deletes: your name, your {n} answers and all consents, in all workshops. "
        "Nobody can bring it back.",
        answers,
    )


def _published(_: Wording, loss: Loss) -> Markup:
    if not loss.posts:
        return Markup()
    quotes = _.many("your quote", "your {n} quotes", loss.quotes)
    return _.many(
        "{n} post is already published: I take {quotes} out of it.",
        "{n} posts are already published: I take {quotes} out of them.",
        loss.posts,
        quotes=quotes,
    )


def _owning(_: Wording, loss: Loss) -> Markup:
    if not loss.last_owner:
        return Markup()
    return _(
        "You run this bot, and nobody else does: then a new owner has to be named on the machine "
        "that it runs on."
    )


def _bullet(text: Markup) -> Markup:
    return Markup("• {}").format(text)
