"""Wording of what the room ``questionnaires`` finds and refuses."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.findings.expressions import EXPRESSIONS

WORDING: dict[str, Wording] = {**EXPRESSIONS}
