"""From published census margins to adult margins of one total per district.

The census gives education at age 3 and over, occupation of the employed in the ten-per-cent form,
and ages in five-year bands. Raking needs margins of one universe that agree on their total. Each
rule is recorded with the step, so that an auditor can redo it and a newer frame can replace it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.population.districts import CITY_CODE
from surveyapp.store.margins import (
    Margin,
    MarginStep,
    forget_margins,
    read_margins,
    write_margins,
    write_step,
)
from surveyapp.survey import Survey

ADULT = "adult18"
"""The universe that is raked to: residents aged 18 and over."""

AGE_BANDS: tuple[str, ...] = ("18-29", "30-39", "40-49", "50-59", "60+")
EDUCATION: tuple[str, ...] = (
    "junior_or_less",
    "senior_secondary",
    "junior_college",
    "bachelor_plus",
)
OCCUPATION: tuple[str, ...] = (
    "leader_professional",
    "clerk",
    "service",
    "agriculture",
    "production",
    "not_employed",
)

EDUCATION_GROUPS: Mapping[str, str] = {
    "none": "junior_or_less",
    "preschool": "junior_or_less",
    "primary": "junior_or_less",
    "junior_secondary": "junior_or_less",
    "senior_secondary": "senior_secondary",
    "junior_college": "junior_college",
    "bachelor_plus": "bachelor_plus",
}
"""Answer codes of the form and of the census to raking categories."""

OCCUPATION_GROUPS: Mapping[str, str] = {
    "leader": "leader_professional",
    "professional": "leader_professional",
    "clerk": "clerk",
    "service": "service",
    "agriculture": "agriculture",
    "production": "production",
    # 0.02 % of the employed in Jiaxing: too few for a category of their own.
    "other_employed": "production",
    "retired": "not_employed",
    "student": "not_employed",
    "homemaker": "not_employed",
    "unemployed": "not_employed",
}


@dataclass(frozen=True)
class HarmoniseRules:
    """What is assumed. Shares are of the category named; all are shown with the step."""

    adult_share_of_15_19: float = 0.4
    """Ages 18 and 19 of the band 15-19, taken as even."""
    pupils_share_of_15_17: float = 0.0
    """Share of those aged 15-17 counted under senior secondary; 0 keeps the census figure."""
    employed_under_18: float = 0.0
    """Share of the employed aged 15-17; the published form does not tell."""


def age_band(age: int) -> str:
    """The band of an adult's age in years; ``""`` under 18."""
    if age < 18:
        return ""
    return AGE_BANDS[0] if age < 30 else AGE_BANDS[min(age // 10 - 2, 4)]


def harmonise_margins(
    published: Iterable[Margin], rules: HarmoniseRules, step_id: str
) -> tuple[Margin, ...]:
    """Adult margins of every district: sex, age_band, sex_age, education, occupation, residence."""
    tables: dict[str, dict[str, dict[str, Margin]]] = defaultdict(lambda: defaultdict(dict))
    for margin in published:
        tables[margin.district][margin.variable][margin.category] = margin
    made: list[Margin] = []
    for district, table in tables.items():
        made.extend(_Harmoniser(district, table, rules, step_id).margins())
    return tuple(made)


def harmonise_survey(survey: Survey, rules: HarmoniseRules | None = None) -> MarginStep:
    """Make the survey's adult margins anew from its published ones, and record the step."""
    survey.require(Action.DESIGN)
    rules = rules or HarmoniseRules()
    published = [m for m in read_margins(survey.store) if m.universe != ADULT]
    if not published:
        raise SurveyError("population.no-margins")
    step_id = uuid.uuid4().hex
    made = harmonise_margins(published, rules, step_id)
    totals = {m.district: m.value for m in made if m.variable == "total"}
    step = MarginStep(
        step_id, survey.clock.iso(), survey.operator.operator_id, asdict(rules), {"totals": totals}
    )
    with survey.store.transaction():
        forget_margins(survey.store, ADULT)
        write_step(survey.store, step)
        write_margins(survey.store, made)
        survey.note("harmonise margins", {"step": step_id, "rules": asdict(rules)})
    return step


def adult_margins(
    survey: Survey, variables: Iterable[str]
) -> dict[str, dict[str, dict[str, float]]]:
    """Harmonised totals by variable, district (without the city) and category."""
    wanted: dict[str, dict[str, dict[str, float]]] = {}
    for variable in variables:
        by_district: dict[str, dict[str, float]] = defaultdict(dict)
        for margin in read_margins(survey.store, ADULT, variable):
            if margin.district != CITY_CODE:
                by_district[margin.district][margin.category] = margin.value
        if not by_district:
            raise SurveyError("population.no-adult-margins", variable=variable)
        wanted[variable] = dict(by_district)
    return wanted


class _Harmoniser:
    """The rules applied to one district's published tables."""

    def __init__(
        self,
        district: str,
        tables: Mapping[str, Mapping[str, Margin]],
        rules: HarmoniseRules,
        step_id: str,
    ) -> None:
        self._district = district
        self._tables = tables
        self._rules = rules
        self._step_id = step_id
        self._year = self._one("population", "total").year
        self._source = self._one("population", "total").source

    def margins(self) -> list[Margin]:
        """Every adult margin of the district, each summing to the same total."""
        sex_age = self._sex_age()
        total = sum(sex_age.values())
        shares = {
            "education": self._education(total),
            "occupation": self._occupation(total),
            "residence": self._numbers("residence"),
        }
        tables = {
            "total": {"total": total},
            "sex": _collapse(sex_age, 0),
            "age_band": _collapse(sex_age, 1),
            "sex_age": sex_age,
            **{variable: _scaled(table, total) for variable, table in shares.items()},
        }
        return [
            self._margin(variable, category, value)
            for variable, table in tables.items()
            for category, value in table.items()
        ]

    def _sex_age(self) -> dict[str, float]:
        cells = {f"{sex}|{band}": 0.0 for sex in ("male", "female") for band in AGE_BANDS}
        for category, value in self._numbers("age_by_sex").items():
            sex, _, ages = category.partition("|")
            first = int(ages.split("-")[0].rstrip("+"))
            if first == 15:
                cells[f"{sex}|18-29"] += value * self._rules.adult_share_of_15_19
            elif first >= 20:
                cells[f"{sex}|{age_band(first)}"] += value
        return cells

    def _education(self, total: float) -> dict[str, float]:
        published = self._numbers("education")
        table = {name: published[name] for name in EDUCATION[1:]}
        aged_15_17 = self._aged_15_19() * (1 - self._rules.adult_share_of_15_19)
        table["senior_secondary"] -= aged_15_17 * self._rules.pupils_share_of_15_17
        # Children fill the lower classes, so the lowest adult class is what remains.
        table = {EDUCATION[0]: total - sum(table.values()), **table}
        self._refuse_negative("education", table)
        return table

    def _occupation(self, total: float) -> dict[str, float]:
        employment = self._numbers("employment")
        share = employment["employed"] / employment["age15plus"]
        aged_15_up = sum(
            value
            for category, value in self._numbers("age_by_sex").items()
            if int(category.partition("|")[2].split("-")[0].rstrip("+")) >= 15
        )
        employed = aged_15_up * share * (1 - self._rules.employed_under_18)
        by_class = self._numbers("occupation")
        table: dict[str, float] = dict.fromkeys(OCCUPATION, 0.0)
        for name, value in by_class.items():
            table[OCCUPATION_GROUPS[name]] += employed * value / sum(by_class.values())
        table["not_employed"] = total - employed
        self._refuse_negative("occupation", table)
        return table

    def _aged_15_19(self) -> float:
        ages = self._numbers("age_by_sex")
        return ages["male|15-19"] + ages["female|15-19"]

    def _numbers(self, variable: str) -> dict[str, float]:
        table = self._tables.get(variable)
        if not table:
            raise SurveyError(
                "population.variable-missing", district=self._district, variable=variable
            )
        return {category: margin.value for category, margin in table.items()}

    def _one(self, variable: str, category: str) -> Margin:
        self._numbers(variable)
        return self._tables[variable][category]

    def _refuse_negative(self, variable: str, table: Mapping[str, float]) -> None:
        for category, value in table.items():
            if value < 0:
                raise SurveyError(
                    "population.negative-remainder",
                    district=self._district,
                    variable=variable,
                    category=category,
                )

    def _margin(self, variable: str, category: str, value: float) -> Margin:
        return Margin(
            self._district,
            ADULT,
            variable,
            category,
            value,
            "persons",
            self._year,
            self._source,
            self._step_id,
        )


def _collapse(cells: Mapping[str, float], part: int) -> dict[str, float]:
    table: dict[str, float] = defaultdict(float)
    for category, value in cells.items():
        table[category.split("|")[part]] += value
    return dict(table)


def _scaled(table: Mapping[str, float], total: float) -> dict[str, float]:
    factor = total / sum(table.values())
    return {category: value * factor for category, value in table.items()}
