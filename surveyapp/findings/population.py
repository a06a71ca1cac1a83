"""Wording of what the room ``population`` finds and refuses."""

from __future__ import annotations

from surveyapp.findings import Wording

WORDING: dict[str, Wording] = {}
