"""What can be done in the rehearsal room: by people with their phones, and at the page itself.

As JSON, each is an object with its name in `type`: `{"type": "Say", "person": 5000000001, "text":
"/new"}`. Bytes are Base64.
"""

import msgspec


class _Action(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Something to do."""


class _Personal(_Action, frozen=True):
    """Something that somebody does with their phone.

    Attributes:
        person: who.
    """

    person: int


class Start(_Personal, frozen=True):
    """Press Start in the chat with the bot; who has blocked it lets it in again."""


class Say(_Personal, frozen=True):
    """Write a message.

    Attributes:
        chat: where; None for their private chat with the bot. So everywhere below.
        reply_to: the number of the message that it replies to.
    """

    text: str
    chat: int | None = None
    reply_to: int | None = None


class Press(_Personal, frozen=True):
    """Press a button.

    Attributes:
        message: the number of the message below which it stands.
        button: its data; its label where it has none. One that is gone by now is pressed all the
            same if it had data, as by an app that has not noticed yet.
    """

    message: int
    button: str
    chat: int | None = None


class Edit(_Personal, frozen=True):
    """Change what one wrote."""

    message: int
    text: str
    chat: int | None = None


class PassOn(_Personal, frozen=True):
    """Forward a message to the bot, into one's own private chat with it."""

    message: int
    chat: int | None = None


class Delete(_Personal, frozen=True):
    """Remove a message: in the private chat for oneself, in a group one's own for everybody."""

    message: int
    chat: int | None = None


class SendPhoto(_Personal, frozen=True):
    """Send a picture; one that comes along where no bytes are given."""

    content: bytes = b""
    caption: str = ""
    chat: int | None = None


class SendDocument(_Personal, frozen=True):
    """Send a file; a short text that comes along where neither bytes nor a name are given.

    Attributes:
        name: of the file.
    """

    content: bytes = b""
    name: str = ""
    caption: str = ""
    chat: int | None = None


class SendVoice(_Personal, frozen=True):
    """Send a voice message; a second of silence where no bytes are given."""

    content: bytes = b""
    chat: int | None = None


class SendSticker(_Personal, frozen=True):
    """Send a sticker."""

    chat: int | None = None


class SendLocation(_Personal, frozen=True):
    """Send a place on the map."""

    chat: int | None = None


class SendContact(_Personal, frozen=True):
    """Send somebody's address card."""

    chat: int | None = None


class OpenLink(_Personal, frozen=True):
    """Follow a link to the bot, and press Start."""

    url: str


class Block(_Personal, frozen=True):
    """Stop the bot."""


class Unblock(_Personal, frozen=True):
    """Let the bot in again, without a word."""


class SwitchLanguage(_Personal, frozen=True):
    """Set the phone to another language.

    Attributes:
        language: an IETF tag, such as `uk`.
    """

    language: str


class DeleteAccount(_Personal, frozen=True):
    """Be gone from Telegram."""


class AddBot(_Action, frozen=True):
    """Bring the bot into a group, or into a channel as an administrator.

    Attributes:
        group: the group or channel; in the three below, too.
        by: who does it; in the three below, too.
        payload: what the link `?startgroup=` brings along.
    """

    group: int
    by: int
    payload: str | None = None


class RemoveBot(_Action, frozen=True):
    """Throw the bot out of a group or channel."""

    group: int
    by: int


class MakeAdmin(_Action, frozen=True):
    """Let the bot help to run a group or channel.

    Attributes:
        may_post: in a channel, whether it may post.
    """

    group: int
    by: int
    may_post: bool = True


class Migrate(_Action, frozen=True):
    """Let a group become a supergroup, which has another id. The old one goes on naming it."""

    group: int


class Found(_Action, frozen=True):
    """Make a new group or channel, without the bot.

    Attributes:
        kind: `group`, `supergroup` or `channel`.
    """

    by: int
    title: str
    kind: str = "group"


class AddPeople(_Action, frozen=True):
    """Bring more people along who can take part."""

    number: int = 1


class LetAnswer(_Personal, frozen=True):
    """Let somebody take one turn: join, answer a question, decide about a sentence or a detail."""


class LetAllAnswer(_Action, frozen=True):
    """Let everybody who is not silent take turns until nobody has any left."""


class LetAnswerSlowly(_Action, frozen=True):
    """The same, one person after the other, until nobody has any left or it is stopped.

    Attributes:
        seconds: of the machine, between two turns.
    """

    seconds: float = 1.0


class StopAnswering(_Action, frozen=True):
    """Let nobody answer by themselves any more."""


class Silence(_Personal, frozen=True):
    """Let somebody not answer by themselves, or again."""

    silent: bool = True


class NextDue(_Action, frozen=True):
    """Jump to the next moment at which something is due."""


class Forward(_Action, frozen=True):
    """Let hours pass; what is due meanwhile happens at its time."""

    hours: float = 1.0


class GoTo(_Action, frozen=True):
    """Let time pass until a moment.

    Attributes:
        moment: in ISO 8601; without an offset it is read in the zone of the room.
    """

    moment: str


class Restart(_Action, frozen=True):
    """Begin anew, with the flow as it is in its file now."""


Sent = SendPhoto | SendDocument | SendVoice | SendSticker | SendLocation | SendContact
"""What people send besides words."""

Personal = (
    Start
    | Say
    | Press
    | Edit
    | PassOn
    | Delete
    | Sent
    | OpenLink
    | Block
    | Unblock
    | SwitchLanguage
    | DeleteAccount
)
"""What people do with their phones."""

OfGroups = AddBot | RemoveBot | MakeAdmin | Migrate | Found
"""What they change about groups and channels."""

OfRoom = (
    AddPeople
    | LetAnswer
    | LetAllAnswer
    | LetAnswerSlowly
    | StopAnswering
    | Silence
    | NextDue
    | Forward
    | GoTo
    | Restart
)
"""What the page itself does."""

Action = Personal | OfGroups | OfRoom
