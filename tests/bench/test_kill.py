"""The counting of `bench.kill` counts: what it is shown to be wrong, it says."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.kill.counting import Counted, count
from bench.kill.evidence import Evidence, SeenPost, count_questions
from bench.kill.figures import Figures
from bench.kill.log import Log
from bench.kill.questions import A_DAY, BY_TEXT, FLOW, Asked, asked, reminds
from bench.kill.stored import Stored, read, under_way
from bot.rehearsal.standin import SeenMessage
from bot.rehearsal.standin.markup import Formatted
from flows.ids import MessageId
from flows.library import library_flow
from flows.session import Answer, Late, Part, Prompt, Revision
from storage.calls import Draft, Lane
from storage.engine import make_engine
from storage.sessions import StoredSession
from storage.work import Work
from tests.storage.stocked import AMIRA, NOW, Stores, joined, later, workshop

FIRST, SECOND = Asked(11, 1, 1), Asked(11, 1, 2)
HEARD = Evidence(
    said={FIRST: "one", SECOND: "two"},
    asked=Counter({FIRST: 1, SECOND: 1}),
    reminded=Counter({(11, 1): 1}),
    posts=(SeenPost(copies=1),),
)
STORED = Stored(
    answers=Counter({(FIRST, "one"): 1, (SECOND, "two"): 1}),
    planned=Counter({FIRST: 1, SECOND: 1}),
)
GOOD = Counted(
    answers=2,
    lost=0,
    doubled=0,
    misplaced=0,
    questions=2,
    questions_twice=0,
    questions_twice_allowed=0,
    reminders=1,
    reminders_twice=0,
    posts=1,
    posts_twice=0,
    posts_missing=0,
    late=0,
    unknown=0,
    set_aside=0,
)


def answers(*stored: tuple[Asked, str]) -> Stored:
    return replace(STORED, answers=Counter(stored))


def test_where_all_is_well_nothing_is_counted_as_wrong() -> None:
    assert count(HEARD, STORED) == GOOD
    assert GOOD.faults == 0


def test_an_answer_that_is_not_stored_is_lost() -> None:
    counted = count(HEARD, answers((FIRST, "one")))
    assert counted == replace(GOOD, lost=1)
    assert counted.faults == 1


def test_an_answer_that_is_stored_twice_is_doubled() -> None:
    counted = count(HEARD, answers((FIRST, "one"), (SECOND, "two"), (SECOND, "two")))
    assert counted == replace(GOOD, doubled=1)
    assert counted.faults == 1


@pytest.mark.parametrize("place", [FIRST, Asked(11, 2, 2), Asked(12, 1, 2)])
def test_an_answer_under_another_question_day_or_person_is_lost_and_misplaced(place: Asked) -> None:
    counted = count(HEARD, answers((FIRST, "one"), (place, "two")))
    assert counted == replace(GOOD, lost=1, misplaced=1)
    assert counted.faults == 2


def test_an_answer_that_is_also_stored_elsewhere_is_misplaced() -> None:
    counted = count(HEARD, answers((FIRST, "one"), (SECOND, "two"), (FIRST, "two")))
    assert counted == replace(GOOD, misplaced=1)


def test_a_question_that_comes_twice_is_a_fault_unless_its_sending_was_under_way() -> None:
    twice = replace(HEARD, asked=Counter({FIRST: 2, SECOND: 1}))
    assert count(twice, STORED) == replace(GOOD, questions=3, questions_twice=1)
    assert count(twice, STORED).faults == 1
    perhaps = replace(STORED, perhaps=Counter({FIRST: 1}))
    counted = count(twice, perhaps)
    assert counted == replace(GOOD, questions=3, questions_twice=1, questions_twice_allowed=1)
    assert counted.faults == 0


def test_a_question_that_comes_a_third_time_is_a_fault_whatever_was_under_way() -> None:
    heard = replace(HEARD, asked=Counter({FIRST: 3, SECOND: 1}))
    assert count(heard, replace(STORED, perhaps=Counter({FIRST: 1}))).faults == 1


def test_a_question_that_somebody_asked_for_again_is_no_fault() -> None:
    heard = replace(HEARD, asked=Counter({FIRST: 2, SECOND: 1}))
    assert count(heard, replace(STORED, planned=Counter({FIRST: 2, SECOND: 1}))).faults == 0


def test_a_doubt_about_one_question_excuses_no_other() -> None:
    heard = replace(HEARD, asked=Counter({FIRST: 2, SECOND: 1}))
    assert count(heard, replace(STORED, perhaps=Counter({SECOND: 1}))).faults == 1


def test_a_second_reminder_is_a_fault() -> None:
    counted = count(replace(HEARD, reminded=Counter({(11, 1): 2, (11, 2): 1})), STORED)
    assert counted == replace(GOOD, reminders=3, reminders_twice=1)
    assert counted.faults == 1


def test_a_post_that_stands_there_twice_is_a_fault_unless_it_was_published_twice() -> None:
    heard = replace(HEARD, posts=(SeenPost(copies=2), SeenPost(copies=2, publishings=2)))
    counted = count(heard, STORED)
    assert counted == replace(GOOD, posts=4, posts_twice=1)
    assert counted.faults == 1


def test_a_post_is_missing_where_its_workshop_came_to_the_end() -> None:
    heard = replace(HEARD, posts=(SeenPost(copies=0), SeenPost(copies=0, finished=False)))
    assert count(heard, STORED) == replace(GOOD, posts=0, posts_missing=1)


def test_an_update_that_could_not_be_handled_is_a_fault() -> None:
    assert count(HEARD, replace(STORED, set_aside=1)).faults == 1


def test_every_question_of_the_flow_is_recognised_by_its_text() -> None:
    flow = library_flow(FLOW)
    assert flow is not None
    assert {1: len(flow.days[0].questions), 2: len(flow.days[1].questions)} == A_DAY
    for text, place in BY_TEXT.items():
        message = said(f"Noted. Question 2 of 5\n{text}\nIn other words: why?")
        assert asked(message) == Asked(11, *place)
    assert asked(said("Question 9 of 9\nSomething else")) is None
    assert asked(replace(said(f"Question 1\n{next(iter(BY_TEXT))}"), from_bot=False)) is None


def test_a_reminder_counts_as_a_question_and_as_a_reminder() -> None:
    text = next(iter(BY_TEXT))
    once = said(f"Question 1 of 5\n{text}")
    again = said(f"One is still open. This is today's only reminder.\n\nQuestion 1 of 5\n{text}")
    assert [reminds(once), reminds(again)] == [False, True]
    questions: Counter[Asked] = Counter()
    reminded: Counter[tuple[int, int]] = Counter()
    count_questions([once, again, said("Those were today's questions.")], questions, reminded)
    assert (questions, reminded) == ({Asked(11, 1, 1): 2}, {(11, 1): 1})


def said(text: str) -> SeenMessage:
    """By the bot, to Amira."""
    return SeenMessage(
        11, 1, datetime(2027, 1, 30, tzinfo=UTC), "Nachklang", True, {}, formatted=Formatted(text)
    )


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    engine = make_engine(f"sqlite:///{tmp_path}/nachklang.db")
    yield Stores.on(engine)
    engine.dispose()


def asked_amira(work: Work) -> StoredSession:
    """A workshop with the real flow, in which Amira has been put the first question."""
    flow = library_flow(FLOW)
    assert flow is not None
    here = work.workshops.add(replace(workshop(), flow=flow))
    for day in A_DAY:
        work.rounds.add(here.id, day)
    participant = joined(work, here.id, AMIRA, "Amira Haddad")
    stored = work.sessions.begin(work.rounds.of(here.id)[0].id, participant)
    first = stored.session.questions[0].id
    after = replace(stored.session, open=first, prompts=(Prompt(first),))
    (prompt,) = work.sessions.save(stored.session, after)
    ask = Draft("ask", AMIRA, "sendMessage", {"text": "?"}, lane=Lane.REPLY, prompt_id=prompt)
    assert work.outbox.add(ask, NOW) is not None
    return replace(stored, session=after)


def test_what_is_stored_is_read_with_its_place(stores: Stores) -> None:
    with stores.work() as work:
        stored = asked_amira(work)
        one, two, three = (question.id for question in stored.session.questions[:3])
        words = Revision(NOW, (Part(MessageId(1), "old"),))
        again = Revision(later(1), (Part(MessageId(1), "one"), Part(MessageId(2), "more")))
        after = replace(
            stored.session,
            answers=(Answer(one, (words, again)), Answer(two)),
            late=(Late(three, Revision(later(2), (Part(MessageId(3), "late"),))),),
        )
        work.sessions.save(stored.session, after)
    with stores.work() as work:
        found = read(work)
    amira = Asked(AMIRA, 1, 1)
    assert found.answers == {
        (amira, "one"): 1,
        (amira, "more"): 1,
        (amira._replace(number=3), "late"): 1,
    }
    # Nobody has tried to send the question yet.
    assert (found.late, found.planned, found.perhaps) == (1, {}, {})


def test_a_question_that_was_under_way_at_a_kill_is_read_as_perhaps_delivered(
    stores: Stores,
) -> None:
    with stores.work() as work:
        asked_amira(work)
        (claimed,) = work.outbox.claim(NOW, most=1, resting=())
    with stores.work() as work:
        assert under_way(work) == 1
        work.outbox.perhaps(claimed.id, NOW, "restart")
    with stores.work() as work:
        assert under_way(work) == 0
        found = read(work)
    assert (found.planned, found.perhaps) == ({Asked(AMIRA, 1, 1): 1}, {Asked(AMIRA, 1, 1): 1})


def test_the_log_counts_errors_by_what_they_say() -> None:
    log = Log()
    log.add('timestamp=2027-01-30T16:00:00Z level=error event="inbox out of reach" error=X')
    log.add('timestamp=2027-01-30T16:00:01Z level=error event="inbox out of reach" error=X')
    log.add("timestamp=2027-01-30T16:00:02Z level=critical event=refused")
    log.add("timestamp=2027-01-30T16:00:02Z level=info event=done")
    log.add("Traceback (most recent call last):")
    assert log.errors == {"inbox out of reach": 2, "refused": 1}
    assert len(log.last) == 5


FIGURES = Figures(
    database="sqlite",
    seed=1,
    seconds=10,
    starts={"copied": 3},
    kills=2,
    before_first_poll=1,
    start_seconds=0.1,
    restarts={},
    disk=None,
    disk_full=0,
    ended=(),
    not_started=(),
    looked_in=0,
    most_under_way=0,
    workshops=1,
    people=1,
    counted=GOOD,
    typed_again=0,
    looked={"yes": 0, "again": 0},
    published_again=0,
    errors={},
)


def test_figures_are_good_only_where_nothing_was_wrong() -> None:
    assert FIGURES.good
    assert not replace(FIGURES, counted=replace(GOOD, lost=1)).good
    assert not replace(FIGURES, ended=(1,)).good
    assert not replace(FIGURES, not_started=(2,)).good
    assert replace(FIGURES, not_started=(2,), disk_full=1).good
    assert not replace(FIGURES, stuck="somebody waits").good


def test_figures_are_written_for_people_and_for_programs() -> None:
    bad = replace(FIGURES, counted=replace(GOOD, lost=1, doubled=2, misplaced=3))
    assert "2 answers acknowledged: 1 lost, 2 doubled, 3 misplaced" in bad.text()
    assert bad.text().endswith("NOT GOOD")
    read_again = json.loads(bad.json())
    assert (read_again["kills"], read_again["counted"]["lost"], read_again["good"]) == (2, 1, False)
