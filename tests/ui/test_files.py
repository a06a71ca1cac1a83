"""A file gets the ending of the kind that was chosen."""

from __future__ import annotations

import pytest

from ui.files import with_ending

PATTERN = "SPSS (*.sav);;Stata (*.dta);;Tables (*.xlsx *.csv)"


@pytest.mark.parametrize(
    ("name", "kind", "given"),
    [
        ("a.sav", "Stata (*.dta)", "a.dta"),
        ("a.csv", "Tables (*.xlsx *.csv)", "a.csv"),
        ("a", "SPSS (*.sav)", "a.sav"),
        ("2025.10", "SPSS (*.sav)", "2025.10.sav"),
        ("a.SAV", "SPSS (*.sav)", "a.SAV"),
        ("", "SPSS (*.sav)", ""),
        ("a", "", "a"),
    ],
)
def test_the_ending_follows_the_kind(name, kind, given):
    assert with_ending(name, kind, PATTERN) == given
