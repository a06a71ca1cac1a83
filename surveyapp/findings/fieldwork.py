"""Wording of what the room ``fieldwork`` finds and refuses."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

WORDING: dict[str, Wording] = {
    "fieldwork.out-of-place": Wording(
        "error",
        N_("Revision {seq} does not continue this device's chain; number {expected} is due."),
        N_("Close the survey and open it again; if this repeats, restore the newest backup."),
    ),
    "fieldwork.cannot-unseal": Wording(
        "error",
        N_("The sealed interview {rev} cannot be opened with this office's key."),
        N_("Import the office key that the laptop had when the interview was made."),
    ),
}
