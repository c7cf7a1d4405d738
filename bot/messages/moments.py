"""Moments as people read them: the workshop's clock with its zone; a tap shows the reader's own."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.messages.wording import Wording


@lru_cache(256)
def clock_time(_: Wording, moment: datetime, zone: ZoneInfo) -> Markup:
    """`17:00 Uhr (Berlin)` · `17:00 (Berlin)`, as an entity that knows the moment.

    Without `format`, so that Telegram leaves the text as it is (Bot API, date_time entity).
    """
    text = _("{time} ({city})", time=_.clock(moment.astimezone(zone)), city=_.city(zone))
    return Markup('<tg-time unix="{}">{}</tg-time>').format(int(moment.timestamp()), text)


def short_time(_: Wording, moment: datetime, zone: ZoneInfo) -> Markup:
    """`17:00 Uhr` · `17:00`, where the zone stands beside it already."""
    return _("{time}", time=_.clock(moment.astimezone(zone)))


def day_and_time(_: Wording, moment: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """`morgen um 15:30 Uhr (Berlin)` · `on Saturday, 30 January, at 17:00 (Berlin)`."""
    day, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    time = clock_time(_, moment, zone)
    if day == today:
        return _("today at {time}", time=time)
    if day == today + timedelta(days=1):
        return _("tomorrow at {time}", time=time)
    return _("on {day} at {time}", day=_.weekday_and_day(day), time=time)
