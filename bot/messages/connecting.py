"""What the bot says about the groups and channels that a post goes to."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines
from bot.messages.setting_up import shortened
from bot.messages.wording import Wording
from flows.ids import ChatId
from flows.workshop import Destination, Workshop

CHANNEL = "channel"
"""The kind of a destination that is a channel; everything else is a group."""


def where_to(
    _: Wording, workshop: Workshop, destinations: Sequence[Destination], bot: str
) -> Message:
    """How to connect a group or a channel; what is connected can be taken off."""
    titles = [_("“{title}”", title=destination.title) for destination in destinations]
    command = Markup("<code>/connect {}</code>").format(workshop.connect_token)
    text = lines(
        Markup("<b>{}</b>").format(_("Where should the post go?")),
        _("Connected: {titles}", titles=_.listed(titles)) if titles else "",
        _("Choose a group or a channel. In a channel I need the right to post messages."),
        _("Or type there: {command}", command=command),
    )
    group = f"https://t.me/{bot}?startgroup={workshop.connect_token}"
    channel = f"https://t.me/{bot}?startchannel&admin=post_messages"
    off: list[Row] = [
        (_disconnect(_, d, _("Disconnect “{title}”", title=shortened(d.title)).unescape()),)
        for d in destinations
    ]
    return Message(
        text,
        (
            (Button(str(_("Choose group")), url=group, style="primary"),),
            (
                Button(str(_("Choose channel")), url=channel),
                Button(str(_("Back")), press=f"card:{workshop.id}"),
            ),
            *off,
        ),
    )


def connected_here(_: Wording, workshop: Workshop, kind: str, *, new: bool) -> Message:
    """What is said in the group or channel itself."""
    title = Markup("<b>{}</b>").format(workshop.title)
    match (kind == CHANNEL, new):
        case (True, True):
            text = _(
                "This channel is now connected to the workshop {title}. "
                "After the workshop the post appears here.",
                title=title,
            )
        case (True, False):
            text = _("This channel is already connected to the workshop {title}.", title=title)
        case (False, True):
            text = _(
                "This group is now connected to the workshop {title}. After the workshop the post "
                "appears here. I write nothing else here, and I do not store your messages.",
                title=title,
            )
        case _other:
            text = _("This group is already connected to the workshop {title}.", title=title)
    return Message(text)


def connected(_: Wording, workshop: Workshop, destination: Destination) -> Message:
    """What the facilitators read."""
    if destination.kind == CHANNEL:
        done = _(
            "Destination connected: channel “{title}”. "
            "The post appears there only when you publish it.",
            title=destination.title,
        )
    else:
        done = _(
            "Destination connected: group “{title}”. "
            "The post appears there only when you publish it.",
            title=destination.title,
        )
    card = Button(str(_("Show card")), press=f"card:{workshop.id}", style="primary")
    return Message(
        lines(done, _("Workshop: {title}", title=workshop.title)),
        ((card,), (_disconnect(_, destination, str(_("Disconnect"))),)),
    )


def only_facilitators(_: Wording) -> Message:
    """Somebody else typed the right code in a group."""
    return Message(
        _(
            "Only the workshop's facilitators can connect a group. "
            "Please ask them to type /connect here themselves."
        )
    )


def unknown_code(_: Wording) -> Message:
    """No workshop has this code."""
    return Message(
        _(
            "I know no workshop with this code. "
            "The right line stands on the workshop's card: /workshop in the chat with me."
        )
    )


def no_code(_: Wording) -> Message:
    """/connect with nothing behind it."""
    return Message(
        _(
            "Behind /connect belongs the code from the workshop's card: "
            "/workshop in the chat with me."
        )
    )


def ask_channel(_: Wording, workshops: Sequence[Workshop], title: str, chat: ChatId) -> Message:
    """A facilitator added the bot to a channel: for which of their workshops?"""
    no = (Button(str(_("No")), press=f"channelno:{chat}"),)
    question = _("Should the post go to the channel “{title}”?", title=title)
    if len(workshops) == 1:
        only = workshops[0]
        text = lines(question, _("It is about the workshop {title}.", title=only.title))
        yes = Button(str(_("Yes")), press=f"channel:{only.id}:{chat}", style="primary")
        return Message(text, ((yes, *no),))
    rows: list[Row] = [
        (Button(shortened(workshop.title), press=f"channel:{workshop.id}:{chat}"),)
        for workshop in workshops
    ]
    return Message(lines(question, _("Which workshop's post?")), (*rows, no))


def needs_right(_: Wording, title: str) -> Message:
    """The bot is in a channel and may not post there."""
    return Message(
        _(
            "I may not post in the channel “{title}” yet. "
            "Give me the right to post messages there, then I ask you again.",
            title=title,
        )
    )


def chosen(_: Wording, workshop: Workshop, title: str) -> Markup:
    """A channel gets a workshop."""
    return _("✓ “{title}”: workshop {workshop}", title=title, workshop=workshop.title)


def not_connected(_: Wording, title: str) -> Markup:
    """A channel stays without a workshop."""
    return _("All right. The channel “{title}” is not connected.", title=title)


def disconnected(_: Wording, title: str) -> Markup:
    """A destination was taken off."""
    return _("✓ Disconnected: “{title}”. No post goes there.", title=title)


def removed(_: Wording, workshop: Workshop, title: str) -> Message:
    """Somebody took the bot out of a group or channel."""
    return Message(
        lines(
            _(
                "I was removed from “{title}”. "
                "It is no longer a destination of the workshop {workshop}.",
                title=title,
                workshop=workshop.title,
            ),
            _("Connect again: /workshop"),
        )
    )


def _disconnect(_: Wording, destination: Destination, label: str) -> Button:
    return Button(label, press=f"destoff:{destination.workshop_id}:{destination.chat}")
