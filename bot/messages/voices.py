"""What facilitators read about answers that stand in no theme."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.reviewed import A_PAGE, Reviewed, answer, read_rows
from bot.messages.themes import answer_rows, counted, turning
from bot.messages.wording import Wording
from flows.workshop import Workshop

Mark = Literal["quoted", "new", "set aside"]


@dataclass(frozen=True, slots=True)
class Voice:
    """An answer in no theme, with what is special about it."""

    answer: Reviewed
    marks: tuple[Mark, ...] = ()

    @property
    def kept_out(self) -> bool:
        """Whether it is left out or set aside."""
        return self.answer.left_out or "set aside" in self.marks


@dataclass(frozen=True, slots=True)
class Voices:
    """The answers to a question that stand in no theme.

    Attributes:
        place: the question's place in the whole flow, from 1.
        day: the day's number.
        number: the question's place in its day.
        themes: how many themes the question has.
        page: which are shown, from 0.
    """

    place: int
    day: int
    number: int
    themes: int
    voices: tuple[Voice, ...]
    page: int = 0

    @property
    def at(self) -> "Voices":
        """With a page that there is."""
        return replace(self, page=max(0, min(self.page, (len(self.voices) - 1) // A_PAGE)))

    @property
    def here(self) -> tuple[tuple[int, Voice], ...]:
        """Those of the page with their numbers."""
        first = self.page * A_PAGE
        return tuple(enumerate(self.voices[first : first + A_PAGE], first + 1))


def voices(
    _: Wording,
    workshop: Workshop,
    shown: Voices,
    note: Markup | None = None,
    undo: Button | None = None,
) -> Message:
    """Answers in no theme, and what can be done with them; see `themes.theme`."""
    at = shown.at
    pick = f"vopick:{workshop.id}:{at.place}:{at.page}"
    rows: list[Row] = [(undo,)] if undo is not None else []
    if any("new" in voice.marks for voice in at.voices):
        seen = f"voseen:{workshop.id}:{at.place}"
        rows.append((Button(str(_("I have seen the new ones")), press=seen, style="primary"),))
    if any(not voice.kept_out for _n, voice in at.here):
        rows.append(
            (
                Button(str(_("Move answer")), press=f"{pick}:m"),
                Button(str(_("Quote or not")), press=f"{pick}:q"),
            )
        )
        rows.append((Button(str(_("Leave answer out")), press=f"{pick}:o"),))
    if any(voice.kept_out for _n, voice in at.here):
        rows.append((Button(str(_("Take answer back in")), press=f"{pick}:b"),))
    rows += [
        *read_rows(_, workshop, [(n, voice.answer) for n, voice in at.here]),
        turning(_, f"vo:{workshop.id}:{at.place}", at.page, len(at.voices)),
        (
            Button(str(_("Overview")), press=f"sum:{workshop.id}"),
            Button(str(_("Next theme")), press=f"vonext:{workshop.id}:{at.place}"),
        ),
    ]
    return Message(paragraphs(note or Markup(), _text(_, at)), tuple(row for row in rows if row))


def which_voice(_: Wording, workshop: Workshop, shown: Voices, mode: str) -> Message:
    """Ask which answer is meant; `mode` is q, m, o or b."""
    at = shown.at
    asked = {
        "q": _("Which answer shall be quoted, or not any more?"),
        "m": _("Which answer belongs to a theme?"),
        "o": _("Which answer shall be left out of the post?"),
        "b": _("Which answer shall be taken back in?"),
    }[mode]
    can = [
        (number, voice.answer)
        for number, voice in at.here
        if voice.kept_out == (mode == "b") and (mode != "q" or voice.answer.quotable)
    ]
    press = f"vo{mode}:{workshop.id}"
    turn = turning(_, f"vopick:{workshop.id}:{at.place}", at.page, len(at.voices), f":{mode}")
    back = Button(str(_("Back")), press=f"vo:{workshop.id}:{at.place}:{at.page}")
    rows = (*answer_rows(_, can, press), turn, (back,))
    return Message(paragraphs(asked, _text(_, at)), tuple(row for row in rows if row))


def _text(_: Wording, at: Voices) -> Markup:
    inside = sum(not voice.kept_out for voice in at.voices)
    head = lines(
        _("Day {day}, question {number}", day=at.day, number=at.number),
        Markup("<b>{}</b>").format(_("Individual voices")),
        _.many("{n} person.", "{n} people.", inside) if inside else _("None."),
    )
    page = counted(_, at.page, len(at.here), len(at.voices))
    return paragraphs(head, page, *_answers(_, at.here))


def _answers(_: Wording, here: Sequence[tuple[int, Voice]]) -> list[Markup]:
    words = {
        "quoted": _("wanted as a quote"),
        "new": _("new"),
        "set aside": _("set aside: says nothing"),
    }
    return [
        answer(_, number, voice.answer, *(words[mark] for mark in voice.marks))
        for number, voice in here
    ]
