"""From a flow's file to the flow, or to everything that is wrong with the file."""

from flows.building import Builder
from flows.form import FLOW
from flows.languages import KNOWN
from flows.mistakes import Findings, Mistakes, Place
from flows.rules import check_rules
from flows.script import Flow
from flows.sentence import Sentence
from flows.tree import Node, Scalar, child, items, parse, written

MOST_BYTES = 256 * 1024
"""Larger files are not looked into; those of the library have 5 KiB."""


def read_flow(source: bytes, name: str) -> Flow | Mistakes:
    """Read a flow's file.

    Args:
        source: what stands in the file, in UTF-8; nobody has to vouch for it. Whoever reads it from
            a disk may stop after `MOST_BYTES` + 1.
        name: of the file, for the mistakes.

    Returns:
        The flow, or all mistakes at once. Where the YAML itself is broken, they end at that place.
    """
    findings = Findings()
    text = _text(source, findings)
    tree = None if text is None else parse(text, findings)
    if not findings.any and (tree is None or (isinstance(tree, Scalar) and not tree.text)):
        right = Sentence("Begin with `id:`; see docs/flows.md.")
        findings.add(Place(1, 1), "", Sentence("The file is empty."), right)
        tree = None
    if tree is None:
        return Mistakes(name, findings.sorted())
    values = Builder(findings, _languages(tree)).value(FLOW, tree, "")
    check_rules(tree, findings)
    return Mistakes(name, findings.sorted()) if findings.any else Flow.model_validate(values)


def _text(source: bytes, findings: Findings) -> str | None:
    if len(source) > MOST_BYTES:
        wrong = Sentence("The file is larger than {size} KiB.", size=MOST_BYTES // 1024)
        right = Sentence("A flow is much shorter; is this the right file?")
        findings.add(Place(1, 1), "", wrong, right)
        return None
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        wrong = Sentence("The file is not saved as UTF-8.")
        right = Sentence("Save it again with the encoding UTF-8.")
        findings.add(Place(line, column), "", wrong, right)
        return None


def _languages(tree: Node) -> tuple[str, ...]:
    """The languages that every text must have; none while their list is wrong itself."""
    listed = [written(item) for item in items(child(tree, "languages"))]
    tags = dict.fromkeys(tag for tag in listed if tag is not None)
    return tuple(tags) if len(tags) == len(listed) and tags.keys() <= KNOWN else ()
