"""The sampling plan: how many, where, how drawn, and what such a sample can tell.

The template's rule follows the official share of one per mille of the residents: the city's
number is rounded up to whole persons, the districts' shares are rounded down, and the persons
left over go one each to the largest remainders (Hamilton's method). So the districts always add
up to the city, and the city is never below the share.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.population.districts import CITY_CODE
from surveyapp.population.harmonise import adult_margins
from surveyapp.store.margins import read_margins
from surveyapp.store.sampling import (
    PlanRow,
    QuotaCell,
    read_plans,
    read_quota_cells,
    write_plan,
    write_quota_cells,
)
from surveyapp.survey import Survey

COVERAGE_VARIABLES = ("sex_age", "education", "occupation")
"""What the city's plan wants covered: ages (within sex), education levels, occupations."""


@dataclass(frozen=True)
class AreaPlan:
    """A two-stage area sample: communities by PPS, households systematic, a person by Kish grid."""

    plan_id: str
    wave: str
    permille: float = 1.0
    households_per_community: int = 15
    expected_response: float = 0.75
    expected_deff: float = 1.5
    expected_rate: float = 0.8
    respondent: str = "kish"
    completes: Mapping[str, int] = field(default_factory=dict)
    """Interviews wanted by district."""

    @property
    def total(self) -> int:
        """Interviews wanted in the whole city."""
        return sum(self.completes.values())

    def communities(self, district: str) -> int:
        """Communities to draw in a district, so that issued households bear the nonresponse."""
        issued = self.completes[district] / self.expected_response
        return max(2, math.ceil(issued / self.households_per_community))


@dataclass(frozen=True)
class Precision:
    """What a district's sample can tell, in percentage points.

    The half-width of the 95 % interval, and the smallest difference from the target that it
    detects with 80 % power.
    """

    district: str
    n: int
    deff: float
    half_width: float
    detectable: float


def allocate_permille(residents: Mapping[str, float], permille: float) -> dict[str, int]:
    """Interviews by district: the city rounded up, districts by largest remainder."""
    total = math.ceil(sum(residents.values()) * permille / 1000)
    return _round_to(residents, total, permille / 1000)


def make_area_plan(
    survey: Survey, *, permille: float = 1.0, households_per_community: int = 15
) -> AreaPlan:
    """Make and store the template's plan with its coverage targets."""
    survey.require(Action.DESIGN)
    if not 0 < permille <= 1000:
        raise SurveyError("sampling.bad-permille", permille=permille)
    residents = _residents(survey)
    plan = AreaPlan(
        uuid.uuid4().hex,
        survey.info.wave,
        permille=permille,
        households_per_community=households_per_community,
        completes=allocate_permille(residents, permille),
    )
    save_plan(survey, plan)
    return plan


def save_plan(survey: Survey, plan: AreaPlan) -> None:
    """Store a plan and remake its coverage targets."""
    survey.require(Action.DESIGN)
    row = PlanRow(plan.plan_id, plan.wave, "area", asdict(plan), "made", survey.clock.iso())
    with survey.store.transaction():
        write_plan(survey.store, row)
        write_quota_cells(survey.store, plan.plan_id, coverage_cells(survey, plan))
        survey.note("plan", {"plan": plan.plan_id, "completes": dict(plan.completes)})


def current_plan(survey: Survey) -> AreaPlan:
    """The newest plan; ``SurveyError`` where there is none."""
    for row in read_plans(survey.store):
        if row.kind == "area":
            return AreaPlan(**row.body)
    raise SurveyError("sampling.no-plan")


def coverage_cells(survey: Survey, plan: AreaPlan) -> list[QuotaCell]:
    """Wanted interviews by district and category, in proportion to the adult population."""
    cells: list[QuotaCell] = []
    for variable, by_district in adult_margins(survey, COVERAGE_VARIABLES).items():
        for district, completes in plan.completes.items():
            targets = _round_to(by_district[district], completes)
            cells.extend(
                QuotaCell(
                    f"{plan.plan_id[:8]}-{district}-{variable}-{category}",
                    plan.plan_id,
                    "coverage",
                    district,
                    {variable: category},
                    target,
                )
                for category, target in targets.items()
            )
    return cells


def expected_precision(plan: AreaPlan) -> list[Precision]:
    """Precision by district in order, the city last under its own code."""
    sizes = {**plan.completes, CITY_CODE: plan.total}
    return [_precision(code, n, plan) for code, n in sizes.items()]


def read_coverage_targets(survey: Survey) -> list[QuotaCell]:
    """The stored coverage targets."""
    return read_quota_cells(survey.store, "coverage")


def _precision(district: str, n: int, plan: AreaPlan) -> Precision:
    from weights.planning import detectable_difference, half_width

    half = half_width(n, plan.expected_rate, plan.expected_deff)
    least = detectable_difference(n, plan.expected_rate, plan.expected_deff)
    return Precision(district, n, plan.expected_deff, 100 * half, 100 * least)


def _residents(survey: Survey) -> dict[str, float]:
    found = {
        margin.district: margin.value
        for margin in read_margins(survey.store, "residents", "population")
        if margin.district != CITY_CODE
    }
    if not found:
        raise SurveyError("population.no-margins")
    return found


def _round_to(sizes: Mapping[str, float], total: int, scale: float | None = None) -> dict[str, int]:
    """Whole numbers in proportion to sizes that add up to the total, by largest remainder."""
    factor = total / sum(sizes.values()) if scale is None else scale
    exact = {key: size * factor for key, size in sizes.items()}
    whole = {key: math.floor(value) for key, value in exact.items()}
    # Sorting is stable: ties go to whoever comes first, so the result never depends on chance.
    order = sorted(exact, key=lambda key: whole[key] - exact[key])
    for key in order[: total - sum(whole.values())]:
        whole[key] += 1
    return whole
