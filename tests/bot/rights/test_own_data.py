import json
from datetime import timedelta
from typing import Any

import pytest

from bot.messages import own_data
from bot.messages.wording import in_language
from bot.post.own_data import plain_text
from flows.consent import QuoteState
from flows.details import Decision
from flows.ids import MessageId
from flows.library import library_flow
from flows.session import Answer, Revision
from flows.workshop import Joining, Reach, Role
from storage.dialogs import Dialog, UnclearMessage
from tests.bot.arranging import Arranged, arrange, at, known
from tests.bot.chatting import Chat, Human
from tests.bot.rights.setting import joined
from tests.bot.sentences import allow


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def files(chat: Chat) -> dict[str, str]:
    """The files that were sent, by name."""
    return {
        attachment.name: attachment.content.decode()
        for call in chat.calls
        for attachment in call.draft.attachments
    }


def copy(chat: Chat) -> Any:
    return json.loads(files(chat)["my-nachklang.json"])


def answering(workshop: Arranged) -> Human:
    """Answered, changed, skipped, and late."""
    chat = workshop.chat
    workshop.wakes(at(30, "17:00"))
    leo = joined(chat)
    said = leo.says("Mostly <listening>.")
    leo.edits(said, "Only <listening>.")
    leo.says("/skip")
    workshop.wakes(at(30, "21:00"))
    chat.now += timedelta(minutes=20)
    leo.says("Too late?")
    return leo


