"""YAML's own complaints in words for people who have never heard of a token."""

from dataclasses import dataclass

from flows.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """A complaint in plain words.

    Attributes:
        begun: whether the mistake is where the text or bracket began, not where YAML gave up.
    """

    wrong: Sentence
    right: Sentence
    begun: bool = False


_EXPLAINED = {
    "mapping values are not allowed": Explanation(
        Sentence("There is a colon where none can stand."),
        Sentence(
            "If it belongs to the text, put the text in quotation marks; else check the "
            "indentation."
        ),
    ),
    "cannot start any token": Explanation(
        Sentence("There is a tab here, or a sign that YAML keeps for itself (@ ` %)."),
        Sentence("Indent with spaces, and put the text in quotation marks."),
    ),
    "could not find expected ':'": Explanation(
        Sentence("A colon is missing, or a long text is not indented."),
        Sentence("Write `key: text`, and indent further lines of the text deeper than the key."),
        begun=True,
    ),
    "unexpected end of stream": Explanation(
        Sentence("A quotation mark is opened here and never closed."),
        Sentence("Close it at the end of the text."),
        begun=True,
    ),
    "escape character": Explanation(
        Sentence("A backslash stands between double quotation marks."),
        Sentence("Leave it out, or use single quotation marks."),
    ),
    "expected ',' or": Explanation(
        Sentence("A bracket is opened here and not closed, or a comma is missing."),
        Sentence(
            "Close the bracket, or put the text in quotation marks if the bracket belongs to it."
        ),
        begun=True,
    ),
    "expected alphabetic or numeric": Explanation(
        Sentence("A text begins with `*` or `&`."), Sentence("Put the text in quotation marks.")
    ),
}
_OTHERWISE = Explanation(
    Sentence("This line does not fit the lines before it."),
    Sentence(
        "Check its indentation and the `-` or `key:` at its beginning. A text that begins with a "
        "bracket or a quotation mark needs quotation marks around the whole."
    ),
)


def explain(problem: str) -> Explanation:
    """What is wrong and what would be right, from the message of PyYAML or of libyaml."""
    return next((said for sign, said in _EXPLAINED.items() if sign in problem), _OTHERWISE)
