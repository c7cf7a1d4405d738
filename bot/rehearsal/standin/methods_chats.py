"""What the bot may learn of chats and their members, and of files; and how it leaves."""

from datetime import timedelta

from bot.rehearsal.standin.accounts import Kind, Person, Room, Standing
from bot.rehearsal.standin.members import chat_member, move_bot
from bot.rehearsal.standin.messages import Wire
from bot.rehearsal.standin.parameters import Parameters
from bot.rehearsal.standin.reach import chat_of, check_presence
from bot.rehearsal.standin.refused import bad_request
from bot.rehearsal.standin.world import World

LARGEST_DOWNLOAD = 20_000_000
LINK_LASTS = timedelta(hours=1)


def get_me(world: World, parameters: Parameters) -> Wire:
    """Tell who the bot is."""
    del parameters
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, parameters: Parameters) -> Wire:
    """Tell all about a chat."""
    chat = chat_of(world, parameters)
    if isinstance(chat, Room):
        check_presence(chat)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return chat.chat() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def get_chat_member(world: World, parameters: Parameters) -> Wire:
    """Tell what somebody is in a chat."""
    chat = chat_of(world, parameters)
    user = parameters.integer("user_id")
    if user is None:
        raise bad_request("invalid user_id specified")
    if isinstance(chat, Person):
        if user not in {chat.id, world.bot["id"]}:
            raise bad_request("user not found")
        wire = chat.user() if user == chat.id else world.bot
        return chat_member(Standing.MEMBER, wire)
    check_presence(chat)
    if user == world.bot["id"]:
        return chat_member(chat.bot or Standing.LEFT, world.bot, chat)
    if user not in world.people:
        raise bad_request("user not found")
    standing = chat.members.get(user, Standing.LEFT)
    return chat_member(standing, world.people[user].user(), chat)


def get_chat_administrators(world: World, parameters: Parameters) -> list[Wire]:
    """Tell who runs a group or channel."""
    chat = chat_of(world, parameters)
    if isinstance(chat, Person):
        raise bad_request("there are no administrators in the private chat")
    check_presence(chat)
    leading = {Standing.CREATOR, Standing.ADMINISTRATOR}
    people = [
        chat_member(standing, world.people[user].user(), chat)
        for user, standing in chat.members.items()
        if standing in leading
    ]
    if chat.bot is Standing.ADMINISTRATOR:
        people.append(chat_member(chat.bot, world.bot, chat))
    return people


def leave_chat(world: World, parameters: Parameters) -> bool:
    """Let the bot go from a group or channel."""
    chat = chat_of(world, parameters)
    if isinstance(chat, Person):
        raise bad_request("chat member status can't be changed in private chats")
    check_presence(chat)
    move_bot(world, chat, Standing.LEFT, by=world.bot)
    if chat.kind is not Kind.CHANNEL:
        world.said_by_bot(chat, extra={"left_chat_member": world.bot}, editable=False)
    return True


def get_file(world: World, parameters: Parameters) -> Wire:
    """Make a link to a file, which lasts an hour."""
    file = world.files.get(parameters.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    path = f"files/{file.id}"
    world.expires[path] = world.now() + LINK_LASTS
    return {
        "file_id": file.id,
        "file_unique_id": f"u{file.id}",
        "file_size": len(file.content),
        "file_path": path,
    }


def log_out(world: World, parameters: Parameters) -> bool:
    """Take leave of the server; the stand-in goes on answering all the same."""
    del world, parameters
    return True
