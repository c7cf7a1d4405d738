"""A first name stands on the wall only while its owner allows it."""

from collections.abc import Iterable

from bot.messages import joining
from bot.service import wall_names
from flows.workshop import Joining
from storage.participants import Consent, ConsentKind
from tests.bot.arranging import Arranged
from tests.bot.chatting import Chat, Human
from tests.bot.rights.setting import consents, joined
from tests.bot.wall.setting import with_pages, with_wall

OFFER = (
    "A wall in the room shows how many take part. Your first name “Leo” stands there only if you "
    "allow it."
)


def shown(arranged: Arranged, human: Human) -> bool:
    participant = arranged.participant(human)
    with arranged.chat.begin() as step:
        return wall_names.is_shown(step.work, participant)


def wall_consents(given: Iterable[Consent]) -> list[Consent]:
    return [one for one in given if one.kind is ConsentKind.WALL]


def test_who_joins_a_workshop_with_a_wall_is_asked_in_one_line(chat: Chat) -> None:
    arranged, _ = with_wall(chat)
    leo = joined(chat)
    asked, all_set = leo.sees()[-2:]
    assert asked.text == f"✓ Suggestion: as “Leo”. Change: /privacy\n{OFFER}"
    assert asked.labels == [["Show my first name"]]
    assert all_set.text.startswith("All set.")
    assert not shown(arranged, leo)


def test_where_there_is_no_wall_nobody_is_asked(chat: Chat) -> None:
    arranged = with_pages(chat)
    leo = joined(chat)
    assert leo.sees()[-2].text == "✓ Suggestion: as “Leo”. Change: /privacy"
    assert not shown(arranged, leo)


def test_a_yes_is_kept_with_the_words_that_were_agreed_to(chat: Chat) -> None:
    arranged, _ = with_wall(chat)
    leo = joined(chat)
    leo.presses("Show my first name")
    assert leo.sees()[-2].text == (
        "✓ Your first name “Leo” may stand on the wall. Take it back: /privacy"
    )
    wording = f"✓ Suggestion: as “Leo”. Change: /privacy\n{OFFER}\n\nShow my first name"
    assert wall_consents(consents(arranged, leo)) == [
        Consent(ConsentKind.WALL, joining.VERSION, wording, chat.now)
    ]


def test_in_privacy_it_is_allowed_and_taken_back(chat: Chat) -> None:
    arranged = with_pages(chat)
    leo = joined(chat)
    leo.says("/privacy")
    assert leo.last.text.endswith(
        "<b>Wall:</b> A wall in the room may show live how many take part and have answered, "
        "afterwards themes that several people share and words that at least three used. Your "
        "first name “Leo” stands there only if you allow it."
    )
    assert leo.last.labels[1] == ["Show my first name"]
    leo.presses("Show my first name")
    assert shown(arranged, leo)

    leo.says("/privacy")
    assert leo.last.text.endswith("You allow your first name “Leo” there.")
    leo.presses("First name off the wall")
    assert leo.last.text == "✓ Your first name is not on the wall. Change: /privacy"
    assert not shown(arranged, leo)
    (given,) = wall_consents(consents(arranged, leo))
    assert given.withdrawn_at == chat.now


def test_who_leaves_takes_their_name_along_also_when_they_come_back(chat: Chat) -> None:
    arranged, _ = with_wall(chat)
    leo = joined(chat)
    leo.presses("Show my first name")
    leo.says("/leave")
    assert not shown(arranged, leo)
    leo.presses("Join again")
    assert arranged.participant(leo).state is Joining.JOINED
    assert not shown(arranged, leo)


def test_who_has_left_or_is_somebody_else_cannot_put_a_name_there(chat: Chat) -> None:
    arranged, _ = with_wall(chat)
    leo, sam = joined(chat), joined(chat, "Sam B", 51)
    number = arranged.participant(leo).id
    sam.taps(sam.last.message_id, f"wallname:{number}:on")
    leo.taps(leo.last.message_id, f"wallname:{number}:perhaps")
    leo.says("/leave")
    leo.taps(leo.last.message_id, f"wallname:{number}:on")
    assert not shown(arranged, leo)


def test_who_deletes_everything_leaves_no_consent_behind(chat: Chat) -> None:
    arranged, _ = with_wall(chat)
    leo = joined(chat)
    leo.presses("Show my first name")
    number = arranged.participant(leo).id
    with chat.begin() as step:
        assert step.work.consents.holding(arranged.id, ConsentKind.WALL) == {number}
    leo.says("/forgetme")
    leo.presses(leo.last.labels[0][0])
    with chat.begin() as step:
        assert step.work.people.by_chat(leo.id) is None
        assert step.work.consents.holding(arranged.id, ConsentKind.WALL) == frozenset()
