"""Looking at a workshop for its wall: often at numbers, seldom at what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.service import menus
from bot.service.compiling import event_of, material, reviews
from bot.service.noticing import Names
from bot.service.wall import address, public_url
from bot.service.wall_names import name_of
from flows.rounds import Round, RoundState
from flows.summary import compile_summary
from flows.wall import ClosedDay, Findings, View, open_round, view
from flows.wall_words import closed_days
from flows.workshop import Workshop
from storage.participants import ConsentKind
from storage.wall_traces import Traces
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Look:
    """What a wall shows, as of a moment.

    Attributes:
        at: the moment, in UTC.
        view: what is to be seen.
        zone: the workshop's, in which times are told.
        link: what the QR code opens: how to join, or the post once it is out.
        findings: what changes seldom.
        traces: what the findings were read at.
    """

    at: datetime
    view: View
    zone: ZoneInfo
    link: str
    findings: Findings
    traces: Traces


def look(work: Work, token: str, before: Look | None = None) -> Look | None:
    """Look at the workshop whose wall a token opens.

    Args:
        work: the stores.
        token: from the link.
        before: an earlier look with the same token, whose findings are kept where they still hold.

    Returns:
        None where the token opens nothing, or not any more.
    """
    workshop_id = work.walls.find(token)
    if workshop_id is None:
        return None
    workshop, rounds = work.workshops.get(workshop_id), work.rounds.of(workshop_id)
    running = open_round(rounds)
    traces = work.walls.traces(workshop_id, said=running is None)
    if before is not None and before.traces == traces:
        findings = before.findings
    else:
        findings = _findings(work, workshop, rounds)
    attendance = work.walls.attendance(workshop_id, running.id if running else None)
    return Look(
        at=work.now,
        view=view(workshop, rounds, attendance, findings),
        zone=workshop.zone,
        link=_link(work, workshop, token, published=findings.post is not None),
        findings=findings,
        traces=traces,
    )


def _link(work: Work, workshop: Workshop, token: str, *, published: bool) -> str:
    public = public_url(work)
    if published and public is not None:
        return f"{address(public, token)}/post"
    bot = work.facts.get(menus.BOT_USERNAME) or ""
    return f"https://t.me/{bot}?start={workshop.invite_token}"


def _findings(work: Work, workshop: Workshop, rounds: Sequence[Round]) -> Findings:
    joined = work.participants.joined(workshop.id)
    allowed = work.consents.holding(workshop.id, ConsentKind.WALL)
    shown = [one for one in joined if one.id in allowed]
    persons = work.people.get_all({one.person_id for one in shown})
    names = tuple(name_of(one, persons[one.person_id]) for one in shown)
    post = work.posts.newest(workshop.id)
    if post is not None:
        return Findings(names, (), post.summary)
    if open_round(rounds) or not any(one.state is RoundState.CLOSED for one in rounds):
        return Findings(names)
    return Findings(names, _days(work, workshop, rounds))


def _days(work: Work, workshop: Workshop, rounds: Sequence[Round]) -> tuple[ClosedDay, ...]:
    found = material(work, workshop)
    summary = compile_summary(
        event_of(work, workshop),
        workshop.flow,
        found.said,
        joined=found.joined,
        reviews=reviews(work, workshop, found),
    )
    hidden = found.left_out | found.undecided
    names = Names(work).everybody(workshop.id)
    return closed_days(summary, rounds, found.said, hidden, names)
