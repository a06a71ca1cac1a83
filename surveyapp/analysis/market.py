"""The two indicators without respondents: retail sales and the shelf audit, as rows.

Sales are a complete count of the shops that delivered, so there is no interval and coverage is
stated. The audit's unit is the model in an outlet and its cluster the outlet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaires.method import IndicatorRow
from surveyapp.analysis.cases import refused_by_weights
from surveyapp.analysis.estimation import Conditions, estimate_figures
from surveyapp.analysis.readings import Figures, primary_reading
from surveyapp.analysis.results import (
    BOUNDS_HIGH,
    BOUNDS_LOW,
    CITY_DOMAIN,
    EXCLUDED,
    NOT_SATISFIED,
    EstimateRow,
)
from surveyapp.findings import Finding
from surveyapp.population.districts import CITY_CODE
from surveyapp.sales.audit import AuditedModel, read_audited_models
from surveyapp.sales.shares import SalesShares, Share, saving_shares
from surveyapp.store.sampling import read_units
from surveyapp.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

CLASS, DEVICE_CLASS, OUTLET = "class", "device_class", "outlet"


@dataclass(frozen=True)
class _Amounts:
    """What a share is made of, counted in units or in value."""

    saving: float
    ungraded: float
    total: float

    def reading(self, name: str) -> float | None:
        """Ungraded goods left out, counted as not saving, or (at most) as saving."""
        base = self.total - self.ungraded if name == EXCLUDED else self.total
        above = self.saving + (self.ungraded if name == BOUNDS_HIGH else 0.0)
        return 100 * above / base if base > 0 else None


def sales_rows(
    survey: Survey, indicators: Sequence[IndicatorRow], run_id: str = ""
) -> list[EstimateRow]:
    """The energy-saving share of the wave's sales, in all and by class, in each reading."""
    shares = saving_shares(survey)
    reason, notes = _standing(shares)
    rows: list[EstimateRow] = []
    for indicator in indicators:
        for share in (shares.total, *shares.by_class):
            amounts = _amounts(share, by_value="${value}" in indicator.expression)
            for reading in _readings(indicator):
                row = _sales_row(indicator, share, reading, (amounts, shares.rows, run_id))
                rows.append(replace(row, reason=reason, notes=notes, complete=reason is None))
    return rows


def _standing(shares: SalesShares) -> tuple[Finding | None, tuple[Finding, ...]]:
    """Whether the files can carry the indicator, and what they cover."""
    if not shares.rows:
        return Finding("analysis.reason-no-sales"), ()
    notes = (
        Finding(
            "analysis.sales-coverage",
            "",
            {"outlets": shares.outlets, "rows": shares.rows, "left_out": shares.left_out_units},
        ),
    )
    if not shares.is_assessable:
        return Finding("analysis.reason-sales-scope", "", {"scope": shares.scope}), notes
    return None, notes


def _readings(indicator: IndicatorRow) -> tuple[str, ...]:
    if not indicator.unclear_when:
        return (primary_reading(indicator),)
    return (EXCLUDED, NOT_SATISFIED, BOUNDS_LOW, BOUNDS_HIGH)


def _amounts(share: Share, *, by_value: bool) -> _Amounts:
    if by_value:
        return _Amounts(share.saving_value, share.ungraded_value, share.value)
    return _Amounts(share.saving_units, share.ungraded_units, share.units)


def _sales_row(
    indicator: IndicatorRow, share: Share, reading: str, found: tuple[_Amounts, int, str]
) -> EstimateRow:
    amounts, rows, run_id = found
    whole = share.product_class == "all"
    return EstimateRow(
        run_id,
        0,
        indicator.key,
        CITY_DOMAIN if whole else CLASS,
        CITY_CODE if whole else share.product_class,
        reading,
        amounts.reading(reading),
        None,
        None,
        None,
        rows if whole else round(share.units),
        target=indicator.target,
        n_weighted=amounts.total,
        unit=indicator.unit,
        kind=indicator.kind,
        source="sales",
        primary_reading=reading == primary_reading(indicator),
        interval_method="none",
        variance_method="complete count",
    )


