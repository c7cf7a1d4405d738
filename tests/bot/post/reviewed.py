"""Workshops whose answers have been grouped and reviewed: one as people have them, and any."""

from datetime import date

from hypothesis import strategies as st

from flows.attribution import Attribution
from flows.ids import AnswerId, ParticipantId
from flows.summary import Event, Mention, Quote, Review, Said, Summary, Theme, compile_summary
from tests.bot.post.samples import (
    CLEAR,
    COURAGE,
    EVENT,
    EVERYTHING,
    MEANING,
    MOOD,
    Person,
    allowed,
    answers,
    flow_of,
    said,
)

RECALLING = CLEAR.model_copy(update={"recall": MEANING.id})
FLOW = flow_of((MEANING, MOOD), (COURAGE, RECALLING))

AMIRA: Person = (ParticipantId(1), "Amira Haddad", Attribution.FIRST_NAME)
LEO: Person = (ParticipantId(2), "Leo Lind", Attribution.FIRST_NAME)
GRACE: Person = (ParticipantId(3), "Grace Muster", Attribution.UNNAMED)
OKSANA: Person = (ParticipantId(4), "Оксана Коваль", Attribution.FIRST_NAME)
NOUR: Person = (ParticipantId(5), "نور الهدى", Attribution.FULL_NAME)
DILAN: Person = (ParticipantId(6), "Dilan Y.", Attribution.NOT_QUOTED)

GIVEN = (
    said(1, AMIRA, MEANING, "Sich kennen, bevor man sich braucht.", language="de"),
    said(2, LEO, MEANING, "Ich frage zuerst: Wer arbeitet schon daran?", language="de"),
    said(3, GRACE, MEANING, "For me it is mostly listening.", language="en"),
    said(4, OKSANA, MEANING, "Довіра росте повільно, тому починаємо з малого.", language="uk"),
    said(5, NOUR, MEANING, "الثقة أولا، ثم العمل معا.", language="ar"),
    said(6, DILAN, MEANING, "weiß nicht", language="de"),
    said(7, AMIRA, MOOD, "", "gut"),
    said(8, LEO, MOOD, "", "mittel"),
    said(9, AMIRA, RECALLING, "Ein Anruf reicht für den Anfang.", language="de"),
    said(10, LEO, RECALLING, "Ein Anruf ist schon viel.", language="de"),
)


def ids(*numbers: int) -> tuple[AnswerId, ...]:
    return tuple(map(AnswerId, numbers))


REVIEWS = {
    MEANING.id: Review(
        themes=(
            Theme("Vertrauen aufbauen", ids(1, 4, 5), confirmed=True),
            Theme("Wissen, wer was macht", ids(2), confirmed=True),
        ),
        set_aside=frozenset(ids(6)),
    ),
    RECALLING.id: Review(mentions=(Mention("Anruf", ids(9, 10)),)),
}

REVIEWED = compile_summary(
    Event("Netzwerkarbeit", "Beispielhaus e. V.", "Musterstadt", (date(2027, 1, 30), None)),
    FLOW,
    GIVEN,
    joined=7,
    quotes=[quote for quote in allowed(GIVEN) if quote.answer_id != 10],
    reviews=REVIEWS,
    introduction="Es ging um erste Schritte.",
    closing="Wir brauchen keine Scheu zu haben.",
)


@st.composite
def reviewed_summaries(draw: st.DrawFn) -> Summary:
    """Summaries of any answers, with quotes of their parts, themes, mentions and pairs."""
    given = draw(answers())
    quotes = [_part(draw, quote) for quote in allowed(given) if draw(st.booleans())]
    event = Event(draw(EVERYTHING), draw(st.none() | EVERYTHING), None, EVENT.dates)
    return compile_summary(
        event,
        FLOW,
        given,
        joined=draw(st.integers(len({one.participant_id for one in given}), 400)),
        quotes=quotes,
        reviews={question.id: _review(draw, given, question.id) for question in (MEANING, CLEAR)},
        introduction=draw(EVERYTHING),
        closing=draw(EVERYTHING),
    )


def _part(draw: st.DrawFn, quote: Quote) -> Quote:
    """A quote of a part of the answer, or in words of its author's own."""
    if draw(st.booleans()):
        words = f"eigen {draw(EVERYTHING)}"
        return Quote(quote.answer_id, words, quote.by, quote.language, own_words=True)
    long = len(quote.text) > 30
    return Quote(quote.answer_id, quote.text[: 30 if long else None], quote.by, quote.language)


def _review(draw: st.DrawFn, given: list[Said], question: str) -> Review:
    here = sorted(one.answer_id for one in given if one.question_id == question)
    some = st.lists(st.sampled_from(here), min_size=1, unique=True).map(tuple)
    themes = st.builds(
        Theme,
        label=EVERYTHING.map(lambda text: f"Thema {text}"),
        answers=some,
        confirmed=st.booleans(),
    )
    return Review(
        themes=tuple(draw(st.lists(themes, max_size=3))),
        mentions=(Mention("wort", tuple(here)), Mention("ENDE", tuple(here[:1])))[
            : draw(st.integers(0, 2))
        ],
        set_aside=frozenset(draw(st.lists(st.sampled_from(here), max_size=2))),
    )
