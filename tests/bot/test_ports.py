from datetime import UTC, datetime, timedelta

from bot.service.ports import Clock, SystemClock


async def test_the_clock_of_the_machine_tells_aware_time_and_waits() -> None:
    clock: Clock = SystemClock()
    before = clock.now()
    await clock.sleep(0)
    after = clock.now()
    assert after.tzinfo is UTC
    assert timedelta() <= after - before < timedelta(minutes=1)
    assert abs(after - datetime.now(UTC)) < timedelta(minutes=1)
