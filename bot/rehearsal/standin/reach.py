"""Which chats the bot reaches, and what Telegram says of the others."""

from bot.rehearsal.standin.accounts import Kind, Person, Room, Standing
from bot.rehearsal.standin.parameters import Parameters
from bot.rehearsal.standin.refused import bad_request, forbidden, upgraded
from bot.rehearsal.standin.world import World

Chat = Person | Room


def chat_of(world: World, parameters: Parameters) -> Chat:
    """The chat that `chat_id` names, of those that the bot has ever met.

    Raises:
        Refused: 400, because there is none.
    """
    if not parameters.text("chat_id"):
        raise bad_request("chat_id is empty")
    number = parameters.integer("chat_id")
    chat = None if number is None else world.people.get(number) or world.rooms.get(number)
    match chat:
        case Person() if chat.started or chat.seen:
            return chat
        case Room() if chat.bot is not None:
            return chat
        case _:
            raise bad_request("chat not found")


def writable(world: World, parameters: Parameters) -> Chat:
    """The chat that `chat_id` names, if the bot may write there.

    Raises:
        Refused: 400 or 403, with the reason.
    """
    chat = chat_of(world, parameters)
    if isinstance(chat, Person):
        _check_person(chat)
    else:
        check_presence(chat)
        _check_rights(chat)
    return chat


def check_presence(room: Room) -> None:
    """See whether the bot is in a group or channel.

    Raises:
        Refused: 400 or 403, because it is not.
    """
    if room.migrated_to is not None:
        raise upgraded(room.migrated_to)
    name = f"{room.kind.value} chat"
    if room.bot is Standing.KICKED:
        raise forbidden(f"bot was kicked from the {name}")
    if room.bot is None or not room.bot.present:
        raise forbidden(f"bot is not a member of the {name}")


def _check_person(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    if person.blocked:
        raise forbidden("bot was blocked by the user")


def _check_rights(room: Room) -> None:
    if room.kind is Kind.CHANNEL and (
        room.bot is not Standing.ADMINISTRATOR or not room.bot_may_post
    ):
        raise bad_request("need administrator rights in the channel chat")
