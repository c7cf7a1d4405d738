from flows.themes.gathering import apart, gather
from flows.themes.likeness import Likeness

TEXTS = (
    "Die Busse fahren zu selten",
    "Abends fahren die Busse selten",
    "Mehr Bäume im Park",
    "Bäume und Bänke im Park",
    "Kaffee",
)


def test_texts_that_are_alike_are_gathered_around_one_of_them() -> None:
    likeness = Likeness(TEXTS, "de")
    found = gather(likeness, [1] * 5, [5, 5, 4, 5, 1], [True] * 5)
    assert [(one.quote, one.members) for one in found] == [(0, (0, 1)), (2, (2, 3))]


def test_the_quote_is_one_that_may_be_quoted() -> None:
    likeness = Likeness(TEXTS, "de")
    found = gather(likeness, [1] * 5, [5, 5, 4, 5, 1], [False, True, False, False, True])
    assert [one.quote for one in found] == [1, 2]


def test_a_text_that_several_people_said_is_a_group_by_itself() -> None:
    found = gather(Likeness(TEXTS, "de"), [1, 1, 1, 1, 3], [5, 5, 4, 5, 1], [True] * 5)
    assert [one.members for one in found] == [(4,), (0, 1), (2, 3)]


def test_texts_are_ordered_by_how_little_was_said_like_them_before() -> None:
    order = apart(Likeness(TEXTS, "de"), [0], [1, 2, 3, 4])
    assert order[-1] == 1
    assert sorted(order) == [1, 2, 3, 4]


def test_others_are_compared_with_the_texts_as_these_are_among_themselves() -> None:
    likeness = Likeness(TEXTS, "de")
    rows = likeness.to(["Busse fahren zu selten", ""])
    assert rows.shape == (2, 5)
    assert rows[0].argmax() in (0, 1)
    assert rows[0].max() > 1 > rows[1].max()
