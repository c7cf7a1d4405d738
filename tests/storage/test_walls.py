"""Links to walls, and counts that say what the sessions themselves say."""

from dataclasses import replace

from flows import engine
from flows.ids import ChatId, MessageId
from flows.replies import Reply, take
from flows.session import Session, SessionState
from flows.themes.values import Grouping
from flows.turn import Turn
from flows.wall import Attendance, Ways
from flows.workshop import Joining, Role
from storage.participants import Consent, ConsentKind
from storage.work import Work
from tests.flows.session_machine import QUESTIONS
from tests.storage.stocked import NOW, Place, Stores, furnish, joined, later

Q1, Q2, Q3, Q4 = (question.id for question in QUESTIONS)


def test_one_link_opens_a_wall_and_only_the_newest(stores: Stores) -> None:
    with stores.work() as work:
        place, other = furnish(work), furnish(work, "two")
        assert (work.walls.token(place.workshop), work.walls.find("a")) == (None, None)
        work.walls.put(place.workshop, "a")
        work.walls.put(other.workshop, "c")
        work.walls.put(place.workshop, "b")
        assert [work.walls.find(word) for word in "abc"] == [None, place.workshop, other.workshop]
        assert work.walls.token(place.workshop) == "b"
        work.walls.remove(place.workshop)
        work.workshops.delete(other.workshop)
        assert [work.walls.find(word) for word in "abc"] == [None, None, None]


def gone_through(work: Work, place: Place, number: int, texts: tuple[str, ...]) -> Session:
    """Somebody new answers the first questions of the first round; an empty text skips one."""
    participant = joined(work, place.workshop, ChatId(number), f"Person {number}")
    fresh = work.sessions.begin(place.rounds[0], participant).session
    session = saved(work, fresh, engine.open_round(fresh))
    for place_in_day, text in enumerate(texts, 1):
        asked = (
            replace(prompt, message_id=MessageId(10 * number))
            for number, prompt in enumerate(session.prompts, 1)
        )
        shown = replace(session, prompts=tuple(asked))
        reply = Reply(MessageId(10 * place_in_day + 5), later(place_in_day), text)
        session = saved(work, session, take(shown, reply) if text else engine.skip(shown))
    return session


def saved(work: Work, before: Session, turn: Turn) -> Session:
    work.sessions.save(before, turn.session)
    return turn.session


def test_everybody_who_takes_part_is_counted_where_they_are(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        gone_through(work, place, 21, ())
        gone_through(work, place, 22, ("Tea",))
        gone_through(work, place, 23, ("",))
        back = gone_through(work, place, 24, ("Tea", "More"))
        work.sessions.save(back, engine.back(back).session)
        closed = gone_through(work, place, 25, ("Tea",))
        work.sessions.save(closed, engine.close(closed).session)
        left = gone_through(work, place, 26, ("Tea",))
        stored = work.sessions.get(left.id)
        assert stored is not None
        participant = work.participants.get(stored.participant_id)
        work.participants.save(replace(participant, state=Joining.LEFT))

        counted = work.walls.attendance(place.workshop, place.rounds[0])

        assert counted == Attendance(
            joined=6,
            ways=(
                Ways(SessionState.CLOSED, 1, 1),
                Ways(SessionState.OPEN, 0, 1),
                Ways(SessionState.OPEN, 1, 2),
                Ways(SessionState.OPEN, 2, 1),
            ),
            asked={Q1: 1, Q2: 2},
            answered={Q1: 4, Q2: 1},
        )
        assert work.walls.attendance(place.workshop, None) == Attendance(joined=6)
        assert work.walls.attendance(place.workshop, place.rounds[1]) == Attendance(joined=6)


def test_whatever_findings_rest_on_leaves_a_trace(stores: Stores) -> None:
    with stores.work() as work:
        place = furnish(work)
        session = gone_through(work, place, 21, ("Tea",))
        (answer,) = work.summaries.answers(place.workshop)
        seen = [work.walls.traces(place.workshop, said=True)]

        def changed() -> None:
            seen.append(work.walls.traces(place.workshop, said=True))

        assert work.walls.traces(place.workshop, said=True) == seen[0]
        work.people.save(replace(work.people.get(place.person), name="Amira H."))
        changed()
        work.teams.add(place.workshop, place.person, Role.FACILITATOR, NOW)
        changed()
        for number in (1, 2):
            work.themes.store(place.workshop, Q1, Grouping(), "of", later(number))
            changed()
        work.summaries.leave_out(answer.answer_id, left_out=True)
        changed()
        work.themes.add(place.workshop, Q1, "Tea", (answer.answer_id,), None, NOW)
        changed()
        (theme,) = work.themes.of(place.workshop)
        assert work.themes.save(
            place.workshop, replace(theme, label="Green tea"), "rename", place.person, NOW
        )
        changed()
        consent = Consent(ConsentKind.WALL, 1, "Wall?", NOW)
        work.consents.give(place.participant, consent)
        changed()
        work.consents.withdraw(place.participant, ConsentKind.WALL, NOW)
        changed()
        work.rounds.save(replace(work.rounds.get(place.rounds[0]), closed_at=NOW))
        changed()
        participant = work.participants.get(place.participant)
        work.participants.save(replace(participant, state=Joining.LEFT))
        changed()
        skipped = replace(session, answers=(replace(session.answers[0], revisions=()),))
        work.sessions.save(session, skipped)
        changed()
        work.participants.remove(place.participant)
        changed()
        assert len(set(seen)) == len(seen)
