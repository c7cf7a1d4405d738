"""The buttons with which a question of choices or a scale is answered."""

from collections.abc import Collection

from bot.messages.message import Button, Row
from bot.messages.wording import Wording
from flows.ids import SessionId
from flows.script import Kind, Question
from flows.understanding import choices_of

STEPS_A_ROW = 6
"""A row of a scale on a narrow phone."""


def answer_rows(
    _: Wording, session: SessionId, number: int, question: Question, ticked: Collection[str]
) -> tuple[Row, ...]:
    """Rows of buttons to answer with; none for a free text.

    Several choices are ticked one by one: what is ticked stands in the buttons themselves, as a
    number whose bits are the options, so that nothing has to be remembered until Done.

    Args:
        _: the reader's language.
        session: whose answer it will be.
        number: the question's place in the day.
        question: what is asked.
        ticked: the options chosen so far, where several may be.
    """
    steps = choices_of(question)
    if question.kind is Kind.TEXT:
        return ()
    if question.kind is Kind.SCALE:
        buttons = [Button(step, press=f"pick:{session}:{number}:{step}") for step in steps]
        return tuple(
            tuple(buttons[start : start + STEPS_A_ROW])
            for start in range(0, len(buttons), STEPS_A_ROW)
        )
    labels = [
        f"{n} · {option.text.in_language(_.language)}"
        for n, option in enumerate(question.options, 1)
    ]
    if question.kind is Kind.CHOICE:
        return tuple(
            (Button(label, press=f"pick:{session}:{number}:{step}"),)
            for label, step in zip(labels, steps, strict=True)
        )
    mask = as_mask(question, ticked)
    rows: list[Row] = []
    for place, (label, step) in enumerate(zip(labels, steps, strict=True)):
        shown = f"✓ {label}" if step in ticked else label
        rows.append((Button(shown, press=f"tick:{session}:{number}:{mask ^ 1 << place}"),))
    if mask:
        done = Button(str(_("Done")), press=f"ticked:{session}:{number}:{mask}", style="primary")
        rows.append((done,))
    return tuple(rows)


def as_mask(question: Question, ticked: Collection[str]) -> int:
    """Options as the bits of a number, the first option lowest."""
    return sum(1 << n for n, step in enumerate(choices_of(question)) if step in ticked)


def from_mask(question: Question, mask: int) -> tuple[str, ...]:
    """The options whose bits are set."""
    return tuple(step for n, step in enumerate(choices_of(question)) if mask >> n & 1)
