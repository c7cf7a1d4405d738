"""Answers that are taken together have the effects that they have one by one."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.chat.dispatch import dispatch, means_button
from bot.chat.incoming import Said
from bot.service import hearing
from bot.service.hearing import Heard, take_plain_answers
from bot.service.step import Step
from flows.attribution import Attribution
from flows.ids import ChatId, MessageId
from flows.replies import Reply
from storage.calls import Draft
from storage.inbox import Arrival
from storage.sessions import StoredSession
from storage.work import Work
from tests.bot.chatting import BOT, Chat, Human, open_chat
from tests.bot.rounds_of import stage

TEXTS = (
    *("Ich rufe an.", "ja", "Überspringen", "Zurück", "5", "Weiß ich nicht, " * 9),
    *("Frag Grace Muster, 030 23125 017.", "Schreib an gast@beispiel.example."),
)


ORDINARY = "Ich gehe auf Stadtteilfeste. Dort frage ich, was die Leute im Haus brauchen."
PLAIN = "ich gehe oft zu festen und höre den leuten dort zu."
PAIR = "Wer etwas sucht, fragt am besten Frau Probst danach."


@dataclass(slots=True)
class Crowd:
    """Some people in a day's questions, each somewhere else."""

    chat: Chat
    people: list[Human]
    heard: list[Said]

    def one_by_one(self) -> None:
        for number, said in enumerate(self.heard, 1):
            with self.chat.engine.begin() as connection:
                work = self.chat.work(connection)
                dispatch(Step(work, f"update:{number}", BOT), said)
                work.inbox.done(number)

    def together(self) -> frozenset[int]:
        texts = [
            Heard(
                number,
                said.sender.chat,
                said.sender.name,
                Reply(said.message_id, said.at, said.text, said.reply_to),
            )
            for number, said in enumerate(self.heard, 1)
        ]
        with self.chat.engine.begin() as connection:
            work = self.chat.work(connection)
            taken = take_plain_answers(
                work, BOT, texts, lambda who, reply: means_button(work, who, reply)
            )
        for number, said in enumerate(self.heard, 1):
            if number not in taken:
                with self.chat.engine.begin() as connection:
                    dispatch(Step(self.chat.work(connection), f"update:{number}", BOT), said)
        return taken

    def outcome(self) -> tuple[list[tuple[StoredSession, ...]], list[tuple[Any, ...]]]:
        """What is stored of everybody, and what is to be sent."""
        with self.chat.engine.begin() as connection:
            work = self.chat.work(connection)
            people = work.people.by_chats([human.id for human in self.people])
            sessions = [work.sessions.of_person(people[human.id].id) for human in self.people]
            claimed = []
            while found := work.outbox.claim(work.now, most=100, resting=()):
                # Prompts are numbered in another order; that each belongs to one is what counts.
                claimed += [
                    (replace(one.draft, prompt_id=one.draft.prompt_id and 1), one.since)
                    for one in found
                ]
                for one in found:
                    work.outbox.sent(one.id, None, work.now)
            return sessions, sorted(claimed, key=lambda row: str(row[0].key))


def crowd(folder: Path, seed: int) -> Crowd:
    chance = random.Random(seed)
    folder.mkdir()
    chat = open_chat(folder)
    first, second = stage(chat), stage(chat, "Elterncafé", later=1)
    people = [chat.person(number, f"Gast {number}") for number in range(1, 13)]
    first.joins(chat.person(99, "Grace Muster"))
    for human in people:
        first.joins(human, chance.choice(list(Attribution)))
        if chance.random() < 0.2:
            second.joins(human)
    first.opens()
    second.opens()
    for human in people:
        for _ in range(chance.randrange(5)):
            human.says(chance.choice(["Ich höre zu.", "/skip", "/back", "/pause"]))
    heard = []
    for human in people:
        asked = human.sees()[-1].message_id
        number, reply_to = chat.message_id(), chance.choice([None, None, None, asked])
        if chance.random() < 0.2:
            number = MessageId(max(asked - 1, 1))
        sender = human.sender
        if chance.random() < 0.1:
            sender = replace(sender, name="Anders")
        heard.append(Said(sender, number, chat.now, chance.choice(TEXTS), reply_to))
    return Crowd(chat, people, heard)


