"""The synthetic adults of a district: a joint table that has the real margins.

The census gives margins only. A plausible table of sex × age × education × occupation is fitted to
them by iterative proportional fitting (Deming and Stephan, 1940), starting from how ages,
education and work hang together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from surveyapp.population.harmonise import AGE_BANDS, EDUCATION, OCCUPATION

Floats = npt.NDArray[np.float64]

SEX_AGE = tuple(f"{sex}|{band}" for sex in ("male", "female") for band in AGE_BANDS)

# Rows: ages; columns: education from lowest to highest. Younger people went to school longer.
_EDUCATION_BY_AGE = (
    (0.25, 0.25, 0.25, 0.25),
    (0.40, 0.20, 0.20, 0.20),
    (0.58, 0.18, 0.13, 0.11),
    (0.75, 0.15, 0.06, 0.04),
    (0.90, 0.07, 0.02, 0.01),
)
# Columns as OCCUPATION; the last is not employed.
_OCCUPATION_BY_AGE = (
    (0.10, 0.08, 0.22, 0.01, 0.34, 0.25),
    (0.12, 0.07, 0.26, 0.01, 0.42, 0.12),
    (0.10, 0.05, 0.26, 0.02, 0.45, 0.12),
    (0.07, 0.04, 0.22, 0.04, 0.38, 0.25),
    (0.02, 0.01, 0.07, 0.08, 0.12, 0.70),
)
# Rows as EDUCATION: what schooling leads to, relative.
_OCCUPATION_BY_EDUCATION = (
    (0.3, 0.4, 1.0, 1.6, 1.4, 1.1),
    (0.8, 1.0, 1.2, 0.8, 1.0, 0.9),
    (2.0, 2.0, 1.0, 0.3, 0.6, 0.8),
    (4.0, 2.5, 0.8, 0.1, 0.3, 0.8),
)


@dataclass(frozen=True, eq=False)
class Cells:
    """Adults by cell of sex × age, education and occupation, as shares of one.

    ``shares`` has shape (10, 4, 6); the index arrays give each flattened cell's categories.
    """

    shares: Floats

    @property
    def flat(self) -> Floats:
        """The 240 shares in one row."""
        return self.shares.ravel()

    @property
    def categories(self) -> tuple[npt.NDArray[np.int64], ...]:
        """Index of sex × age, education and occupation of each flattened cell."""
        grids = np.indices(self.shares.shape)
        return tuple(grid.ravel() for grid in grids)


def fit_cells(margins: Mapping[str, Mapping[str, float]]) -> Cells:
    """The joint table with the margins ``sex_age``, ``education`` and ``occupation``."""
    targets = [
        _shares(margins["sex_age"], SEX_AGE),
        _shares(margins["education"], EDUCATION),
        _shares(margins["occupation"], OCCUPATION),
    ]
    table = _prior()
    for _sweep in range(200):
        for axis, target in enumerate(targets):
            others = tuple(other for other in range(3) if other != axis)
            factors = target / table.sum(axis=others)
            table *= np.expand_dims(factors, others)
        if all(
            np.abs(table.sum(axis=tuple(o for o in range(3) if o != axis)) - target).max() < 1e-12
            for axis, target in enumerate(targets)
        ):
            break
    return Cells(table)


def _prior() -> Floats:
    education = np.array(_EDUCATION_BY_AGE * 2)
    occupation = np.array(_OCCUPATION_BY_AGE * 2)
    schooling = np.array(_OCCUPATION_BY_EDUCATION)
    return education[:, :, None] * occupation[:, None, :] * schooling[None, :, :]


def _shares(margin: Mapping[str, float], categories: Sequence[str]) -> Floats:
    values = np.array([margin[category] for category in categories])
    return values / values.sum()
