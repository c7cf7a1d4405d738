"""Time that passes at a word: to the next moment at which something is due, or until another."""

from datetime import datetime, timedelta
from typing import Final

from markupsafe import Markup

from bot.messages.wording import Wording
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.room.scene import Scene
from bot.rehearsal.stage import Stuck
from bot.service import rounds

LONGEST: Final = timedelta(days=400)
"""Further nobody rehearses; what was said is deleted after half of it."""


async def to_next_due(scene: Scene) -> None:
    """Jump to the next moment at which something is due, and let it happen.

    Raises:
        Impossible: nothing is due.
    """
    await _rest(scene)
    moment = await scene.stage.app.writer.run(rounds.next_moment)
    if moment is None:
        raise Impossible(_over if scene.heard.newest() else _not_begun)
    await _be_at(scene, moment)


async def let_pass(scene: Scene, hours: float) -> None:
    """Let hours pass; what is due meanwhile happens at its time.

    Raises:
        Impossible: time does not go back, and not that far.
    """
    if not hours <= LONGEST / timedelta(hours=1):  # also where it is no number
        raise Impossible(_too_far)
    await until(scene, scene.stage.clock.now() + timedelta(hours=max(hours, 0)))


async def until(scene: Scene, moment: datetime) -> None:
    """Let time pass until a moment (aware); as `let_pass`."""
    clock = scene.stage.clock
    now = clock.now()
    if moment <= now:
        local = now.astimezone(clock.zone)
        raise Impossible(
            lambda _: _(
                "It is {day}, {time} already, and time does not go back. Choose a later moment.",
                day=_.weekday_date(local.date()),
                time=_.clock(local),
            )
        )
    if moment - now > LONGEST:
        raise Impossible(_too_far)
    await _rest(scene)
    done: datetime | None = None
    while True:
        due = await scene.stage.app.writer.run(rounds.next_moment)
        # The same one again could not be done: it waits for the program's next look.
        if due is None or due > moment or due == done:
            break
        await _be_at(scene, due)
        done = due
    await _be_at(scene, moment)


def typed_moment(scene: Scene, text: str) -> datetime:
    """A moment in ISO 8601; without an offset in the zone of the clock.

    Raises:
        Impossible: it is none.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Impossible(
            lambda _: _("That is no moment. Write it like 2027-01-30 17:00.")
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=scene.stage.clock.zone)


async def _be_at(scene: Scene, moment: datetime) -> None:
    scene.stage.clock.jump_to(moment)
    await scene.stage.app.alarm.wake()
    await _rest(scene)


async def _rest(scene: Scene) -> None:
    """Let everything have its effect first, so that it happens at its time."""
    try:
        await scene.settled()
    except Stuck:
        raise Impossible(
            lambda _: _("The program is still at work. Wait a moment, and try again.")
        ) from None


def _not_begun(_: Wording) -> Markup:
    return _("Nothing is planned. Set a workshop up with /new, and give it a date.")


def _over(_: Wording) -> Markup:
    return _(
        "Nothing more happens by itself: no round is planned or open. It goes on in the chat of "
        "who facilitates: /summary shows what was said, /schedule the times."
    )


def _too_far(_: Wording) -> Markup:
    return _("That is too far. Choose a moment within {days} days.", days=LONGEST.days)
