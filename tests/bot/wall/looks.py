"""Looks at a wall at every stand, made by hand: large ones, with words in many scripts."""

from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from bot.service.wall_view import Look
from bot.web.wall.feed import Read
from flows.library import library_flow
from flows.script import Texts
from flows.stand import Stand, Standing
from flows.summary import Summary
from flows.wall import ClosedDay, Findings, Heard, Named, OpenDay, Progress, View
from tests.bot.arranging import at, known
from tests.bot.post.large import TWELVE

_FLOW: Final = known(library_flow("netzwerkarbeit"))
JOIN: Final = "https://t.me/nachklang_bot?start=p_Kf7Qm2Zx9TbL1"
POST: Final = "https://bot.example.org/wall/Kf7Qm2Zx9TbL1aQw/post"
NAMES: Final = ("Amira", "Leo", "نور", "Oksana", "Grace", "Sam", "Kim")

_PLANNED: Final = View(
    title="Netzwerkarbeit",
    host="Beispielhaus e. V., Musterstadt",
    language="de",
    standing=Standing(Stand.PLANNED),
    joined=12,
    names=NAMES,
    opens=(1, at(30, "17:00")),
    day=None,
    days=(),
    post=None,
)
_THEMES: Final = (
    (("Vertrauen", 4), ("الثقة", 3), ("Zuhören", 3), ("Listen", 2)),
    (("Nachbarschaft", 3), ("Sportverein", 2), ("Довіра", 2)),
    (("Wohnen", 3), ("Sprache", 3), ("Arbeit", 2)),
    (("Anrufen", 3), ("Augenhöhe", 2)),
    (("Feste Treffen, zu denen alle kommen können", 3), ("Eine Person, die einlädt", 2)),
)


def _far(*counts: tuple[int, int]) -> OpenDay:
    script = _FLOW.day(1)
    return OpenDay(
        number=1,
        title=script.title,
        closes_at=at(30, "21:00"),
        answering=7,
        done=3,
        questions=tuple(
            Progress(number, question.text, done, asked)
            for number, (question, (done, asked)) in enumerate(
                zip(script.questions, counts, strict=True), 1
            )
        ),
    )


def _heard(number: int) -> ClosedDay:
    script = _FLOW.day(number)
    return ClosedDay(
        number=number,
        title=script.title,
        questions=tuple(
            Heard(
                place,
                question.text,
                12 - 2 * place,
                themes=tuple(Named(label, people) for label, people in themes),
            )
            for place, (question, themes) in enumerate(
                zip(script.questions, _THEMES, strict=False), 1
            )
        ),
    )


def looking_at(view: View, *, link: str = JOIN) -> Look:
    """A look that shows this."""
    now = at(30, "19:10")
    return Look(
        at=now,
        view=view,
        zone=ZoneInfo("Europe/Berlin"),
        link=link,
        findings=Findings(),
        traces=(),
    )


RUNNING: Final = replace(
    _PLANNED,
    standing=Standing(Stand.OPEN, 1),
    opens=None,
    day=_far((10, 12), (7, 10), (6, 7), (4, 6), (3, 4)),
)
BETWEEN: Final = replace(
    _PLANNED,
    standing=Standing(Stand.BETWEEN),
    opens=(2, at(31, "15:30")),
    days=(_heard(1),),
)


def published(summary: Summary) -> View:
    """What is shown when this is out."""
    return replace(
        _PLANNED, standing=Standing(Stand.PUBLISHED), opens=None, joined=14, names=(), post=summary
    )


STANDS: Final = {
    "planned": looking_at(_PLANNED),
    "running": looking_at(RUNNING),
    "between": looking_at(BETWEEN),
    "held": looking_at(replace(BETWEEN, standing=Standing(Stand.HELD), opens=None)),
    "summary": looking_at(
        replace(
            BETWEEN,
            standing=Standing(Stand.SUMMARY),
            opens=None,
            days=(_heard(1), _heard(2)),
        )
    ),
    "published": looking_at(published(TWELVE), link=POST),
}

SHAPES: Final = ("planned", "running", "summary", "published")
"""Stands that look different; the others have only another line at the top, or less below it."""

_ARABIC: Final = "العمل الشبكي (2027): Verantwortungsübernahmebereitschaftsförderung"


def crowded(look: Look) -> Look:
    """The same with a title from right to left, more names and long ones, and a long label."""
    names = (
        "نور الهدى",
        "אורה",
        "Оксана",
        "Abdulrahmanmuhammadhusseinalmustafa",
        "李",
        *(f"Name {number}" for number in range(40)),
    )
    days = tuple(
        replace(
            day,
            questions=(
                replace(
                    day.questions[0],
                    themes=(
                        Named("بناء الثقة بين الجيران (2027) والعمل معا", 5),
                        Named(Texts({"de": "Gemeinschaftsverantwortungsgefühl", "en": "Care"}), 4),
                        *day.questions[0].themes,
                    ),
                ),
                *day.questions[1:],
            ),
        )
        for day in look.view.days
    )
    return replace(
        look, view=replace(look.view, title=_ARABIC, host="بيت المثال", names=names, days=days)
    )


def showing(look: Look) -> Read:
    """Whoever opens a wall sees this."""

    async def read(_token: str, _before: Look | None) -> Look | None:
        return look

    return read
