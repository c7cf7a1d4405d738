"""Whole workshops, played with the real program."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from bot.rehearsal.checking import findings
from bot.rehearsal.command import rehearse
from bot.rehearsal.direction import Happening
from bot.rehearsal.playing import play
from bot.rehearsal.standin import Fault
from flows.ids import FlowId
from flows.library import library_flow
from flows.mistakes import Mistakes
from flows.reading import read_flow
from flows.script import Flow

ALL_KINDS = """
id: alle-arten
version: 1
languages: [en]
title: {en: All kinds of questions}
days:
  - title: {en: One day}
    opens: 17:00
    window: 2h
    opening: {en: "{questions}, until {until}."}
    closing: {en: Thank you.}
    questions:
      - {id: words, text: {en: What will you do first?}}
      - id: one
        kind: choice
        text: {en: Which one of these?}
        options: [{id: a, text: {en: Apple}}, {id: b, text: {en: Pear}}]
      - id: several
        kind: choices
        text: {en: Which of all these?}
        options: [{id: a, text: {en: Red}}, {id: b, text: {en: Green}}, {id: c, text: {en: Blue}}]
      - id: much
        kind: scale
        optional: false
        text: {en: How much?}
        scale: {lowest: 1, highest: 5}
"""


def flow(name: str) -> Flow:
    found = library_flow(FlowId(name))
    assert found is not None
    return found


async def test_twelve_people_play_the_whole_workshop_and_nothing_goes_wrong() -> None:
    told: list[Happening] = []

    over = await play(flow("netzwerkarbeit"), participants=12, seed=1, on_progress=told.append)

    assert findings(over.evidence) == ()
    assert len(over.chats) == 12 + 4
    assert told[-1].what == "published"
    assert told[-1].done == told[-1].of
    assert [one.done for one in told] == sorted(one.done for one in told)


async def test_what_is_due_is_told_before_it_happens_and_waited_for() -> None:
    told: list[tuple[list[str], str]] = []

    async def due(what: Sequence[str], at: datetime) -> None:
        told.append((list(what), f"{at:%a %H:%M}"))

    await play(flow("zwei-tage"), participants=1, seed=1, on_due=due)

    assert told == [
        (["a day opens"], "Sat 17:00"),
        (["a reminder"], "Sat 20:00"),
        (["a day closes"], "Sat 21:00"),
        (["a day opens"], "Sun 15:30"),
        (["a reminder"], "Sun 18:00"),
        (["a day closes"], "Sun 19:00"),
    ]


async def test_what_telegram_does_wrong_is_found() -> None:
    refused = Fault.rejected(400, "Bad Request: file must be non-empty")

    over = await play(
        flow("zwei-tage"),
        participants=2,
        seed=1,
        mishaps=lambda faults: faults.next("sendDocument", refused),
    )

    assert findings(over.evidence) == (
        "The organiser has the post 0 times as html.",
        "Telegram refused sendDocument (400) 1 times.",
    )


def test_the_same_seed_gives_the_same_post_and_chats(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    for folder in (first, second):
        script = flow("netzwerkarbeit")
        assert rehearse(script, participants=4, seed=3, folder=folder) == 0

    files = sorted(path.relative_to(first) for path in first.rglob("*.*"))
    assert len(files) == 6 + 4 + 4
    for file in files:
        assert (first / file).read_bytes() == (second / file).read_bytes()
    assert (first / "post.html").read_bytes().startswith(b"<!doctype html>")
    assert "Sat 30 Jan 2027 17:00  a day opens" in capsys.readouterr().out
    chat = (first / "chats" / "netzwerk-musterviertel.txt").read_text("utf-8")
    assert "Was ist dir klar geworden?" in chat


def test_a_flow_from_a_file_with_all_kinds_of_questions_is_played(tmp_path: Path) -> None:
    script = read_flow(ALL_KINDS.encode(), "all.yaml")
    assert not isinstance(script, Mistakes)
