import pytest

from flows.themes.nothing import says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "-",
        "–",
        "?",
        "...",
        "weiß nicht",
        "Weiss ich leider nicht",
        "ich weiß es nicht.",
        "k. A.",
        "k.A.",
        "keine Ahnung!",
        "hab gerade keine Idee",
        "mir fällt dazu nichts ein",
        "no idea",
        "I don't know",
        "I don’t know, sorry",
        "n/a",
        "Nothing comes to mind",
    ],
)
def test_an_answer_without_a_thought_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "nichts",
        "Ja",
        "7",
        "👍",
        "weiß nicht, vielleicht mehr Treffen",
        "Keine Ahnung von Anträgen zu haben",
        "I don't know my neighbours",
        "Довіра",
    ],
)
def test_whatever_else_is_said_says_something(text: str) -> None:
    assert not says_nothing(text)
