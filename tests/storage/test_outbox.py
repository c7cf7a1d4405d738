"""What is planned is sent once, in a fair order, and its fate is known."""

from dataclasses import replace

import pytest

from flows import engine
from flows.ids import ChatId, MessageId
from storage.calls import Attachment, Claimed, Draft, Known, Lane
from storage.traces import Body
from storage.work import Work
from tests.storage.stocked import AMIRA, GROUP, LEO, NOW, Place, Stores, furnish, later


def draft(key: str, chat: ChatId | None = AMIRA, lane: Lane = Lane.REPLY) -> Draft:
    return Draft(key, chat, "sendMessage", {"text": key}, lane)


def plan(work: Work, *drafts: Draft) -> list[int | None]:
    return [work.outbox.add(one, NOW) for one in drafts]


def claimed(work: Work, *, most: int = 10, resting: tuple[ChatId, ...] = ()) -> list[str]:
    return [one.draft.key for one in work.outbox.claim(NOW, most=most, resting=resting)]


def a_prompt(work: Work) -> tuple[Place, int]:
    place = furnish(work)
    begun = work.sessions.begin(place.rounds[0], place.participant).session
    (prompt,) = work.sessions.save(begun, engine.open_round(begun).session)
    return place, prompt


def test_a_draft_is_handed_out_as_it_was_planned(stores: Stores) -> None:
    attachments = (
        Attachment("photo", "Einladung ü.png", b"\x00\xff"),
        Attachment("document", "post.md", b"# Post"),
    )
    with stores.work() as work:
        place, prompt = a_prompt(work)
        planned = Draft(
            key="key",
            chat=GROUP,
            method="sendPhoto",
            body={"caption": "Grüße", "reply_markup": {"inline_keyboard": []}},
            lane=Lane.BROADCAST,
            attachments=attachments,
            workshop_id=place.workshop,
            prompt_id=prompt,
            repeatable=False,
        )
        row = work.outbox.add(planned, NOW)
        assert row is not None

    with stores.work() as work:
        assert work.outbox.claim(later(1), most=1, resting=()) == (Claimed(row, planned, 1, NOW),)


def test_the_same_intention_is_planned_once(stores: Stores) -> None:
    with stores.work() as work:
        first = plan(work, draft("one"), replace(draft("one"), body={"text": "other"}))

        assert first[1] is None
        assert claimed(work) == ["one"]
        assert plan(work, draft("one")) == [None]


def test_replies_go_before_broadcasts_and_in_the_order_of_planning(stores: Stores) -> None:
    with stores.work() as work:
        plan(
            work,
            draft("nicety", ChatId(1), Lane.NICETY),
            draft("broadcast", ChatId(2), Lane.BROADCAST),
            draft("second reply", ChatId(3)),
            draft("third reply", ChatId(4)),
            draft("receipt", ChatId(5), Lane.RECEIPT),
        )

        assert claimed(work, most=3) == ["receipt", "second reply", "third reply"]
        assert claimed(work, most=3) == ["broadcast", "nicety"]


def test_a_chat_has_one_message_on_its_way(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("one"), draft("two"), draft("other", LEO))

        assert (claimed(work), claimed(work)) == (["one", "other"], [])


def test_a_resting_chat_waits_and_calls_without_a_chat_do_not(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("one"), draft("commands", None), draft("menu", None))

        assert claimed(work, resting=(AMIRA,)) == ["commands", "menu"]
        assert claimed(work) == ["one"]


def test_a_receipt_waits_for_no_chat(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("one"), draft("a", lane=Lane.RECEIPT), draft("b", lane=Lane.RECEIPT))

        assert claimed(work, resting=(AMIRA,)) == ["a", "b"]


def test_the_next_message_to_a_chat_leaves_when_the_one_before_is_known(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("one"), draft("two"))
        (first,) = work.outbox.claim(NOW, most=1, resting=())
        work.outbox.sent(first.id, MessageId(7), NOW)

        assert claimed(work) == ["two"]


def test_nothing_leaves_before_its_time(stores: Stores) -> None:
    with stores.work() as work:
        work.outbox.add(draft("later"), later(5))
        early = work.outbox.claim(NOW, most=1, resting=())

        assert (early, work.outbox.due_count(NOW), work.outbox.oldest_due(NOW)) == ((), 0, None)
        assert work.outbox.next_at() == later(5)
        assert work.outbox.oldest_due(later(6)) == later(5)
        assert (work.outbox.due_count(later(5)), claimed_at(work, 5)) == (1, ["later"])


