"""After a restore nothing is sent again, nobody comes back, and people are told what to do."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.backups import ErasureLogIncomplete, put_back
from bot.messages.message import Message
from bot.service import leaving, rounds, wall_names
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.rounds import RoundState
from flows.session import SessionState
from flows.workshop import Joining, Role
from storage.calls import Draft
from storage.copies import CopyUnusable, InUse
from storage.inbox import Arrival
from storage.keys import load_or_create
from storage.participants import ConsentKind
from storage.sessions import StoredSession
from storage.tables import inbox, metadata, outbox, people
from storage.vault import KeyMissing
from tests.bot.arranging import GROUP, Arranged, arrange, at
from tests.bot.arranging import known as found_in
from tests.bot.chatting import Chat, Human
from tests.bot.operating.installation import Installation
from tests.bot.rights.setting import consents, joined
from tests.bot.sentences import allow, quotes

SECRET = "Kanarienvogel"


def arranged(installation: Installation) -> Arranged:
    installation.at(at(30, "16:00"))
    return arrange(installation.chat, language="en")


def again(installation: Installation, before: Arranged) -> Arranged:
    """The same workshop, as the program that was started again knows it."""
    chat = installation.chat
    return Arranged(chat, before.id, chat.person(before.jonna.id, "Jonna Beispiel", "en"))


def known(installation: Installation, human: Human) -> Human:
    return Human(installation.chat, human.sender)


def everything(chat: Chat) -> Iterator[bytes]:
    """Every stored value, and every sealed one opened if it can be."""
    with chat.engine.begin() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    yield value if isinstance(value, bytes) else str(value).encode()


def planned(chat: Chat) -> list[tuple[int | None, str]]:
    """What would leave now."""
    with chat.engine.begin() as connection:
        claimed = chat.work(connection).outbox.claim(chat.now, most=1000, resting=())
        connection.rollback()
    return [(row.draft.chat, str(row.draft.body.get("text", ""))) for row in claimed]


def test_who_deleted_everything_since_is_deleted_again(installation: Installation) -> None:
    workshop = arranged(installation)
    workshop.wakes(at(30, "17:00"))
    leo, mia = joined(workshop.chat), joined(workshop.chat, f"{SECRET} Muster", 51)
    leo.says("Mostly listening.")
    mia.says(f"{SECRET} singt")
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))
    mia.says("/forgetme")
    mia.presses("Delete everything")

    done = installation.restores(copy)

    assert done.report.erased is not None
    assert (done.report.erased.people, done.report.erased.parts) == (1, 0)
    with installation.chat.begin() as step:
        assert step.work.people.by_chat(mia.id) is None
        assert step.work.people.by_chat(leo.id) is not None
        (answer,) = step.work.summaries.answers(workshop.id)
        assert answer.text == "Mostly listening."
    assert [value for value in everything(installation.chat) if value == b"51"] == []


def test_no_byte_of_the_erased_can_be_opened_with_the_key(installation: Installation) -> None:
    workshop = arranged(installation)
    workshop.wakes(at(30, "17:00"))
    mia = joined(workshop.chat, f"{SECRET} Muster", 987654321)
    mia.says(f"{SECRET} singt")
    with workshop.chat.begin() as step:
        step.say(workshop.jonna.id, Message(f"Mia: {SECRET} singt"))
        step.work.inbox.add([Arrival(7, mia.id, {"text": SECRET})], step.work.now)
    sealed = set(sealed_words(workshop.chat, 987654321))
    assert sealed != set()
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))
    mia.says("/forgetme")
    mia.presses("Delete everything")

    installation.restores(copy)

    assert set(sealed_words(installation.chat, 987654321)) == set()
    assert sealed & set(everything(installation.chat)) == set()
    installation.stops()
    file = installation.settings.database_file
    if file is not None:
        for left in file.parent.glob("nachklang.db*"):
            content = left.read_bytes()
            assert [value for value in sealed if value in content] == []
            assert (987654321).to_bytes(4, "big") not in content


def sealed_words(chat: Chat, telegram_id: int) -> Iterator[bytes]:
    """What is stored sealed of one person: the name, and all words that hold the secret."""
    with chat.engine.begin() as connection:
        for row in connection.execute(select(people.c.name, people.c.telegram_id)):
            if row.telegram_id == telegram_id:
                yield row.name
        for row in connection.execute(select(inbox).where(inbox.c.body.is_not(None))):
            opened = chat.vault.open_json(row.body, f"inbox.body:{row.update_id}")
            if SECRET in json.dumps(opened):
                yield row.body
        for row in connection.execute(select(outbox).where(outbox.c.body.is_not(None))):
            opened = chat.vault.open_json(row.body, f"outbox.body:{row.key}")
            if SECRET in json.dumps(opened):
                yield row.body
        work = chat.work(connection)
        for workshop in work.workshops.all():
            for answer in work.summaries.answers(workshop.id):
                if SECRET in answer.text:
                    yield answer.text.encode()


def test_who_deletes_everything_and_joins_anew_before_the_backup_stays(
    installation: Installation,
) -> None:
    workshop = arranged(installation)
    leo = joined(workshop.chat)
    leo.says("/forgetme")
    leo.presses("Delete everything")
    installation.at(at(30, "16:10"))
    joined(workshop.chat)
    copy = installation.backs_up()
    installation.restores(copy)
    assert again(installation, workshop).participant(leo).state is Joining.JOINED


def test_parts_workshops_and_answers_that_were_deleted_since_stay_so(
    installation: Installation,
) -> None:
    workshop = arranged(installation)
    other = arrange(workshop.chat, language="en", number=2)
    workshop.wakes(at(30, "17:00"))
    leo, mia = joined(workshop.chat), joined(workshop.chat, "Mia Muster", 51)
    leo.says("Mostly listening.")
    mia.says("Street festivals. Ask 030 23125 017.")
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))
    person, part = workshop.person(leo), workshop.participant(leo)
    with workshop.chat.begin() as step:
        leaving.delete_answers(step, person, part)
        step.work.workshops.delete(other.id)
    mia.says("/answers")
    (session,) = sessions(workshop, mia)
    mia.taps(mia.last.message_id, f"withdraw:{session.session.id}:1")
    assert "Street festivals." not in str(sessions(workshop, mia))

    done = installation.restores(copy)

    assert done.report.erased is not None
    assert (done.report.erased.parts, done.report.erased.workshops) == (1, 1)
    with installation.chat.begin() as step:
        assert [one.id for one in step.work.workshops.all()] == [workshop.id]
        assert [one.text for one in step.work.summaries.answers(workshop.id)] == []
        assert step.work.details.open(workshop.id) == frozenset()


def sessions(arranged: Arranged, human: Human) -> tuple[StoredSession, ...]:
    with arranged.chat.begin() as step:
        person = step.work.people.by_chat(human.id)
        assert person is not None
        return step.work.sessions.of_person(person.id)


def test_choices_made_since_are_not_undone(installation: Installation) -> None:
    workshop = arranged(installation)
    leo = joined(workshop.chat)
    mia, ada = joined(workshop.chat, "Mia Muster", 51), joined(workshop.chat, "Ada Muster", 52)
    tarek = workshop.has_role("Tarek Muster", Role.FACILITATOR, "en")
    workshop.connects()
    copy = installation.backs_up()
    installation.at(at(30, "16:30"))
    gone = [(workshop.person(one), workshop.participant(one)) for one in (leo, ada)]
    former = workshop.person(tarek)
    with workshop.chat.begin() as step:
        for person, part in gone:
            leaving.leave(step, person, part)
        leaving.come_back(step, gone[1][1])
        step.work.teams.remove(workshop.id, former.id, Role.FACILITATOR)
        step.work.destinations.disconnect(GROUP, workshop.id)
    mia.taps(mia.last.message_id, f"quote:{workshop.participant(mia).id}:not_quoted")
    assert workshop.participant(mia).attribution is Attribution.NOT_QUOTED

    installation.restores(copy)

    after = again(installation, workshop)
    assert after.participant(leo).state is Joining.LEFT
    assert after.participant(ada).state is Joining.JOINED
    assert after.participant(mia).attribution is Attribution.NOT_QUOTED
    with installation.chat.begin() as step:
        facilitators = step.facilitators(step.work.workshops.get(workshop.id))
        assert [one.name for one in facilitators] == ["Jonna Beispiel"]
        assert step.work.destinations.of(workshop.id) == ()


def test_a_yes_that_was_taken_back_since_is_no_yes(installation: Installation) -> None:
    workshop = arranged(installation)
    workshop.wakes(at(30, "17:00"))
    leo, mia = joined(workshop.chat), joined(workshop.chat, "Mia Muster", 51)
    ada = joined(workshop.chat, "Ada Muster", 52)
    for human in (leo, mia, ada):
        human.says(f"{human.sender.name} listens.")
    allow(workshop)
    installation.at(at(30, "17:10"))
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))
    for human, label in ((leo, "Do not quote"), (ada, "Delete")):
        human.says("/answers")
        human.presses("Question 1")
        human.presses(label)

    installation.restores(copy)

    after = again(installation, workshop)
    assert [(one.words, one.state) for one in quotes(after)] == [
        ("Leo Lind listens.", QuoteState.DECLINED),
        ("Mia Muster listens.", QuoteState.ALLOWED),
    ]
    last = [consents(after, known(installation, one))[-1] for one in (leo, mia, ada)]
    assert [(one.kind, one.withdrawn_at is None) for one in last] == [
        (ConsentKind.QUOTE, False),
        (ConsentKind.QUOTE, True),
        (ConsentKind.QUOTING, True),
    ]


def test_no_link_to_a_wall_opens_after_a_restore_and_no_name_that_was_taken_off_is_back(
    installation: Installation,
) -> None:
    workshop = arranged(installation)
    leo, mia = joined(workshop.chat), joined(workshop.chat, "Mia Muster", 51)
    with workshop.chat.begin() as step:
        step.work.walls.put(workshop.id, "old-word")
        for human in (leo, mia):
            person = found_in(step.work.people.by_chat(human.id))
            part = found_in(step.work.participants.find(workshop.id, person.id))
            wall_names.show(step, person, part, None)
    installation.at(at(30, "16:30"))
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))
    with workshop.chat.begin() as step:
        step.work.walls.put(workshop.id, "new-word")
        person = found_in(step.work.people.by_chat(leo.id))
        wall_names.hide(step, found_in(step.work.participants.find(workshop.id, person.id)))
    installation.restores(copy)
    after = again(installation, workshop)
    with installation.chat.begin() as step:
        assert [step.work.walls.find(word) for word in ("old-word", "new-word")] == [None, None]
        holding = step.work.consents.holding(after.id, ConsentKind.WALL)
    assert holding == {after.participant(mia).id}


def test_choices_made_before_the_backup_stand_as_they_were(installation: Installation) -> None:
    workshop = arranged(installation)
    mia = joined(workshop.chat, "Mia Muster", 51)
    mia.taps(mia.last.message_id, f"quote:{workshop.participant(mia).id}:full_name")
    installation.at(at(30, "16:30"))
    copy = installation.backs_up()
    installation.restores(copy)
    after = again(installation, workshop)
    assert after.participant(mia).attribution is Attribution.FULL_NAME


def test_nothing_leaves_that_was_planned_in_the_backup(installation: Installation) -> None:
    workshop = arranged(installation)
    leo = joined(workshop.chat)
    workshop.connects()
    version = int(installation.clock.moment.timestamp())
    post = f"post:{workshop.id}:{version}:{GROUP}:1:1"
    with workshop.chat.engine.begin() as connection:
        work = workshop.chat.work(connection)
        for key, chat in (("reply", leo.id), (post, GROUP), ("menu:1", None)):
            draft = Draft(key, chat, "sendMessage", {"text": key}, workshop_id=workshop.id)
            work.outbox.add(draft, work.now)
        work.outbox.add(Draft("under way", leo.id, "sendMessage", {"text": "x"}), work.now)
        work.outbox.claim(work.now, most=1, resting=())
        her = work.people.by_chat(workshop.jonna.id)
        assert her is not None
        work.exports.ask(workshop.id, her.id, work.now)
    copy = installation.backs_up()
    installation.at(at(30, "16:30"))

    done = installation.restores(copy)

    assert done.report.stopped == 3
    with installation.chat.engine.begin() as connection:
        states = {row.key: (row.state, row.problem) for row in connection.execute(select(outbox))}
        assert installation.chat.work(connection).exports.next() is None
    assert states["reply"] == ("failed", "restored")
    assert states["under way"] == ("failed", "restored")
    assert states[post] == ("unknown", "restored")
    assert "menu:1" not in states
    leaving_now = planned(installation.chat)
    assert {chat for chat, _ in leaving_now} == {workshop.jonna.id}
    installation.chat.deliver()
    jonna = known(installation, workshop.jonna)
    assert any("Is it there?" in one.text for one in jonna.sees())


def test_updates_that_waited_are_set_aside_with_their_words(installation: Installation) -> None:
    workshop = arranged(installation)
    leo = joined(workshop.chat)
    with workshop.chat.begin() as step:
        step.work.inbox.add([Arrival(7, leo.id, {"text": SECRET})], step.work.now)
    copy = installation.backs_up()
    done = installation.restores(copy)
    assert done.report.set_aside == 1
    with installation.chat.begin() as step:
        assert step.work.inbox.next(9) == ()
        assert step.work.inbox.set_aside() == 1
        assert step.work.inbox.add([Arrival(7, leo.id, {"text": SECRET})], step.work.now) == 0
        assert step.work.inbox.add([Arrival(8, leo.id, {"text": "new"})], step.work.now) == 1


def test_a_round_that_was_open_goes_on_and_asks_nobody_again(installation: Installation) -> None:
    workshop = arranged(installation)
    leo = joined(workshop.chat)
    workshop.wakes(at(30, "17:00"))
    leo.says("Mostly listening.")
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))
    leo.says("An answer that is lost.")

    installation.restores(copy)

    after = again(installation, workshop)
    assert after.round(1).state is RoundState.OPEN
    before = len(known(installation, leo).sees())
    after.wakes(at(30, "17:31"))
    assert len(known(installation, leo).sees()) == before


def test_who_writes_gets_the_open_question_before_their_words_count(
    installation: Installation,
) -> None:
    workshop = arranged(installation)
    leo = joined(workshop.chat)
    workshop.wakes(at(30, "17:00"))
    leo.says("Mostly listening.")
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))
    leo.says("An answer that is lost.")
    assert "Question 3 of 5" in leo.last.text

    installation.restores(copy)

    leo = known(installation, leo)
    leo.says("This is about question three.")
    refused, asked = leo.sees()[-2:]
    assert refused.text.startswith("I cannot tell which question this answers")
    assert "Question 2 of 5" in asked.text
    leo.says("This is about question two.")
    assert "Question 3 of 5" in leo.last.text
    with installation.chat.begin() as step:
        said = [one.text for one in step.work.summaries.answers(workshop.id)]
    assert said == ["Mostly listening.", "This is about question two."]


def test_next_and_the_reminder_by_hand_show_the_open_question(installation: Installation) -> None:
    workshop = arranged(installation)
    leo, mia = joined(workshop.chat), joined(workshop.chat, "Mia Muster", 51)
    workshop.wakes(at(30, "17:00"))
    copy = installation.backs_up()
    installation.at(at(30, "20:45"))
    installation.restores(copy)
    after = again(installation, workshop)
    leo, mia = known(installation, leo), known(installation, mia)
    leo.says("/next")
    assert "Question 1 of 5" in leo.last.text
    seen = len(mia.sees())
    after.wakes(at(30, "20:46"))
    assert len(mia.sees()) == seen, "a reminder that was due before is not repeated by itself"
    round_ = after.round(1)
    with installation.chat.begin() as step:
        assert rounds.remind_round(step, round_) == 2
    assert "Question 1 of 5" in mia.last.text


def test_a_round_whose_time_came_meanwhile_counts_as_open_and_asks_nobody(
    installation: Installation,
) -> None:
    workshop = arranged(installation)
    leo = joined(workshop.chat)
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))

    done = installation.restores(copy)

    assert done.report.opened == 1
    after, leo = again(installation, workshop), known(installation, leo)
    assert after.round(1).opened_at == at(30, "17:00")
    after.wakes(at(30, "17:31"))
    assert not any("Question 1 of 5" in one.text for one in leo.sees())
    (stored,) = sessions(after, leo)
    assert stored.session.state is SessionState.OPEN
    leo.says("Hello?")
    assert "Question 1 of 5" in leo.last.text
    assert after.round(2).state is RoundState.PLANNED


def test_those_who_run_workshops_are_told_what_happened_and_what_to_do(
    installation: Installation,
) -> None:
    workshop = arranged(installation)
    joined(workshop.chat)
    copy = installation.backs_up()
    installation.at(at(30, "17:30"))
    installation.restores(copy)
    installation.chat.deliver()
    told = known(installation, workshop.jonna).last
    lines = told.text.splitlines()
    assert lines[0] == "<b>I was restored from a backup.</b>"
    assert "Day 1 should have opened meanwhile, so it counts as open." in lines
    assert "To ask everybody who has one: /remind" in lines
    assert "Who joined since then needs the invitation again: /invite" in lines
    assert told.labels == [["Status: day 1"]]
    jonna = known(installation, workshop.jonna)
    jonna.presses("Status: day 1")
    assert jonna.last.text.startswith("<b>Day 1 is open")


def test_no_number_is_given_twice(installation: Installation) -> None:
    workshop = arranged(installation)
    copy = installation.backs_up()
    with workshop.chat.begin() as step:
        lost = step.work.people.add(workshop.jonna.id.__class__(77), "Lost", "en", step.work.now)
    installation.restores(copy)
    with installation.chat.begin() as step:
        newer = step.work.people.add(workshop.jonna.id.__class__(78), "Newer", "en", step.work.now)
        assert newer.id > lost.id
    assert arrange(installation.chat, number=3).id > workshop.id + 1


def test_without_the_log_it_must_be_said_that_the_erased_may_come_back(
    installation: Installation,
) -> None:
    workshop = arranged(installation)
    leo = joined(workshop.chat)
    copy = installation.backs_up()
    leo.says("/forgetme")
    leo.presses("Delete everything")
    with pytest.raises(ErasureLogIncomplete, match="is not there"):
        installation.restores(copy, meanwhile=installation.log.unlink)
    installation.starts()
    assert leo.id not in [person for person, _ in planned(installation.chat)]
    begun_anew(installation)
    with pytest.raises(ErasureLogIncomplete, match="begins at"):
        installation.restores(copy)
    done = installation.restores(copy, without_log=True)
    assert done.report.erased is None
    with installation.chat.begin() as step:
        assert step.work.people.by_chat(leo.id) is not None


def begun_anew(installation: Installation) -> None:
    """The log was lost, and a later start made a new one."""
    installation.stops()
    installation.log.unlink()
    installation.at(at(30, "16:00") + timedelta(days=1))
    installation.starts()


def test_a_copy_that_the_key_does_not_open_is_refused(installation: Installation) -> None:
    workshop = arranged(installation)
    joined(workshop.chat)
    copy = installation.backs_up()
    file = installation.settings.key_file

    def another_key() -> None:
        file.rename(file.with_name("old"))
        load_or_create(file, may_create=True)

    with pytest.raises(KeyMissing):
        installation.restores(copy, meanwhile=another_key)
    file.with_name("old").replace(file)


def test_nothing_is_put_back_while_the_bot_runs(installation: Installation) -> None:
    workshop = arranged(installation)
    copy = installation.backs_up()
    with workshop.chat.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        with pytest.raises(InUse):
            put_back(installation.settings, copy, installation.clock, replace=True)


def test_a_file_that_is_not_there_is_said(installation: Installation) -> None:
    installation.stops()
    missing = installation.settings.data_dir / "missing"
    with pytest.raises(CopyUnusable, match="there is no file"):
        put_back(installation.settings, missing, installation.clock)
