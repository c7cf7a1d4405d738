"""What is read quickly means the same as what the library reads."""

from typing import Any

import pytest

from bot.chat import by_library, common_updates
from bot.chat.parsing import READERS, WANTED, parsed, plain_text

AMIRA = {"id": 11, "is_bot": False, "first_name": "Amira", "last_name": "Haddad"}
LEO = {"id": 12, "is_bot": False, "first_name": "Leo", "language_code": "en"}
PRIVATE = {"id": 11, "type": "private", "first_name": "Amira"}
GROUP = {"id": -100, "type": "supergroup", "title": "Netzwerk"}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1801324800, "chat": PRIVATE, "from": AMIRA} | fields


COMMON: list[tuple[str, dict[str, Any]]] = [
    ("message", message(text="Grüße 🙂")),
    ("message", message(text="/next@nachklang_bot now")),
    ("message", message(text="Und?", **{"from": LEO, "chat": {"id": 12, "type": "private"}})),
    ("message", message(text="Dazu", reply_to_message=message(message_id=3, text="?"))),
    ("message", message(text="fett", entities=[{"type": "bold", "offset": 0, "length": 4}])),
    ("edited_message", message(text="anders", edit_date=1801324999)),
    (
        "callback_query",
        {
            "id": "4711",
            "from": AMIRA,
            "chat_instance": "1",
            "data": "skip:17:3",
            "message": message(text="Frage 3"),
        },
    ),
]
OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("message", message(text="/connect g_1", chat=GROUP)),
    ("message", message(sticker={"file_id": "x"})),
    ("message", {"message_id": 7, "date": 1801324800, "chat": PRIVATE, "text": "nobody"}),
    ("edited_message", message(text="anders", chat=GROUP, edit_date=1801324999)),
    ("edited_message", message(caption="Bild")),
    ("callback_query", {"id": "1", "from": AMIRA, "chat_instance": "1", "data": "skip:1:1"}),
]


@pytest.mark.parametrize(("kind", "given"), COMMON)
def test_a_common_update_is_read_as_the_library_reads_it(kind: str, given: dict[str, Any]) -> None:
    quick, library = (read(given) for read in READERS[kind])
    assert quick is not None
    assert quick == library
    assert parsed({"update_id": 1, kind: given}) == library


@pytest.mark.parametrize(("kind", "given"), OTHERS)
def test_what_is_not_common_is_left_to_the_library(kind: str, given: dict[str, Any]) -> None:
    reader, _ = READERS[kind]
    assert reader(given) is None


def test_only_a_text_that_is_no_command_is_plain() -> None:
    assert plain_text({"message": message(text=" /next")}) is None
    assert plain_text({"edited_message": message(text="anders")}) is None
    found = plain_text({"message": message(text="Grüße")})
    assert found is not None
    assert (found.text, found.sender.name) == ("Grüße", "Amira Haddad")


def test_every_kind_that_is_asked_for_has_a_reader() -> None:
    assert set(WANTED) == set(READERS)
    assert by_library.message(message(text="Grüße")) == common_updates.said(message(text="Grüße"))
