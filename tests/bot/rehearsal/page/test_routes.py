"""Who may speak to the page's server, and what it gives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.page.opening import FIRST_PORT, PortTaken, page_of
from bot.rehearsal.room import FlowFile, Room, open_room
from bot.rehearsal.room.actions import SendPhoto
from tests.bot.rehearsal.page.visitor import library_source

ACTION = b'{"type": "AddPeople", "number": 1}'
JSON = {"Content-Type": "application/json"}


@asynccontextmanager
async def served() -> AsyncIterator[tuple[Room, aiohttp.ClientSession, str]]:
    async with (
        open_room(library_source()) as room,
        page_of(room, 0) as address,
        aiohttp.ClientSession() as session,
    ):
        yield room, session, address.removesuffix("/")


async def status(answer: Any) -> int:
    async with answer as found:
        return int(found.status)


async def test_only_the_page_itself_may_act() -> None:
    async with served() as (room, session, address):
        before = len(room.seen(()).people)
        for headers in (
            JSON,
            JSON | {"Origin": "https://example.org"},
            JSON | {"Origin": "null"},
            JSON | {"Origin": "http://127.0.0.1:1"},
        ):
            answer = session.post(f"{address}/act", data=ACTION, headers=headers)
            assert await status(answer) == 403
        plain = {"Origin": address, "Content-Type": "text/plain"}
        assert await status(session.post(f"{address}/act", data=ACTION, headers=plain)) == 415
        assert len(room.seen(()).people) == before

        own = JSON | {"Origin": address}
        assert await status(session.post(f"{address}/act", data=ACTION, headers=own)) == 204
        assert len(room.seen(()).people) == before + 1


async def test_a_name_that_somebody_lets_lead_here_is_not_answered() -> None:
    async with served() as (_room, session, address):
        for path in ("/", "/events", "/transcript", "/flow", "/file/1", "/static/main.mjs"):
            for host in ("example.org", f"example.org:{address.rpartition(':')[2]}", "127.0.0.1"):
                headers = {"Host": host}
                assert await status(session.get(f"{address}{path}", headers=headers)) == 421


async def test_what_is_no_action_is_said_in_a_sentence() -> None:
    async with served() as (_room, session, address):
        own = JSON | {"Origin": address}
        for body in (b"", b"{", b'{"type": "Nothing"}', b'{"type": "Say", "person": "x"}'):
            url = f"{address}/act?language=en"
            async with session.post(url, data=body, headers=own) as answer:
                assert answer.status == 422
                assert (await answer.text()).startswith("The page asked for something")
        large = BytesIO(b" " * 15_000_001)
        assert await status(session.post(f"{address}/act", data=large, headers=own)) == 413


async def test_files_are_shown_only_where_they_are_pictures() -> None:
    async with served() as (room, session, address):
        jonna = room.seen(()).people[0].id
        await room.act(SendPhoto(jonna))
        photo = room.seen([jonna]).chats[0].messages[-1].photo
        assert photo is not None
        async with session.get(f"{address}/file/{photo.id}") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Disposition"] == "inline"
            assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
            assert await answer.read() == photo.content
        assert await status(session.get(f"{address}/file/none")) == 404


async def test_the_transcript_is_saved_in_the_language_of_the_page() -> None:
    async with served() as (_room, session, address):
        for language, name, said in (
            ("de", "Mitschrift.txt", "Mo 25.01.2027 10:20  Jonna Beispiel:"),
            ("en", "Transcript.txt", "Mon 25 Jan 2027 10:20  Jonna Beispiel:"),
        ):
            async with session.get(f"{address}/transcript?language={language}") as one:
                assert one.headers["Content-Disposition"] == f'attachment; filename="{name}"'
                assert said in await one.text()


async def test_a_flow_that_comes_along_is_saved_as_a_file_that_can_be_rehearsed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "zwei-tage.yaml"
    async with served() as (room, session, address):
        async with session.get(f"{address}/flow") as one:
            assert one.headers["Content-Disposition"].startswith("attachment")
            assert "zwei-tage.yaml" in one.headers["Content-Disposition"]
            path.write_bytes(await one.read())
        title = room.seen(()).flow.title
    own = FlowFile.at(path)
    assert isinstance(own, FlowFile)
    assert own.good.title == title
    async with open_room(own) as room, page_of(room, 0) as address:
        assert room.seen(()).flow.path == str(path)
        async with aiohttp.ClientSession() as session:
            assert await status(session.get(f"{address}flow")) == 404


async def test_the_page_speaks_the_languages_of_its_readers() -> None:
    async with served() as (_room, session, address):
        for asked, spoken in (("de-DE,de;q=0.9", "de"), ("en-US", "en"), ("uk", "en")):
            async with session.get(address, headers={"Accept-Language": asked}) as answer:
                assert f'<html lang="{spoken}">' in await answer.text()
        async with session.get(f"{address}/?language=en", headers={"Accept-Language": "de"}) as one:
            assert '<html lang="en">' in await one.text()


async def test_a_port_that_is_taken_is_said_and_otherwise_the_next_one_is_taken() -> None:
    async with open_room(library_source()) as room, page_of(room) as one:
        async with page_of(room) as other:
            assert FIRST_PORT <= port(one) < port(other)
        with pytest.raises(PortTaken, match=f"^Port {port(one)} is taken by another program"):
            async with page_of(room, port(one)):
                pass


def port(address: str) -> int:
    return int(address.removesuffix("/").rpartition(":")[2])
