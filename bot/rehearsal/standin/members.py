"""What the bot and people are in chats, and the updates about the bot's own moves."""

from bot.rehearsal.standin.accounts import Kind, Person, Room, Standing
from bot.rehearsal.standin.messages import Wire
from bot.rehearsal.standin.world import World

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def chat_member(standing: Standing, user: Wire, room: Room | None = None) -> Wire:
    """As Telegram's ChatMember.

    Args:
        standing: what the user is.
        user: Telegram's User.
        room: where; only the rights of administrators depend on it.
    """
    wire: Wire = {"user": user, "status": standing.value}
    match standing:
        case Standing.CREATOR:
            wire["is_anonymous"] = False
        case Standing.ADMINISTRATOR:
            wire |= {"can_be_edited": False, "is_anonymous": False}
            wire |= dict.fromkeys(_RIGHTS, False) | {"can_manage_chat": True}
            if room is not None and room.kind is Kind.CHANNEL:
                may_post = room.bot_may_post or not user["is_bot"]
                wire |= {"can_post_messages": may_post, "can_edit_messages": may_post}
            else:
                wire |= {"can_pin_messages": False, "can_manage_topics": False}
        case Standing.KICKED:
            wire["until_date"] = 0
        case Standing.MEMBER | Standing.LEFT:
            pass
    return wire


def move_bot(
    world: World, room: Room, standing: Standing, *, by: Wire, may_post: bool = True
) -> None:
    """Make the bot something else in a group or channel, and tell it.

    Args:
        world: theirs.
        room: where.
        standing: what the bot is from now on.
        by: Telegram's User who does it.
        may_post: whether it may post in a channel.
    """
    before = chat_member(room.bot or Standing.LEFT, world.bot, room)
    room.bot, room.bot_may_post = standing, may_post
    _tell(world, room.chat(), by, before, chat_member(standing, world.bot, room))


def block_bot(world: World, person: Person, *, blocked: bool) -> None:
    """Let a person block the bot or take it back, and tell the bot."""
    person.blocked = blocked
    members = [chat_member(standing, world.bot) for standing in (Standing.KICKED, Standing.MEMBER)]
    if blocked:
        members.reverse()
    _tell(world, person.chat(), person.user(), *members)


def _tell(world: World, chat: Wire, by: Wire, before: Wire, after: Wire) -> None:
    world.updates.put(
        "my_chat_member",
        {
            "chat": chat,
            "from": by,
            "date": int(world.now().timestamp()),
            "old_chat_member": before,
            "new_chat_member": after,
        },
    )
