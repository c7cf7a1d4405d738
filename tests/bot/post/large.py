"""Workshops of real size to look at: twelve people in four languages, and three hundred answers."""

import random
from dataclasses import replace
from datetime import date

from bot.rehearsal.cast import cast
from bot.rehearsal.voices import Voices
from flows.attribution import Attribution, shown_name
from flows.ids import AnswerId, ParticipantId, QuestionId
from flows.library import library_flow
from flows.script import Flow
from flows.summary import Event, Mention, Quote, Review, Said, Summary, Theme, compile_summary

_LABELS = (
    "Vertrauen aufbauen",
    "Wissen, wer was macht",
    "Feste Treffen, zu denen alle kommen können, auch mit Kindern",
)
_SPECIAL = (
    (
        "Abdulrahman Muhammad Hussein Al-Mustafa von und zu Musterhausen-Beispielstein",
        Attribution.FULL_NAME,
        "Wir haben in unserem Verein gelernt, dass Netzwerke vor allem dann tragen, wenn nicht nur "
        "die Hauptamtlichen sich kennen, sondern auch die Familien, die Ehrenamtlichen und die "
        "Nachbarschaft. Das dauert. Aber es lohnt sich, weil dann auch in den Ferien jemand da ist "
        "👍",
    ),
    ("نور الهدى", Attribution.FULL_NAME, "الثقة أولا، ثم العمل معا. بدون ثقة لا توجد شبكة (2027)."),
    ("Оксана Коваленко", Attribution.FIRST_NAME, "Довіра росте повільно, тому починаємо з малого."),
)


def _flow() -> Flow:
    flow = library_flow("netzwerkarbeit")
    assert flow is not None
    *days, last = flow.days
    *others, clear = last.questions
    recalling = clear.model_copy(update={"recall": QuestionId("bedeutung")})
    return flow.model_copy(
        update={"days": (*days, last.model_copy(update={"questions": (*others, recalling)}))}
    )


def workshop(people: int) -> Summary:
    """A workshop in which so many people answered, four out of five to each question."""
    chance = random.Random(1)  # always the same workshop
    flow = _flow()
    voices = Voices(flow.id, chance)
    said: list[Said] = []
    for number, member in enumerate(cast(people, chance), 1):
        special = _SPECIAL[number % 4] if number % 4 < len(_SPECIAL) and number < 12 else None
        for day in flow.days:
            for question in day.questions:
                if chance.random() < 0.2:
                    continue
                text = special[2] if special else voices.answer(question.id, member.language)
                said.append(
                    Said(
                        AnswerId(len(said) + 1),
                        ParticipantId(number),
                        question.id,
                        special[0] if special else member.name,
                        special[1] if special else member.attribution,
                        text,
                        language=member.language,
                    )
                )
    reviews = {}
    quotes: list[Quote] = []
    for place, question in enumerate(q for day in flow.days for q in day.questions):
        here = [one for one in said if one.question_id == question.id]
        quotes += [_quote(one) for one in here if _quotable(one)][:10]
        reviews[question.id] = _review(here, confirmed=place % 4 != 3)
    return compile_summary(
        Event(
            "Netzwerken? Aber sicher.",
            "Beispielhaus e. V.",
            "Musterstadt",
            (date(2027, 1, 30), date(2027, 1, 31)),
        ),
        flow,
        said,
        joined=people + 2,
        quotes=quotes,
        reviews=reviews,
        introduction="Am 30. und 31. Januar 2027 haben wir beim Workshop „Netzwerkarbeit“ "
        "mitgemacht. Es ging um erste Arbeitsbeziehungen und darum, wie neue Netzwerke entstehen.\n"
        "\nDanke an alle, die geschrieben haben.",
        closing="Es ist gut zu wissen, dass auch andere Organisationen Kontakte suchen. Wir "
        "brauchen keine Scheu zu haben, auf sie zuzugehen.",
    )


def _quotable(one: Said) -> bool:
    return one.attribution is not Attribution.NOT_QUOTED


def _quote(one: Said) -> Quote:
    return Quote(one.answer_id, one.text, shown_name(one.attribution, one.name), one.language)


def _review(here: list[Said], *, confirmed: bool) -> Review:
    nothing = frozenset(one.answer_id for one in here if one.text in {"weiß nicht", "k. A."})
    rest = [one.answer_id for one in here if one.answer_id not in nothing]
    sizes = (len(rest) * 4 // 10, len(rest) * 3 // 10, len(rest) // 10)
    themes = []
    for label, size in zip(_LABELS, sizes, strict=True):
        members, rest = rest[:size], rest[size:]
        if members:
            themes.append(Theme(label, tuple(members), confirmed))
    words = (
        Mention(
            word, tuple(one.answer_id for one in here if word.casefold() in one.text.casefold())
        )
        for word in ("Netzwerk", "Vertrauen", "ثقة")
    )
    return Review(tuple(themes), tuple(one for one in words if one.people > 1), nothing)


TWELVE = workshop(12)
MANY = replace(workshop(40), introduction="")
