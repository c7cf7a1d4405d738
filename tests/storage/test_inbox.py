"""Every update has its effect once, in order, and a broken one stops nobody."""

import pytest

from flows import engine
from flows.ids import ChatId
from storage.calls import Draft
from storage.inbox import Arrival
from storage.work import Work
from tests.storage.stocked import AMIRA, LEO, NOW, Stores, furnish, later

FIRST = Arrival(30, AMIRA, {"message": {"text": "Grüße"}})
SECOND = Arrival(10, LEO, {"message": {"text": "hello"}})
THIRD = Arrival(20, None, {"poll": {}})


def a_question_on_its_way(work: Work) -> int:
    """Amira's question is being sent."""
    place = furnish(work)
    begun = work.sessions.begin(place.rounds[0], place.participant).session

    (prompt,) = work.sessions.save(begun, engine.open_round(begun).session)
    work.outbox.add(Draft("key", AMIRA, "sendMessage", {"text": "?"}, prompt_id=prompt), NOW)
    (claimed,) = work.outbox.claim(NOW, most=1, resting=())
    return claimed.id


def test_updates_are_handed_out_in_the_order_of_arrival(stores: Stores) -> None:
    with stores.work() as work:
        assert work.inbox.add([FIRST, SECOND, THIRD], NOW) == 3
        assert work.inbox.next(2) == (FIRST, SECOND)

        work.inbox.done(30)

        assert (work.inbox.next(9), work.inbox.waiting()) == ((SECOND, THIRD), 2)


def test_an_update_is_taken_once_however_often_it_comes(stores: Stores) -> None:
    with stores.work() as work:
        assert work.inbox.add([FIRST, FIRST], NOW) == 1
        assert work.inbox.add([FIRST, SECOND], NOW) == 1
        work.inbox.done(30)
        assert (work.inbox.add([FIRST], NOW), work.inbox.next(9)) == (0, (SECOND,))


def test_nothing_new_is_no_trouble(stores: Stores) -> None:
    with stores.work() as work:
        assert (work.inbox.add([], NOW), work.inbox.next(9)) == (0, ())


def test_a_message_waits_while_a_question_is_on_its_way_to_its_chat(stores: Stores) -> None:
    with stores.work() as work:
        sending = a_question_on_its_way(work)
        work.inbox.add([FIRST, SECOND, THIRD], NOW)
        assert work.inbox.next(9) == (SECOND, THIRD)

        work.outbox.unknown(sending, "cut")

        assert work.inbox.next(9) == (FIRST, SECOND, THIRD)


def test_an_update_that_breaks_three_times_is_set_aside(stores: Stores) -> None:
    with stores.work() as work:
        work.inbox.add([FIRST, SECOND], NOW)

        assert [work.inbox.failed(30) for _ in range(3)] == [False, False, True]
        assert (work.inbox.next(9), work.inbox.set_aside()) == ((SECOND,), 1)


def test_what_was_handled_keeps_neither_words_nor_author(stores: Stores) -> None:
    with stores.work() as work:
        work.inbox.add([FIRST, SECOND], NOW)
        work.inbox.done(30)

        assert plain_rows(work) == [(30, None, False), (10, LEO, True)]


@pytest.mark.parametrize("tried", [False, True])
def test_forgetting_a_chat_spares_what_has_not_had_its_turn(stores: Stores, tried: bool) -> None:
    with stores.work() as work:
        work.inbox.add([FIRST, SECOND], NOW)
        for _ in range(3 * tried):
            work.inbox.failed(30)
        work.inbox.forget_chat(AMIRA)

        first = (30, None, False) if tried else (30, AMIRA, True)
        assert plain_rows(work) == [first, (10, LEO, True)]


def test_only_what_was_handled_long_ago_is_dropped(stores: Stores) -> None:
    with stores.work() as work:
        work.inbox.add([FIRST, SECOND], NOW)
        work.inbox.add([THIRD], later(10))
        work.inbox.done(30)
        work.inbox.done(20)
        work.inbox.forget_before(later(5))

        assert plain_rows(work) == [(10, LEO, True), (20, None, False)]


def plain_rows(work: Work) -> list[tuple[int, ChatId | None, bool]]:
    """Number, chat, and whether there are words, of each row."""
    found = "SELECT update_id, chat_id, body IS NOT NULL AS words FROM inbox ORDER BY id"
    rows = work.inbox.connection.exec_driver_sql(found)
    return [(row.update_id, row.chat_id, bool(row.words)) for row in rows]
