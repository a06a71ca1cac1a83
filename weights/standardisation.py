"""Direct standardisation: domains compared as if all had the same mix of categories."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from weights import weighting
from weights.coding import code_column, code_columns, label_of
from weights.design import Design
from weights.errors import WeightsError
from weights.margins import Margin
from weights.raking import Raking


def standardise(
    design: Design,
    by: str,
    over: Sequence[str],
    population: Mapping[object, float],
    excluding_missing: str | None = None,
) -> Design:
    """Reweigh each category of `over` to the same mix of `by` (R svystandardize).

    Args:
        design: the design.
        by: the column whose mix is fixed, such as the age class.
        over: the columns whose combinations are to be compared.
        population: the standard mix, by category of `by`.
        excluding_missing: leave out rows where this column is missing.
    """
    active = design.weights != 0
    if excluding_missing is not None:
        active = active & design.frame[excluding_missing].notna().to_numpy()
    inner, outer = code_column(design.frame, by), code_columns(design.frame, over)
    shares = {label_of(key): float(value) for key, value in population.items()}
    if set(shares) != set(inner.columns[0]):
        raise WeightsError(
            "standardise.categories",
            column=by,
            expected=tuple(sorted(shares)),
            got=tuple(sorted(inner.columns[0])),
        )
    weights = np.where(active, design.weights, 0.0)
    sums = np.bincount(outer.codes[active], weights=weights[active], minlength=outer.count)
    whole = sum(shares.values())
    targets = np.array(
        [sums[k] * shares[label] / whole for k in range(outer.count) for label in inner.columns[0]]
    )
    codes = np.where(active, outer.codes * inner.count + inner.codes, 0)
    categories = tuple(
        (outer.label(k), label) for k in range(outer.count) for label in inner.columns[0]
    )
    outcome = weighting.finish(
        Raking((Margin(by, codes, targets, categories),)),
        weights,
        "standardisation",
        {"by": by, "over": tuple(over)},
    )
    step = replace(outcome.applied, before=weights)
    return replace(
        design,
        weights=step.after,
        steps=(*design.steps, step),
        records=(*design.records, outcome.record),
    )
