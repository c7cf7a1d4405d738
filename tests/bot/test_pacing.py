import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.service.pacing import Pacer
from flows.ids import ChatId

UNHURRIED = settings(deadline=None, derandomize=True)
AMIRA, LEO = ChatId(7), ChatId(8)
GROUP = ChatId(-100)


def send_all(pacer: Pacer, chats: list[ChatId], now: float = 1000.0) -> list[float]:
    """Send to each chat in turn as soon as it may be sent to; when each left."""
    left = []
    for chat in chats:
        while (wait := pacer.leave(chat, now)) > 0:
            now += wait
        left.append(now)
    return left


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(1 for t in times if start <= t < start + seconds) for start in times)


def crowd(size: int) -> list[ChatId]:
    return [ChatId(number) for number in range(1, size + 1)]


def test_no_second_has_more_than_thirty_and_no_tenth_more_than_four() -> None:
    left = send_all(Pacer(), crowd(120))
    assert (most_within(left, 1), most_within(left, 0.0999)) == (30, 4)


def test_a_crowd_is_served_at_almost_thirty_a_second() -> None:
    left = send_all(Pacer(), crowd(301))
    assert left[-1] - left[0] == pytest.approx(10.06)


def test_a_larger_budget_is_spread_as_well() -> None:
    left = send_all(Pacer(per_second=100), crowd(400))
    assert (most_within(left, 1), most_within(left, 0.0999)) == (100, 12)


def test_a_private_chat_gets_a_short_burst_then_one_a_second() -> None:
    left = send_all(Pacer(), [AMIRA] * 6)
    assert [t - left[0] for t in left] == pytest.approx([0, 0, 0.057, 1.02, 2.04, 3.06], abs=1e-4)


def test_a_burst_comes_back_with_a_pause() -> None:
    pacer = Pacer()
    send_all(pacer, [AMIRA] * 3, 1000.0)
    assert send_all(pacer, [AMIRA] * 3, 1004.0) == pytest.approx([1004.0, 1004.0, 1004.05695])


def test_a_group_gets_one_a_second_and_twenty_a_minute() -> None:
    left = send_all(Pacer(), [GROUP] * 41)
    assert (most_within(left, 1), most_within(left, 60)) == (1, 20)
    assert left[20] - left[0] == pytest.approx(60.02)
    assert left[40] - left[0] == pytest.approx(120.04)


def test_one_busy_chat_does_not_hold_up_another() -> None:
    pacer = Pacer()
    send_all(pacer, [AMIRA] * 3)
    assert pacer.ready(AMIRA, 1000.5) == pytest.approx(0.52)
    assert pacer.ready(LEO, 1000.5) == 0
    assert pacer.resting(1000.5) == {AMIRA}


def test_a_chat_rests_until_it_may_be_sent_to() -> None:
    pacer = Pacer()
    send_all(pacer, [AMIRA, AMIRA, AMIRA, GROUP])
    assert [pacer.resting(now) for now in (1000.5, 1001.5)] == [
        {AMIRA, GROUP},
        frozenset(),
    ]


def test_a_file_counts_from_when_it_has_arrived() -> None:
    pacer = Pacer()
    now = send_all(pacer, [AMIRA, AMIRA, AMIRA, GROUP])[-1]
    pacer.arrived(AMIRA, 0.5)
    pacer.arrived(GROUP, 0.7)
    pacer.arrived(LEO, 9.0)
    assert pacer.ready(AMIRA, now) == pytest.approx(1000 + 1.02 + 0.5 - now)
    assert pacer.ready(GROUP, now) == pytest.approx(1.02 + 0.7)
    assert pacer.ready(LEO, now + 1) == 0


def test_too_many_requests_halt_everything() -> None:
    pacer = Pacer()
    pacer.halt(1000.0, 5)
    assert [pacer.ready(LEO, now) for now in (1001.0, 1002.0, 1005.0)] == [4.0, 3.0, 0.0]


def test_a_shorter_halt_does_not_end_a_longer_one() -> None:
    pacer = Pacer()
    pacer.halt(1000.0, 5)
    pacer.halt(1001.0, 1)
    assert pacer.ready(LEO, 1003.0) == 2.0


def test_a_private_chat_has_no_burst_after_a_halt() -> None:
    pacer = Pacer()
    pacer.halt(1000.0, 5, AMIRA)
    assert send_all(pacer, [AMIRA] * 3, 1001.0) == pytest.approx([1005, 1006.02, 1007.04])


def test_a_group_goes_on_slowly_after_a_halt() -> None:
    pacer = Pacer()
    pacer.halt(1000.0, 5, GROUP)
    assert send_all(pacer, [GROUP] * 3, 1001.0) == pytest.approx([1005, 1008, 1011], abs=0.01)


def test_a_halt_never_shortens_the_rest_of_a_chat() -> None:
    pacer = Pacer()
    left = send_all(pacer, [GROUP] * 20 + [AMIRA] * 3)
    now = left[-3]
    pacer.halt(now, 0.5, GROUP)
    pacer.halt(now, 0.5, AMIRA)
    assert pacer.ready(GROUP, now) == pytest.approx(left[0] + 60.02 - now)
    assert pacer.ready(AMIRA, now) == pytest.approx(1.02)


def test_idle_chats_are_forgotten() -> None:
    pacer = Pacer()
    send_all(pacer, crowd(1000))
    tracemalloc.start()
    send_all(pacer, [ChatId(number) for number in range(2000, 8000)], 2000.0)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 200_000
    assert pacer.resting(9000.0) == frozenset()


@UNHURRIED
@given(
    st.lists(
        st.tuples(
            st.sampled_from([AMIRA, LEO, GROUP, ChatId(-5), *crowd(5)]),
            st.floats(min_value=0, max_value=3),
        ),
        max_size=150,
    )
)
def test_no_limit_is_ever_passed(sends: list[tuple[ChatId, float]]) -> None:
    pacer = Pacer()
    left: list[tuple[ChatId, float]] = []
    now = 1000.0
    for chat, pause in sends:
        now += pause / 10
        (now,) = send_all(pacer, [chat], now)
        left.append((chat, now))
    for chat in {chat for chat, _ in left}:
        times = [t for to, t in left if to == chat]
        if chat < 0:
            assert most_within(times, 1) == 1
            assert most_within(times, 60) <= 20
        else:
            assert most_within(times, 1) <= 3
            assert most_within(times, 10) <= 12
    if left:
        assert most_within([t for _, t in left], 1) <= 30


def late_crowd(size: int, late: Callable[[int], float]) -> list[float]:
    """When messages to a crowd leave, each as soon as it may, and a little late."""
    pacer, now, left = Pacer(), 1000.0, []
    for number, chat in enumerate(crowd(size)):
        while (wait := pacer.leave(chat, now)) > 0:
            now += wait + late(number)
        left.append(now)
    return left


def test_messages_that_leave_late_are_not_followed_too_closely() -> None:
    left = late_crowd(400, lambda number: 0.4 if number % 40 < 5 else 0.0)
    assert (most_within(left, 1), most_within(left, 0.0999)) == (30, 4)


def test_milliseconds_of_lateness_do_not_add_up() -> None:
    left = late_crowd(3001, lambda number: number % 5 / 1000)
    assert left[-1] - left[0] == pytest.approx(100, rel=0.01)
