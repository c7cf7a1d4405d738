"""Grouping in a process of its own."""

import asyncio
import sys

import pytest

from bot.grouper import ProcessGrouper
from bot.service.grouping import NotGrouped
from flows.ids import AnswerId, ParticipantId
from flows.themes.values import Voice
from tests.patience import PATIENCE

VOICES = (
    Voice(AnswerId(1), ParticipantId(1), "Geheim: Vertrauen", "de"),
    Voice(AnswerId(2), ParticipantId(2), "Vertrauen", "de", quotable=False),
)


def program(source: str) -> tuple[str, ...]:
    return (sys.executable, "-c", source)


async def test_a_process_that_fails_tells_only_the_kind_of_its_error() -> None:
    failing = program("import sys; print(sys.stdin.read()); sys.exit('MemoryError')")
    with pytest.raises(NotGrouped) as raised:
        await ProcessGrouper(failing).group("?", VOICES)
    assert raised.value.cause == "MemoryError"


async def test_a_process_that_writes_more_than_that_is_not_repeated() -> None:
    failing = program("import sys; sys.exit('Geheim: Vertrauen')")
    with pytest.raises(NotGrouped) as raised:
        await ProcessGrouper(failing).group("?", VOICES)
    assert raised.value.cause == "exit status 1"


async def test_a_reply_that_makes_no_sense_is_no_grouping() -> None:
    for reply in ("", "[]", "Vertrauen"):
        with pytest.raises(NotGrouped):
            await ProcessGrouper(program(f"print({reply!r})")).group("?", VOICES)


async def test_a_process_that_takes_too_long_is_ended() -> None:
    endless = program("import time; time.sleep(600)")
    with pytest.raises(NotGrouped) as raised:
        await ProcessGrouper(endless, patience=0.2).group("?", VOICES)
    assert raised.value.cause == "TimeoutError"


async def test_a_process_is_ended_when_the_program_stops() -> None:
    endless = program("import time; time.sleep(600)")
    grouping = asyncio.create_task(ProcessGrouper(endless).group("?", VOICES))
    await asyncio.sleep(0.2)
    grouping.cancel()
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(asyncio.CancelledError):
            await grouping


async def test_the_process_does_not_get_the_programs_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NACHKLANG_BOT_TOKEN", "123456:secret")
    told = program(
        "import os, sys; sys.exit('Told' if 'NACHKLANG_BOT_TOKEN' in os.environ else 'Kept')"
    )
    with pytest.raises(NotGrouped) as raised:
        await ProcessGrouper(told).group("?", VOICES)
    assert raised.value.cause == "Kept"


async def test_answers_are_grouped_by_the_real_thing() -> None:
    said = [
        "Vertrauen aufbauen und sich kennen.",
        "Vertrauen, das braucht Zeit.",
        "Ohne Vertrauen geht nichts.",
        "weiß nicht",
        "Fahrradwerkstatt.",
    ]
    voices = [
        Voice(AnswerId(n), ParticipantId(n), text, "de", quotable=n != 1)
        for n, text in enumerate(said, 1)
    ]

    grouping = await ProcessGrouper().group("Was ist wichtig?", voices)

    (theme,) = grouping.themes
    assert theme.label == "Vertrauen"
    assert set(theme.answers) <= {1, 2, 3}
    assert theme.quote is not None
    assert theme.quote.text in said[theme.quote.answer_id - 1]
    assert grouping.set_aside == (4,)
    assert sorted((*theme.answers, *grouping.voices)) == [1, 2, 3, 5]
