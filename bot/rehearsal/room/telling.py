"""All chats of a run as one text, to keep and to read."""

from collections.abc import Sequence

from bot.rehearsal.room.scene import Scene
from bot.rehearsal.standin import SeenMessage
from bot.rehearsal.standin.transcript import entry

_SHOWN = "%a %d %b %Y %H:%M"


def transcript(scene: Scene) -> str:
    """Everything that stands in the chats now; before each message its moment.

    Chats in which nothing stands are left out.
    """
    zone = scene.stage.clock.zone

    def chat(title: str, messages: Sequence[SeenMessage]) -> str:
        by_number = {(one.chat_id, one.id): one for one in messages}
        said = (
            f"{one.date.astimezone(zone):{_SHOWN}}  "
            + entry(one, by_number.get((one.chat_id, one.reply_to or 0)))
            for one in messages
        )
        return f"=== {title}\n\n" + "\n".join(said)

    chats = [(one.name, one.phone.messages) for one in scene.people.values()]
    groups = dict.fromkeys(scene.places.values())
    chats += [(place.title, place.messages) for place in groups]
    return "\n\n".join(chat(title, messages) for title, messages in chats if messages)
