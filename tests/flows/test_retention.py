from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from flows.calendar import Slot
from flows.ids import RoundId, WorkshopId
from flows.retention import kept_until
from flows.rounds import Round

SATURDAY = Slot.of(date(2027, 1, 30), time(17), timedelta(hours=4))
SUNDAY = Slot.of(date(2027, 1, 31), time(15, 30), timedelta(hours=3))


def a_round(day: int, slot: Slot | None) -> Round:
    return Round(RoundId(day), WorkshopId(1), day, slot, ZoneInfo("Europe/Berlin"))


def test_answers_are_kept_until_180_days_after_the_last_day() -> None:
    rounds = [a_round(1, SATURDAY), a_round(2, SUNDAY)]
    assert kept_until(rounds) == date(2027, 7, 30)


def test_the_order_of_the_rounds_does_not_matter() -> None:
    rounds = [a_round(2, SUNDAY), a_round(1, SATURDAY)]
    assert kept_until(rounds) == date(2027, 7, 30)


def test_while_a_day_has_no_date_nobody_can_say_until_when() -> None:
    assert kept_until([a_round(1, SATURDAY), a_round(2, None)]) is None
    assert kept_until([]) is None
