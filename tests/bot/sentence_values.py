"""The sentences that are values (`flows.sentence`), found in the code."""

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

PACKAGES = [Path(str(files(name))) for name in ("flows", "storage", "bot")]


def sentence_values() -> set[str]:
    """The English of every `Sentence("…")`.

    Each has to be written out where it is made, under this name: what is not found here would
    be translated for nobody.
    """
    found: set[str] = set()
    for package in PACKAGES:
        for path in package.rglob("*.py"):
            module = ast.parse(path.read_text(encoding="utf-8"))
            if _knows_sentences(module, path):
                found |= set(_written(module, path))
    return found


def _knows_sentences(module: ast.Module, path: Path) -> bool:
    """Whether a module takes `Sentence` from its home; under another name it must not."""
    known = False
    for node in ast.walk(module):
        match node:
            case ast.ImportFrom("flows.sentence", names):
                imported = {name.name: name.asname or name.name for name in names}
                known = known or "Sentence" in imported
                if imported.get("Sentence", "Sentence") != "Sentence":
                    pytest.fail(f"{path}, line {node.lineno}: a sentence by another name")
            case ast.ImportFrom("flows", names) | ast.Import(names):
                if {name.name for name in names} & {"flows.sentence", "sentence"}:
                    pytest.fail(f"{path}, line {node.lineno}: a sentence by another name")
    return known


def _written(module: ast.Module, path: Path) -> Iterator[str]:
    for node in ast.walk(module):
        match node:
            case ast.Call(ast.Name("Sentence"), [ast.Constant(str() as text)]):
                yield text
            case ast.Call(ast.Name("Sentence")):
                pytest.fail(f"{path}, line {node.lineno}: a sentence that is no literal")
