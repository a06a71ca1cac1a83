"""Interviews for other programs: read back with the program's own reader, and weighed again."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))

from invented import interview, make_survey

from surveyapp.analysis.estimates import read_estimates, run_estimates
from surveyapp.analysis.weighting import run_weighting
from surveyapp.errors import SurveyError
from surveyapp.publication.microdata import read_microdata
from surveyapp.publication.microdata_files import export_interviews, short_names


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    with make_survey(tmp_path_factory.mktemp("microdata") / "x.survey", permille=0.12) as made:
        interview(made)
        run_weighting(made)
        run_estimates(made)
        yield made


def read(path: Path):
    import pyreadstat

    reader = pyreadstat.read_sav if path.suffix == ".sav" else pyreadstat.read_dta
    return reader(str(path))


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_the_published_share_comes_out_of_the_file(survey, tmp_path, ending):
    frame, meta = read(export_interviews(survey, tmp_path / f"x.{ending}")[0])
    texts = meta.variable_value_labels["sat_overall"]
    words = frame["sat_overall"].map(texts)
    known = words.notna() & ~words.isin(["不清楚", "Unclear"])
    satisfied = words.isin(["满意", "比较满意", "Satisfied", "Rather satisfied"])
    share = 100 * np.average(satisfied[known], weights=frame["weight"][known])
    published = [
        row.estimate
        for row in read_estimates(survey)
        if row.indicator == "satisfaction" and row.domain_variable == "city" and row.primary_reading
    ]
    assert share == pytest.approx(published[0], rel=1e-12)


def test_labels_codes_and_reasons_are_carried(survey, tmp_path):
    frame, meta = read(export_interviews(survey, tmp_path / "x.sav")[0])
    assert meta.column_names_to_labels["weight"] == "最终权重"
    assert meta.variable_value_labels["age__status"][0.0] == "已答"
    assert {"stratum", "psu", "weight"} <= set(frame)
    assert frame["iid"].is_unique


def test_who_it_was_is_not_in_the_file(survey, tmp_path):
    body = export_interviews(survey, tmp_path / "x.csv")[0].read_text("utf-8-sig")
    header = next(csv.reader(body.splitlines()))
    assert "unit_id" not in header
    assert not any(name in header for name in ("phone", "name", "contact"))


def test_several_choices_become_columns_of_their_own(survey):
    table = next(iter(read_microdata(survey)))
    marks = [name for name in table.codes if name.startswith("part_green_life_")]
    kept = [name for name in table.frame if name == "part_green_life"]
    if kept:
        assert marks
        values = table.frame[marks].stack().unique()
        assert set(values) <= {0.0, 1.0}


def test_excel_holds_the_meanings(survey, tmp_path):
    import openpyxl

    book = openpyxl.load_workbook(export_interviews(survey, tmp_path / "x.xlsx")[0], read_only=True)
    assert book.sheetnames[0] == "interviews"
    assert book.sheetnames[-1] == "codes"
    meanings = {row[1] for row in book["codes"].iter_rows(min_row=2, values_only=True)}
    assert {"education", "weight"} <= meanings


def test_another_ending_is_refused_and_nothing_written(survey, tmp_path):
    with pytest.raises(SurveyError, match=r"\.rds"):
        export_interviews(survey, tmp_path / "x.rds")
    assert list(tmp_path.iterdir()) == []


def test_names_are_cut_unlike_each_other():
    made = short_names(["a" * 40, "A" * 41, "1x", "a-b"], 10)
    assert len({one.casefold() for one in made.values()}) == 4
    assert all(len(one) <= 10 and one[0].isalpha() for one in made.values())