def claimed_at(work: Work, minutes: int) -> list[str]:
    return [one.draft.key for one in work.outbox.claim(later(minutes), most=9, resting=())]


def test_what_was_throttled_is_tried_again_later_and_counted(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("one"))
        (first,) = work.outbox.claim(NOW, most=1, resting=())
        work.outbox.retry(first.id, later(1), "throttled")

        assert claimed(work) == []
        (again,) = work.outbox.claim(later(1), most=1, resting=())
        assert (again.id, again.attempts, again.since) == (first.id, 2, later(1))


@pytest.mark.parametrize("outcome", ["sent", "unknown", "failed"])
def test_what_is_finished_is_not_sent_again(stores: Stores, outcome: str) -> None:
    with stores.work() as work:
        plan(work, draft("one"))
        (first,) = work.outbox.claim(NOW, most=1, resting=())
        match outcome:
            case "sent":
                work.outbox.sent(first.id, MessageId(7), NOW)
            case "unknown":
                work.outbox.unknown(first.id, "cut")
            case "failed":
                work.outbox.failed(first.id, "blocked")

        assert (claimed(work), work.outbox.due_count(NOW), work.outbox.interrupted()) == ([], 0, ())
        number = MessageId(7) if outcome == "sent" else None
        problem = {"unknown": "cut", "failed": "blocked"}.get(outcome)
        assert work.outbox.state_of("one") == Known("one", AMIRA, outcome, number, problem)
        assert work.outbox.unknown_count() == (1 if outcome == "unknown" else 0)


def test_after_a_crash_everything_that_was_on_its_way_is_known(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("one"), draft("two", LEO), draft("three"))
        sending = work.outbox.claim(NOW, most=5, resting=())

    with stores.work() as work:
        assert work.outbox.interrupted() == sending
        assert [one.draft.key for one in sending] == ["one", "two"]


def test_sending_a_file_forgets_it(stores: Stores) -> None:
    with stores.work() as work:
        attached = replace(draft("one"), attachments=(Attachment("document", "a", b"a"),))
        plan(work, attached)
        (first,) = work.outbox.claim(NOW, most=1, resting=())
        work.outbox.sent(first.id, MessageId(7), NOW)
        rows = work.outbox.connection.exec_driver_sql("SELECT count(*) FROM files").scalar_one()

        assert rows == 0


def test_the_newest_message_with_buttons_is_remembered(stores: Stores) -> None:
    with stores.work() as work:
        buttons: Body = {"text": "?", "reply_markup": {"inline_keyboard": []}}
        edited: Body = {"text": "!", "message_id": 7, "reply_markup": {"inline_keyboard": []}}
        plain: Body = {"text": "plain"}
        bodies = (plain, buttons, edited, plain)
        found = [work.outbox.last_keyboard(AMIRA)]
        for number, body in enumerate(bodies, 6):
            plan(work, replace(draft(str(number)), body=body))
            (one,) = work.outbox.claim(NOW, most=1, resting=())
            work.outbox.sent(one.id, None if "message_id" in body else MessageId(number), NOW)
            found.append(work.outbox.last_keyboard(AMIRA))

        seven = MessageId(7)
        assert found == [None, None, (seven, buttons), (seven, edited), (seven, edited)]
        assert work.outbox.last_keyboard(LEO) is None


def test_buttons_on_a_message_without_a_number_are_not_found(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, replace(draft("one"), body={"text": "?", "reply_markup": {}}))
        (one,) = work.outbox.claim(NOW, most=1, resting=())
        work.outbox.sent(one.id, None, NOW)

        assert work.outbox.last_keyboard(AMIRA) is None


def test_a_dead_chat_gets_nothing_more(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("one"), draft("two"), draft("other", LEO))
        work.outbox.drop_chat(AMIRA, "blocked")

        assert claimed(work) == ["other"]
        assert work.outbox.state_of("two") == Known("two", AMIRA, "failed", None, "blocked")


