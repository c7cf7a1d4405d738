"""When rounds take place, as facilitators read it: dates and windows on the workshop's clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from markupsafe import Markup

from bot.messages.moments import clock_time, short_time
from bot.messages.wording import Wording
from flows.calendar import wall_clock
from flows.rounds import Round

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def window(_: Wording, round_: Round) -> Markup:
    """`17:00–21:00 Uhr` · `17:00–21:00`, where the zone stands beside it; empty if unscheduled."""
    if round_.slot is None:
        return Markup()
    return _(
        "{opens}–{closes}", opens=_.clock(round_.slot.opens), closes=_.clock(round_.slot.closes)
    )


def window_with_zone(_: Wording, round_: Round) -> Markup:
    """`17:00–21:00 Uhr (Berlin)`, as an entity that knows when it begins."""
    if round_.times is None:
        return Markup()
    text = _("{window} ({city})", window=window(_, round_), city=_.city(round_.zone))
    unix = int(round_.times.opens_at.timestamp())
    return Markup('<tg-time unix="{}">{}</tg-time>').format(unix, text)


def on_the_card(_: Wording, round_: Round) -> Markup:
    """`Sa 30.01.2027, 17:00–21:00 Uhr`, or that nobody has said when."""
    if round_.slot is None:
        return _("not set yet")
    day = _.weekday_date(round_.slot.opens.date())
    return _("{date}, {window}", date=day, window=window(_, round_))


def in_short(_: Wording, round_: Round) -> Markup:
    """`So 31.01.2027, 15:30–19:00 Uhr (Berlin)`."""
    if round_.slot is None:
        return _("not set yet")
    day = _.weekday_date(round_.slot.opens.date())
    return _("{date}, {window}", date=day, window=window_with_zone(_, round_))


def in_full(_: Wording, round_: Round) -> Markup:
    """`Samstag, 30.01.2027, 17:00–21:00 Uhr (Berlin)`."""
    if round_.slot is None:
        return _("not set yet")
    day = _.long_date(round_.slot.opens.date())
    return _("{date}, {window}", date=day, window=window_with_zone(_, round_))


def soon(_: Wording, round_: Round, now: datetime) -> Markup:
    """`heute 16:00–19:30 Uhr (Berlin)`; with the date where it is another day."""
    if round_.slot is None:
        return _("not set yet")
    if round_.slot.opens.date() == wall_clock(now, round_.zone).date():
        return _("today {window}", window=window_with_zone(_, round_))
    return in_short(_, round_)


def reminder(_: Wording, round_: Round) -> Markup:
    """`20:00 Uhr`; empty where there will be none."""
    if round_.times is None or round_.times.remind_at is None or round_.reminded_at is not None:
        return Markup()
    return short_time(_, round_.times.remind_at, round_.zone)


def moment_in_short(_: Wording, local: datetime) -> Markup:
    """`Sa 30.01. um 21:00 Uhr` · `Sat 30 Jan at 21:00`."""
    return _("{day} at {clock}", day=_.short_date(local.date()), clock=_clock(_, local))


def until(_: Wording, moment: datetime, zone: ZoneInfo) -> Markup:
    """`Mi 27.01., 10:20 Uhr (Berlin)`."""
    local = wall_clock(moment, zone)
    return _(
        "{date}, {window}", date=_.short_date(local.date()), window=clock_time(_, moment, zone)
    )


def typed_date(_: Wording, day: date) -> str:
    """A date as people may type it: `30.1.` · `30 Jan`."""
    return format_date(day, {"de": "d.M.", "en": "d MMM"}[_.language], locale=_.locale)


def typed_moment(_: Wording, local: datetime) -> str:
    """A date with a time as people may type it: `31.1. 15:30` · `31 Jan 15:30`."""
    return f"{typed_date(_, local.date())} {_.clock(local)}"


def typed_window(_: Wording, opens: datetime, closes: datetime) -> str:
    """`31.1. 15:30 bis 19:00` · `31 Jan 15:30 to 19:00`."""
    return str(_("{start} to {end}", start=typed_moment(_, opens), end=_.clock(closes)))


def length(_: Wording, span: timedelta) -> Markup:
    """`30 Minuten` · `2 hours` · `1 hour 30 minutes`; a shift, forwards or backwards."""
    hours, rest = divmod(abs(span), HOUR)
    minutes = rest // MINUTE
    parts = []
    if hours:
        parts.append(_.many("{n} hour", "{n} hours", hours))
    if minutes or not hours:
        parts.append(_.many("{n} minute", "{n} minutes", minutes))
    return Markup(" ").join(parts)


def _clock(_: Wording, local: datetime) -> Markup:
    return _("{time}", time=_.clock(local))
