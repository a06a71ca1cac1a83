"""The weighting steps applied to a set of weights, each with the record it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from weights.arrays import FloatArray, count_codes, sum_codes
from weights.calibration import METHODS as CALIBRATION_METHODS
from weights.calibration import Bounds, Calibration
from weights.coding import code_column, code_columns, column_of, label_of, require_complete
from weights.conventions import check_option
from weights.errors import WeightsError
from weights.layout import numeric
from weights.margins import AGREE, Margin, Margins, margin_lines, read_margins
from weights.nonresponse import METHODS as NONRESPONSE_METHODS
from weights.nonresponse import (
    ClassAdjustment,
    PropensityAdjustment,
    PropensityClasses,
    classes_of,
    model_matrix,
    truth_of,
)
from weights.raking import Raking, indicator_matrix
from weights.records import MarginLine, StepRecord, factor_range, spread_of
from weights.steps import Applied, Step
from weights.trimming import REDISTRIBUTE, CalibratedTrimming, TrimmedFactors, Trimming


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a step did: the step as applied, and its record."""

    applied: Applied
    record: StepRecord


def finish(
    step: Step,
    before: FloatArray,
    name: str,
    settings: Mapping[str, object],
    margins: tuple[Margin, ...] = (),
) -> Outcome:
    """Apply a step and describe what it did."""
    after = step.reweigh(before)
    low, high = factor_range(before, after)
    record = StepRecord(
        step=name,
        settings=settings,
        before=spread_of(before),
        after=spread_of(after),
        factor_low=low,
        factor_high=high,
        margins=margin_lines(margins, before, after),
    )
    return Outcome(Applied(step, before, after), record)


def rake(frame: pd.DataFrame, weights: FloatArray, margins: Margins, within: str | None) -> Outcome:
    """Raking to several margins."""
    found = read_margins(frame, margins, within, weights != 0)
    settings = {"margins": tuple(margins), "within": within}
    return finish(Raking(found), weights, "raking", settings, found)


def poststratify(
    frame: pd.DataFrame,
    weights: FloatArray,
    by: Sequence[str],
    totals: Mapping[object, float],
) -> Outcome:
    """Post-stratification: raking to the one margin that `by` makes together."""
    margin = _crossed_margin(frame, weights, by, totals)
    settings = {"by": tuple(by)}
    return finish(Raking((margin,)), weights, "post-stratification", settings, (margin,))


def _crossed_margin(
    frame: pd.DataFrame, weights: FloatArray, by: Sequence[str], totals: Mapping[object, float]
) -> Margin:
    """Several columns crossed into one; keys are labels, or tuples of them."""
    coding = require_complete(code_columns(frame, by))
    texts = [" × ".join(labels) for labels in coding.labels]
    crossed = pd.DataFrame({" × ".join(by): pd.Categorical.from_codes(coding.codes, texts)})
    given = {
        " × ".join(label_of(part) for part in key) if isinstance(key, tuple) else label_of(key): t
        for key, t in totals.items()
    }
    return read_margins(crossed, {" × ".join(by): given}, None, weights != 0)[0]


@dataclass(frozen=True)
class CalibrationPlan:
    """What to calibrate to and how.

    Attributes:
        margins: totals of categories, as for raking.
        totals: totals of numeric columns; `intercept` is the number of people.
        within: separately in each category of this column.
        method: linear, raking or logit.
        bounds: of the factors.
        equal_within: a column (such as the household) whose rows keep one common factor.
    """

    margins: Margins
    totals: Mapping[str, float]
    within: str | None = None
    method: str = "linear"
    bounds: tuple[float, float] | None = None
    equal_within: str | None = None


def calibrate(frame: pd.DataFrame, weights: FloatArray, plan: CalibrationPlan) -> Outcome:
    """Calibration to margins and numeric totals."""
    check_option("method", plan.method, CALIBRATION_METHODS)
    bounds = _checked_bounds(plan)
    margins: tuple[Margin, ...] = ()
    if plan.margins:
        margins = read_margins(frame, plan.margins, plan.within, weights != 0)
    elif not plan.totals:
        raise WeightsError("margins.none")
    _check_population(frame, plan, margins)
    step = _calibration(frame, weights, plan, (margins, bounds))
    settings = {
        "method": plan.method,
        "margins": tuple(plan.margins),
        "totals": dict(plan.totals),
        "within": plan.within,
        "bounds": plan.bounds,
        "equal_within": plan.equal_within,
    }
    return finish(step, weights, "calibration", settings, margins)


