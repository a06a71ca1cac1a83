import json
import shutil

import pytest

from surveyapp.cli.main import commands


def run(survey, *arguments):
    from click.testing import CliRunner

    group, *rest = arguments
    found = CliRunner().invoke(
        commands, ["analysis", group, *rest, str(survey), "--json"], catch_exceptions=False
    )
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


@pytest.fixture
def closed(tmp_path, _estimated):
    return shutil.copy(_estimated, tmp_path / "cli.survey")


@pytest.mark.parametrize(
    "command", ["indicators", "weights", "estimates", "verdicts", "coverage", "sensitivity", "runs"]
)
def test_every_table_is_printed_for_programs(closed, command):
    assert run(closed, command)


def test_weighing_and_estimating_leave_runs(closed):
    weighed = run(closed, "weigh")
    assert weighed["steps"][0]["name"] == "base"
    estimated = run(closed, "estimate")
    assert estimated["weighting_run"] == weighed["run_id"]