def test_a_group_that_moved_gets_what_was_planned_for_it(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("before", GROUP), draft("after", GROUP))
        (before,) = work.outbox.claim(NOW, most=1, resting=())
        work.outbox.sent(before.id, MessageId(1), NOW)
        work.outbox.migrate(GROUP, ChatId(-200))

        states = [(known.key, known.chat) for known in work.outbox.states("")]
        assert states == [("before", GROUP), ("after", ChatId(-200))]


def test_a_question_of_a_closed_round_does_not_go_out(stores: Stores) -> None:
    with stores.work() as work:
        place, prompt = a_prompt(work)
        plan(work, replace(draft("question"), prompt_id=prompt), draft("reply", LEO))
        work.outbox.drop_round(place.rounds[1])
        work.outbox.drop_round(place.rounds[0])

        assert claimed(work) == ["reply"]


def test_drafts_are_found_by_the_beginning_of_their_key_taken_literally(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("post_1:2"), draft("post_1:1"), draft("postX1:1"), draft("other"))

        assert [known.key for known in work.outbox.states("post_1:")] == ["post_1:2", "post_1:1"]
        assert work.outbox.state_of("nothing") is None


def test_what_somebody_saw_was_sent(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("one"))
        (one,) = work.outbox.claim(NOW, most=1, resting=())
        work.outbox.unknown(one.id, "cut")

        assert (work.outbox.seen("one"), work.outbox.seen("one")) == (True, False)
        assert work.outbox.state_of("one") == Known("one", AMIRA, "sent", None, "cut")


def test_the_words_of_old_messages_are_dropped_and_their_fate_is_not(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, replace(draft("one"), body={"text": "?", "reply_markup": {}}), draft("two", LEO))
        one, _ = work.outbox.claim(NOW, most=2, resting=())
        work.outbox.sent(one.id, MessageId(7), NOW)
        work.outbox.forget_before(later(1))

        assert work.outbox.last_keyboard(AMIRA) is None
        assert work.outbox.state_of("one") == Known("one", AMIRA, "sent", MessageId(7), None)
        assert [claimed.draft.body for claimed in work.outbox.interrupted()] == [{"text": "two"}]


def test_of_a_farewell_nothing_is_left(stores: Stores) -> None:
    with stores.work() as work:
        plan(work, draft("farewell:11"))
        (one,) = work.outbox.claim(NOW, most=1, resting=())
        work.outbox.sent(one.id, MessageId(7), NOW)

        assert work.outbox.state_of("farewell:11") is None


def test_with_a_workshop_its_messages_are_gone(stores: Stores) -> None:
    with stores.work() as work:
        workshop = furnish(work).workshop
        plan(work, replace(draft("one"), workshop_id=workshop), draft("two", LEO))
        work.workshops.delete(workshop)

        assert claimed(work) == ["two"]


def test_a_question_is_still_asked_until_its_session_asks_another_or_is_closed(
    stores: Stores,
) -> None:
    with stores.work() as work:
        place, prompt = a_prompt(work)
        session = work.sessions.of_person(place.person)[0].session
        assert work.outbox.still_asked(prompt)
        work.sessions.save(session, engine.close(session).session)
        assert not work.outbox.still_asked(prompt)


def test_what_was_overtaken_does_not_leave(stores: Stores) -> None:
    with stores.work() as work:
        place, prompt = a_prompt(work)
        plan(work, replace(draft("question"), prompt_id=prompt), draft("other", LEO))

        work.outbox.overtake(work.sessions.of_person(place.person)[0].session.id)

        assert claimed(work) == ["other"]


def test_what_nobody_holds_may_leave_again_unless_its_round_has_closed(stores: Stores) -> None:
    with stores.work() as work:
        place, prompt = a_prompt(work)
        question = Draft("question", AMIRA, "sendMessage", {"text": "?"}, prompt_id=prompt)
        plan(work, question, draft("reply", LEO), draft("held", GROUP))
        held = work.outbox.claim(NOW, most=9, resting=())[-1]
        begun = work.sessions.begin(place.rounds[0], place.participant).session
        work.sessions.save(begun, engine.close(begun).session)

        work.outbox.put_back_but([held.id])

        states = [one.state for one in work.outbox.states("")]
        assert states == ["failed", "retry", "sending"]
        assert [one.attempts for one in work.outbox.claim(NOW, most=9, resting=())] == [1]
