"""Synthetic surveys, interviewed and estimated once; tests that change one get a copy."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from invented import interview, make_survey

from surveyapp.analysis.estimates import run_estimates
from surveyapp.analysis.weighting import run_weighting
from surveyapp.survey import open_survey


@pytest.fixture(scope="session")
def surveyed(tmp_path_factory):
    """A survey with interviews, one weighting run and one estimation; only read."""
    survey = make_survey(tmp_path_factory.mktemp("analysis") / "demo.survey")
    interview(survey)
    run_weighting(survey)
    run_estimates(survey)
    yield survey
    survey.close()


@pytest.fixture(scope="session")
def _interviewed(tmp_path_factory):
    path = tmp_path_factory.mktemp("interviewed") / "small.survey"
    with make_survey(path, permille=0.12) as survey:
        interview(survey)
    return path


@pytest.fixture(scope="session")
def _estimated(tmp_path_factory, _interviewed):
    path = tmp_path_factory.mktemp("estimated") / "small.survey"
    shutil.copy(_interviewed, path)
    with open_survey(path) as survey:
        run_weighting(survey)
        run_estimates(survey)
    return path


@pytest.fixture
def fresh(tmp_path, _interviewed):
    """A small survey with interviews, not weighed yet."""
    shutil.copy(_interviewed, tmp_path / "fresh.survey")
    with open_survey(tmp_path / "fresh.survey") as survey:
        yield survey


@pytest.fixture
def estimated(tmp_path, _estimated):
    """The same, weighed and estimated."""
    shutil.copy(_estimated, tmp_path / "estimated.survey")
    with open_survey(tmp_path / "estimated.survey") as survey:
        yield survey
