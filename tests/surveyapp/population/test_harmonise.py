"""Adult margins against figures computed by hand from the published census tables."""

import pytest

from surveyapp.errors import SurveyError
from surveyapp.population.districts import CITY_CODE, DISTRICTS
from surveyapp.population.harmonise import (
    ADULT,
    AGE_BANDS,
    HarmoniseRules,
    age_band,
    harmonise_margins,
)
from surveyapp.population.reading import parse_margins, shipped_margins


def table(district, variable):
    made = harmonise_margins(shipped_margins(), HarmoniseRules(), "step")
    return {m.category: m.value for m in made if (m.district, m.variable) == (district, variable)}


def test_the_seven_counties_sum_to_the_city_in_every_published_cell():
    cells = {}
    for margin in shipped_margins():
        cells.setdefault((margin.variable, margin.category), {})[margin.district] = margin.value
    for by_district in cells.values():
        assert sum(by_district[code] for code in DISTRICTS) == by_district[CITY_CODE]


def test_every_variable_sums_to_the_adult_total():
    total = table("330424", "total")["total"]
    assert total == pytest.approx(391_280, abs=1)
    for variable in ("sex", "age_band", "sex_age", "education", "occupation", "residence"):
        assert sum(table("330424", variable).values()) == pytest.approx(total)


def test_two_fifths_of_15_to_19_are_adults():
    published = {
        m.category: m.value
        for m in shipped_margins()
        if m.district == "330402" and m.variable == "age_by_sex"
    }
    expected = 0.4 * published["male|15-19"] + published["male|20-24"] + published["male|25-29"]
    assert table("330402", "sex_age")["male|18-29"] == pytest.approx(expected)


def test_the_lowest_education_is_what_remains_of_the_adults():
    education = table("330402", "education")
    assert education["senior_secondary"] == pytest.approx(122_832)
    assert education["bachelor_plus"] == pytest.approx(116_714)
    assert education["junior_or_less"] == pytest.approx(
        table("330402", "total")["total"] - 122_832 - 93_188 - 116_714
    )


def test_the_employed_follow_the_long_form():
    # 南湖: 49,051 of 76,348 aged 15 and over in the form are employed, 1,400 of them in farming.
    occupation = table("330402", "occupation")
    employed = sum(occupation.values()) - occupation["not_employed"]
    assert occupation["agriculture"] / employed == pytest.approx(1400 / 49_051)


def test_rules_change_the_result():
    rules = HarmoniseRules(pupils_share_of_15_17=0.5)
    made = harmonise_margins(shipped_margins(), rules, "step")
    senior = next(
        m.value
        for m in made
        if (m.district, m.variable, m.category) == ("330402", "education", "senior_secondary")
    )
    assert senior == pytest.approx(122_832 - 0.5 * 0.6 * 43_986)


def test_disagreeing_margins_are_refused():
    margins = [
        m if (m.variable, m.category) != ("education", "bachelor_plus") else _times(m, 50)
        for m in shipped_margins()
    ]
    with pytest.raises(SurveyError) as refused:
        harmonise_margins(margins, HarmoniseRules(), "step")
    assert refused.value.code == "population.negative-remainder"


def test_every_harmonised_margin_names_universe_source_and_step():
    for margin in harmonise_margins(shipped_margins(), HarmoniseRules(), "step"):
        assert (margin.universe, margin.step_id, margin.year) == (ADULT, "step", 2020)
        assert margin.source


@pytest.mark.parametrize(
    ("age", "band"), [(17, ""), (18, "18-29"), (29, "18-29"), (30, "30-39"), (95, "60+")]
)
def test_ages_fall_into_bands(age, band):
    assert age_band(age) == band
    assert band in ("", *AGE_BANDS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "population.missing-columns"),
        (
            "district_code,variable,category,value,unit,universe,year,source\nx,y,z,many,p,u,2020,s\n",
            "population.not-a-number",
        ),
    ],
)
def test_a_bad_file_is_refused_whole(text, code):
    with pytest.raises(SurveyError) as refused:
        parse_margins(text, "margins.csv")
    assert refused.value.code == code


def _times(margin, factor):
    from dataclasses import replace

    return replace(margin, value=margin.value * factor)
