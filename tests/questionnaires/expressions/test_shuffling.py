"""The order of choices for a seed is JavaRosa's (recorded with the oracle)."""

import pytest

from questionnaires.expressions.shuffling import shuffle

TOWNS = ["a", "b", "c", "bus", "e"]


@pytest.mark.parametrize(
    ("seed", "order"),
    [
        (1, "b bus e a c"),
        (42, "a e c b bus"),
        (0, "c b e a bus"),
        (-7, "a bus c e b"),
        (123456789012, "bus c b e a"),
        (2147483647, "c b e a bus"),
        (3.9, "c bus e a b"),
    ],
)
def test_the_same_seed_gives_the_order_of_javarosa(seed, order):
    assert " ".join(shuffle(TOWNS, seed)) == order


def test_a_text_may_be_the_seed():
    assert shuffle(TOWNS, "household 7") == shuffle(TOWNS, "household 7")
    assert sorted(shuffle(TOWNS, "household 7")) == sorted(TOWNS)


def test_without_a_seed_nothing_is_lost():
    assert sorted(shuffle(TOWNS)) == sorted(TOWNS)
