"""Which question a message puts, and whether it is a reminder."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.rehearsal.standin import SeenMessage
from flows.ids import FlowId
from flows.library import library_flow
from flows.script import Question

FLOW = FlowId("netzwerkarbeit")
LANGUAGE = "en"


class Asked(NamedTuple):
    """A question as one person gets it."""

    person: int
    day: int
    number: int


def _days() -> Iterator[tuple[int, int, Question]]:
    flow = library_flow(FLOW)
    assert flow is not None
    for day, of_day in enumerate(flow.days, 1):
        for number, question in enumerate(of_day.questions, 1):
            yield day, number, question


BY_TEXT = {one.text.in_language(LANGUAGE): (day, number) for day, number, one in _days()}
"""Day and number of each question, by its text."""

NUMBERS = {(day, one.id): number for day, number, one in _days()}
"""The number of each question, by day and id."""

A_DAY = {day: sum(one == day for one, _ in BY_TEXT.values()) for day, _ in BY_TEXT.values()}
"""How many questions each day has."""


def asked(message: SeenMessage) -> Asked | None:
    """The question that a message of the bot puts; None for any other message."""
    if not message.from_bot or "Question " not in message.text:
        return None
    for line in message.text.split("\n"):
        place = BY_TEXT.get(line)
        if place is not None:
            return Asked(message.chat_id, *place)
    return None


def reminds(message: SeenMessage) -> bool:
    """Whether a question comes as the reminder of its round."""
    return "today's only reminder" in message.text
