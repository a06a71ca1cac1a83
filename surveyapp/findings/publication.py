"""Wording of what the room ``publication`` refuses."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

WORDING: dict[str, Wording] = {
    "publication.no-estimates": Wording(
        "error",
        N_("There are no estimates to report on yet."),
        N_("Run weighting and estimation first."),
    ),
    "publication.not-evidence": Wording(
        "error",
        N_("“{name}” is not an evidence bundle of this program."),
        N_("Choose the ZIP file that was made together with the report."),
    ),
    "publication.evidence-altered": Wording(
        "error",
        N_("“{part}” in “{name}” was altered after the bundle was made."),
        N_("Ask the city office for the original bundle."),
    ),
    "publication.figure-differs": Wording(
        "error",
        N_("{indicator} ({domain}) is published as {published}, but the data give {recomputed}."),
        N_("Ask the city office how the figure came about."),
    ),
    "publication.no-such-language": Wording(
        "error",
        N_("The questionnaire is not written in the language “{language}”."),
        N_("Choose one of its own: {known}."),
    ),
}
