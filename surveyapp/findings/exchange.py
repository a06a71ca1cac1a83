"""Wording of what the room ``exchange`` finds and refuses."""

from __future__ import annotations

from surveyapp.findings import Wording

WORDING: dict[str, Wording] = {}
