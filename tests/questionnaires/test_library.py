import csv
import re
import zipfile
from importlib import resources

import pytest

from questionnaires.library import PUBLIC_SURVEY, QUESTION_BANK, SHELF_AUDIT, open_shipped, shipped

ZH, EN = "中文 (zh)", "English (en)"
FORMS = (PUBLIC_SURVEY, SHELF_AUDIT, QUESTION_BANK)
TEXTS = ("label", "hint", "guidance_hint", "required_message", "constraint_message")
JOINED = {"sales": {"class", "grade", "units", "value", "threshold_grade"}}
REFERENCE = re.compile(r"\$\{(\w+)\}")
CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def read(name):
    """Sheets as rows of column to text, without any reader of ours in between."""
    import openpyxl

    with open_shipped(name) as path:
        book = openpyxl.load_workbook(path, read_only=True)
        sheets = {}
        for sheet in book.worksheets:
            head, *rows = sheet.iter_rows(values_only=True)
            sheets[sheet.title] = [
                {column: str(value or "") for column, value in zip(head, row, strict=True)}
                for row in rows
            ]
        book.close()
    return sheets


@pytest.fixture(scope="module", params=FORMS)
def form(request):
    return read(request.param)


@pytest.fixture(scope="module")
def public():
    return read(PUBLIC_SURVEY)


@pytest.fixture(scope="module")
def audit():
    return read(SHELF_AUDIT)


def names(form):
    return {row["name"] for row in form["survey"] if row["name"]}


def codes(form, list_name):
    return {row["name"] for row in form["choices"] if row["list_name"] == list_name}


def asked(form):
    kinds = ("select_one", "select_multiple", "integer", "decimal", "text", "date")
    return [
        row for row in form["survey"] if row["type"].split()[:1] and row["type"].startswith(kinds)
    ]


def test_every_workbook_in_the_folder_is_an_instrument_or_the_bank():
    found = {entry.name for entry in resources.files("questionnaires.library").iterdir()}
    assert {name for name in found if name.endswith(".xlsx")} == {*shipped(), QUESTION_BANK}


def test_a_workbook_that_is_not_shipped_is_refused():
    with pytest.raises(KeyError), open_shipped("../method.py"):
        pass


@pytest.mark.parametrize(
    ("name", "form_id"),
    [
        (PUBLIC_SURVEY, "jiaxing_public"),
        (SHELF_AUDIT, "water_devices_audit"),
        (QUESTION_BANK, "question_bank"),
    ],
)
def test_the_standard_converter_accepts_the_form_without_a_warning(name, form_id):
    from pyxform.xls2xform import convert

    with open_shipped(name) as path:
        result = convert(str(path))
    assert result.warnings == []
    assert f'id="{form_id}" version="2025.1"' in result.xform


def test_every_text_stands_in_both_languages(form):
    for sheet, rows in form.items():
        for row in rows:
            for text in TEXTS:
                zh, en = row.get(f"{text}::{ZH}", ""), row.get(f"{text}::{EN}", "")
                assert bool(zh) == bool(en), (sheet, row)
                assert not CJK.search(en), (sheet, en)


def test_everything_shown_has_a_label_and_everything_enforced_a_message(form):
    silent = ("calculate", "hidden", "end_group", "end_repeat")
    for row in form["survey"]:
        if row["type"] not in silent:
            assert row[f"label::{ZH}"], row
        assert bool(row["required"]) == bool(row[f"required_message::{ZH}"]), row
        assert bool(row["constraint"]) == bool(row[f"constraint_message::{ZH}"]), row
    for sheet in ("choices", "checks", "indicators"):
        assert all(row[f"label::{ZH}"] for row in form.get(sheet, []))


def test_chinese_texts_use_full_width_punctuation(form):
    for rows in form.values():
        for row in rows:
            for text in TEXTS:
                zh = REFERENCE.sub("", row.get(f"{text}::{ZH}", ""))
                assert not re.search(r"[\u4e00-\u9fff] ?[,;:?!()]|\.$", zh), zh


def test_names_are_unique_and_lists_exist(form):
    given = [row["name"] for row in form["survey"] if row["name"]]
    assert len(given) == len(set(given))
    pairs = [(row["list_name"], row["name"]) for row in form["choices"]]
    assert len(pairs) == len(set(pairs))
    used = {r["type"].split()[1] for r in form["survey"] if r["type"].startswith("select_")}
    assert used <= {list_name for list_name, _ in pairs}


def test_every_reference_in_the_form_and_its_checks_exists(form):
    for row in [*form["survey"], *form.get("checks", [])]:
        for text in row.values():
            assert set(REFERENCE.findall(text)) <= names(form), row


def test_special_answers_are_stated_for_every_question(form):
    for row in asked(form):
        assert set(row["allow"].split()) <= {"none", "refused", "dont_know"}, row
        assert row["allow"], row
    assert all(row["not_read_out"] in ("", "yes") for row in form["choices"])


