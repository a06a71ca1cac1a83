"""Every step of field work on the command line, through the same functions."""

from __future__ import annotations

import json

import pytest

from surveyapp.cli.main import main
from tests.surveyapp.fieldwork.short_survey import FORM, make_laptop

DIGEST = FORM.content_hash[:10]
ANSWERS = {
    "consent": "yes",
    "age": 40,
    "main/air": "c",
    "main/bags": {"special": "dont_know"},
    "main/cars[2]/brand": "红旗",
}


@pytest.fixture
def run(tmp_path, capsys):
    make_laptop(tmp_path / "laptop.survey").close()

    def run(command, *arguments, code=0):
        words = ["fieldwork", command, str(tmp_path / "laptop.survey"), *map(str, arguments)]
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == code
        return capsys.readouterr()

    return run


def answers_file(tmp_path, answers):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers), encoding="utf-8")
    return path


def test_a_day_in_the_field(run, tmp_path):
    run("visit", "330402-C001-H00002", "2.24")
    run("visit", "330402-C001-H00002", "2.112")
    assert run("close", "330402-C001-H00002").out.strip() == "2.112"
    path = answers_file(tmp_path, ANSWERS)
    told = json.loads(
        run("interview", path, "--case", "330402-C001-H00001", "--form", DIGEST, "--json").out
    )
    assert told["disposition"] == "1.10"
    assert len(told["code"]) == 11
    cases = json.loads(run("cases", "--json").out)
    assert [case["state"] for case in cases] == ["done", "done", "open"]
    progress = json.loads(run("progress", "--by", "surveyor", "--json").out)
    assert [(row["name"], row["finished"]) for row in progress] == [("张三", 2), ("330400", 2)]
    assert "rr1 0.333" in run("rates").out
    assert json.loads(run("unconfirmed", "--json").out)["made"] == 2
    assert json.loads(run("backup", "--json").out)["revisions"] == 2
    run("verify")


def test_a_draft_is_kept_and_finished_later(run, tmp_path):
    path = answers_file(tmp_path, ANSWERS)
    iid = run("interview", path, "--form", DIGEST, "--keep-draft").out.strip()
    assert [draft["iid"] for draft in json.loads(run("drafts", "--json").out)] == [iid]
    assert run("finish", iid).out.startswith("1.10")
    assert json.loads(run("drafts", "--json").out) == []


def test_an_answer_that_does_not_fit_keeps_nothing(run, tmp_path):
    path = answers_file(tmp_path, {"consent": "perhaps"})
    said = run("interview", path, "--form", DIGEST, code=2)
    assert "consent" in said.err
    assert json.loads(run("drafts", "--json").out) == []


def test_a_file_without_answers_is_refused(run, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text("[1", encoding="utf-8")
    assert "answers.json" in run("interview", path, "--form", DIGEST, code=2).err


def test_practice_is_not_a_case(run, tmp_path):
    path = answers_file(tmp_path, ANSWERS)
    run("interview", path, "--form", DIGEST, "--practice")
    assert json.loads(run("unconfirmed", "--json").out)["made"] == 0


def test_a_backup_is_restored(run):
    run("backup")
    assert "2" in run("restore").out
    assert len(json.loads(run("cases", "--json").out)) == 3


def test_checks_and_codes_are_printed(run):
    run("check")
    assert json.loads(run("flags", "--json").out) == []
    with pytest.raises(SystemExit):
        main(["fieldwork", "codes"])
