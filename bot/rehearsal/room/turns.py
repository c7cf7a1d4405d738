"""What a simulated person does next, of all that waits for them."""

from dataclasses import replace

from bot.rehearsal import habits
from bot.rehearsal.room.looking import Place
from bot.rehearsal.room.scene import Scene, Someone
from bot.rehearsal.stage import button
from bot.rehearsal.standin import NoSuchButton
from flows.workshop import Joining

TEAM = {"facilitator", "organiser"}


def acts_alone(scene: Scene, one: Someone) -> bool:
    """Whether somebody is among those who act when all are let."""
    place = _place(scene, one)
    elsewhere = place.role in TEAM and place.joining is not Joining.JOINED
    return one.simulated and not one.silent and not elsewhere and can_act(one)


def can_act(one: Someone) -> bool:
    """Whether somebody has Telegram, and the bot in it."""
    person = one.phone.person
    return not person.blocked and not person.deactivated


def take_turn(scene: Scene, one: Someone, *, asked_to: bool = False) -> bool:
    """Let somebody take one step, which the bot has not read yet when this returns.

    Args:
        scene: as it was seen last.
        one: who.
        asked_to: they are meant in person, so that they also do what they would rather not:
            open an invitation once more, answer after they have stopped.

    Returns:
        Whether there was one.
    """
    place = _place(scene, one)
    _orient(scene, one, place)
    try:
        if place.joining is not Joining.JOINED and _joins(scene, one, place, asked_to=asked_to):
            return True
        if _decides(one):
            return True
        return _answers(one, place, asked_to=asked_to)
    except (NoSuchButton, LookupError, ValueError, StopIteration):
        # Somebody has done something else with this phone meanwhile.
        return False


def begin_anew(one: Someone) -> bool:
    """Let somebody who has paused go on; returns whether they had."""
    one.participant.look()
    return habits.after_reminder(one.participant)


def joined(scene: Scene, one: Someone) -> bool:
    """Whether somebody takes part in the workshop of the newest invitation."""
    return _place(scene, one).joining is Joining.JOINED


def _place(scene: Scene, one: Someone) -> Place:
    return scene.look.places.get(one.phone.id, Place())


def _orient(scene: Scene, one: Someone, place: Place) -> None:
    """Let somebody know what they would: what they are asked, and in which language."""
    who = one.participant
    if place.flow is not None and place.flow != who.flow:
        who.flow, who.voices = place.flow, scene.voices(place.flow)
    if place.joining is Joining.JOINED and place.language:
        who.member = replace(who.member, language=place.language)
    who.look()
    if place.open is not None:
        waiting = [asked for asked in who.prompts.values() if asked.question.id == place.open]
        who.asked = waiting[-1] if waiting else None
    elif not who.waits:
        who.asked = None


def _joins(scene: Scene, one: Someone, place: Place, *, asked_to: bool) -> bool:
    if place.joining is not None and one.participant.join():
        return True
    link = scene.heard.newest()
    if link is None or (scene.heard.has_opened(one.phone.id, link) and not asked_to):
        return False
    one.phone.open_link(link)
    scene.heard.opened(one.phone.id, link.rpartition("=")[2])
    return True


def _decides(one: Someone) -> bool:
    """Decide about a detail of somebody else in an answer, or about a sentence to be quoted."""
    found = button(one.phone, "detailout:")
    if found is not None:
        one.phone.press(str(found[1].data), found[0])
        return True
    return one.author.act()


def _answers(one: Someone, place: Place, *, asked_to: bool) -> bool:
    who = one.participant
    if place.open is None and habits.after_closing(who):
        return True
    if asked_to and who.waits and place.open is not None:
        who.waits = False
        who.answer()
        return True
    return (place.open is not None or who.stage > 0) and habits.act(who)