def test_indicator_expressions_refer_to_columns_of_their_source(public, audit):
    known = {"interviews": names(public), "audit": names(audit) | {"threshold_grade"}, **JOINED}
    for row in public["indicators"]:
        for column in ("base", "expression", "denominator", "unclear_when"):
            assert set(REFERENCE.findall(row[column])) <= known[row["source"]], row["key"]


def test_the_bank_holds_the_questions_of_the_public_survey_word_for_word(public):
    bank = {row["name"]: row for row in read(QUESTION_BANK)["survey"]}
    shared = [row for row in public["survey"] if row["name"].startswith(("sat_", "part_", "disp_"))]
    own = {"disp_total", "disp_confirm"}
    for row in shared:
        if row["name"] not in own:
            assert bank[row["name"]][f"label::{ZH}"] == row[f"label::{ZH}"]


def test_the_five_official_indicators_have_one_primary_row_each(public):
    primary = {r["primary_of"]: r for r in public["indicators"] if r["primary"] == "yes"}
    targets = {key: (row["target"], row["direction"]) for key, row in primary.items()}
    assert targets == {
        "satisfaction": ("80", "at_least"),
        "participation": ("80", "at_least"),
        "disposables": ("", "falling"),
        "appliances": ("50", "at_least"),
        "water_devices": ("100", "equal"),
    }
    assert all(row["key"] == key for key, row in primary.items())


def test_codes_named_in_expressions_are_codes_of_the_form(public, audit):
    every = {row["name"] for form in (public, audit) for row in form["choices"]}
    every |= {"consent", "statutory"}
    expressions = [
        row.get(column, "")
        for rows in (public["survey"], public["checks"], public["indicators"], audit["checks"])
        for row in rows
        for column in ("relevant", "constraint", "expression", "base", "unclear_when")
    ]
    for expression in expressions:
        for literal in re.findall(r"'([^']*)'", expression):
            assert set(literal.split()) <= every, expression


def test_option_scores_cover_what_is_read_out_and_say_who_set_them(public):
    for row in public["indicators"]:
        if row["kind"] == "score":
            list_name = "satisfaction" if "sat_" in row["expression"] else "awareness"
            scored = {pair.split("=")[0] for pair in row["option_scores"].split()}
            assert scored == codes(public, list_name) - {"unclear"}
            assert "本调查设定，可修改" in row[f"label::{ZH}"]


def test_the_interview_starts_with_header_notice_consent_and_age_gate(public):
    first = [row["name"] for row in public["survey"][:8]]
    assert first == [
        "header_note",
        "legal_basis",
        "notice_statutory",
        "notice_consent",
        "consent",
        "declined_note",
        "age",
        "under_age_note",
    ]
    sections = [row for row in public["survey"] if row["type"] == "begin_group"]
    assert {row["relevant"] for row in sections} == {"${consent} = 'yes' and ${age} >= 18"}


def test_no_target_or_threshold_reaches_the_respondent(public):
    for row in public["survey"]:
        for text in (row[f"label::{ZH}"], row[f"hint::{ZH}"], row[f"guidance_hint::{ZH}"]):
            assert not re.search(r"80|%|达标|目标值", text), text


def test_unclear_answers_are_never_read_out(public):
    silent = {(r["list_name"], r["name"]) for r in public["choices"] if r["not_read_out"]}
    fields = ("construction", "creation", "living", "consumption")
    scales = ("satisfaction", "confidence", "change")
    assert silent == {(f, "unsure") for f in fields} | {(s, "unclear") for s in scales}


def test_codes_of_person_questions_match_the_census_categories(public):
    path = resources.files("surveyapp.population") / "data" / "jiaxing_census_2020.csv"
    census = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    districts = {row["district_code"] for row in census} - {"330400"}
    assert codes(public, "district") == districts
    for variable in ("sex", "residence", "education", "occupation"):
        margins = {row["category"] for row in census if row["variable"] == variable}
        # Pre-school children are counted at age 3 and over, adults are not among them.
        assert margins - {"preschool"} <= codes(public, variable), variable


def test_device_classes_of_the_audit_have_a_row_in_the_catalogue(audit):
    path = resources.files("surveyapp.sales") / "data" / "water_classes.csv"
    catalogue = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert codes(audit, "device_class") == {row["class"] for row in catalogue}


@pytest.mark.parametrize("name", FORMS)
def test_workbooks_name_no_author_and_no_machine(name):
    with open_shipped(name) as path, zipfile.ZipFile(path) as archive:
        core = archive.read("docProps/core.xml").decode()
        everything = b"".join(archive.read(part) for part in archive.namelist())
        stamps = {info.date_time[0] for info in archive.infolist()}
    assert re.search(r"<dc:creator></dc:creator>|<dc:creator/>", core)
    assert b"/work/" not in everything
    assert b"/home/" not in everything
    assert stamps == {1980}