def _check_population(
    frame: pd.DataFrame, plan: CalibrationPlan, margins: tuple[Margin, ...]
) -> None:
    """The number of people and the margins count the same ones."""
    people = None if "intercept" in frame.columns else plan.totals.get("intercept")
    if people is None or not margins:
        return
    total = float(margins[0].targets.sum())
    if abs(total - people) > AGREE * max(total, people):
        raise WeightsError(
            "margins.contradict",
            within=None,
            first=margins[0].name,
            first_total=total,
            second="intercept",
            second_total=people,
            gap=people - total,
        )


def _checked_bounds(plan: CalibrationPlan) -> Bounds:
    if plan.bounds is None:
        if plan.method == "logit":
            raise WeightsError(
                "option.unknown", option="bounds", value=None, allowed=("(lower, upper)",)
            )
        return (-np.inf, np.inf)
    low, high = plan.bounds
    if not low < 1.0 < high:
        raise WeightsError("calibration.bounds_exclude_one", lower=low, upper=high)
    return (low, high)


def _calibration(
    frame: pd.DataFrame,
    weights: FloatArray,
    plan: CalibrationPlan,
    read: tuple[tuple[Margin, ...], Bounds],
) -> Calibration:
    margins, bounds = read
    names = tuple(f"{m.name}={c}" for m in margins for _, c in m.categories)
    totals = np.concatenate([m.targets for m in margins]) if margins else np.zeros(0)
    if not plan.totals and plan.equal_within is None:
        codes, keys = Raking(margins).cells
        matrix = indicator_matrix(keys, margins)
        return Calibration(matrix, codes, totals, names, plan.method, bounds)
    blocks = [np.eye(m.count)[m.codes] for m in margins]
    blocks += [_numbers(frame, name)[:, None] for name in plan.totals]
    matrix = np.hstack(blocks)
    if plan.equal_within is not None:
        matrix = _averaged(frame, matrix, weights, plan.equal_within)
    totals = np.append(totals, np.array(list(plan.totals.values()), dtype=float))
    names += tuple(plan.totals)
    return Calibration(matrix, None, totals, names, plan.method, bounds)


def _numbers(frame: pd.DataFrame, name: str) -> FloatArray:
    if name == "intercept" and name not in frame.columns:
        return np.ones(len(frame))
    return numeric(frame, name)


def _averaged(
    frame: pd.DataFrame, matrix: FloatArray, weights: FloatArray, cluster: str
) -> FloatArray:
    """Auxiliaries averaged within clusters give every row of a cluster the same factor."""
    coding = require_complete(code_column(frame, cluster))
    sums = sum_codes(coding.codes, weights, coding.count)
    safe = np.where(sums > 0, sums, 1.0)
    means = [
        sum_codes(coding.codes, weights * matrix[:, k], coding.count) / safe
        for k in range(matrix.shape[1])
    ]
    return np.column_stack(means)[coding.codes]


def adjust_nonresponse(
    frame: pd.DataFrame,
    weights: FloatArray,
    responded: str,
    by: Sequence[str],
    method: tuple[str, int],
) -> Outcome:
    """Nonresponse by class or by propensity."""
    kind, count = method
    check_option("method", kind, NONRESPONSE_METHODS)
    answered = truth_of(frame, responded)
    settings: dict[str, object] = {"responded": responded, "by": tuple(by), "method": kind}
    if kind == "classes":
        codes, labels = classes_of(frame, by)
        step: Step = ClassAdjustment(answered, np.ones_like(answered), codes, labels)
        outcome = finish(step, weights, "nonresponse", settings)
        return _with_classes(outcome, step, weights)
    matrix = model_matrix(frame, by)
    if kind == "propensity":
        step = PropensityAdjustment(answered, matrix, tuple(by))
        return finish(step, weights, "nonresponse", settings)
    settings["classes"] = count
    graded = PropensityClasses(answered, matrix, tuple(by), count)
    outcome = finish(graded, weights, "nonresponse", settings)
    return _with_classes(outcome, graded.classes(weights), weights)


