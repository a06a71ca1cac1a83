"""What people are weighted by, made complete: refused answers and empty categories.

Refused education or occupation takes the answer of a donor of the same district, sex and age,
drawn at random with replacement (random hot deck within classes; Andridge and Little, 2010). The
result serves the weights alone; in tables such people stay outside the domain they did not name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from surveyapp.findings import Finding
from surveyapp.population.harmonise import AGE_BANDS, EDUCATION

if TYPE_CHECKING:
    import pandas as pd

    from surveyapp.analysis.recipes import Recipe

Totals = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Variable to district to category to adults."""

COLUMNS: Mapping[str, str] = {
    "sex_age": "sex_age",
    "education": "education_group",
    "occupation": "occupation_group",
    "residence": "residence",
}
"""Where the sample keeps the categories of each margin."""

_ORDERED: Mapping[str, Sequence[str]] = {
    "education": EDUCATION,
    "sex_age": [f"{sex}|{band}" for sex in ("male", "female") for band in AGE_BANDS],
    # Farming is rare and nearest to production work, office work to the professions.
    "occupation": (
        "leader_professional",
        "clerk",
        "service",
        "production",
        "agriculture",
        "not_employed",
    ),
}


@dataclass(frozen=True)
class Calibrators:
    """Complete columns to rake on, the totals that fit them, and what had to be done."""

    columns: Mapping[str, Any]
    """Margin to one label a case; ``None`` where a case has no interview."""
    totals: Totals
    findings: tuple[Finding, ...]


def complete_calibrators(
    frame: pd.DataFrame, answered: Any, recipe: Recipe, totals: Totals
) -> Calibrators:
    """Labels without gaps for everybody interviewed, and totals for labels that occur."""
    columns: dict[str, Any] = {}
    fitted: dict[str, dict[str, dict[str, float]]] = {}
    findings: list[Finding] = []
    districts = frame["district"].to_numpy(dtype=object)
    for number, variable in enumerate(recipe.margins):
        rng = np.random.default_rng([recipe.hot_deck_seed, number])
        values = frame[COLUMNS[variable]].astype(object).to_numpy(copy=True)
        values[~answered] = None
        given = _draw_donors(frame, values, answered, rng)
        if given:
            findings.append(
                Finding("analysis.hot-deck", variable, {"variable": variable, "count": given})
            )
        fitted[variable] = {}
        for district in sorted(set(districts[answered])):
            here = answered & (districts == district)
            joined, table, found = _join_rare(
                variable, values[here], totals[variable][district], recipe.least_in_category
            )
            values[here] = joined
            fitted[variable][district] = table
            findings.extend(_name_place(finding, district) for finding in found)
        columns[variable] = values
    return Calibrators(columns, fitted, tuple(findings))


def _name_place(finding: Finding, district: str) -> Finding:
    return Finding(finding.code, district, {**(finding.parameters or {}), "district": district})


def _draw_donors(frame: pd.DataFrame, values: Any, answered: Any, rng: np.random.Generator) -> int:
    """Fill gaps in place from the same district, sex and age; else from the same district."""
    gaps = answered & np.array([value is None or value != value for value in values])
    if not gaps.any():
        return 0
    near = (frame["district"].astype(str) + "|" + frame["sex_age"].astype(str)).to_numpy()
    wide = frame["district"].astype(str).to_numpy()
    donors = answered & ~gaps
    for place in np.flatnonzero(gaps):
        pool = np.flatnonzero(donors & (near == near[place]))
        if not pool.size:
            pool = np.flatnonzero(donors & (wide == wide[place]))
        if pool.size:
            values[place] = values[rng.choice(pool)]
    return int(gaps.sum())


def _join_rare(
    variable: str, values: Any, totals: Mapping[str, float], least: int
) -> tuple[Any, dict[str, float], list[Finding]]:
    """Join categories until each has enough interviews; population and labels alike."""
    groups: dict[str, tuple[str, ...]] = {n: (n,) for n in totals if totals[n] > 0}
    table = {name: totals[name] for name in groups}
    counts = {name: int((values == name).sum()) for name in groups}
    findings: list[Finding] = []
    while len(groups) > 1:
        rare = min(groups, key=lambda name: counts[name])
        if counts[rare] >= least:
            break
        partner = _partner(variable, rare, groups, table)
        merged = "+".join((*groups[partner], *groups[rare]))
        parameters = {"variable": variable, "category": rare, "with": partner, "n": counts[rare]}
        findings.append(Finding("analysis.category-joined", variable, parameters))
        groups[merged] = (*groups.pop(partner), *groups.pop(rare))
        table[merged] = table.pop(partner) + table.pop(rare)
        counts[merged] = counts.pop(partner) + counts.pop(rare)
    label = {part: name for name, parts in groups.items() for part in parts}
    return np.array([label.get(v, v) for v in values], dtype=object), table, findings


def _partner(
    variable: str, rare: str, groups: Mapping[str, tuple[str, ...]], table: Mapping[str, float]
) -> str:
    """The next category in order (of the same sex), or the smallest other one."""
    others = [name for name in groups if name != rare]
    order = _ORDERED.get(variable)
    if order is None:
        return min(others, key=lambda name: table[name])
    place = order.index(groups[rare][0])

    def distance(name: str) -> tuple[bool, int]:
        parts = groups[name]
        same = parts[0].split("|")[0] == rare.split("|")[0] or "|" not in rare
        return (not same, min(abs(order.index(part) - place) for part in parts))

    return min(others, key=distance)
