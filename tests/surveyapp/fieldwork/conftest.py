"""What the tests of field work stand on."""

from __future__ import annotations

import pytest

from surveyapp.clock import Clock
from tests.surveyapp.fieldwork.short_survey import Ticking, make_laptop


@pytest.fixture
def laptop(tmp_path):
    with make_laptop(tmp_path / "laptop.survey", clock=Clock(Ticking())) as survey:
        yield survey
