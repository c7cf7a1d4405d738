"""The command line.

What only one command needs is imported inside it: Telegram's library and the database's take two
seconds, which nobody should wait for who checks a flow or asks for help.
"""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot.cli_database import db_app
from bot.cli_flows import flow_named, flows_app
from bot.console import WRONG, end, explained, out
from bot.settings import Settings, load
from bot.stopping import until_stopped
from flows.ids import FlowId
from flows.library import library_flow

app = typer.Typer(
    help="Nachklang runs workshop reflection rounds in Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(flows_app, name="flows")
app.add_typer(db_app, name="db")


def main() -> None:
    """Entry point of the `nachklang` script."""
    app()


@app.command()
def run() -> None:
    """Run the bot until it is stopped (Ctrl-C, SIGTERM)."""
    with explained():
        from bot import logs  # noqa: PLC0415 - see the top

        settings = load()
        logs.set_up(settings.log_level)
        asyncio.run(until_stopped(_serve(settings)))


async def _serve(settings: Settings) -> None:
    from bot.main import running  # noqa: PLC0415 - see the top

    def owner_link(link: str) -> None:
        out.print("Open this link in Telegram to become the owner of this bot. It works once:")
        out.print(link, soft_wrap=True)

    async with running(settings, owner_link=owner_link) as bot:
        await bot.wait()


@app.command()
def rehearse(
    flow: Annotated[str, typer.Argument(help="id of a flow, or a flow's file")] = "netzwerkarbeit",
    auto: Annotated[bool, typer.Option(help="play all of it here, without a browser")] = False,
    participants: Annotated[int, typer.Option(min=1, max=500, help="with --auto")] = 12,
    seed: Annotated[int, typer.Option(help="another one, other people")] = 1,
    folder: Annotated[Path, typer.Option(help="with --auto: where the post is written")] = Path(
        "rehearsal"
    ),
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, show_default=False, help="of the page; else 8765 or later"),
    ] = None,
    browser: Annotated[bool, typer.Option(help="open the page, where there is a browser")] = True,
) -> None:
    """Try a workshop with everybody's chats side by side: no token, no network, nothing real."""
    script = flow_named(flow)
    if auto:
        _require_writable(folder)
        from bot.rehearsal.command import rehearse as play  # noqa: PLC0415 - see the top

        raise typer.Exit(play(script, participants=participants, seed=seed, folder=folder))
    file = None if library_flow(FlowId(flow)) else Path(flow)
    from bot import logs  # noqa: PLC0415 - see the top
    from bot.rehearsal.page.opening import PortTaken, rehearsing  # noqa: PLC0415 - see the top
    from bot.rehearsal.room import FlowFile  # noqa: PLC0415 - see the top

    def told(address: str) -> None:
        out.print(f"The rehearsal room: {address}", soft_wrap=True)
        out.print("Ctrl-C ends it, and deletes all of it.")

    logs.set_up("ERROR")
    room = rehearsing(FlowFile(script, file), seed=seed, port=port, browser=browser, told=told)
    try:
        asyncio.run(until_stopped(room))
    except PortTaken as taken:
        end(str(taken))


@app.command()
def doctor() -> None:
    """Check that the installation works; exit status 1 if it does not."""
    with explained():
        from bot.doctor import examine  # noqa: PLC0415 - see the top

        findings = examine(load())
    for finding in findings:
        mark = Text(finding.mark, "green" if finding.good else "red")
        out.print(Text.assemble(mark, " ", finding.text), soft_wrap=True)
    if not all(finding.good for finding in findings):
        raise typer.Exit(WRONG)


def _require_writable(folder: Path) -> None:
    """Whoever has watched a whole play must not lose it at the end."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        end(f"The folder {folder} cannot be made: {problem.strerror}. Choose another: --folder.")
    if not os.access(folder, os.W_OK | os.X_OK):
        end(f"Nothing can be written into the folder {folder}. Choose another: --folder.")


if __name__ == "__main__":
    main()
