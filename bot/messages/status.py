"""How a round stands: numbers first, names only behind a button."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.messages.closing import answered, open_again
from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.moments import clock_time, day_and_time, short_time
from bot.messages.wording import Wording
from flows.rounds import Round, RoundState
from flows.standing import Standing
from flows.workshop import Workshop

MOST_NAMES = 60
"""In one list; more names than that help nobody on a phone."""


def status(_: Wording, at: Standing, workshop: Workshop, now: datetime) -> Message:
    """A round in numbers, as of now."""
    round_ = at.round
    text = paragraphs(
        lines(_held(_, workshop), _heading(_, round_, now), _people(_, at)),
        lines(
            *_questions(_, at),
            _("As of {time}", time=short_time(_, now, round_.zone)),
        ),
    )
    return Message(text, _rows(_, at))


def nothing_yet(_: Wording, workshop: Workshop) -> Message:
    """A workshop without any round."""
    return Message(_("“{title}” has no days yet: /schedule", title=workshop.title))


def missing(_: Wording, at: Standing) -> Message:
    """The names of those who have not answered and of those who cannot be reached."""
    parts = []
    if at.silent:
        parts.append(_("Without an answer yet: {names}", names=_names(_, at.silent)))
    if at.unreachable:
        parts += [
            _("Unreachable: {names}", names=_names(_, at.unreachable)),
            _(
                "They have blocked the bot or left Telegram. "
                "Talk to them: the invitation link opens the chat again."
            ),
        ]
    if not parts:
        parts.append(_("Nobody is missing: everyone has answered something."))
    place = f"{at.round.workshop_id}:{at.round.id}"
    back = Button(str(_("Back")), press=f"status:{place}")
    return Message(lines(*parts), ((back,),))


def _names(_: Wording, names: Sequence[str]) -> Markup:
    shown: list[object] = list(names[:MOST_NAMES])
    left = len(names) - MOST_NAMES
    if left > 0:
        shown.append(_.many("{n} more person", "{n} more people", left))
    return Markup(", ").join(Markup.escape(name) for name in shown)


def _held(_: Wording, workshop: Workshop) -> Markup:
    return _("On hold: nothing happens by itself. Go on: /resume") if workshop.held else Markup()


def _heading(_: Wording, round_: Round, now: datetime) -> Markup:
    """`Tag 1 läuft bis 21:00 Uhr (Berlin)`."""
    times, day = round_.times, round_.day
    heading = _("Day {day} has no time yet: /schedule", day=day)
    if round_.state is RoundState.OPEN and times is not None and times.closes_at <= now:
        heading = _("Day {day} is open", day=day)
    elif round_.state is RoundState.OPEN and times is not None:
        closes = times.closes_at
        same_day = closes.astimezone(round_.zone).date() == now.astimezone(round_.zone).date()
        if same_day:
            heading = _(
                "Day {day} is open until {time}", day=day, time=clock_time(_, closes, round_.zone)
            )
        else:
            heading = _(
                "Day {day} is open, until {when}",
                day=day,
                when=day_and_time(_, closes, round_.zone, now),
            )
    elif round_.closed_at is not None:
        closed = clock_time(_, round_.closed_at, round_.zone)
        heading = _("Day {day} is closed since {time}", day=day, time=closed)
    elif round_.state is RoundState.MISSED:
        heading = _(
            "Day {day} did not open. Open it now: {command}", day=day, command=f"/round {day}"
        )
    elif times is not None:
        opens = day_and_time(_, times.opens_at, round_.zone, now)
        heading = _("Day {day} opens {when}", day=day, when=opens)
    return Markup("<b>{}</b>").format(heading)


def _people(_: Wording, at: Standing) -> Markup:
    joined = _("{n} joined", n=at.joined)
    gone = len(at.unreachable)
    unreachable = [_("{n} unreachable", n=gone)] if gone else []
    if at.round.opened_at is None:
        return Markup("{}").format(Markup(": ").join([joined, *unreachable]))
    if at.round.state is RoundState.CLOSED:
        return Markup(" ").join([answered(_, at), *unreachable])
    groups = [
        _("{n} done", n=at.done),
        _("{n} under way", n=at.under_way),
        _("{n} without an answer yet", n=len(at.silent)),
        *unreachable,
    ]
    return Markup("{}: {}").format(joined, Markup(", ").join(groups))


def _questions(_: Wording, at: Standing) -> list[Markup]:
    if at.round.opened_at is None:
        return []
    rows = []
    for number, count in enumerate(at.questions, 1):
        answers = _.many("{n} answer", "{n} answers", count.answers)
        row = _("Question {number}: {answers}", number=number, answers=answers)
        if count.skipped:
            skipped = _.many("skipped once", "skipped {n} times", count.skipped)
            row = Markup("{}, {}").format(row, skipped)
        rows.append(row)
    return rows


def _rows(_: Wording, at: Standing) -> tuple[Row, ...]:
    round_ = at.round
    place = f"{round_.workshop_id}:{round_.id}"
    refresh = Button(str(_("Refresh")), press=f"status:{place}")
    who = Button(str(_("Who is missing?")), press=f"missing:{place}")
    if round_.state is RoundState.OPEN:
        close = Button(str(_("Close round")), press=f"closing:{place}")
        remind: Row = ()
        if round_.reminded_at is None:
            remind = (Button(str(_("Remind")), press=f"nudge:{place}", style="primary"),)
        return tuple(row for row in (remind, (refresh, who), (close,)) if row)
    if round_.state is RoundState.CLOSED:
        read = Button(
            str(_("Read answers")), press=f"sumpick:{round_.workshop_id}", style="primary"
        )
        return ((read,), (refresh, who), (open_again(_, round_),))
    return ((refresh,),)
