"""Achieved against population: whether every age, education and occupation was covered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from surveyapp.analysis.calibrators import COLUMNS
from surveyapp.analysis.cases import INTERVIEW, read_cases
from surveyapp.analysis.results import CoverageRow
from surveyapp.analysis.weighting import read_weighting_run
from surveyapp.population.districts import CITY_CODE
from surveyapp.population.harmonise import adult_margins
from surveyapp.sampling.plan import read_coverage_targets
from surveyapp.store.runs import read_weights
from surveyapp.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

VARIABLES = ("sex", "age_band", "sex_age", "education", "occupation", "residence")

_Counts = Mapping[tuple[str, str], tuple[int, float]]


def coverage_table(survey: Survey, run_id: str = "") -> tuple[CoverageRow, ...]:
    """Interviews, unweighted and weighted shares against the adult population, city first.

    ``run_id`` is a weighting run (the newest). People who refused an answer have no category; the
    shares are of those who gave one.
    """
    run = read_weighting_run(survey, run_id)
    final = {one.iid: one.final for one in read_weights(survey.store, run.run_id)}
    frame = read_cases(survey).frame
    made = frame[frame["status"] == INTERVIEW]
    made = made.assign(final=[final.get(iid, 0.0) for iid in made["iid"]])
    targets = {
        (cell.district, variable, category): cell.target
        for cell in read_coverage_targets(survey)
        for variable, category in cell.definition.items()
    }
    rows: list[CoverageRow] = []
    for variable, by_district in adult_margins(survey, VARIABLES).items():
        counts = _count(made, {**COLUMNS, "sex": "sex", "age_band": "age_band"}[variable])
        for district, totals in {CITY_CODE: _summed(by_district), **by_district}.items():
            rows.extend(_rows(district, variable, totals, counts, targets))
    return tuple(sorted(rows, key=lambda row: row.district))


def _count(made: pd.DataFrame, column: str) -> _Counts:
    """Interviews and weight by district and category; the city under its own code."""
    counts: dict[tuple[str, str], tuple[int, float]] = {}
    known = made[made[column].notna()]
    triples = zip(known["district"], known[column], known["final"], strict=True)
    for district, category, weight in triples:
        for place in (str(district), CITY_CODE):
            n, total = counts.get((place, str(category)), (0, 0.0))
            counts[(place, str(category))] = (n + 1, total + float(weight))
    return counts


def _rows(
    district: str,
    variable: str,
    totals: Mapping[str, float],
    counts: _Counts,
    targets: Mapping[tuple[str, str, str], int],
) -> list[CoverageRow]:
    own = {category: counts.get((district, category), (0, 0.0)) for category in totals}
    n_all, weight_all = (sum(pair[k] for pair in own.values()) for k in (0, 1))
    adults = sum(totals.values())
    return [
        CoverageRow(
            district,
            variable,
            category,
            n,
            100 * n / n_all if n_all else None,
            100 * weight / weight_all if weight_all else None,
            100 * totals[category] / adults,
            _target(district, variable, category, targets),
        )
        for category, (n, weight) in own.items()
    ]


def _target(
    district: str, variable: str, category: str, targets: Mapping[tuple[str, str, str], int]
) -> int | None:
    """Interviews wanted; the city's are the sum of its districts'."""
    if district != CITY_CODE:
        return targets.get((district, variable, category))
    found = [t for (_, name, value), t in targets.items() if (name, value) == (variable, category)]
    return sum(found) if found else None


def _summed(by_district: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    city: dict[str, float] = {}
    for totals in by_district.values():
        for category, value in totals.items():
            city[category] = city.get(category, 0.0) + value
    return city


def uncovered(rows: Sequence[CoverageRow]) -> tuple[CoverageRow, ...]:
    """Categories of the population in which nobody was interviewed."""
    return tuple(row for row in rows if row.n == 0 and row.share_population > 0)
