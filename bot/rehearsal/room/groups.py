"""What people change about groups and channels, and what the bot is in them."""

from typing import assert_never
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.room.actions import AddBot, Found, MakeAdmin, Migrate, OfGroups, RemoveBot
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.room.scene import Scene, Someone
from bot.rehearsal.standin import Channel, Group

LONGEST_TITLE = 128
"""Of a group, in characters, as Telegram has it."""


def change_group(scene: Scene, action: OfGroups) -> None:
    """Let somebody change what the bot is in a group or channel, or found one.

    Raises:
        Impossible: it cannot be done.
    """
    match action:
        case Found():
            scene.found(_founded(scene, action))
        case Migrate():
            place = scene.place(action.group)
            if not isinstance(place, Group) or place.kind != "group":
                raise Impossible(
                    lambda _: _("Only a basic group can become a supergroup. This is none.")
                )
            place.migrate()
            scene.found(place)
        case AddBot():
            bring_bot(scene.place(action.group), scene.person(action.by), action.payload)
        case RemoveBot():
            place = scene.place(action.group)
            _require_bot(place)
            place.remove_bot(scene.person(action.by).phone)
        case MakeAdmin():
            place = scene.place(action.group)
            if isinstance(place, Group):
                _require_bot(place)
            place.make_bot_admin(scene.person(action.by).phone, may_post=action.may_post)
        case _ as never:
            assert_never(never)


def bring_bot(place: Group | Channel, by: Someone, payload: str | None) -> None:
    """Bring the bot into a group or channel; what is there already stays as it is.

    Raises:
        Impossible: it is there, and there is nothing to bring along.
    """
    here = place.bot is not None and place.bot.present
    if isinstance(place, Channel):
        place.add_bot(by.phone)
    elif not here:
        place.add_bot(by.phone, payload)
    elif payload is not None:
        place.start_bot(by.phone, payload)
    else:
        raise Impossible(lambda _: _("The bot is in this group already. Nothing changes."))


def choose_place(scene: Scene, who: Someone, url: str) -> bool:
    """Follow a link that brings the bot into a group or channel; False where it is no such link.

    Telegram asks which one; here it is the newest that somebody has made.

    Raises:
        Impossible: they have made none.
    """
    query = parse_qs(urlsplit(url).query, keep_blank_values=True)
    if not query.keys() & {"startgroup", "startchannel"}:
        return False
    wanted = Group if "startgroup" in query else Channel
    fitting = [
        place
        for place in scene.places.values()
        if isinstance(place, wanted) and place.creator == who.phone.id
    ]
    if not fitting:
        raise Impossible(
            lambda _: _(
                "{name} has made no group or channel of this kind. Make one first.", name=who.name
            )
        )
    payload = next(iter(query.get("startgroup", [])), None)
    bring_bot(fitting[-1], who, payload)
    return True


def _founded(scene: Scene, action: Found) -> Group | Channel:
    by, title = scene.person(action.by).phone, action.title.strip()
    if not 1 <= len(title) <= LONGEST_TITLE:
        raise Impossible(lambda _: _("A title has 1 to {most} characters.", most=LONGEST_TITLE))
    match action.kind:
        case "group":
            return scene.stage.standin.group(title, creator=by)
        case "supergroup":
            return scene.stage.standin.supergroup(title, creator=by)
        case "channel":
            return scene.stage.standin.channel(title, creator=by)
        case _:
            raise Impossible(lambda _: _("Make a group, a supergroup or a channel."))


def _require_bot(place: Group | Channel) -> None:
    if place.bot is None or not place.bot.present:
        raise Impossible(
            lambda _: _("The bot is not in “{title}”. Add it first.", title=place.title)
        )
