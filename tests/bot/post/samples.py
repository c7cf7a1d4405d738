"""Workshops to print: one as people have them, and any others."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from flows.attribution import Attribution, shown_name
from flows.ids import AnswerId, FlowId, ParticipantId, QuestionId
from flows.script import Day, Flow, Kind, Option, Question, Scale, Texts
from flows.summary import Event, Quote, Said, Summary, compile_summary

# A busy machine must not decide whether a test passes.
UNHURRIED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def texts(german: str, english: str) -> Texts:
    return Texts({"de": german, "en": english})


MEANING = Question(
    id=QuestionId("bedeutung"),
    text=texts(
        "Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?",
        "What does networking mean to us, and how do we go about it?",
    ),
)
MOOD = Question(
    id=QuestionId("stimmung"),
    text=texts("Wie war der Tag?", "How was the day?"),
    kind=Kind.CHOICE,
    options=(
        Option(id="gut", text=texts("Gut", "Good")),
        Option(id="mittel", text=texts("Geht so", "So-so")),
        Option(id="schlecht", text=texts("Schlecht", "Bad")),
    ),
)
COURAGE = Question(
    id=QuestionId("mut"),
    text=texts("Wie viel Mut hast du?", "How much courage do you have?"),
    kind=Kind.SCALE,
    scale=Scale(lowest=1, highest=3, low=texts("wenig", "little"), high=texts("viel", "a lot")),
)
CLEAR = Question(
    id=QuestionId("klar"),
    text=texts("Was ist dir klar geworden?", "What has become clear to you?"),
)


def flow_of(*days: tuple[Question, ...]) -> Flow:
    titles = (
        texts("Woran wir anknüpfen", "What we build on"),
        texts("Was wir gemeinsam tun", "What we do together"),
    )
    nothing = texts("", "")
    return Flow(
        id=FlowId("netzwerkarbeit"),
        version=1,
        title=texts("Netzwerkarbeit", "Networking"),
        languages=("de", "en"),
        days=tuple(
            Day(
                title=title,
                opens=time(17),
                window=timedelta(hours=4),
                opening=nothing,
                closing=nothing,
                questions=questions,
            )
            for title, questions in zip(titles, days, strict=False)
        ),
    )


FLOW = flow_of((MEANING, MOOD), (COURAGE, CLEAR))
EVENT = Event(
    title="Netzwerkarbeit",
    host="Beispielhaus e. V.",
    place="Musterstadt",
    dates=(date(2027, 1, 30), date(2027, 1, 31)),
)
AMIRA = (ParticipantId(1), "Amira Haddad", Attribution.FIRST_NAME)
GRACE = (ParticipantId(2), "Grace Muster", Attribution.FULL_NAME)
LEO = (ParticipantId(3), "Leo Lind", Attribution.UNNAMED)
DILAN = (ParticipantId(4), "Dilan Y.", Attribution.NOT_QUOTED)

Person = tuple[ParticipantId, str, Attribution]


def said(
    number: int,
    person: Person,
    question: Question,
    text: str = "",
    *options: str,
    language: str | None = None,
) -> Said:
    participant, name, attribution = person
    return Said(
        answer_id=AnswerId(number),
        participant_id=participant,
        question_id=question.id,
        name=name,
        attribution=attribution,
        text=text,
        options=options,
        language=language,
    )


ANSWERS = (
    said(1, AMIRA, MEANING, "Sich kennen, bevor man sich braucht."),
    said(2, LEO, MEANING, "For me it is mostly listening.", language="en"),
    said(3, DILAN, MEANING, "Das bleibt unter uns."),
    said(4, AMIRA, MOOD, "", "gut"),
    said(5, GRACE, MOOD, "", "gut"),
    said(6, DILAN, MOOD, "", "mittel"),
    said(7, GRACE, COURAGE, "", "3"),
    said(8, LEO, COURAGE, "", "2"),
    said(9, GRACE, CLEAR, "Ein Anruf reicht.\nMehr braucht es <nicht> & nie."),
)


def allowed(
    given: Iterable[Said], left_out: frozenset[AnswerId] = frozenset()
) -> tuple[Quote, ...]:
    """Whole answers in words, as their authors would like to be quoted, in the order of ids."""
    return tuple(
        Quote(one.answer_id, one.text, shown_name(one.attribution, one.name), one.language)
        for one in sorted(given, key=lambda one: one.answer_id)
        if one.text.strip() and not one.options and one.answer_id not in left_out
        if one.attribution is not Attribution.NOT_QUOTED
    )


SUMMARY = compile_summary(
    EVENT,
    FLOW,
    ANSWERS,
    joined=5,
    quotes=allowed(ANSWERS),
    introduction="Es ging um erste Schritte.",
    closing="Wir brauchen keine Scheu zu haben.",
)

EVERYTHING = st.text(max_size=60) | st.sampled_from(
    [
        "شبكة العمل",
        "👩‍👩‍👧 ja",
        "# eins\n\n- zwei\n1. drei",
        "<b>&amp;</b> *_`[x](y)`_*",
        "„Ja“\n\n  nein",
    ]
)
"""Words as people, and those who try to break things, may send them."""


@st.composite
def answers(draw: st.DrawFn) -> list[Said]:
    """Answers of several people to all questions, each person quoted as they wish."""
    people = [
        (
            ParticipantId(number),
            f"Vor{number}name Nach{number}name",
            draw(st.sampled_from(Attribution)),
        )
        for number in range(1, draw(st.integers(1, 6)) + 1)
    ]
    given = []
    for participant, name, attribution in people:
        person = (participant, name, attribution)
        for place, question in enumerate((MEANING, MOOD, COURAGE, CLEAR)):
            number = participant * 10 + place
            if question.kind is Kind.TEXT:
                words = f"wort{number}anfang {draw(EVERYTHING)} wort{number}ende"
                given.append(said(number, person, question, words))
            elif draw(st.booleans()):
                step = draw(st.sampled_from(["gut", "mittel", "1", "3"]))
                given.append(said(number, person, question, f"wort{number}anfang", step))
    return draw(st.permutations(given))


def compiled(given: list[Said], left_out: frozenset[AnswerId] = frozenset()) -> Summary:
    return compile_summary(EVENT, FLOW, given, joined=9, quotes=allowed(given, left_out))
