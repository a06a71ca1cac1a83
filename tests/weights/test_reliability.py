"""Grades of figures to published standards, each with its reason."""

from tests.weights.reference import design
from weights.reliability import grade


def codes(found):
    return {flag.code for flag in found.flags}


def test_a_sound_share_is_presented():
    found = grade(design("pub").proportion("sat"))[0]
    assert (found.grade, found.flags) == ("present", ())


def test_a_domain_with_few_rows_is_suppressed_for_its_n():
    found = grade(design("pub").proportion("sat", where="district == 6 and urb == 2"))[0]
    assert found.grade == "suppress"
    assert "reliability.small_n" in codes(found) or "reliability.wide_interval" in codes(found)


def test_nobody_asks_for_review():
    found = grade(design("pub").proportion("rare", where="district == 3"))[0]
    assert found.grade in ("review", "suppress")
    assert "reliability.zero_or_one" in codes(found)


def test_means_are_graded_by_their_cv():
    sound = grade(design("pub").mean("spend"))[0]
    loose = grade(design("pub").mean("rare"))[0]
    assert sound.grade == "present"
    assert loose.grade == "review"
    assert codes(loose) == {"reliability.high_cv"}
