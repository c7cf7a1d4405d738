from dataclasses import astuple
from itertools import pairwise

from flows.themes.bounds import FOR_A_HANDFUL, FOR_FEW, FOR_MANY, bounds


def test_a_handful_few_and_many_have_bounds_of_their_own() -> None:
    assert [bounds(count) for count in (1, 8, 20, 120, 5000)] == [
        FOR_A_HANDFUL,
        FOR_A_HANDFUL,
        FOR_FEW,
        FOR_MANY,
        FOR_MANY,
    ]


def test_between_them_the_bounds_change_little_with_each_answer() -> None:
    for one, other in pairwise([bounds(count) for count in range(1, 130)]):
        steps = [abs(a - b) for a, b in zip(astuple(one), astuple(other), strict=True)]
        assert max(steps) <= 0.3
