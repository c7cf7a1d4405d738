"""What no single field can tell: ids that come twice, and what belongs to which kind."""

from collections.abc import Iterable, Sequence

from flows.mistakes import Findings, plain
from flows.script import Kind
from flows.sentence import Either, Sentence
from flows.tree import Entries, Node, Scalar, child, items, written

_OF_KIND = {"options": (Kind.CHOICE, Kind.CHOICES), "scale": (Kind.SCALE,)}

_SAME_LANGUAGE = Sentence("This language is already there, in line {line}.")
_SAME_ID = Sentence("This id is already there, in line {line}.")
_SAME_OPTION = Sentence("This option is already there, in line {line}.")


def check_rules(flow: Node, findings: Findings) -> None:
    """Note where the parts of a flow do not go together.

    Args:
        flow: the tree, whatever its shape: what the form already finds wrong is passed over here.
        findings: takes the mistakes.
    """
    listed = enumerate(items(child(flow, "languages")))
    _differ([(f"languages[{n}]", tag) for n, tag in listed], _SAME_LANGUAGE, findings)
    questions = [
        (f"days[{d}].questions[{q}]", question)
        for d, day in enumerate(items(child(flow, "days")))
        for q, question in enumerate(items(child(day, "questions")))
    ]
    _differ([(f"{path}.id", child(node, "id")) for path, node in questions], _SAME_ID, findings)
    earlier: set[str] = set()
    for path, question in questions:
        _check_kind(path, question, findings)
        _check_recall(path, question, earlier, findings)
        if _in_words(question):
            earlier.add(written(child(question, "id")) or "")
        options = [
            (f"{path}.options[{n}]", option)
            for n, option in enumerate(items(child(question, "options")))
        ]
        _differ([(f"{at}.id", child(node, "id")) for at, node in options], _SAME_ID, findings)
        for labels in _by_language(options):
            _differ(labels, _SAME_OPTION, findings)
            _not_numbers(labels, findings)


def _check_kind(path: str, question: Node, findings: Findings) -> None:
    told = child(question, "kind")
    kind = Kind.TEXT.value if told is None else written(told)
    if kind not in set(Kind) or not isinstance(question, Entries):
        return
    for name, kinds in _OF_KIND.items():
        there = child(question, name)
        if there is None and kind in kinds:
            wrong = Sentence("A question of kind `{kind}` needs `{name}`.", kind=kind, name=name)
            right = Sentence("Add `{name}:` beneath, or change `kind`.", name=name)
            findings.add(question.place, path, wrong, right)
        elif there is not None and kind not in kinds:
            wrong = Sentence("A question of kind `{kind}` has no `{name}`.", kind=kind, name=name)
            fitting = Either(tuple(f"`kind: {fit}`" for fit in kinds))
            right = Sentence("Write {fitting}, or take `{name}` out.", fitting=fitting, name=name)
            findings.add(there.place, f"{path}.{name}", wrong, right)


def _check_recall(path: str, question: Node, earlier: set[str], findings: Findings) -> None:
    recalled = child(question, "recall")
    if not isinstance(recalled, Scalar):
        return
    if not _in_words(question):
        wrong = Sentence("Only a question that is answered in words can recall another.")
        findings.add(recalled.place, f"{path}.recall", wrong, Sentence("Take `recall` out."))
    elif written(recalled) not in earlier:
        wrong = Sentence(
            "There is no earlier question in words with the id `{id}`.", id=plain(recalled.text)
        )
        right = Sentence(
            "Write the `id` of a question that comes before this one, or take `recall` out."
        )
        findings.add(recalled.place, f"{path}.recall", wrong, right)


def _in_words(question: Node) -> bool:
    told = child(question, "kind")
    return told is None or written(told) == Kind.TEXT


def _differ(named: Iterable[tuple[str, Node | None]], same: Sentence, findings: Findings) -> None:
    """Note every text that has been there before; small and large letters are the same."""
    lines: dict[str, int] = {}
    for path, node in named:
        if isinstance(node, Scalar) and (text := node.text.strip().casefold()):
            if text in lines:
                wrong = same.filled(line=str(lines[text]))
                findings.add(node.place, path, wrong, Sentence("Each must be different."))
            lines.setdefault(text, node.place.line)


def _not_numbers(labels: Sequence[tuple[str, Node]], findings: Findings) -> None:
    """Note labels that read like the number of another option, which people may type."""
    for number, (path, node) in enumerate(labels, 1):
        label = written(node) or ""
        if label.isdecimal() and label != str(number):
            wrong = Sentence(
                "This is option {number}, and its text is another number.", number=str(number)
            )
            right = Sentence("Add a word to the number, or use `kind: scale`.")
            findings.add(node.place, path, wrong, right)


def _by_language(options: Iterable[tuple[str, Node]]) -> Iterable[Sequence[tuple[str, Node]]]:
    """The labels of a question's options, one sequence for each language."""
    labels: dict[str, list[tuple[str, Node]]] = {}
    for path, option in options:
        text = child(option, "text")
        for key, label in text.pairs if isinstance(text, Entries) else ():
            labels.setdefault(key.text, []).append((f"{path}.text.{plain(key.text)}", label))
    return labels.values()
