"""A number typed to a scale is an answer like any other, though its buttons read the same."""

from datetime import timedelta

import pytest

from flows.ids import FlowId
from flows.library import library_flow
from flows.script import Kind, Scale
from tests.bot.chatting import Chat, Human
from tests.bot.rounds_of import OPENING, Stage, stage


@pytest.fixture
def workshop(chat: Chat) -> Stage:
    flow = library_flow(FlowId("netzwerkarbeit"))
    assert flow is not None
    first, *others = flow.days
    scale = first.questions[0].model_copy(
        update={"kind": Kind.SCALE, "scale": Scale(lowest=1, highest=5)}
    )
    day = first.model_copy(update={"questions": (scale,)})
    return stage(chat, flow=flow.model_copy(update={"days": (day, *others)}))


@pytest.fixture
def amira(chat: Chat, workshop: Stage) -> Human:
    human = chat.person(1, "Amira Haddad")
    workshop.joins(human)
    workshop.opens()
    return human


def options(human: Human) -> list[tuple[str, ...]]:
    """What counts, and after it what came late."""
    with human.chat.begin() as step:
        person = step.work.people.by_chat(human.id)
        assert person is not None
        (stored,) = step.work.sessions.of_person(person.id)
        counts = [answer.revisions[-1].options for answer in stored.session.answers]
        return counts + [late.revision.options for late in stored.session.late]


def test_it_is_stored_and_gets_its_receipt(amira: Human) -> None:
    amira.says("4")

    assert options(amira) == [("4",)]
    assert "setMessageReaction" in [call.draft.method for call in amira.chat.calls]


def test_after_closing_it_is_kept_as_late_words_are(workshop: Stage, amira: Human) -> None:
    workshop.time_is(OPENING + timedelta(hours=4))

    amira.says("4")

    assert options(amira) == [("4",)]
    assert amira.last.labels == [["Ja, bitte fragen", "Nein, löschen"]]
