"""What is said while and after a post is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, Style, lines
from bot.messages.moments import short_time
from bot.messages.wording import Wording
from flows.ids import ChatId, MessageId
from flows.workshop import Workshop


class Delivery(StrEnum):
    """What became of a post at one place."""

    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Receiver:
    """A place that a post went to.

    Attributes:
        title: the group's, or the organiser's name; None where it is not known any more.
        kind: Telegram's kind of chat; None for an organiser.
        problem: why it failed, as the outbox keeps it.
        message_id: the first message of the post there, if Telegram confirmed it.
        files: whether files went there too.
    """

    chat: ChatId
    title: str | None
    kind: str | None
    delivery: Delivery
    problem: str | None = None
    message_id: MessageId | None = None
    files: bool = False


def place(_: Wording, kind: str | None, title: str | None) -> Markup:
    """`Gruppe „Netzwerk Musterviertel“` · `Renate Probe`."""
    if title is None:
        return _("a chat that is no longer connected")
    if kind is None:
        return Markup.escape(title)
    if kind == "channel":
        return _("channel “{title}”", title=title)
    return _("group “{title}”", title=title)


def publishing(_: Wording, receivers: int) -> Markup:
    """The post is on its way."""
    return _.many(
        "✓ The post is on its way. I tell you whether it has arrived.",
        "✓ The post is on its way to {n} places. I tell you whether it has arrived.",
        receivers,
    )


def published_meanwhile(_: Wording) -> Markup:
    """Somebody else pressed Publish first, or the button was pressed twice."""
    return _("It has been published meanwhile. Look again before you publish once more: /publish")


def published(
    _: Wording, workshop: Workshop, version: int, receivers: Sequence[Receiver]
) -> Message:
    """What became of the post, place by place."""
    failed = any(one.delivery is Delivery.FAILED for one in receivers)
    sent = any(one.delivery is Delivery.SENT for one in receivers)
    if not sent:
        heading = _("The post has reached nobody yet.")
    elif workshop.published_at is not None:
        time = short_time(_, workshop.published_at, workshop.zone)
        heading = _("Published at {time}.", time=time)
    else:
        heading = _("Published.")
    text = lines(
        Markup("<b>{}</b>").format(heading), *(_became(_, receiver) for receiver in receivers)
    )
    rows: list[Row] = []
    urls = [url for url in map(link_to, receivers) if url is not None]
    if failed:
        again = f"postretry:{workshop.id}:{version}"
        rows.append((Button(str(_("Try again")), press=again, style="primary"),))
    if urls:
        style: Style | None = None if failed else "primary"
        rows.append((Button(str(_("Open post")), url=urls[0], style=style),))
    files_ = Button(str(_("Files")), press=f"postfiles:{workshop.id}")
    card = Button(str(_("Show card")), press=f"card:{workshop.id}")
    rows.append((files_, card))
    return Message(text, tuple(rows))


def link_to(receiver: Receiver) -> str | None:
    """The address of the post, which only supergroups and channels have."""
    number = str(receiver.chat)
    if receiver.message_id is None or not number.startswith("-100"):
        return None
    return f"https://t.me/c/{number.removeprefix('-100')}/{receiver.message_id}"


def perhaps_posted(
    _: Wording, workshop: Workshop, post: str, title: str | None, part: tuple[int | None, int]
) -> Message:
    """Nobody knows whether a part of the post arrived, so somebody has to look.

    Args:
        _: the reader's language.
        workshop: whose post it is.
        post: names the part in the data of the buttons.
        title: of the group, where it is still connected.
        part: its number, None for the picture, and how many messages with text the post has.
    """
    number, parts = part
    where = title or workshop.title
    if number is None:
        text = _(
            "I do not know whether the picture of the post reached “{title}”. Please look in the "
            "group. Is it there?",
            title=where,
        )
    elif parts == 1:
        text = _(
            "I do not know whether the post reached “{title}”. Please look in the group. "
            "Is it there?",
            title=where,
        )
    else:
        text = _(
            "The post has {parts} messages. I do not know whether message {number} reached "
            "“{title}”. Please look in the group. Is it there?",
            parts=parts,
            number=number,
            title=where,
        )
    # The key of the post begins with the workshop, as the data of facilitators' buttons does.
    there = Button(str(_("Yes, it is there")), press=f"postyes:{post}")
    again = Button(str(_("No, post again")), press=f"postno:{post}")
    return Message(text, ((there,), (again,)))


def it_is_there(_: Wording) -> Markup:
    """Somebody has looked."""
    return _("✓ Good, the post is there.")


def posting_again(_: Wording) -> Markup:
    """It goes out once more."""
    return _("✓ I am posting it again.")


def decided_before(_: Wording) -> Markup:
    """Somebody else has answered, or it has been settled otherwise."""
    return _("This has been settled already.")


def trying_again(_: Wording, messages: int) -> Markup:
    """What failed goes out once more."""
    return _.many("✓ Sending {n} message again.", "✓ Sending {n} messages again.", messages)


def files(_: Wording, workshop: Workshop) -> Message:
    """To an organiser, with the files."""
    return Message(
        lines(
            _(
                "The post on the workshop {title} is published. "
                "Here are the files for your website and records.",
                title=Markup("<b>{}</b>").format(workshop.title),
            ),
            _(
                "All quotes are allowed. If somebody withdraws a quote, I tell you which passage "
                "has to go."
            ),
        ),
        ((Button(str(_("Send files again")), press=f"orgfiles:{workshop.id}"),),),
    )


def files_come(_: Wording) -> Markup:
    """Somebody wants the files again; they are made anew."""
    return _("✓ The files come in a moment.")


def nothing_published(_: Wording) -> Markup:
    """Somebody wants files of what was never published."""
    return _("Nothing has been published yet.")


def without_files(_: Wording, workshop: Workshop, *, sent: bool) -> Message:
    """The files could not be made; `sent`: whether the post went out without them."""
    text = _("The files could not be made. Please try again later.")
    if sent:
        text = _(
            "The picture and the files of the post on <b>{title}</b> could not be made. The post "
            "went out without them. Please try again later.",
            title=workshop.title,
        )
    return Message(text, ((Button(str(_("Files")), press=f"postfiles:{workshop.id}"),),))


def undelivered(_: Wording, name: str, title: str) -> Markup:
    """Telegram did not take a message to somebody."""
    return _(
        "A message to {name} in “{title}” could not be delivered. "
        "Please talk to them; with /next they can see the open question.",
        name=name,
        title=title,
    )


def _became(_: Wording, receiver: Receiver) -> Markup:
    name = place(_, receiver.kind, receiver.title)
    name = Markup(name[:1].upper() + name[1:])  # noqa: S704 - Markup before
    match receiver.delivery:
        case Delivery.SENT if receiver.kind is None and receiver.files:
            return _("{place}: post and files sent", place=name)
        case Delivery.SENT if receiver.kind is None:
            return _("{place}: post sent", place=name)
        case Delivery.SENT:
            return _("{place}: posted", place=name)
        case Delivery.UNKNOWN:
            return _("{place}: I do not know whether it arrived", place=name)
        case Delivery.FAILED:
            return _("{place}: not sent. {why}", place=name, why=_why(_, receiver))


def _why(_: Wording, receiver: Receiver) -> Markup:
    match receiver.problem:
        case "kicked" | "chat_gone":
            return _("I am no longer there. Add me again, then try again.")
        case "no_rights":
            return _("I may not post there. Give me the right, then try again.")
        case "blocked" | "deactivated" | "never_started":
            return _("They have blocked the bot or left Telegram.")
        case _:
            return _("Telegram did not take it.")
