"""Wording of what the room ``sampling`` refuses."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

WORDING: dict[str, Wording] = {
    "sampling.bad-permille": Wording(
        "error",
        N_("A share of {permille} per mille cannot be drawn."),
        N_("Give a share above 0 and at most 1000 per mille."),
    ),
    "sampling.no-plan": Wording(
        "error", N_("The survey has no sampling plan yet."), N_("Make the plan first.")
    ),
    "sampling.no-frame": Wording(
        "error",
        N_("The survey has no list of communities yet."),
        N_("Read the list of communities with their households first."),
    ),
    "sampling.no-draw": Wording(
        "error", N_("No sample has been drawn yet."), N_("Draw the sample first.")
    ),
    "sampling.drawn-already": Wording(
        "error",
        N_("The sample of this plan was drawn already, with seed {seed}; it was left as it is."),
        N_("A second draw would invite choosing between samples. Make a new plan if you must."),
    ),
    "sampling.not-a-demonstration": Wording(
        "error",
        N_("Invented communities belong in a demonstration, not in this survey."),
        N_("Read the real list of communities."),
    ),
    "sampling.bad-frame-row": Wording(
        "error",
        N_("Row {row} of “{name}” is not a community; nothing was taken."),
        N_(
            "Each row needs community, district code, residence (urban or rural) and a whole"
            " number of households."
        ),
    ),
    "sampling.twice-in-frame": Wording(
        "error",
        N_("“{unit}” is in “{name}” twice; nothing was taken."),
        N_("Keep one row for each community."),
    ),
    "sampling.too-few-communities": Wording(
        "error",
        N_("Stratum {stratum} has {have} communities, and {want} are to be drawn."),
        N_("Draw more households in each community, or fewer interviews."),
    ),
    "sampling.no-devices": Wording(
        "error",
        N_("There is no laptop to give the households of district {district} to."),
        N_("Enrol a laptop for that district first."),
    ),
}