def _with_classes(outcome: Outcome, step: ClassAdjustment, weights: FloatArray) -> Outcome:
    """Add one line per class: rows and weight before, and the weight respondents got."""
    size = len(step.labels)
    counts = count_codes(step.codes[weights > 0], size).tolist()
    before = sum_codes(step.codes, weights * step.known, size).tolist()
    after = sum_codes(step.codes, outcome.applied.after, size).tolist()
    lines = tuple(
        MarginLine("class", label, None, counts[k], before[k], after[k], None)
        for k, label in enumerate(step.labels)
    )
    return Outcome(outcome.applied, replace(outcome.record, margins=lines))


def adjust_eligibility(
    frame: pd.DataFrame,
    weights: FloatArray,
    status: str,
    groups: tuple[Sequence[object], Sequence[object]],
    by: Sequence[str],
) -> Outcome:
    """Spread the weight of unknown cases over known ones, then drop the ineligible."""
    unknown, ineligible = ({label_of(v) for v in group} for group in groups)
    labels = column_of(frame, status)
    if labels.isna().any():
        raise WeightsError("eligibility.unknown_value", column=status, values=("missing",))
    texts = labels.map(label_of)
    absent = tuple(sorted((unknown | ineligible) - set(texts)))
    if absent:
        raise WeightsError("eligibility.unknown_value", column=status, values=absent)
    codes, names = classes_of(frame, by)
    known = ~texts.isin(unknown).to_numpy()
    kept = ~texts.isin(ineligible).to_numpy()
    step = ClassAdjustment(known, kept, codes, names)
    settings = {
        "status": status,
        "unknown": tuple(unknown),
        "ineligible": tuple(ineligible),
        "by": tuple(by),
    }
    return _with_classes(finish(step, weights, "eligibility", settings), step, weights)


def trim(
    weights: FloatArray,
    limits: tuple[float, float],
    redistribute: str,
    earlier: Sequence[Applied],
    once: bool,
) -> Outcome:
    """Trimming, with or without keeping the margins of the last calibration."""
    check_option("redistribute", redistribute, REDISTRIBUTE)
    lower, upper = limits
    if not 0 <= lower < upper:
        raise WeightsError("trimming.bounds", lower=lower, upper=upper)
    settings = {"lower": lower, "upper": upper, "redistribute": redistribute}
    if redistribute != "margins":
        return finish(Trimming(lower, upper, redistribute, once), weights, "trimming", settings)
    matrix, names, margins = _last_auxiliaries(earlier)
    step = CalibratedTrimming(lower, upper, matrix, names)
    return finish(step, weights, "trimming", settings, margins)


def trim_factors(limits: tuple[float, float], earlier: Sequence[Applied]) -> Outcome:
    """Cut the factors of the last step, a calibration, as part of that step."""
    if not earlier or not isinstance(earlier[-1].step, (Raking, Calibration)):
        raise WeightsError("margins.none")
    last = earlier[-1]
    step = TrimmedFactors(last.step, *limits)
    settings = {"lower": limits[0], "upper": limits[1], "of": "factors"}
    return finish(step, last.before, "trimming", settings, _last_auxiliaries(earlier)[2])


def _last_auxiliaries(
    earlier: Sequence[Applied],
) -> tuple[FloatArray, tuple[str, ...], tuple[Margin, ...]]:
    for applied in reversed(earlier):
        step = applied.step
        if isinstance(step, Raking):
            codes, keys = step.cells
            matrix = indicator_matrix(keys, step.margins)[codes]
            names = tuple(f"{m.name}={c}" for m in step.margins for _, c in m.categories)
            return matrix, names, step.margins
        if isinstance(step, Calibration):
            matrix = step.auxiliaries if step.cells is None else step.auxiliaries[step.cells]
            return matrix, step.names, ()
    raise WeightsError("margins.none")
