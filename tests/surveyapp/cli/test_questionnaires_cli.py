"""Questionnaires on the command line, against a survey file of the Jiaxing template."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from questionnaires.library import PUBLIC_SURVEY, open_shipped
from questionnaires.xlsform import read_workbook
from surveyapp.cli.main import commands
from surveyapp.errors import SurveyError
from surveyapp.operators import Operator, Role
from surveyapp.templates import Occasion, create_jiaxing

FORM = "jiaxing_public"
SHORT_FORM = "| survey |\n| | type | name | label |\n| | integer | age | How old are you? |\n"
MENDABLE = SHORT_FORM + "| | integer | age | And your neighbour? |\n"
BROKEN = SHORT_FORM + "| | nosuchtype | x | What? |\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "s.survey"
    designer = Operator("designer", "李工", Role.DESIGNER)
    create_jiaxing(path, designer, Occasion("2025", "consent")).close()
    return path


@pytest.fixture
def survey(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "s.survey"
    for part in template.parent.glob("s.survey*"):
        (tmp_path / part.name).write_bytes(part.read_bytes())
    return path


def run(*arguments: object, language: str = "en") -> Result:
    words = ["--language", language, "questionnaires", *map(str, arguments)]
    return CliRunner().invoke(commands, words)


def done(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.output


def versions(survey: Path) -> dict[str, str]:
    rows = json.loads(done("list", survey, "--json"))
    return {row["hash"]: row["state"] for row in rows}


def written(folder: Path, text: str) -> Path:
    path = folder / "short.md"
    path.write_text(text, encoding="utf-8")
    return path


def public_hash(survey: Path) -> str:
    rows = json.loads(done("list", survey, "--json"))
    return next(row["hash"] for row in rows if row["form_id"].startswith(FORM))


def test_the_list_names_both_shipped_forms(survey: Path):
    assert len(versions(survey)) == 2
    assert FORM in done("list", survey)


def test_a_workbook_is_checked_without_a_survey(tmp_path: Path):
    said = done("check", written(tmp_path, SHORT_FORM))
    assert "Nothing is wrong" in said


def test_a_finding_names_its_cell_in_words(tmp_path: Path):
    result = run("check", written(tmp_path, BROKEN))
    assert "Error: survey 3 type: There is no question type “nosuchtype”." in result.output
    assert isinstance(result.exception, SurveyError)
    assert result.exception.code == "questionnaires.has-errors"


def test_findings_are_told_in_chinese(tmp_path: Path):
    result = run("check", written(tmp_path, BROKEN), language="zh_CN")
    assert "错误: survey 3 type: 没有“nosuchtype”这种题型" in result.output


def test_findings_as_json_carry_code_and_place(tmp_path: Path):
    result = run("check", written(tmp_path, BROKEN), "--json")
    told = json.loads(result.output)
    assert (told[0]["code"], told[0]["row"]) == ("survey.type_unknown", 3)


def test_a_workbook_with_errors_is_not_kept(survey: Path, tmp_path: Path):
    result = run("add", survey, written(tmp_path, MENDABLE))
    assert isinstance(result.exception, SurveyError)
    assert len(versions(survey)) == 2


def test_errors_that_can_be_mended_are_mended_on_demand(survey: Path, tmp_path: Path):
    done("add", survey, written(tmp_path, MENDABLE), "--repair")
    assert len(versions(survey)) == 3


def test_what_cannot_be_mended_stays_outside(survey: Path, tmp_path: Path):
    result = run("add", survey, written(tmp_path, BROKEN), "--repair")
    assert isinstance(result.exception, SurveyError)
    assert len(versions(survey)) == 2


def test_the_start_of_a_hash_publishes_a_version(survey: Path):
    digest = public_hash(survey)
    done("publish", survey, digest[:12])
    assert versions(survey)[digest] == "published"


def test_an_unknown_hash_is_refused(survey: Path):
    result = run("publish", survey, "zzz")
    assert isinstance(result.exception, SurveyError)
    assert result.exception.code == "core.no-such-thing"


def test_a_version_is_written_with_its_method(survey: Path, tmp_path: Path):
    target = tmp_path / "out.xlsx"
    done("write", survey, public_hash(survey), target)
    with open_shipped(PUBLIC_SURVEY) as path:
        shipped = read_workbook(path)
    reading = read_workbook(target)
    assert reading.questionnaire.content_hash == shipped.questionnaire.content_hash
    assert reading.indicators == shipped.indicators
    assert reading.checks == shipped.checks


def test_a_changed_workbook_becomes_a_version_that_can_be_compared(survey: Path, tmp_path: Path):
    first = public_hash(survey)
    target = tmp_path / "out.xlsx"
    done("write", survey, first, target)
    book = load_workbook(target)
    sheet = book["survey"]
    heads = [cell.value for cell in sheet[1]]
    sheet.append([{"type": "text", "name": "remark"}.get(str(head)) for head in heads])
    book.save(target)
    done("add", survey, target)
    second = next(digest for digest in versions(survey) if digest == public_hash(survey))
    assert second != first
    said = done("compare", survey, first, second)
    assert "remark: added" in said
    assert "Interviews begun with the old version: 0." in said
    assert "not asked in one version: 1" in said
    assert done("compare", survey, first, first).strip() == "Both versions ask the same."


CODED = """| survey |
| | type | name | label | relevant |
| | select_one yn | a | A? | |
| | text | b | B? | ${a} = '98' |
| choices |
| | list_name | name | label |
| | yn | 1 | Yes |
| | yn | 98 | Don't know |
| settings |
| | form_id | form_title |
| | coded | Coded |
"""


def test_the_strict_verdict_is_told_and_gives_the_xform(tmp_path: Path):
    target = tmp_path / "form.xml"
    said = done("verdict", written(tmp_path, CODED), "--xform", target)
    assert "accept" in said
    assert target.read_text("utf-8").startswith("<?xml")


def test_a_strict_refusal_is_expected_trouble(tmp_path: Path):
    result = run("verdict", written(tmp_path, BROKEN))
    assert isinstance(result.exception, SurveyError)
    assert "nosuchtype" in str(result.exception)


def test_an_unreadable_file_is_a_strict_refusal_in_words(tmp_path: Path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK rubbish")
    result = run("verdict", path, language="zh_CN")
    assert isinstance(result.exception, SurveyError)
    assert "workbook." not in str(result.exception)


def test_a_version_becomes_an_xform(survey: Path, tmp_path: Path):
    target = tmp_path / "form.xml"
    done("xform", survey, public_hash(survey), target)
    assert "<h:html" in target.read_text("utf-8")


def test_special_codes_are_shown_and_go_both_ways(survey: Path, tmp_path: Path):
    coded = written(tmp_path, CODED)
    told = json.loads(done("specials", coded, "--json"))
    assert [(one["code"], one["means"], one["questions"]) for one in told] == [
        ("98", "dont_know", ["a"])
    ]
    done("add", survey, coded, "--codes")
    digest = next(
        row["hash"]
        for row in json.loads(done("list", survey, "--json"))
        if row["form_id"] == "coded"
    )
    plain, kobo = tmp_path / "plain.xlsx", tmp_path / "kobo.xlsx"
    done("write", survey, digest, plain)
    assert read_workbook(plain).questionnaire.question("b").relevant == "status(${a}) = 'dont_know'"
    done("write", survey, digest, kobo, "--codes")
    assert read_workbook(kobo).questionnaire.question("b").relevant == "selected(${a}, '98')"


def test_a_fault_is_pointed_at_in_its_expression(tmp_path: Path):
    text = CODED.replace("${a} = '98'", "${a} = '98' and nothing(1)")
    said = run("check", written(tmp_path, text)).output.splitlines()
    at = next(n for n, line in enumerate(said) if line.strip() == "^")
    assert said[at - 1][said[at].index("^") :].startswith("nothing(1)")


def test_a_faulty_version_is_not_published(survey: Path, tmp_path: Path):
    from questionnaires.model import Question, Questionnaire
    from surveyapp.fieldwork.questionnaires import keep_questionnaire, publish_questionnaire
    from surveyapp.survey import open_survey

    form = Questionnaire("x", "X", body=(Question("a", "text", relevant="${b} = 1"),))
    with open_survey(survey) as opened:
        digest = keep_questionnaire(opened, form)
        with pytest.raises(SurveyError) as refused:
            publish_questionnaire(opened, digest)
    assert refused.value.code == "questionnaires.has-errors"


def test_a_version_altered_in_the_file_is_noticed(survey: Path):
    from surveyapp.fieldwork.questionnaires import open_questionnaire
    from surveyapp.survey import open_survey

    digest = public_hash(survey)
    with open_survey(survey) as opened:
        opened.store.execute(
            "UPDATE questionnaire SET body = replace(body, '18', '16') WHERE hash = ?", (digest,)
        )
        with pytest.raises(SurveyError) as refused:
            open_questionnaire(opened, digest)
    assert refused.value.code == "questionnaires.altered"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_version_goes_on_paper(survey: Path, tmp_path: Path, kind: str):
    target = tmp_path / f"form.{kind}"
    said = done("paper", survey, public_hash(survey), "--to", target, "--language", "en")
    assert target.name in said
    assert target.stat().st_size > 10_000


def test_the_bank_lists_questions_and_copies_its_workbook(tmp_path: Path):
    assert len(json.loads(done("bank", "--json"))) > 5
    target = tmp_path / "bank.xlsx"
    done("bank", "--to", target)
    assert read_workbook(target).errors == ()


TWO = (
    SHORT_FORM
    + "| | text | job | What is your job? |\n| | note | n | At ${age} you work as ${job}. |\n"
)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "two.md"
    path.write_text(TWO, encoding="utf-8")
    return path


def test_a_text_is_found_with_its_place(two):
    rows = json.loads(done("find", two, "job", "--in", "texts", "--json"))
    assert [row["where"] for row in rows] == ["job", "n"]


def test_a_text_is_replaced_and_the_workbook_written(two, tmp_path):
    target = tmp_path / "new.xlsx"
    assert "3 cells" in done("replace", two, "you", "they", target, "--in", "texts", "--case")
    form = read_workbook(target).questionnaire
    assert dict(form.questions())["age"].labels[""] == "How old are they?"


def test_a_question_is_renamed_wherever_it_is_used(two, tmp_path):
    target = tmp_path / "new.xlsx"
    done("rename", two, "age", "years", target)
    form = read_workbook(target).questionnaire
    assert dict(form.questions())["n"].labels[""] == "At ${years} you work as ${job}."


@pytest.mark.parametrize(
    ("path", "name", "code"),
    [
        ("age", "job", "questionnaires.name-taken"),
        ("age", "two words", "questionnaires.name-invalid"),
        ("nobody", "x", "questionnaires.name-not-one"),
    ],
)
def test_a_name_that_cannot_be_is_refused(two, tmp_path, path, name, code):
    result = run("rename", two, path, name, tmp_path / "new.xlsx")
    assert isinstance(result.exception, SurveyError)
    assert result.exception.code == code
