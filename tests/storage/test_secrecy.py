"""Whoever gets hold of the database file finds no word and no name in it."""

from dataclasses import replace
from pathlib import Path

from flows import engine
from flows.ids import ChatId, MessageId
from flows.replies import Reply, take
from flows.session import Prompt
from flows.workshop import Destination
from storage.calls import Attachment, Draft
from storage.dialogs import Dialog, UnclearMessage
from storage.engine import make_engine
from storage.inbox import Arrival
from storage.participants import Consent, ConsentKind
from storage.summaries import Draft as SummaryDraft
from storage.work import Work
from tests.storage.stocked import AMIRA, GROUP, NOW, Stores, furnish, later

CANARY = "Kanarienvogel"


def said_everywhere(work: Work) -> None:
    """Put a word that must not be readable into every store that takes words or names."""
    place = furnish(work)
    her = place.person
    work.people.add(ChatId(99), f"Ada {CANARY}", "de", NOW)
    work.people.save(replace(work.people.get(her), name=CANARY))
    work.workshops.save(replace(work.workshops.get(place.workshop), contact=CANARY))
    work.destinations.connect(Destination(place.workshop, GROUP, "group", CANARY), NOW)
    participant = work.participants.get(place.participant)
    work.participants.save(replace(participant, quoted_name=CANARY))
    work.consents.give(participant.id, Consent(ConsentKind.QUOTING, 1, CANARY, NOW))
    work.dialogs.put(her, Dialog("host", {"host": CANARY}), NOW)
    work.unclear.keep(her, UnclearMessage(MessageId(3), CANARY, NOW))
    work.summaries.save(place.workshop, SummaryDraft(CANARY, CANARY))
    work.inbox.add([Arrival(1, AMIRA, {"message": {"text": CANARY}})], NOW)
    attachment = Attachment("document", f"{CANARY}.md", CANARY.encode())
    body = {"text": CANARY, "reply_markup": {}}
    work.outbox.add(Draft("key", AMIRA, "sendMessage", body, attachments=(attachment,)), NOW)

    begun = work.sessions.begin(place.rounds[0], place.participant).session
    opened = engine.open_round(begun).session
    first, *_ = opened.questions
    shown = replace(opened, prompts=(Prompt(first.id, MessageId(5)),))
    answered = take(shown, Reply(MessageId(6), later(1), f"{CANARY} singt")).session
    closed = engine.close(answered).session
    late = take(closed, Reply(MessageId(7), later(2), CANARY, to=MessageId(5))).session
    assert len(late.late) == len(late.answers) == 1
    work.sessions.save(begun, late)
    (answer,) = work.summaries.answers(place.workshop)
    work.quotes.propose(answer.answer_id, CANARY)
    (quote,) = work.quotes.of(place.workshop)
    work.quotes.save(replace(quote, name=CANARY))


def test_no_word_and_no_name_can_be_read_in_the_database_file(sqlite_url: str) -> None:
    engine_on_file = make_engine(sqlite_url)
    stores = Stores.on(engine_on_file)
    with stores.work() as work:
        said_everywhere(work)

    path = Path(sqlite_url.removeprefix("sqlite:///"))
    files = {place.name: place.read_bytes() for place in path.parent.iterdir()}
    engine_on_file.dispose()
    after = {place.name: place.read_bytes() for place in path.parent.iterdir()}

    assert {"nachklang.db", "nachklang.db-wal", "nachklang.db-shm"} <= files.keys()
    found = [name for name, content in (*files.items(), *after.items()) if held_in(content)]
    assert found == []
    assert b"sendMessage" in b"".join(files.values()), "the test looks where rows are written"


def held_in(content: bytes) -> bool:
    """Whether the word stands there, however it is written."""
    return any(CANARY.encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))