def audit_rows(
    survey: Survey, indicators: Sequence[IndicatorRow], run_id: str = ""
) -> list[EstimateRow]:
    """The water-saving share of models on sale: city, districts and classes of devices."""
    models = read_audited_models(survey)
    if not models:
        return [_no_audit(indicator, run_id) for indicator in indicators]
    complete = _is_complete(survey, models)
    domains = {"district": "district", DEVICE_CLASS: DEVICE_CLASS}
    rows: list[EstimateRow] = []
    for indicator in indicators:
        found = _estimate_models(indicator, models, Conditions(run_id, domains=domains))
        rows.extend(_audited(row, models, complete=complete) for row in found)
    return rows


def _estimate_models(
    indicator: IndicatorRow, models: Sequence[AuditedModel], conditions: Conditions
) -> list[EstimateRow]:
    import numpy as np

    import weights

    frame = _frame(models)
    with refused_by_weights():
        # Outlets are the clusters: the models of one shop were chosen by one buyer.
        design = weights.Design.from_frame(
            frame, weights="one", strata="district", clusters=OUTLET, lonely="adjust"
        ).using(deff="with replacement")
    saving = np.array([np.nan if m.saving is None else float(m.saving) for m in models])
    unclear = np.isnan(saving)
    readings = {
        EXCLUDED: saving,
        NOT_SATISFIED: np.where(unclear, 0.0, saving),
        BOUNDS_LOW: np.where(unclear, 0.0, saving),
        BOUNDS_HIGH: np.where(unclear, 1.0, saving),
    }
    figures = [Figures(indicator, name, values) for name, values in readings.items()]
    return estimate_figures(design, figures, conditions)


def _frame(models: Sequence[AuditedModel]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "one": 1.0,
            "district": [model.district for model in models],
            OUTLET: [model.iid for model in models],
            DEVICE_CLASS: [model.device_class for model in models],
        }
    )


def _audited(row: EstimateRow, models: Sequence[AuditedModel], *, complete: bool) -> EstimateRow:
    outlets = {m.iid for m in models if row.domain in (CITY_CODE, m.district, m.device_class)}
    notes = (
        *row.notes,
        Finding("analysis.audit-coverage", "", {"outlets": len(outlets), "models": row.n}),
    )
    if complete:
        gone = {"se": None, "low": None, "high": None, "df": None, "deff": None}
        joint = {"low_joint": None, "high_joint": None, "joint_confidence": None}
        how = {"interval_method": "none", "variance_method": "complete count"}
        return replace(row, **gone, **joint, **how, complete=True, notes=notes)
    return replace(row, notes=notes, upper_bound=_failing_bound(row, len(outlets)))


def _failing_bound(row: EstimateRow, outlets: int) -> float | None:
    """Upper 95 % bound of the failing share where no model failed.

    Models of one outlet may all be alike, so the outlet, not the model, is what was drawn.
    """
    from weights.planning import upper_bound_none_seen

    if row.estimate is None or row.estimate < 100 - 1e-9:
        return None
    return 100 * upper_bound_none_seen(outlets)


def _is_complete(survey: Survey, models: Sequence[AuditedModel]) -> bool:
    """Every outlet of a list of outlets was audited, and every model on sale recorded."""
    listed = {unit.unit_id for unit in read_units(survey.store, OUTLET)}
    seen = {model.outlet for model in models}
    return bool(listed) and listed <= seen and all(model.complete for model in models)


def _no_audit(indicator: IndicatorRow, run_id: str) -> EstimateRow:
    return EstimateRow(
        run_id,
        0,
        indicator.key,
        CITY_DOMAIN,
        CITY_CODE,
        primary_reading(indicator),
        None,
        None,
        None,
        None,
        0,
        target=indicator.target,
        unit=indicator.unit,
        kind=indicator.kind,
        source="audit",
        reason=Finding("analysis.reason-no-audit"),
    )
