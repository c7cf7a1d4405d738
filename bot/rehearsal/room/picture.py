"""The picture of a run: what the page shows of it."""

from collections.abc import Collection, Iterator

from bot.rehearsal.room.flow_file import FlowFile
from bot.rehearsal.room.looking import Place
from bot.rehearsal.room.scene import Scene, Someone
from bot.rehearsal.room.seeing import ChatSeen, DayOutline, FlowSeen, GroupSeen, PersonSeen
from bot.rehearsal.standin import Channel, Group
from flows.mistakes import Mistakes
from flows.script import Flow


def people_of(scene: Scene) -> tuple[PersonSeen, ...]:
    """Everybody with a phone."""
    return tuple(_person(scene, one) for one in scene.people.values())


def groups_of(scene: Scene) -> tuple[GroupSeen, ...]:
    """All groups and channels."""
    return tuple(
        GroupSeen(
            id=place.id,
            title=place.title,
            kind=place.kind,
            bot="" if place.bot is None else place.bot.value,
            creator=place.creator,
        )
        for place in dict.fromkeys(scene.places.values())
    )


def chats_of(scene: Scene, ids: Collection[int]) -> Iterator[ChatSeen]:
    """The chats with these ids; ids that name none are passed over."""
    for number in ids:
        if number in scene.people:
            yield _private(scene, scene.people[number])
        elif number in scene.places:
            yield _shared(scene, scene.places[number])


def flow_of(scene: Scene, source: FlowFile) -> FlowSeen:
    """The flow of the run, and how its file is now."""
    flow = scene.flow
    return FlowSeen(
        id=flow.id,
        title=flow.title,
        path="" if source.path is None else str(source.path),
        outline=_outline(flow),
        mistakes=source.now.mistakes if isinstance(source.now, Mistakes) else (),
        newer=source.good != flow,
    )


def _person(scene: Scene, one: Someone) -> PersonSeen:
    person = one.phone.person
    return PersonSeen(
        id=person.id,
        name=person.name,
        language=person.language_code or "",
        role=scene.look.places.get(person.id, Place()).role,
        simulated=one.simulated,
        silent=one.silent,
        blocked=person.blocked,
        gone=person.deactivated,
    )


def _private(scene: Scene, one: Someone) -> ChatSeen:
    phone = one.phone
    return ChatSeen(
        id=phone.id,
        title=phone.name,
        kind="private",
        messages=tuple(phone.messages),
        commands=tuple(phone.commands),
        toasts=tuple(phone.toasts),
        refusals=tuple(scene.heard.refusals[phone.id]),
        blocked=phone.person.blocked,
        link=scene.heard.newest_for(phone.id),
        clipboard=phone.clipboard,
        opened=tuple(phone.opened),
    )


def _shared(scene: Scene, place: Group | Channel) -> ChatSeen:
    ids = [number for number, one in scene.places.items() if one is place]
    refusals = [refusal for number in ids for refusal in scene.heard.refusals[number]]
    return ChatSeen(
        id=place.id,
        title=place.title,
        kind=place.kind,
        messages=tuple(place.messages),
        refusals=tuple(refusals),
    )


def _outline(flow: Flow) -> tuple[DayOutline, ...]:
    return tuple(
        DayOutline(day.title, tuple(question.text for question in day.questions))
        for day in flow.days
    )
