"""The road of a package on the command line: what the window can do, it can do too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from surveyapp.cli.exchange import commands
from surveyapp.errors import SurveyError
from surveyapp.survey import open_survey
from tests.exchange_cases import code_of, interview, make_city


@pytest.fixture
def run(tmp_path: Path):
    """Run a command; gives what it printed, as JSON where ``--json`` was asked for."""

    def call(*words: str, code: int = 0):
        result = CliRunner().invoke(commands, list(words))
        if isinstance(result.exception, SurveyError):
            raise result.exception
        assert result.exit_code == code, result.output
        return json.loads(result.stdout) if "--json" in words else result.stdout

    return call


def test_from_keys_to_receipts_and_back(run, tmp_path):
    make_city(tmp_path).close()
    city, stick = str(tmp_path / "city.survey"), str(tmp_path)
    keys = run("keys", city, "--json")
    assert keys["recovery_identity"].startswith("AGE-SECRET-KEY-1")
    run("try-recovery", city, "--printed", keys["recovery_identity"])
    run("prepare", city, "laptop 17", "--office", "330402")
    laptop = str(tmp_path / "laptop.survey")
    run("file", city, "laptop 17", laptop, "--person", "调查员")
    with open_survey(Path(laptop)) as opened:
        iid = interview(opened, seed=1).header.iid
        interview(opened, seed=2)
    (returned,) = run("return", laptop, stick, "--json")
    merged = run("merge", city, returned["path"], "--json")
    assert (merged["new"], merged["refused"]) == (2, 0)
    (receipts,) = run("receipts", city, stick, "--json")
    run("merge", laptop, receipts["path"])
    assert run("outbox", laptop, "--json")["confirmed"] == 2
    run("withdraw", city, code_of(iid))
    (withdrawals,) = run("withdrawals", city, stick, "--json")
    run("merge", laptop, withdrawals["path"])
    assert run("verify", city, "--json")["findings"] == []
    assert len(run("trace", city, iid, "--json")) == 4
    assert run("gaps", city, "--json") == []
    assert {one["kind"] for one in run("packages", city, "--json")} == {
        "field",
        "return",
        "receipt",
        "withdrawal",
    }


def test_enrolment_by_file(run, tmp_path):
    make_city(tmp_path).close()
    city, stick = str(tmp_path / "city.survey"), tmp_path / "stick"
    stick.mkdir()
    run("keys", city, "--keys-passphrase", "好口令")
    opened = ("--keys-passphrase", "好口令")
    files = run("request", str(stick), "平板", "--passphrase", "另一个", "--json")
    run(
        *("enrol", city, files["request"], "--office", "330402"),
        *("--fingerprint", files["fingerprint"], *opened),
    )
    (field,) = run("field", city, str(stick), "--device", "平板", *opened, "--json")
    target = str(tmp_path / "tablet.survey")
    made = run(
        *("open", field["path"], target, "--secret", files["secret"], "--person", "调查员"),
        *("--passphrase", "另一个", "--json"),
    )
    assert made[0]["device"]["name"] == "平板"
    run("revoke", city, "平板", "--after", "0", *opened)
    assert "平板" in run("devices", city)


def test_verify_says_what_is_broken_and_fails(run, tmp_path):
    with make_city(tmp_path) as city:
        interview(city, sealed=False)
        city.store.execute("UPDATE revision SET closed = CAST('{}' AS BLOB)")
    said = run("verify", str(tmp_path / "city.survey"), code=1)
    assert "不再相符" in said


def test_an_unknown_device_is_named_with_those_that_are_known(run, tmp_path):
    make_city(tmp_path).close()
    city = str(tmp_path / "city.survey")
    run("keys", city)
    with pytest.raises(SurveyError) as trouble:
        run("revoke", city, "nobody")
    assert trouble.value.parameters["known"] == "city"


def test_keys_are_changed_and_brought_back(run, tmp_path):
    make_city(tmp_path).close()
    city = str(tmp_path / "city.survey")
    keys = run("keys", city, "--keys-passphrase", "alt", "--json")
    assert run("rotate", city, "--keys-passphrase", "alt").strip() != keys["fingerprint"]
    printed = ("--printed", keys["recovery_identity"])
    run("restore-keys", city, *printed, "--keys-passphrase", "neu")
    with pytest.raises(SurveyError):
        run("rotate", city, "--keys-passphrase", "alt")
    run("rotate", city, "--keys-passphrase", "neu")


@pytest.fixture
def paired(run, tmp_path):
    """A city with keys, a stick, and a laptop of its own; their paths."""
    make_city(tmp_path).close()
    city, laptop = str(tmp_path / "city.survey"), str(tmp_path / "laptop.survey")
    run("keys", city)
    run("prepare", city, "laptop 17", "--office", "330402")
    run("file", city, "laptop 17", laptop, "--person", "调查员")
    shared = tmp_path / "shared"
    shared.mkdir()
    return city, laptop, str(shared)


def test_a_shared_folder_is_watched(run, paired):
    city, laptop, shared = paired
    with open_survey(Path(laptop)) as opened:
        interview(opened, seed=1)
    run("return", laptop, shared)
    said = run("watch", city, shared, "--every", "0", "--looks", "3")
    assert said.count("新增或更新访问 1 份") == 1


def test_the_standing_names_who_is_behind(run, paired):
    city, laptop, shared = paired
    with open_survey(Path(laptop)) as opened:
        interview(opened, seed=1)
    (returned,) = run("return", laptop, shared, "--json")
    run("merge", city, returned["path"])
    (line,) = (one for one in run("standing", city, "--json") if one["device"]["kind"] == "laptop")
    assert (line["received"], line["confirmed"], line["is_behind"]) == (1, 0, False)
    with open_survey(Path(city)) as opened:
        opened.store.execute("UPDATE device SET app_version = '0.0.9' WHERE name = 'laptop 17'")
    assert "laptop 17：请安装新版程序。" in run("standing", city)


def test_what_is_confirmed_waits_for_its_time_and_then_goes(run, paired):
    city, laptop, shared = paired
    with open_survey(Path(laptop)) as opened:
        interview(opened, seed=1)
    assert run("purge", laptop, "--json") == {"interviews": 0, "days": 30}
    (returned,) = run("return", laptop, shared, "--json")
    run("merge", city, returned["path"])
    (receipts,) = run("receipts", city, shared, "--json")
    run("merge", laptop, receipts["path"])
    assert run("purge", laptop, "--plan", "--json")["waiting"] == 1
    with open_survey(Path(laptop)) as opened:
        opened.change_settings({"retention_days": 0})
    assert run("purge", laptop, "--json") == {"interviews": 1, "days": 0}


def test_of_two_interviews_of_one_unit_a_person_says_which_counts(run, paired):
    city, _laptop, _shared = paired
    with open_survey(Path(city)) as opened:
        kept = interview(opened, seed=1, sealed=False).header.iid
        interview(opened, seed=1, sealed=False)
    (found,) = run("duplicates", city, "--json")
    with pytest.raises(SurveyError) as trouble:
        run("duplicates", city, "--unit", "U9", "--keep", kept)
    assert trouble.value.parameters["known"] == "U1"
    judged = ("--unit", found["unit_id"], "--keep", kept, "--reason", "走错门")
    assert run("duplicates", city, *judged, "--json") == []
