"""`nachklang rehearse` as somebody at a terminal meets it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp

ARGUMENTS = (sys.executable, "-m", "bot.cli", "rehearse", "zwei-tage", "--no-browser")
SECONDS_TO_END = 2.0


async def test_it_says_the_address_and_ends_at_once_also_while_somebody_looks() -> None:
    program = await asyncio.create_subprocess_exec(
        *ARGUMENTS, "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    said = (await program.stdout.readline()).decode()
    assert said.startswith("The rehearsal room: http://127.0.0.1:")
    address = said.split()[-1]
    assert await program.stdout.readline() == b"Ctrl-C ends it, and deletes all of it.\n"

    async with aiohttp.ClientSession() as session, session.get(f"{address}events") as events:
        assert await events.content.readline() == b"event: seen\n"
        program.send_signal(signal.SIGINT)
        async with asyncio.timeout(SECONDS_TO_END):
            assert await program.wait() == 0


async def test_a_flow_with_mistakes_is_told_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "mein.yaml"
    path.write_text("id: mein\nversion: eins\n", "utf-8")
    program = await asyncio.create_subprocess_exec(
        *ARGUMENTS[:4],
        str(path),
        stderr=asyncio.subprocess.PIPE,
        env=os.environ | {"COLUMNS": "100"},
    )
    _, said = await program.communicate()
    assert program.returncode == 1
    assert f"{path}, line 2: version:" in said.decode()
