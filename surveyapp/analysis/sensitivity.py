"""What the margins of education and occupation move: the old structure beside the new one."""

from __future__ import annotations

from surveyapp.analysis.estimates import read_estimates
from surveyapp.analysis.results import CITY_DOMAIN, SEX_AGE_ONLY, SensitivityRow
from surveyapp.survey import Survey


def sensitivity_table(survey: Survey, run_id: str = "") -> tuple[SensitivityRow, ...]:
    """City figures of a run (the newest) with all margins, and with sex and age alone."""
    rows = read_estimates(survey, run_id, domain_variable=CITY_DOMAIN)
    bare = read_estimates(survey, run_id, domain_variable=CITY_DOMAIN, variant=SEX_AGE_ONLY)
    full = {row.indicator: row for row in rows if row.primary_reading}
    return tuple(
        SensitivityRow(
            row.indicator,
            row.unit,
            full[row.indicator].estimate,
            full[row.indicator].low,
            full[row.indicator].high,
            row.estimate,
            row.low,
            row.high,
        )
        for row in bare
    )
