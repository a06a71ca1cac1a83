"""The whole road, small: one demonstration made once and looked at from all sides."""

import json
import re
import sqlite3
import subprocess
import sys
import zipfile

import pytest

from surveyapp.demonstration.road import Scale, make_demonstration
from surveyapp.errors import SurveyError
from surveyapp.exchange.custody import verify_custody
from surveyapp.fieldwork.cases import list_cases
from surveyapp.publication.evidence import check_evidence
from surveyapp.sampling.draw import read_drawn
from surveyapp.store.interviews import read_conflicts, read_interviews
from surveyapp.store.journal import first_broken_entry, read_entries
from surveyapp.survey import open_survey

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demonstration") / "demo"
    return make_demonstration(folder, Scale(permille=0.06, by_answer=14))


@pytest.fixture
def survey(made):
    with open_survey(made.survey, read_only=True) as opened:
        yield opened


def run(*words):
    return subprocess.run(
        [sys.executable, "-m", "surveyapp", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_it_ends_with_the_five_indicators(made):
    assert [one.indicator for one in made.verdicts] == [
        "satisfaction",
        "participation",
        "disposables",
        "appliances",
        "water_devices",
    ]
    for one in made.verdicts:
        assert one.estimate is not None
        assert one.verdict in ("met", "not_met", "not_distinguishable")
        assert one.complete or one.low < one.estimate < one.high


def test_a_complete_count_has_no_interval(made):
    appliances = next(one for one in made.verdicts if one.indicator == "appliances")
    assert appliances.complete
    assert appliances.low is None


def test_every_drawn_household_has_a_final_disposition(survey):
    households = {one.unit_id for one in read_drawn(survey)}
    states = {one.unit_id: one for one in read_interviews(survey.store)}
    assert households <= set(states)
    assert all(states[unit].disposition for unit in households)
    assert {states[unit].status for unit in households} == {"complete", "closed"}
    assert len(list_cases(survey)) == len(households)


def test_some_interviews_were_committed_answer_by_answer(made):
    assert made.interviews_by_answer == 14
    assert made.interviews_whole > 100


def test_one_package_was_repeated_and_one_conflict_settled(survey, made):
    assert "0" not in made.merge.split("，")[-1]
    assert read_conflicts(survey.store) == []
    assert len(read_conflicts(survey.store, resolved=True)) == 1


def test_the_chains_hold(survey):
    assert verify_custody(survey).holds
    assert first_broken_entry(survey.store) is None
    assert {"draw", "frame", "report", "evidence"} <= {e.action for e in read_entries(survey.store)}


def test_the_report_says_first_that_it_is_invented(made):
    text = made.report.read_text(encoding="utf-8")
    assert text.index("演示数据") < text.index("<h1>")
    assert text.count("<svg") > 10
    # It is complete in itself: nothing is fetched from anywhere.
    assert not re.search(r"(src|href)=\"(?!#)", text.replace("xlink:href", "href"))


def test_the_evidence_recomputes_and_notices_an_altered_figure(made, tmp_path):
    assert len(check_evidence(made.evidence).checked) > 500
    altered = tmp_path / "altered.zip"
    with zipfile.ZipFile(made.evidence) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body.replace(b"met", b"MET") if name == "estimates.csv" else body)
    with pytest.raises(SurveyError) as refused:
        check_evidence(altered)
    assert refused.value.code == "publication.evidence-altered"


def test_the_evidence_names_nobody(made, survey):
    with zipfile.ZipFile(made.evidence) as bundle:
        people = bundle.read("interviews.csv").decode()
    some = [one for one in read_interviews(survey.store) if one.status == "complete"][:20]
    assert not any(one.iid in people or one.unit_id in people for one in some)


def test_a_folder_that_is_not_empty_is_left_alone(made):
    with pytest.raises(SurveyError) as refused:
        make_demonstration(made.survey.parent)
    assert refused.value.code == "core.file-exists"


def test_the_command_line_reads_the_same_verdicts(made):
    ran = run("analysis", "verdicts", made.survey, "--json")
    assert ran.returncode == 0, ran.stderr
    city = [one for one in json.loads(ran.stdout) if one["domain_variable"] == "city"]
    assert [one["verdict"] for one in city] == [one.verdict for one in made.verdicts]
    assert city[0]["estimate"] == pytest.approx(made.verdicts[0].estimate)


def test_the_command_line_refuses_with_a_sentence_and_exit_code_2(tmp_path):
    (tmp_path / "letter.survey").write_text("你好" * 500, encoding="utf-8")
    ran = run("survey", "info", tmp_path / "letter.survey")
    assert ran.returncode == 2
    assert "letter.survey" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_plain_copy_opens_in_any_sqlite(made, tmp_path):
    ran = run("survey", "export-plain", made.survey, tmp_path / "copy.db")
    assert ran.returncode == 0, ran.stderr
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT count(*) FROM interview").fetchone()[0] > 400
        assert copy.execute("SELECT count(*) FROM secret").fetchone()[0] == 0
    copy.close()


@pytest.mark.parametrize(
    "group",
    ["survey", "population", "sampling", "fieldwork", "exchange", "sales", "analysis", "demo"],
)
def test_every_group_explains_itself(group):
    ran = run(group, "--help")
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout) > 100
