"""Verdicts: the printed interval against the target, and nothing else.

met, not met, not distinguishable, or not assessed with the reason. The city's rows are judged by
their own 95 % interval, district rows by their simultaneous one, a complete count directly. For
the 100 % target any failure decides; a falling target is judged by the difference of two waves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from questionnaires.method import IndicatorRow
from surveyapp.analysis.indicator_sets import current_indicators
from surveyapp.analysis.results import (
    CITY_DOMAIN,
    DISTRICT_DOMAIN,
    MAIN,
    MET,
    NOT_ASSESSED,
    NOT_DISTINGUISHABLE,
    NOT_MET,
    EstimateRow,
    Verdict,
    WaveDifference,
)
from surveyapp.findings import Finding
from surveyapp.survey import Survey

_JUDGED = (CITY_DOMAIN, DISTRICT_DOMAIN)
_ROUNDING = 1e-9


def judge(
    row: EstimateRow, indicator: IndicatorRow, difference: WaveDifference | None = None
) -> tuple[str, Finding | None]:
    """The verdict on one figure and its reason; empty where no target applies to it."""
    if row.domain_variable not in _JUDGED or not _has_target(indicator):
        return "", None
    if row.reason is not None:
        return NOT_ASSESSED, row.reason
    if row.estimate is None:
        return NOT_ASSESSED, Finding("analysis.reason-no-estimate")
    if indicator.direction in ("falling", "rising"):
        return _judge_change(indicator.direction, difference)
    if indicator.direction == "equal":
        return _judge_all(row, indicator)
    return _judge_level(row, indicator)


def _has_target(indicator: IndicatorRow) -> bool:
    if indicator.direction in ("falling", "rising"):
        return True
    return indicator.target is not None and bool(indicator.direction)


def _judge_level(row: EstimateRow, indicator: IndicatorRow) -> tuple[str, Finding | None]:
    target = indicator.target or 0.0
    sign = 1.0 if indicator.direction == "at_least" else -1.0
    if row.complete:
        better = sign * ((row.estimate or 0.0) - target) >= -_ROUNDING
        return (MET if better else NOT_MET), Finding("analysis.reason-count")
    low, high = row.verdict_low, row.verdict_high
    if low is None or high is None:
        return NOT_ASSESSED, Finding("analysis.reason-no-interval")
    worst, best = (low, high) if sign > 0 else (-high, -low)
    if worst >= sign * target:
        return MET, None
    if best < sign * target:
        return NOT_MET, None
    return NOT_DISTINGUISHABLE, Finding("analysis.reason-target-inside", "", {"target": target})


def _judge_all(row: EstimateRow, indicator: IndicatorRow) -> tuple[str, Finding | None]:
    """Everything has to meet it: one failure is enough, and no sample can prove there is none."""
    target = indicator.target or 0.0
    if (row.estimate or 0.0) < target - _ROUNDING:
        return NOT_MET, Finding("analysis.reason-failures")
    if row.complete:
        return MET, Finding("analysis.reason-count")
    bound = row.upper_bound
    if bound is None:
        return NOT_DISTINGUISHABLE, Finding("analysis.reason-sample")
    return NOT_DISTINGUISHABLE, Finding("analysis.reason-none-seen", "", {"bound": f"{bound:.1f}"})


def _judge_change(direction: str, difference: WaveDifference | None) -> tuple[str, Finding | None]:
    if difference is None:
        return NOT_ASSESSED, Finding("analysis.reason-no-earlier-wave")
    if not difference.comparable:
        return NOT_ASSESSED, Finding(
            "analysis.reason-not-comparable", "", {"wave": difference.earlier_wave}
        )
    if difference.low is None or difference.high is None:
        return NOT_ASSESSED, Finding("analysis.reason-no-interval")
    low, high = difference.low, difference.high
    if direction == "rising":
        low, high = -high, -low
    if high < 0:
        return MET, None
    if low > 0:
        return NOT_MET, None
    return NOT_DISTINGUISHABLE, Finding(
        "analysis.reason-change-inside", "", {"wave": difference.earlier_wave}
    )


def read_verdicts(survey: Survey, run_id: str = "") -> tuple[Verdict, ...]:
    """The primary indicators of a run (the newest), city first, then their districts."""
    from surveyapp.analysis.estimates import read_estimates
    from surveyapp.analysis.waves import compare_rows, earlier_wave

    rows = [row for row in read_estimates(survey, run_id) if row.variant == MAIN]
    earlier = earlier_wave(survey)
    differences = compare_rows(survey, rows, earlier) if earlier else ()
    return gather_verdicts(rows, current_indicators(survey).primaries, differences)


def gather_verdicts(
    rows: Sequence[EstimateRow],
    indicators: Iterable[IndicatorRow],
    differences: Iterable[WaveDifference] = (),
) -> tuple[Verdict, ...]:
    """Verdicts as they were kept with the rows, the readings side by side."""
    moved = {(d.indicator, d.domain_variable, d.domain): d for d in differences}
    found: list[Verdict] = []
    for indicator in indicators:
        own = [row for row in rows if row.indicator == indicator.key]
        for variable in _JUDGED:
            for row in own:
                if row.primary_reading and row.domain_variable == variable:
                    same = [r for r in own if (r.domain_variable, r.domain) == _place(row)]
                    by_reading = {r.reading: r.verdict for r in same}
                    change = moved.get((row.indicator, *_place(row)))
                    found.append(_verdict(row, indicator, by_reading, change))
    return tuple(found)


def _place(row: EstimateRow) -> tuple[str, str]:
    return row.domain_variable, row.domain


def _verdict(
    row: EstimateRow,
    indicator: IndicatorRow,
    by_reading: Mapping[str, str],
    difference: WaveDifference | None,
) -> Verdict:
    falling = indicator.direction in ("falling", "rising")
    return Verdict(
        row.indicator,
        row.domain_variable,
        row.domain,
        indicator.target,
        indicator.direction,
        row.unit,
        row.estimate,
        row.verdict_low,
        row.verdict_high,
        row.confidence if row.joint_confidence is None else row.joint_confidence,
        row.n,
        row.verdict,
        row.reason,
        dict(by_reading),
        len(set(by_reading.values())) > 1,
        row.under_model,
        row.complete,
        difference if falling else None,
        row.deff,
        row.upper_bound,
    )
