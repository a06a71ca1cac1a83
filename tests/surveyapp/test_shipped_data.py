"""The figures and catalogues that come with the program agree with themselves."""

import csv
from collections import defaultdict
from importlib import resources

import pytest

CITY = "330400"


def rows(room, name):
    path = resources.files(f"surveyapp.{room}") / "data" / name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def census():
    table = defaultdict(dict)
    for row in rows("population", "jiaxing_census_2020.csv"):
        table[row["district_code"]][row["variable"], row["category"]] = int(row["value"])
    return table


def total(cells, variable):
    return sum(value for (name, _), value in cells.items() if name == variable)


def test_the_seven_counties_add_up_to_the_city_in_every_cell(census):
    counties = [cells for code, cells in census.items() if code != CITY]
    assert len(counties) == 7
    for cell, value in census[CITY].items():
        assert sum(county[cell] for county in counties) == value, cell


@pytest.mark.parametrize("variable", ["sex", "residence", "age_by_sex"])
def test_every_split_of_the_residents_adds_up_to_the_population(census, variable):
    for cells in census.values():
        assert total(cells, variable) == cells["population", "total"]


def test_education_of_both_sexes_adds_up_and_stays_below_the_population(census):
    for cells in census.values():
        assert total(cells, "education") == total(cells, "education_by_sex")
        assert total(cells, "education") < cells["population", "total"]


def test_occupations_add_up_to_the_employed_of_the_long_form(census):
    for cells in census.values():
        assert total(cells, "occupation") == cells["employment", "employed"]
        assert cells["employment", "employed"] < cells["employment", "age15plus"]


def test_every_census_row_names_unit_universe_year_and_source():
    for row in rows("population", "jiaxing_census_2020.csv"):
        assert row["unit"] in {"persons", "households", "persons_sample"}
        assert all(row[column] for column in ("universe", "source", "district_zh", "district_en"))
        assert row["year"] == "2020"


@pytest.mark.parametrize("name", ["appliance_classes.csv", "water_classes.csv"])
def test_catalogues_say_what_was_seen_and_what_has_to_be_checked(name):
    catalogue = rows("sales", name)
    assert len({row["class"] for row in catalogue}) == len(catalogue)
    for row in catalogue:
        assert row["zh"] in row["aliases"].split(";")
        assert row["en"]
        assert bool(row["grades"]) == bool(row["grades_status"])
        assert bool(row["threshold_grade"]) == bool(row["threshold_status"])
        recalled = "recalled" in (row["grades_status"], row["threshold_status"])
        assert (
            recalled == ("未见原文" in row["source"]) == ("original not seen" in row["source_en"])
        )


@pytest.mark.parametrize("name", ["appliance_classes.csv", "water_classes.csv"])
def test_no_spelling_stands_for_two_classes(name):
    spellings = [alias for row in rows("sales", name) for alias in row["aliases"].split(";")]
    assert len(spellings) == len(set(spellings))
