"""What a version of an answer holds, and which answers are looked through."""

from datetime import UTC, datetime

from flows.details import DetailKind
from flows.ids import MessageId, SessionId
from flows.noticing import changed, cleared, may_name, noticed, worth_a_look
from flows.session import Answer, Part, Revision, Session
from tests.flows.session_machine import QUESTIONS

NOW = datetime(2027, 1, 30, 17, tzinfo=UTC)
LATER = datetime(2027, 1, 30, 18, tzinfo=UTC)
NAMES = frozenset({"Grace Muster", "Grace Gruber"})
FIRST, SECOND, *_ = (question.id for question in QUESTIONS)


def said(*texts: str) -> Revision:
    """A message each, numbered from 1."""
    parts = (Part(MessageId(number), text) for number, text in enumerate(texts, 1))
    return Revision(NOW, tuple(parts))


def test_an_answer_is_looked_through_message_by_message() -> None:
    revision = said("Frag Grace Muster. Ja.", "Oder: a@b.example", "Mehr nicht.")
    found = noticed(revision, NAMES, "DE")
    assert [one.kind for one in found.details] == [DetailKind.NAME, DetailKind.MAIL]
    assert found.words == {"Grace Muster", "a@b.example"}
    assert found.sentences == ("Frag G. M.", "Oder: […]")
    assert found.message_id == 2
    assert cleared(revision, NAMES, "DE", LATER) == Revision(
        LATER,
        (
            Part(MessageId(1), "Frag G. M. Ja."),
            Part(MessageId(2), "Oder: […]"),
            Part(MessageId(3), "Mehr nicht."),
        ),
    )


def test_what_holds_nothing_stays_as_it_is() -> None:
    revision = said("Mehr nicht.")
    assert noticed(revision, NAMES, "DE").message_id is None
    assert cleared(revision, NAMES, "DE", LATER) is revision


def test_what_comes_to_light_without_a_detail_goes_too() -> None:
    revision = said("Grace Grace Muster weiß es.")
    assert cleared(revision, NAMES, "DE", LATER).text == "G. G. M. weiß es."


def test_a_choice_holds_nothing() -> None:
    chosen = Revision(NOW, (Part(MessageId(1), "030 23125 017"),), ("a",))
    assert noticed(chosen, NAMES, "DE").details == ()
    assert cleared(chosen, NAMES, "DE", LATER) is chosen
    assert not worth_a_look(Answer(FIRST, (chosen,)))


def test_an_answer_is_worth_a_look_if_any_version_is() -> None:
    plain, number, name = said("Ich frage."), said("24/7"), said("Frag Frau Probst.")
    assert not worth_a_look(Answer(FIRST, (plain,)))
    assert worth_a_look(Answer(FIRST, (number, plain)))
    assert worth_a_look(Answer(FIRST, (plain, name)))
    assert [may_name(Answer(FIRST, (one,))) for one in (plain, number, name)] == [
        False,
        False,
        True,
    ]


def test_only_what_a_turn_changed_is_looked_through() -> None:
    before = Session(SessionId(1), QUESTIONS).with_answer(Answer(FIRST, (said("Ich frage."),)))
    after = before.with_answer(Answer(SECOND, (said("Ich höre zu."),)))
    assert [one.question for one in changed(before, after)] == [SECOND]
    assert list(changed(after, after)) == []