def test_two_files_hold_everything(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    person = workshop.person(leo)
    with chat.begin() as step:
        step.work.unclear.keep(person.id, UnclearMessage(MessageId(900), "Which one?", chat.now))
        step.work.dialogs.put(person.id, Dialog("quoted_name", {"participant": 1}), chat.now)
        step.work.teams.add(workshop.id, person.id, Role.ORGANISER, chat.now)
    leo.taps(leo.last.message_id, "do:mydata")
    assert leo.sees()[-3].text == (
        "This is everything I have stored about you: your Telegram name and id, "
        "1 answer with 1 change, 2 consents.\n"
        "One file to read, one for other programs. Delete: /forgetme"
    )
    assert sorted(files(chat)) == ["my-nachklang.html", "my-nachklang.json"]
    found = copy(chat)
    (part,) = found.pop("parts")
    (day,) = part.pop("days")
    messages = found.pop("messages")
    assert any(
        "How may I quote you?" in one["text"] or "All set" in one["text"] for one in messages
    )
    assert found == {
        "made_at": chat.now.isoformat(),
        "telegram_id": 50,
        "name": "Leo Lind",
        "language": "en",
        "language_chosen": False,
        "runs_the_bot": False,
        "reach": "reachable",
        "known_since": at(30, "17:00").isoformat(),
        "roles": [["Netzwerkarbeit", "organiser"]],
        "unclear": [{"at": chat.now.isoformat(), "text": "Which one?"}],
        "form": {"participant": 1},
    }
    given = part.pop("consents")
    assert [one["kind"] for one in given] == ["taking_part", "quoting"]
    assert given[0]["wording"].startswith("Hello Leo. Jonna Beispiel invites you")
    assert part == {
        "title": "Netzwerkarbeit",
        "host": "Beispielhaus e. V., Musterstadt",
        "zone": "Europe/Berlin",
        "state": "joined",
        "joined_at": at(30, "17:00").isoformat(),
        "quoting": "first_name",
        "quoted_name": None,
        "no_reminders": False,
    }
    versions = [[one["text"] for one in said["versions"]] for said in day["said"]]
    assert versions == [["Mostly <listening>.", "Only <listening>."], [], []]
    assert [said["skipped"] for said in day["said"]] == [False, True, False]
    assert day["said"][2]["came_late"]["text"] == "Too late?"


def test_what_was_decided_about_details_of_others_is_in_it(chat: Chat, workshop: Arranged) -> None:
    workshop.wakes(at(30, "17:00"))
    leo = joined(chat)
    leo.says("Ask Ms. Probst, 030 23125 017.")
    leo.presses("Keep as it is")
    leo.says("Mostly listening.")
    leo.says("/mydata")
    asked, plain = copy(chat)["parts"][0]["days"][0]["said"][:2]
    assert asked["details"] == {"decision": "kept", "at": at(30, "17:00").isoformat()}
    assert plain["details"] is None
    shown = "Details about other people, 30 January 2027, 17:00 (Berlin): left as it is"
    assert shown in files(chat)["my-nachklang.html"]


def test_the_page_is_escaped_needs_nothing_else_and_speaks_the_persons_language(
    chat: Chat, workshop: Arranged
) -> None:
    leo = answering(workshop)
    leo.says("/mydata")
    page = files(chat)["my-nachklang.html"]
    assert '<html lang="en">' in page
    assert "Only &lt;listening&gt;." in page
    assert "<listening>" not in page
    assert "<dd>takes part</dd>" in page
    assert "<dd>As “Leo”</dd>" in page
    assert "After closing, does not count: 30 January 2027, 21:20 (Berlin)" in page
    assert all(outside not in page for outside in ("http:", "https:", "<script", "src="))


def test_it_says_what_was_decided_about_each_sentence(chat: Chat, workshop: Arranged) -> None:
    leo = answering(workshop)
    allow(workshop)
    leo.says("/mydata")
    (day,) = copy(chat)["parts"][0]["days"]
    assert day["said"][0]["sentence"] == {
        "words": "Only <listening>.",
        "own_words": False,
        "state": "allowed",
        "name": "Leo",
        "asked_at": None,
        "decided_at": chat.now.isoformat(),
        "details": None,
    }
    assert day["said"][1]["sentence"] is None
    assert "Quoted in the post as “Leo” – 30 January 2027" in files(chat)["my-nachklang.html"]


def test_each_decision_has_its_words() -> None:
    _ = in_language("en")
    assert [str(own_data.sentence(_, one, None)) for one in QuoteState] == [
        "Suggested for the post, you have not been asked yet",
        "To be quoted in the post, if you allow it",
        "Quoted in the post without a name",
        "Not quoted in the post",
    ]


def test_in_german_the_files_have_german_names(chat: Chat, workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    amira.says("/mydata")
    assert sorted(files(chat)) == ["mein-nachklang.html", "mein-nachklang.json"]
    assert "<h1>Meine Daten in Nachklang</h1>" in files(chat)["mein-nachklang.html"]


def test_facilitators_get_theirs_too(chat: Chat, workshop: Arranged) -> None:
    workshop.jonna.says("/mydata")
    page = files(chat)["mein-nachklang.html"]
    assert "<dt>Rolle in Netzwerkarbeit</dt><dd>Moderation</dd>" in page


def test_strangers_have_no_data(chat: Chat, workshop: Arranged) -> None:
    sam = chat.person(99, "Sam", "en")
    sam.says("/mydata")
    assert sam.last.text == "You take part in nothing, so I keep nothing about you."
    assert files(chat) == {}


def test_marks_are_taken_out_of_what_the_bot_said() -> None:
    assert plain_text("<b>Q&amp;A</b> &lt;3") == "Q&A <3"


def test_each_state_has_its_words() -> None:
    _ = in_language("en")
    assert [str(own_data.state(_, one)) for one in Joining] == [
        "invited",
        "agreed",
        "takes part",
        "left",
    ]
    assert [str(own_data.role(_, one)) for one in Role] == ["facilitates", "organises"]
    assert [str(own_data.reach(_, one)) for one in Reach] == [
        "yes",
        "no, Telegram does not deliver",
        "no, Telegram does not deliver",
    ]


def test_each_decision_about_details_has_its_words() -> None:
    _ = in_language("en")
    assert [str(own_data.decision(_, one)) for one in Decision] == [
        "not decided yet",
        "left as it is",
        "not in it any more",
    ]


def test_choices_are_shown_as_their_labels(chat: Chat) -> None:
    flow = known(library_flow("zwei-tage"))
    day, question = next(
        (number, question)
        for number, day in enumerate(flow.days, 1)
        for question in day.questions
        if question.options
    )
    workshop = arrange(chat, flow=flow)
    leo = joined(chat)
    participant = workshop.participant(leo)
    option = question.options[0]
    with chat.begin() as step:
        work = step.work
        round_ = next(one for one in work.rounds.of(workshop.id) if one.day == day)
        session = work.sessions.begin(round_.id, participant.id).session
        answer = Answer(question.id, (Revision(chat.now, options=(option.id,)),))
        work.sessions.save(session, session.with_answer(answer))
    leo.says("/mydata")
    (said,) = copy(chat)["parts"][0]["days"][0]["said"]
    assert said["versions"] == [{"at": chat.now.isoformat(), "text": option.text.in_language("en")}]
