"""Sessions come back as they were saved, with the participants and rounds they belong to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows import engine
from flows.ids import MessageId, SessionId
from flows.replies import Edit, Reply, edit, take
from flows.session import Answer, Late, Part, Prompt, Revision, Session
from flows.workshop import Joining
from storage.calls import Draft
from storage.sessions import StoredSession
from storage.work import Work
from tests.flows.session_machine import QUESTIONS
from tests.storage.stocked import AMIRA, LEO, NOW, Place, Stores, furnish, joined, later

Q1, Q2 = QUESTIONS[0].id, QUESTIONS[1].id


def begun(work: Work, place: Place) -> Session:
    """Amira's session, with the first question stored."""
    fresh = work.sessions.begin(place.rounds[0], place.participant).session
    work.sessions.save(fresh, engine.open_round(fresh).session)
    return loaded(work, fresh.id)


def words(number: int, text: str) -> Revision:
    return Revision(later(number), (Part(MessageId(number), text),))


def loaded(work: Work, session_id: SessionId) -> Session:
    found = work.sessions.get(session_id)
    assert found is not None
    return found.session


def prompt_sent(work: Work, prompt_id: int, number: int) -> None:
    draft = Draft(f"prompt:{prompt_id}", AMIRA, "sendMessage", {"text": "?"}, prompt_id=prompt_id)
    row = work.outbox.add(draft, NOW)
    work.outbox.claim(NOW, most=1, resting=())
    assert row is not None
    work.outbox.sent(row, MessageId(number), NOW)


