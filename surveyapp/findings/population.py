"""Wording of what the room ``population`` refuses."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

WORDING: dict[str, Wording] = {
    "population.file-too-large": Wording(
        "error",
        N_("“{name}” is too large for a file of margins."),
        N_("Give a CSV file under 20 MB with one row per district, variable and category."),
    ),
    "population.not-utf8": Wording(
        "error",
        N_("“{name}” is not UTF-8 text."),
        N_("In Excel, save it as “CSV UTF-8”."),
    ),
    "population.missing-columns": Wording(
        "error",
        N_("“{name}” lacks the columns {columns}; no margin was taken."),
        N_("Add them; the shipped census file shows the form."),
    ),
    "population.not-a-number": Wording(
        "error",
        N_("Row {row} of “{name}” has no proper value or year; no margin was taken."),
        N_("Correct the row and read the file again."),
    ),
    "population.no-margins": Wording(
        "error",
        N_("The survey has no population margins yet."),
        N_("Read the census margins first."),
    ),
    "population.no-adult-margins": Wording(
        "error",
        N_("The survey has no adult margins of “{variable}”."),
        N_("Harmonise the margins first."),
    ),
    "population.variable-missing": Wording(
        "error",
        N_("District {district} has no margin of “{variable}”; nothing was harmonised."),
        N_("Read a file that has this variable for every district."),
    ),
    "population.negative-remainder": Wording(
        "error",
        N_(
            "In district {district} the category “{category}” of “{variable}” would be negative;"
            " nothing was harmonised."
        ),
        N_("The margins disagree: check year and universe of the source."),
    ),
}
