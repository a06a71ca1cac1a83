"""The model's true values, by summing over cells and integrating over what people differ in.

The normal effects of community and person are integrated by Gauss–Hermite quadrature (Abramowitz
and Stegun, 1964, 25.4.46), which is exact here to far more digits than a survey can show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from surveyapp.fieldwork.synthetic.answers import (
    disposable_factor,
    logistic,
    participation_chance,
    unclear_share,
)
from surveyapp.fieldwork.synthetic.parameters import (
    DISPOSABLE_ITEMS,
    PARTICIPATION_ITEMS,
    SATISFACTION_ITEMS,
    ModelParameters,
)
from surveyapp.fieldwork.synthetic.population import Cells, Floats
from surveyapp.population.districts import CITY_CODE
from surveyapp.population.harmonise import AGE_BANDS, EDUCATION

_NODES = 40

Values = dict[str, tuple[Floats, Floats]]
"""Indicator to (figure, base) of each cell: the figure counts in proportion to the base."""


@dataclass(frozen=True)
class TrueValue:
    """What an indicator is under the model, in the indicator's own unit (rates in percent)."""

    indicator: str
    district: str
    value: float


def true_values(
    cells: Mapping[str, Cells],
    adults: Mapping[str, float],
    parameters: ModelParameters,
    intercept: float,
) -> list[TrueValue]:
    """Every person indicator's true value by district, and the city's under its own code."""
    sums: dict[str, list[tuple[float, float]]] = {}
    found: list[TrueValue] = []
    for district, table in cells.items():
        latent = _latent(district, table, parameters, intercept)
        for name, (figure, base) in _cell_values(table, latent, parameters).items():
            weight = table.flat * base * adults[district]
            above, below = float((weight * figure).sum()), float(weight.sum())
            sums.setdefault(name, []).append((above, below))
            found.append(TrueValue(name, district, above / below))
    city = [
        TrueValue(name, CITY_CODE, sum(a for a, _ in parts) / sum(b for _, b in parts))
        for name, parts in sums.items()
    ]
    return [*city, *found]


def calibrate_intercept(
    cells: Mapping[str, Cells], adults: Mapping[str, float], parameters: ModelParameters
) -> float:
    """The intercept at which the city's true satisfaction is the one wanted (bisection)."""
    spread = float(np.hypot(parameters.community_sd, parameters.person_sd))

    def share(intercept: float) -> float:
        above = below = 0.0
        for district, table in cells.items():
            latent = _latent(district, table, parameters, intercept)
            bands = table.categories[0] % 5
            weight = table.flat * (1.0 - unclear_share(parameters, bands)) * adults[district]
            above += float((weight * _expect(logistic, latent, spread)).sum())
            below += float(weight.sum())
        return above / below

    low, high = -6.0, 8.0
    for _step in range(60):
        middle = (low + high) / 2
        if share(middle) < parameters.satisfaction:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _latent(district: str, table: Cells, parameters: ModelParameters, intercept: float) -> Floats:
    sex_age, education, _work = table.categories
    ages = np.array([parameters.age_effect[band] for band in AGE_BANDS])
    schools = np.array([parameters.education_effect[one] for one in EDUCATION])
    effect = parameters.district_effect.get(district, 0.0)
    return intercept + effect + ages[sex_age % 5] + schools[education]


def _cell_values(table: Cells, latent: Floats, parameters: ModelParameters) -> Values:
    bands = table.categories[0] % 5
    everybody = np.ones_like(latent)
    clear = 1.0 - unclear_share(parameters, bands)
    values: Values = {}
    spread = float(np.hypot(parameters.community_sd, parameters.person_sd))
    for name, shift in SATISFACTION_ITEMS.items():
        key = "satisfaction" + ("" if name == "sat_overall" else name.removeprefix("sat"))
        rate = _expect(lambda eta, shift=shift: logistic(eta + shift), latent, spread)
        values[key] = (100 * rate, clear)
    spread = float(np.hypot(parameters.community_sd, parameters.participation_sd / 0.4))
    chances = {
        name.removeprefix("part_"): shift for name, (shift, _) in PARTICIPATION_ITEMS.items()
    }
    for name, shift in chances.items():
        rate = _expect(lambda eta, s=shift: participation_chance(s, eta), latent, spread)
        values[f"participation_{name}"] = (100 * rate, everybody)
    values["participation"] = (
        100 * _expect(_any_of(list(chances.values())), latent, spread),
        everybody,
    )
    mean = sum((values[f"participation_{name}"][0] for name in chances), np.zeros_like(latent)) / 4
    values["participation_mean"] = (mean, everybody)
    level = disposable_factor(bands) * parameters.disposables
    for name, pieces in DISPOSABLE_ITEMS.items():
        values[f"disposables_{name.removeprefix('disp_')}"] = (pieces * level, everybody)
    values["disposables"] = (sum(DISPOSABLE_ITEMS.values()) * level, everybody)
    return values


def _any_of(shifts: list[float]) -> Callable[[Floats], Floats]:
    def chance(eta: Floats) -> Floats:
        none = np.ones_like(eta)
        for shift in shifts:
            none = none * (1.0 - participation_chance(shift, eta))
        return 1.0 - none

    return chance


def _expect(function: Callable[[Floats], Floats], centre: Floats, sd: float) -> Floats:
    """The mean of a function of a normal variable with that centre, for each cell."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    at = centre[:, None] + sd * nodes[None, :]
    return (function(at) * weights[None, :]).sum(axis=1) / weights.sum()
