"""What a restored database needs before the bot may use it (docs/decisions/0016).

Nothing is sent a second time, nothing erased comes back, no round opens twice by itself; and the
people who run workshops are told what they have to look after.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.messages import restored as words
from bot.messages.restored import Doubtful
from bot.messages.wording import in_language
from bot.service import menus, parting, publishing, retention, setting_up, withdrawing
from bot.service.compiling import material
from bot.service.pieces import PostKey, key_of
from bot.service.rounds import open_round
from bot.service.step import Step
from flows.attribution import Attribution
from flows.ids import ParticipantId
from flows.rounds import Round, RoundState
from flows.workshop import Person, Workshop
from storage.erasing_again import ErasedAgain
from storage.erasure_log import Erased
from storage.standing_still import RestoredCopy
from storage.work import Work

RESTORED: Final = "restored_from"
"""The fact that tells when the copy was made that the database was restored from."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was done to the copy.

    Attributes:
        made_at: when it was made.
        erased: what was erased from it again; None where there was no log to go by.
        stopped: messages that will not be sent.
        set_aside: updates that will not be handled.
        opened: rounds that count as opened without asking anybody.
    """

    made_at: datetime
    erased: ErasedAgain | None
    stopped: int
    set_aside: int
    opened: int


def prepare(copy: RestoredCopy, work: Work, erased: Erased | None, made_at: datetime) -> Report:
    """Make a restored database fit for use; to be committed before anybody else sees it.

    Args:
        copy: the database.
        work: the stores on the same transaction.
        erased: the erasure log; None to do without.
        made_at: when the copy was made.
    """
    step = Step(work, f"restored:{work.now.isoformat()}", work.facts.get(menus.BOT_USERNAME) or "")
    again = None if erased is None else copy.erase_again(erased, made_at)
    copy.pass_ids_over()
    copy.withdraw_invitations()
    copy.switch_walls_off()
    copy.end_forms()
    posts = _posts(work)
    doubtful = tuple(_settled(step, made_at))
    copy.forget_where_questions_stand()
    stopped = copy.stop_sending()
    set_aside = copy.set_updates_aside()
    for workshop in work.workshops.all():
        withdrawing.withdrawn_before(step, workshop, _not_to_be_quoted(work, workshop))
    if again is not None:
        work.people.forget_strangers()
        parting.bear_out_all(work)
    retention.tidy(work)
    work.facts.put(RESTORED, made_at.isoformat())
    for key in posts:
        publishing.settled(step, key)
    _tell(step, made_at, doubtful)
    opened = sum(one.opened for one in doubtful)
    return Report(made_at, again, stopped, set_aside, opened)


def _posts(work: Work) -> tuple[PostKey, ...]:
    """The parts of posts that were to be sent."""
    states = work.outbox.states("post:")
    waiting = [known.key for known in states if known.state in {"planned", "retry", "sending"}]
    keys = (key_of(key) for key in waiting)
    return tuple(key for key in keys if key is not None)


def _not_to_be_quoted(work: Work, workshop: Workshop) -> frozenset[ParticipantId]:
    """Whoever said something, and may not be quoted as far as this database knows."""
    said = material(work, workshop).said
    return frozenset(
        one.participant_id for one in said if one.attribution is Attribution.NOT_QUOTED
    )


def _settled(step: Step, made_at: datetime) -> Iterator[Doubtful]:
    """What may have happened to rounds by itself since then does not happen by itself again."""
    work = step.work
    for before in work.rounds.unfinished():
        times, round_ = before.times, before
        if times is None or before.held or times.closes_at <= made_at:
            continue
        opens = before.state is RoundState.PLANNED and times.opens_at <= work.now
        if opens:
            # Asks everybody, as far as the database goes; all that is to be sent is stopped after.
            open_round(step, before)
            round_ = replace(work.rounds.get(before.id), opened_at=times.opens_at)
        if round_.state is not RoundState.OPEN:
            continue
        work.rounds.save(_without_past_reminder(round_, work.now))
        workshop = work.workshops.get(round_.workshop_id)
        yield Doubtful(workshop.id, workshop.title, round_.day, opened=opens)


def _without_past_reminder(round_: Round, now: datetime) -> Round:
    """A reminder that was due has most likely gone out; by hand it can be repeated."""
    times = round_.times
    if round_.slot is None or times is None or times.remind_at is None or times.remind_at > now:
        return round_
    return replace(round_, slot=replace(round_.slot, reminder=None))


def _tell(step: Step, made_at: datetime, doubtful: tuple[Doubtful, ...]) -> None:
    """Everyone who runs the bot or facilitates a workshop hears it once, about what is theirs."""
    work = step.work
    theirs: dict[Person, set[int]] = {owner: set() for owner in work.people.owners()}
    zones: dict[Person, ZoneInfo] = {}
    for workshop in work.workshops.all():
        for facilitator in step.facilitators(workshop):
            theirs.setdefault(facilitator, set()).add(workshop.id)
            zones[facilitator] = workshop.zone
    usual = ZoneInfo(work.facts.get(setting_up.TIME_ZONE) or "UTC")
    for person, workshops in theirs.items():
        mine = tuple(one for one in doubtful if one.workshop_id in workshops)
        zone = zones.get(person, usual)
        said = words.restored(in_language(person.language), made_at, work.now, zone, mine)
        step.say(person.chat, said)
