"""The flow's file while somebody works on it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.rehearsal.room import FlowFile, flow_file
from bot.rehearsal.room.actions import Press, Restart
from flows.mistakes import Mistake, Mistakes
from flows.script import Flow, Texts
from flows.sentence import Sentence
from tests.bot.rehearsal.room.hands import hands, two_days
from tests.patience import PATIENCE

TEXT = """
id: eigener
version: 1
languages: [de]
title: {de: Eigener Ablauf}
days:
  - title: {de: Ein Tag}
    opens: 17:00
    window: 2h
    opening: {de: "Jetzt {questions}."}
    closing: {de: Danke.}
    questions:
      - {id: eins, text: {de: Was bleibt?}}
"""
BROKEN = TEXT.replace("window: 2h", "window: zwei Stunden")
OTHER = TEXT.replace("Was bleibt?", "Was kommt?")


def save(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def remove(path: Path) -> None:
    path.unlink()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "eigener.yaml"
    save(file, TEXT)
    return file


@pytest.fixture
def source(path: Path) -> FlowFile:
    return opened(path)


def opened(path: Path) -> FlowFile:
    source = FlowFile.at(path)
    assert isinstance(source, FlowFile)
    return source


@asynccontextmanager
async def watched(source: FlowFile) -> AsyncIterator[AsyncIterator[Flow | Mistakes]]:
    async with asyncio.timeout(PATIENCE):
        yield source.watch()


async def told(saves: AsyncIterator[Flow | Mistakes]) -> Flow | Mistakes:
    return await anext(saves)


def lines(found: Flow | Mistakes) -> list[int]:
    assert isinstance(found, Mistakes)
    return [one.line for one in found.mistakes]


async def test_a_save_is_told_with_what_is_wrong_and_the_last_good_flow_stays(
    path: Path, source: FlowFile
) -> None:
    good = source.good
    async with watched(source) as saves:
        save(path, BROKEN)
        assert lines(await told(saves)) == [9]
        assert source.good == good

        save(path, OTHER)
        mended = await told(saves)
        assert mended == source.now == source.good != good


async def test_a_file_that_takes_another_s_place_is_read(path: Path, source: FlowFile) -> None:
    async with watched(source) as saves:
        new = path.with_suffix(".new")
        save(new, OTHER)
        new.replace(path)
        assert await told(saves) == source.good == opened(path).good


async def test_a_save_in_two_steps_is_read_once_it_is_whole(path: Path, source: FlowFile) -> None:
    async with watched(source) as saves:
        save(path, "")
        telling = asyncio.create_task(told(saves))
        await asyncio.sleep(0)
        save(path, OTHER)
        assert await telling == opened(path).good


async def test_a_save_that_changes_nothing_is_not_told(path: Path, source: FlowFile) -> None:
    async with watched(source) as saves:
        telling = asyncio.create_task(told(saves))
        os.utime(path, ns=(1, 1))
        done, _ = await asyncio.wait({telling}, timeout=4 * flow_file.LOOK_SECONDS)
        assert not done
        save(path, OTHER)
        assert await telling == source.good


async def test_a_file_that_is_gone_is_a_mistake_until_it_is_back(
    path: Path, source: FlowFile
) -> None:
    async with watched(source) as saves:
        remove(path)
        assert str(await told(saves)) == (
            "eigener.yaml, line 1: The file cannot be read: No such file or directory. "
            "Save it there again; until then its last flow without mistakes is used."
        )
        save(path, TEXT)
        assert await told(saves) == source.good


def test_a_file_with_mistakes_does_not_begin_a_rehearsal(path: Path) -> None:
    save(path, BROKEN)
    found = FlowFile.at(path)
    assert isinstance(found, Mistakes)
    assert lines(found) == [9]


async def test_the_room_shows_mistakes_with_their_lines_and_the_run_goes_on(
    path: Path, source: FlowFile
) -> None:
    async with hands(source) as at, asyncio.timeout(PATIENCE):
        version = at.look().version
        save(path, BROKEN)
        while not at.look().flow.mistakes:
            version = await at.room.changed(version)
        flow = at.look().flow
        assert flow.mistakes == (
            Mistake(
                9,
                13,
                "days[0].window",
                Sentence("`{text}` is no duration.", text="zwei Stunden"),
                Sentence("Write it like `4h`, `90m` or `3h30m`."),
            ),
        )
        assert (flow.title["de"], flow.path, flow.newer) == ("Eigener Ablauf", str(path), False)

        await at.say(at.jonna, "/new")
        assert at.has(at.jonna, "new:flow:eigener")

        save(path, OTHER)
        while not at.look().flow.newer:
            version = await at.room.changed(version)
        assert at.look().flow.mistakes == ()
        assert at.look().flow.outline[0].questions == (Texts({"de": "Was bleibt?"}),)

        await at.do(Restart())
        flow = at.look().flow
        assert (flow.outline[0].questions, flow.newer) == ((Texts({"de": "Was kommt?"}),), False)


async def test_a_flow_from_a_file_is_chosen_like_one_that_comes_along(source: FlowFile) -> None:
    async with hands(source) as at:
        await at.say(at.jonna, "/new")
        choice = at.newest(at.jonna)
        assert [button.data for row in choice.buttons for button in row][:3] == [
            "new:flow:eigener",
            "new:flow:netzwerkarbeit",
            "new:flow:zwei-tage",
        ]
        await at.do(Press(at.jonna, choice.id, "new:flow:eigener"))
        assert "Eigener Ablauf" in at.newest(at.jonna).buttons[0][0].label


async def test_a_file_under_a_known_id_takes_that_flow_s_place(path: Path) -> None:
    save(path, TEXT.replace("id: eigener", "id: zwei-tage"))
    async with hands(opened(path)) as at:
        await at.say(at.jonna, "/new eigener ablauf")
        assert "Eigener Ablauf" in at.newest(at.jonna).buttons[0][0].label


async def test_a_copy_that_has_kept_its_title_takes_the_place_of_what_it_was_copied_from(
    path: Path,
) -> None:
    save(path, TEXT.replace("title: {de: Eigener Ablauf}", "title: {de: Netzwerkarbeit}"))
    async with hands(opened(path)) as at:
        await at.say(at.jonna, "/new")
        assert [row[0].data for row in at.newest(at.jonna).buttons][:1] == ["new:flow:eigener"]
        assert not at.has(at.jonna, "new:flow:netzwerkarbeit")


async def test_a_flow_that_comes_along_is_never_newer() -> None:
    async with hands() as at:
        flow = at.look().flow
        assert (flow.title, flow.path, flow.newer) == (two_days().title, "", False)
