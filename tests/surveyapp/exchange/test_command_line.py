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
