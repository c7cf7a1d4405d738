"""`nachklang flows …`: the scripts that workshops follow."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.console import WRONG, end, out, show
from flows.ids import FlowId
from flows.library import library, library_flow
from flows.mistakes import Mistakes
from flows.reading import MOST_BYTES, read_flow
from flows.schema import json_schema
from flows.script import Flow

flows_app = typer.Typer(help="The scripts that workshops follow.", no_args_is_help=True)


@flows_app.command("list")
def flows_list() -> None:
    """The flows that come along."""
    table = Table("id", "title", "days", "questions", "languages", box=None)
    for flow in library():
        questions = " + ".join(str(len(day.questions)) for day in flow.days)
        title = flow.title.in_language("en")
        table.add_row(flow.id, title, str(len(flow.days)), questions, ", ".join(flow.languages))
    out.print(table)


@flows_app.command("show")
def flows_show(
    flow: Annotated[str, typer.Argument(help="id of a flow, or a flow's file")],
    language: Annotated[
        str | None, typer.Option(help="de, en …; English where the flow has it", show_default=False)
    ] = None,
) -> None:
    """Read a flow's questions."""
    script = flow_named(flow)
    if language is not None and language not in script.languages:
        end(f"{script.id} has no {language!r}. It has: {', '.join(script.languages)}.")
    chosen = language or "en"
    title = Text(script.title.in_language(chosen), "bold")
    show(title.append(f" ({script.id}, {script.version})", "not bold"))
    for number, day in enumerate(script.days, 1):
        show(Text(f"\n{number}. {day.title.in_language(chosen)}", "bold"))
        for place, question in enumerate(day.questions, 1):
            show(Text(f"  {number}.{place} {question.text.in_language(chosen)}"))
            if question.hint is not None:
                show(Text(f"      {question.hint.in_language(chosen)}", "dim"))


@flows_app.command("check")
def flows_check(file: Annotated[Path, typer.Argument(help="a flow's file")]) -> None:
    """Check a flow's file; exit status 1 if it has mistakes, each of which is listed."""
    found = read_flow(_content(file), str(file))
    if isinstance(found, Mistakes):
        end(str(found), WRONG)
    questions = sum(len(day.questions) for day in found.days)
    show(Text(f"{file}: fine. {len(found.days)} days, {questions} questions."))


@flows_app.command("schema")
def flows_schema() -> None:
    """The JSON Schema of flows' files, for editors."""
    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def flow_named(name: str) -> Flow:
    """A flow by its id, or from a file.

    Raises:
        typer.Exit: there is none, or it has mistakes; they have been printed.
    """
    known = library_flow(FlowId(name))
    if known is not None:
        return known
    path = Path(name)
    if not os.path.lexists(path):
        ids = ", ".join(flow.id for flow in library())
        end(f"There is no flow {name!r}. Known are: {ids}. Or name a flow's file.")
    found = read_flow(_content(path), name)
    if isinstance(found, Mistakes):
        end(str(found), WRONG)
    return found


def _content(path: Path) -> bytes:
    """What a file begins with: enough to see that it is too large, and never a whole disk."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except IsADirectoryError:
        end(f"{path} is a folder. Name the flow's file in it, for example {path / 'flow.yaml'}.")
    except OSError as problem:
        end(f"{path} cannot be read: {problem.strerror}.")