@pytest.mark.parametrize("seed", range(12))
def test_answers_taken_together_have_the_effects_of_one_by_one(tmp_path: Path, seed: int) -> None:
    single, joint = crowd(tmp_path / "single", seed), crowd(tmp_path / "joint", seed)
    single.one_by_one()
    taken = joint.together()
    assert taken
    assert joint.outcome() == single.outcome()
    for one in (single, joint):
        one.chat.engine.dispose()


def heard(human: Human, update_id: int, text: str = "Ich rufe einfach an.") -> Heard:
    chat = human.chat
    return Heard(update_id, human.id, human.sender.name, Reply(chat.message_id(), chat.now, text))


def take(chat: Chat, *texts: Heard) -> tuple[frozenset[int], list[Draft]]:
    with chat.engine.begin() as connection:
        work = chat.work(connection)
        work.inbox.add([Arrival(one.update_id, one.chat, {}) for one in texts], work.now)
        taken = take_plain_answers(
            work, BOT, texts, lambda who, reply: means_button(work, who, reply)
        )
        assert {one.update_id for one in work.inbox.next(99)} == {
            one.update_id for one in texts
        } - taken
        claimed = work.outbox.claim(work.now, most=99, resting=())
    return taken, [one.draft for one in claimed]


def methods(drafts: Sequence[Draft]) -> set[str]:
    return {draft.method for draft in drafts}


def test_a_stranger_and_a_form_are_left_to_the_ordinary_way(chat: Chat) -> None:
    workshop = stage(chat)
    amira, jonna = chat.person(1, "Amira Haddad"), chat.person(2, "Jonna Beispiel")
    workshop.joins(amira)
    workshop.joins(jonna)
    workshop.facilitates(jonna)
    workshop.opens()
    jonna.says("/new")
    jonna.presses("Netzwerkarbeit")

    taken, _ = take(chat, heard(chat.person(3, "Fremd"), 1), heard(jonna, 2), heard(amira, 3))

    assert taken == {3}


def test_niceties_are_left_away_when_many_answer_at_once(chat: Chat) -> None:
    workshop = stage(chat)
    people = [chat.person(number, f"Gast {number}") for number in range(1, hearing.BUSY + 2)]
    for human in people:
        workshop.joins(human)
    workshop.opens()

    _, quiet = take(chat, *(heard(human, n) for n, human in enumerate(people[:-1], 1)))
    with chat.engine.begin() as connection:
        _deliver_all(chat.work(connection))
    _, busy = take(chat, *(heard(human, 50 + n) for n, human in enumerate(people, 1)))

    assert len(quiet) == hearing.BUSY
    assert methods(busy) == {"sendMessage"}


@contextmanager
def statements(chat: Chat) -> Iterator[list[str]]:
    """What is said to the database meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(chat.engine, "before_cursor_execute", note)
    yield seen
    event.remove(chat.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("many", [True, False], ids=["together", "one by one"])
def test_looking_for_details_costs_ordinary_answers_no_statement_and_names_two_for_all(
    chat: Chat, many: bool
) -> None:
    workshop = stage(chat)
    people = [chat.person(number, f"Gast Muster{number}") for number in range(1, 6)]
    for human in people:
        workshop.joins(human)
    workshop.opens()

    def said(words: str) -> list[str]:
        """What saying it costs; everybody stands at the same question."""
        with statements(chat) as seen:
            if many:
                take(chat, *(heard(human, chat.message_id(), words) for human in people))
            else:
                people[0].says(words)
        with chat.engine.begin() as connection:
            chat.work(connection).outbox.put_back_but(())
        chat.deliver()
        return seen

    said(PLAIN)
    plain, ordinary, pair = said(PLAIN), said(ORDINARY), said(PAIR)
    assert len(ordinary) == len(plain)
    assert len(pair) == len(plain) + 2
    assert not [statement for statement in pair if "details" in statement]


def _deliver_all(work: Work) -> None:
    for _ in range(5):
        for one in work.outbox.interrupted():
            work.outbox.sent(one.id, MessageId(1000 + one.id), work.now)
        work.outbox.claim(work.now, most=999, resting=())


def test_what_was_said_is_stored(chat: Chat) -> None:
    workshop = stage(chat)
    amira = chat.person(1, "Amira Haddad")
    workshop.joins(amira)
    workshop.opens()

    take(chat, heard(amira, 1))

    with chat.engine.begin() as connection:
        work = chat.work(connection)
        person = work.people.by_chat(ChatId(1))
        assert person is not None
        (stored,) = work.sessions.of_person(person.id)
        assert [a.current.text for a in stored.session.answers if a.current] == [
            "Ich rufe einfach an."
        ]
