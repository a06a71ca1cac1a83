"""The respondent model: who is met, who answers, what they answer, and what is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from surveyapp.fieldwork.synthetic.answers import draw_answers
from surveyapp.fieldwork.synthetic.parameters import (
    PARTICIPATION_ITEMS,
    SATISFACTION_ITEMS,
    ModelParameters,
)
from surveyapp.fieldwork.synthetic.population import SEX_AGE, Cells, Floats, fit_cells
from surveyapp.fieldwork.synthetic.truth import TrueValue, calibrate_intercept, true_values
from surveyapp.population.harmonise import AGE_BANDS, EDUCATION, OCCUPATION

if TYPE_CHECKING:
    import pandas as pd

Margins = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Variable, district, category to adults, as ``population.harmonise.adult_margins`` gives them."""

MODEL_MARGINS = ("total", "sex_age", "education", "occupation", "residence")

_AGES = ((18, 29), (30, 39), (40, 49), (50, 59), (60, 84))
_FORM_EDUCATION = (
    (("none", 0.06), ("primary", 0.38), ("junior_secondary", 0.56)),
    (("senior_secondary", 1.0),),
    (("junior_college", 1.0),),
    (("bachelor_plus", 1.0),),
)
_FORM_OCCUPATION = (
    (("leader", 0.25), ("professional", 0.75)),
    (("clerk", 1.0),),
    (("service", 1.0),),
    (("agriculture", 1.0),),
    (("production", 1.0),),
    (),
)
_ADULTS = (0.14, 0.46, 0.22, 0.13, 0.05)
"""Households with one to five adults."""


@dataclass(frozen=True, eq=False)
class RespondentModel:
    """Synthetic people of every district under one wave's parameters."""

    parameters: ModelParameters
    cells: Mapping[str, Cells]
    adults: Mapping[str, float]
    intercept: float

    @classmethod
    def fit(cls, margins: Margins, parameters: ModelParameters) -> RespondentModel:
        """Fit the joint tables to the margins and the intercept to the wanted satisfaction."""
        districts = list(margins["total"])
        cells = {
            district: fit_cells({name: margins[name][district] for name in MODEL_MARGINS[1:4]})
            for district in districts
        }
        adults = {district: margins["total"][district]["total"] for district in districts}
        intercept = calibrate_intercept(cells, adults, parameters)
        return cls(parameters, cells, adults, intercept)

    def true_values(self) -> list[TrueValue]:
        """The model's true value of each person indicator, by city and district."""
        return true_values(self.cells, self.adults, self.parameters, self.intercept)

    def draw_households(self, units: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
        """Invent the person chosen in each household and what comes of the visit.

        ``units`` has ``district``, ``residence`` and ``psu`` in one row per household. The result
        has the same rows with adults, the chosen person, ``outcome`` (``complete``, ``refusal``,
        ``noncontact`` or ``not_eligible``), and every answer of the public form under its
        question's name (several choices as text with blanks; refused as ``!refused``).
        """
        people = units.reset_index(drop=True).copy()
        people["adults"] = 1 + rng.choice(len(_ADULTS), size=len(people), p=_ADULTS)
        cell = self._draw_cells(people["district"].to_numpy(), rng)
        for name, values in self._describe(cell, rng).items():
            people[name] = values
        people["outcome"] = self._draw_outcomes(cell, rng)
        psu, places = np.unique(people["psu"].to_numpy(), return_inverse=True)
        community = rng.normal(0.0, self.parameters.community_sd, len(psu))[places]
        latent = self._latent(people["district"].to_numpy(), cell)
        answers = draw_answers(self.parameters, latent, community, cell, rng)
        for name, values in answers.items():
            people[name] = values
        return people

    def _draw_cells(
        self, districts: npt.NDArray[Any], rng: np.random.Generator
    ) -> npt.NDArray[np.int64]:
        """Flattened cell of each person: sex × age, education, occupation as three columns."""
        flat = np.empty(len(districts), dtype=np.int64)
        for district, cells in self.cells.items():
            mask = districts == district
            flat[mask] = rng.choice(cells.flat.size, size=int(mask.sum()), p=cells.flat)
        shape = (len(SEX_AGE), len(EDUCATION), len(OCCUPATION))
        return np.column_stack(np.unravel_index(flat, shape))

    def _latent(self, districts: npt.NDArray[Any], cell: npt.NDArray[np.int64]) -> Floats:
        effects = np.array([self.parameters.district_effect.get(d, 0.0) for d in districts])
        ages = np.array([self.parameters.age_effect[band] for band in AGE_BANDS])
        schools = np.array([self.parameters.education_effect[one] for one in EDUCATION])
        return self.intercept + effects + ages[cell[:, 0] % 5] + schools[cell[:, 1]]

    def _describe(
        self, cell: npt.NDArray[np.int64], rng: np.random.Generator
    ) -> dict[str, npt.NDArray[Any]]:
        bands = cell[:, 0] % 5
        low = np.array([ages[0] for ages in _AGES])[bands]
        high = np.array([ages[1] for ages in _AGES])[bands]
        age = rng.integers(low, high + 1)
        return {
            "sex": np.where(cell[:, 0] < 5, "male", "female"),
            "age": age,
            "education": _refine(cell[:, 1], _FORM_EDUCATION, rng),
            "occupation": _occupation(cell[:, 2], age, rng),
        }

    def _draw_outcomes(
        self, cell: npt.NDArray[np.int64], rng: np.random.Generator
    ) -> npt.NDArray[Any]:
        ages = np.array([self.parameters.response_by_age[band] for band in AGE_BANDS])
        work = np.array([self.parameters.response_by_occupation[one] for one in OCCUPATION])
        willing = self.parameters.response * ages[cell[:, 0] % 5] * work[cell[:, 2]]
        dice = rng.random((3, len(cell)))
        return np.select(
            [
                dice[0] < self.parameters.not_eligible,
                dice[1] >= self.parameters.contact,
                dice[2] >= willing,
            ],
            ["not_eligible", "noncontact", "refusal"],
            "complete",
        )


def _refine(
    groups: npt.NDArray[np.int64],
    finer: tuple[tuple[tuple[str, float], ...], ...],
    rng: np.random.Generator,
) -> npt.NDArray[Any]:
    """The form's finer code within each raking category."""
    found = np.empty(len(groups), dtype=object)
    for group, options in enumerate(finer):
        mask = groups == group
        if options:
            names, chances = zip(*options, strict=True)
            found[mask] = rng.choice(names, size=int(mask.sum()), p=chances)
    return found


def _occupation(
    groups: npt.NDArray[np.int64], age: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[Any]:
    found = _refine(groups, _FORM_OCCUPATION, rng)
    idle = groups == len(_FORM_OCCUPATION) - 1
    at_home = rng.choice(["homemaker", "unemployed"], size=len(age), p=[0.7, 0.3])
    without = np.select([age >= 55, age <= 23], ["retired", "student"], at_home)
    found[idle] = without[idle]
    return found


__all__ = ["MODEL_MARGINS", "PARTICIPATION_ITEMS", "SATISFACTION_ITEMS", "RespondentModel"]
