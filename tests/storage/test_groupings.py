"""Seeing which questions have to be grouped, without opening a word."""

from dataclasses import replace
from datetime import timedelta

from flows.attribution import Attribution
from flows.ids import MessageId, ParticipantId, QuestionId
from flows.session import Answer, Part, Revision
from flows.summary import Mention
from flows.themes.values import Grouping
from flows.workshop import Joining
from storage.groupings import Ungrouped
from storage.work import Work
from tests.storage.stocked import NOW, Stores, later
from tests.storage.summing_up import QUESTION, Answered, answered


def closed(work: Work) -> Answered:
    place = answered(work)
    round_ = work.rounds.of(place.workshop)[0]
    work.rounds.save(replace(round_, opened_at=NOW, closed_at=later(60)))
    return place


def due(work: Work) -> tuple[Ungrouped, ...]:
    return work.groupings.due(NOW)


def group(work: Work, place: Answered) -> str:
    (found,) = due(work)
    work.themes.store(place.workshop, QUESTION, Grouping(), found.of, later(61))
    return found.of


def says_anew(work: Work, participant: ParticipantId) -> None:
    (stored,) = work.sessions.of_participant(participant)
    revision = Revision(later(70), (Part(MessageId(70), "other words"),))
    said = stored.session.answer(QUESTION)
    assert said is not None
    changed = Answer(QUESTION, (*said.revisions, revision))
    work.sessions.save(stored.session, stored.session.with_answer(changed))


def chooses(work: Work, participant: ParticipantId, attribution: Attribution) -> None:
    part = work.participants.get(participant)
    work.participants.save(replace(part, state=Joining.JOINED, attribution=attribution))


def test_a_question_has_to_be_grouped_once_its_round_has_closed(stores: Stores) -> None:
    with stores.work() as work:
        place = answered(work)
        assert due(work) == ()
        assert work.groupings.now(place.workshop, QUESTION) is None
        round_ = work.rounds.of(place.workshop)[0]
        work.rounds.save(replace(round_, opened_at=NOW, closed_at=later(60)))
        (found,) = due(work)
        assert found == Ungrouped(place.workshop, QUESTION, found.of)
        assert work.groupings.now(place.workshop, QUESTION) == found.of
        assert work.groupings.due(later(61)) == ()


def test_grouped_answers_are_left_alone_until_one_of_them_changes(stores: Stores) -> None:
    with stores.work() as work:
        place = closed(work)
        of = group(work, place)
        assert due(work) == ()
        says_anew(work, place.authors[1])
        (found,) = due(work)
        assert found.of != of


def test_it_counts_who_may_be_quoted_and_what_is_left_out(stores: Stores) -> None:
    with stores.work() as work:
        place = closed(work)
        chooses(work, place.authors[0], Attribution.UNNAMED)
        group(work, place)
        chooses(work, place.authors[0], Attribution.FULL_NAME)
        assert due(work) == ()
        chooses(work, place.authors[0], Attribution.NOT_QUOTED)
        assert len(due(work)) == 1
        group(work, place)
        work.summaries.leave_out(place.answers[2], left_out=True)
        assert len(due(work)) == 1


def test_what_facilitators_worked_on_is_not_grouped_again(stores: Stores) -> None:
    with stores.work() as work:
        place = closed(work)
        group(work, place)
        work.themes.touch(place.workshop, QUESTION)
        says_anew(work, place.authors[1])
        assert due(work) == ()


def test_newer_versions_are_new_until_they_are_seen(stores: Stores) -> None:
    with stores.work() as work:
        place = closed(work)
        group(work, place)

        def new() -> list[int]:
            newest = work.themes.groupings(place.workshop)[QUESTION].newest
            counted = work.summaries.answers(place.workshop)
            return [one.answer_id for one in counted if one.version > newest]

        assert new() == []
        says_anew(work, place.authors[1])
        assert new() == [place.answers[1]]
        work.groupings.seen(place.workshop, QUESTION)
        assert new() == []


def test_the_answer_of_a_session_is_found_where_its_question_was_grouped(stores: Stores) -> None:
    with stores.work() as work:
        place = closed(work)
        (stored,) = work.sessions.of_participant(place.authors[0])
        session = stored.session.id
        assert work.groupings.answer_grouped(session, QUESTION) is None
        group(work, place)
        assert work.groupings.answer_grouped(session, QUESTION) == place.answers[0]
        assert work.groupings.answer_grouped(session, QuestionId("other")) is None


def test_mentions_can_be_kept_anew(stores: Stores) -> None:
    with stores.work() as work:
        place = closed(work)
        group(work, place)
        kept = (Mention("answer", place.answers[:2]),)
        work.groupings.save_mentions(place.workshop, QUESTION, kept)
        assert work.themes.groupings(place.workshop)[QUESTION].mentions == kept


def test_rounds_that_closed_long_ago_are_not_looked_at(stores: Stores) -> None:
    with stores.work() as work:
        closed(work)
        assert work.groupings.due(NOW + timedelta(days=30)) == ()