def test_a_session_is_made_once_for_each_round_and_participant(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        made = work.sessions.begin(place.rounds[0], place.participant)

        assert work.sessions.begin(place.rounds[0], place.participant) == made
        assert made == StoredSession(
            session=Session(id=made.session.id, questions=QUESTIONS),
            round_id=place.rounds[0],
            day=1,
            workshop_id=place.workshop,
            participant_id=place.participant,
            person_id=place.person,
        )


def test_versions_late_words_and_a_pause_come_back(stores: Stores) -> None:
    with stores.work() as work:
        first = begun(work, furnish(work))
        shown = replace(first, prompts=(Prompt(Q1, MessageId(5)),))
        said = take(shown, Reply(MessageId(6), later(1), "Grüße ✨")).session
        changed = edit(said, Edit(MessageId(6), later(2), "Hello\nyou")).session
        closed = engine.close(engine.pause(changed).session).session
        after = take(closed, Reply(MessageId(7), later(3), "late", to=MessageId(5))).session
        work.sessions.save(shown, after)

    with stores.work() as work:
        # Which number a prompt has in the chat is the outbox's to store.
        expected = replace(after, prompts=(Prompt(Q1), Prompt(Q2)))
        assert loaded(work, after.id) == expected


def test_a_withdrawn_answer_is_gone_and_its_question_can_be_answered_again(stores: Stores) -> None:
    with stores.work() as work:
        first = begun(work, furnish(work))
        said = engine.record(first, Q1, words(6, "one"), MessageId(6)).session
        without = engine.withdraw(said, Q1).session
        anew = without.with_answer(without.answers[0].revised(words(8, "two")))
        for before, after in ((first, said), (said, without), (without, anew)):
            work.sessions.save(before, after)
            assert loaded(work, first.id) == after


def test_decided_late_words_are_gone(stores: Stores) -> None:
    with stores.work() as work:
        first = begun(work, furnish(work))
        closed = engine.close(first).session
        said = words(6, "late")
        kept = replace(closed, late=(Late(Q1, said), Late(Q2, said)))
        one_left = replace(kept, late=kept.late[1:])
        for before, after in ((first, kept), (kept, one_left), (one_left, closed)):
            work.sessions.save(before, after)
            assert loaded(work, first.id) == after


def test_asking_for_late_words_is_remembered_until_others_come(stores: Stores) -> None:
    with stores.work() as work:
        first = begun(work, furnish(work))
        kept = replace(first, late=(Late(Q1, words(6, "late")),))
        newer = replace(first, late=(Late(Q1, words(7, "later")),))
        work.sessions.save(first, kept)
        work.sessions.late_asked(first.id, Q1, NOW)
        asked = work.sessions.was_late_asked(first.id, Q1)
        work.sessions.save(kept, newer)

        assert (asked, work.sessions.was_late_asked(first.id, Q1)) == (True, False)


def test_a_prompt_knows_its_number_once_telegram_has_confirmed_it(stores: Stores) -> None:
    with stores.work() as work:
        first = begun(work, furnish(work))
        (prompt_id,) = work.sessions.save(first, engine.show(first).session)
        prompt_sent(work, prompt_id, 17)

        assert loaded(work, first.id).prompts == (Prompt(Q1), Prompt(Q1, MessageId(17)))


@pytest.mark.parametrize("outcome", ["sending", "unknown", "perhaps", "retry", "failed"])
def test_a_prompt_that_perhaps_arrived_knows_when_it_was_tried(
    stores: Stores, outcome: str
) -> None:
    with stores.work() as work:
        first = begun(work, furnish(work))
        (prompt_id,) = work.sessions.save(first, engine.show(first).session)
        body = {"text": "?"}
        work.outbox.add(Draft("key", AMIRA, "sendMessage", body, prompt_id=prompt_id), NOW)
        (claimed,) = work.outbox.claim(later(2), most=1, resting=())
        match outcome:
            case "unknown":
                work.outbox.unknown(claimed.id, "cut")
            case "perhaps":
                work.outbox.perhaps(claimed.id, later(3), "cut")
            case "retry":
                work.outbox.retry(claimed.id, later(3), "throttled")
            case "failed":
                work.outbox.failed(claimed.id, "blocked")

        perhaps = outcome in ("sending", "unknown", "perhaps")
        tried = Prompt(Q1, attempted_at=later(2) if perhaps else None)
        assert loaded(work, first.id).prompts[-1] == tried


def test_a_question_that_came_twice_still_knows_of_its_first_copy(stores: Stores) -> None:
    with stores.work() as work:
        first = begun(work, furnish(work))
        (prompt_id,) = work.sessions.save(first, engine.show(first).session)
        body = {"text": "?"}
        work.outbox.add(Draft("key", AMIRA, "sendMessage", body, prompt_id=prompt_id), NOW)
        (claimed,) = work.outbox.claim(later(2), most=1, resting=())
        work.outbox.perhaps(claimed.id, later(3), "cut")
        (again,) = work.outbox.claim(later(4), most=1, resting=())
        work.outbox.sent(again.id, MessageId(20), later(4))

        assert loaded(work, first.id).prompts[-1] == Prompt(Q1, MessageId(20), later(2))


def test_only_who_takes_part_has_sessions_that_messages_are_for(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        leo = joined(work, place.workshop, LEO, "Leo")
        hers = work.sessions.begin(place.rounds[0], place.participant)
        his = work.sessions.begin(place.rounds[0], leo)
        his_person = work.participants.get(leo).person_id
        assert work.sessions.of_round(place.rounds[0]) == (hers, his)

        work.participants.save(replace(work.participants.get(leo), state=Joining.LEFT))

        assert work.sessions.of_round(place.rounds[0]) == (hers,)
        assert work.sessions.of_person(place.person) == (hers,)
        assert work.sessions.of_person(his_person) == ()
        assert work.sessions.of_participant(leo) == (his,)


def test_somebodys_newest_round_comes_last(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        second = replace(work.rounds.get(place.rounds[1]), opened_at=NOW + timedelta(days=1))
        work.rounds.save(second)
        newer = work.sessions.begin(place.rounds[1], place.participant)
        older = work.sessions.begin(place.rounds[0], place.participant)

        assert work.sessions.of_person(place.person) == (older, newer)


def test_with_a_participant_everything_they_said_is_gone(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        first = begun(work, place)
        work.sessions.save(first, first.with_answer(Answer(Q1, (words(6, "one"),))))

        work.participants.remove(place.participant)

        assert work.sessions.get(first.id) is None
        assert work.summaries.answers(place.workshop) == ()
