"""One synthetic survey, interviewed, weighed and estimated once for all tests that only read."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from invented import interview, make_survey

from surveyapp.analysis.estimates import run_estimates
from surveyapp.analysis.weighting import run_weighting


@pytest.fixture(scope="session")
def surveyed(tmp_path_factory):
    """A survey with interviews, one weighting run and one estimation."""
    survey = make_survey(tmp_path_factory.mktemp("analysis") / "demo.survey")
    interview(survey)
    run_weighting(survey)
    run_estimates(survey)
    yield survey
    survey.close()


@pytest.fixture
def fresh(tmp_path):
    """A smaller survey with interviews, not weighed yet, for tests that change it."""
    with make_survey(tmp_path / "fresh.survey", permille=0.12) as survey:
        interview(survey)
        yield survey
