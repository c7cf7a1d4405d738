"""What a wall shows: numbers that add up, and no more of what was said than may be seen."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.attribution import Attribution
from flows.calendar import Slot
from flows.ids import AnswerId, ParticipantId, RoundId, WorkshopId
from flows.rounds import Round
from flows.session import SessionState
from flows.stand import Stand, Standing
from flows.summary import Event, Mention, Review, Said, Summary, Theme, compile_summary
from flows.wall import (
    Attendance,
    ClosedDay,
    Findings,
    Heard,
    Named,
    OpenDay,
    Progress,
    View,
    Ways,
    view,
)
from flows.wall_words import closed_days
from flows.workshop import Workshop
from tests.flows.test_summary import CLEAR, COURAGE, EVENT, FLOW, MOOD, WHY

ZONE = ZoneInfo("Europe/Berlin")
NOON = datetime(2027, 1, 30, 11, tzinfo=UTC)
SLOT = Slot.of(date(2027, 1, 30), time(17), timedelta(hours=4))
OPENS, CLOSES = datetime(2027, 1, 30, 16, tzinfo=UTC), datetime(2027, 1, 30, 20, tzinfo=UTC)
WORKSHOP = Workshop(
    id=WorkshopId(1),
    flow=FLOW,
    title="Netzwerkarbeit",
    host="Beispielhaus",
    contact="",
    language="de",
    zone=ZONE,
    connect_token="g",
    invite_token="p",
    created_at=NOON,
)
PLANNED = (
    Round(RoundId(1), WORKSHOP.id, 1, SLOT, ZONE),
    Round(RoundId(2), WORKSHOP.id, 2, None, ZONE),
)
OPEN = (replace(PLANNED[0], opened_at=OPENS), PLANNED[1])
BETWEEN = (replace(OPEN[0], closed_at=CLOSES), PLANNED[1])
OVER = (BETWEEN[0], replace(PLANNED[1], opened_at=OPENS, closed_at=CLOSES))
DAYS = (ClosedDay(1, FLOW.days[0].title, ()),)
POST = compile_summary(EVENT, FLOW, (), joined=0)
EMPTY = View(
    title="Netzwerkarbeit",
    host="Beispielhaus",
    language="de",
    standing=Standing(Stand.PLANNED),
    joined=7,
    names=("Amira",),
    opens=None,
    day=None,
    days=(),
    post=None,
)
SEVEN = Attendance(
    joined=7,
    ways=(
        Ways(SessionState.CLOSED, 1, 1),
        Ways(SessionState.CLOSED, 2, 1),
        Ways(SessionState.FINISHED, 1, 2),
        Ways(SessionState.OPEN, 0, 1),
        Ways(SessionState.OPEN, 1, 1),
    ),
    asked={WHY.id: 1, MOOD.id: 2},
    answered={WHY.id: 5, MOOD.id: 3},
)
NAMED = Findings(names=("Amira",))


def shown(
    rounds: tuple[Round, ...], findings: Findings = NAMED, workshop: Workshop = WORKSHOP
) -> View:
    return view(workshop, rounds, SEVEN, findings)


def test_before_the_first_day_it_says_when_that_opens() -> None:
    assert shown(PLANNED) == replace(EMPTY, opens=(1, OPENS))
    assert shown((replace(PLANNED[0], slot=None), PLANNED[1])) == EMPTY


def test_an_open_day_is_counted_by_people_and_by_questions() -> None:
    day = OpenDay(
        number=1,
        title=FLOW.days[0].title,
        closes_at=CLOSES,
        answering=2,
        done=3,
        questions=(
            Progress(1, WHY.text, done=5, asked=6),
            Progress(2, MOOD.text, done=3, asked=5),
        ),
    )
    assert shown(OPEN, Findings(("Amira",), DAYS)) == replace(
        EMPTY, standing=Standing(Stand.OPEN, 1), day=day
    )
    without_time = (replace(OPEN[0], slot=None), OPEN[1])
    assert shown(without_time).day == replace(day, closes_at=None)


def test_on_hold_the_numbers_stay_and_no_time_is_promised() -> None:
    held = replace(WORKSHOP, held=True)
    found = shown(OPEN, workshop=held)
    assert found.standing == Standing(Stand.HELD)
    assert found.day is not None
    assert (found.day.done, found.day.closes_at) == (3, None)
    assert shown(PLANNED, workshop=held).opens is None


@pytest.mark.parametrize(("rounds", "stand"), [(BETWEEN, Stand.BETWEEN), (OVER, Stand.SUMMARY)])
def test_while_no_day_is_open_it_shows_what_was_said(
    rounds: tuple[Round, ...], stand: Stand
) -> None:
    found = shown(rounds, Findings(("Amira",), DAYS))
    assert found == replace(EMPTY, standing=Standing(stand), days=DAYS)


def test_what_is_published_takes_the_place_of_everything_else() -> None:
    published = replace(WORKSHOP, published_at=CLOSES)
    for rounds in (OVER, OPEN):
        found = shown(rounds, Findings(("Amira",), DAYS, POST), published)
        assert found == replace(EMPTY, standing=Standing(Stand.PUBLISHED), post=POST)


def said(number: int, person: int, text: str, how: Attribution = Attribution.UNNAMED) -> Said:
    return Said(AnswerId(number), ParticipantId(person), WHY.id, f"Person {person}", how, text)


def answers(*numbers: int) -> tuple[AnswerId, ...]:
    return tuple(map(AnswerId, numbers))


TEXTS = tuple(
    said(number, number, "Vertrauen und Tee mit Amiras Freunden") for number in range(1, 6)
)


def summary(review: Review, given: tuple[Said, ...] = TEXTS, *more: Said) -> Summary:
    event = Event("Netzwerkarbeit", None, None, (None, None))
    every = (*given, *more)
    return compile_summary(event, FLOW, every, joined=5, reviews={WHY.id: review})


def heard(review: Review, given: tuple[Said, ...] = TEXTS, **kept: object) -> Heard:
    hidden = kept.get("hidden", ())
    names = kept.get("names", ())
    assert isinstance(hidden, tuple)
    assert isinstance(names, tuple)
    (day,) = closed_days(summary(review, given), BETWEEN, given, hidden, names)
    return day.questions[0]


def test_confirmed_themes_are_shown_the_largest_first_and_none_of_a_single_person() -> None:
    review = Review(
        (
            Theme("Zeit", answers(1, 2), confirmed=True),
            Theme("Vertrauen", answers(1, 2, 3), confirmed=True),
            Theme("Tee", answers(4), confirmed=True),
            Theme("Listen", answers(4, 5), confirmed=False),
        ),
        (Mention("Vertrauen", answers(1, 2, 3, 4, 5)),),
    )
    assert heard(review) == Heard(1, WHY.text, 5, themes=(Named("Vertrauen", 3), Named("Zeit", 2)))


def test_a_word_is_shown_from_three_people_on_who_may_be_quoted() -> None:
    review = Review(mentions=(Mention("Vertrauen", answers(1, 2, 3, 4, 5)),))
    assert heard(review).words == (Named("Vertrauen", 5),)
    assert heard(review, hidden=(AnswerId(1), AnswerId(2))).words == (Named("Vertrauen", 5),)
    assert heard(review, hidden=answers(1, 2, 3)).words == ()
    silent = tuple(
        replace(one, attribution=Attribution.NOT_QUOTED) if one.answer_id > 2 else one
        for one in TEXTS
    )
    assert heard(review, silent).words == ()


@pytest.mark.parametrize("name", ["Amira Haddad", "Freunden", "AMIRA", "Jo Amira-Lee"])
def test_nobodys_name_is_shown_as_a_word_or_in_the_name_of_a_theme(name: str) -> None:
    word = "Freunden" if name == "Freunden" else "Amiras"
    everybody = answers(1, 2, 3, 4, 5)
    mentions = (Mention(word, everybody), Mention("Tee", everybody))
    assert heard(Review(mentions=mentions), names=(name,)).words == (Named("Tee", 5),)
    themes = (Theme(f"Tee, {word}", everybody, confirmed=True),)
    assert heard(Review(themes), names=(name,)).themes == ()
    assert heard(Review(themes)).themes == (Named(f"Tee, {word}", 5),)


def test_no_number_and_no_address_is_shown() -> None:
    theme = Theme("ruf an: 0171 1234567", answers(1, 2), confirmed=True)
    assert heard(Review((theme,))).themes == ()


def test_choices_are_counted_once_enough_people_have_chosen() -> None:
    def chose(number: int, question: object, option: str) -> Said:
        asked = MOOD if question is MOOD else COURAGE
        return replace(said(number, number, ""), question_id=asked.id, options=(option,))

    three = tuple(chose(number, MOOD, "gut") for number in (11, 12, 13))
    two = tuple(chose(number, COURAGE, "0") for number in (21, 22))
    days = closed_days(summary(Review(), (), *three, *two), OVER, (), (), ())
    assert [(day.number, day.title) for day in days] == [
        (number, script.title) for number, script in enumerate(FLOW.days, 1)
    ]
    first, second = days
    gut, laut = MOOD.options
    assert first.questions == (
        Heard(1, WHY.text, 0),
        Heard(2, MOOD.text, 3, choices=(Named(gut.text, 3), Named(laut.text, 0))),
    )
    assert second.questions == (Heard(1, COURAGE.text, 2), Heard(2, CLEAR.text, 0))

    third = (*two, chose(23, COURAGE, "2"))
    _, second = closed_days(summary(Review(), (), *third), OVER, (), (), ())
    low = COURAGE.scale.low if COURAGE.scale else None
    assert low is not None
    assert second.questions[0].choices == (Named(low, 2), Named("1", 0), Named("2", 1))


def test_a_day_that_has_not_closed_is_not_told_of() -> None:
    assert closed_days(summary(Review()), OPEN, TEXTS, (), ()) == ()
