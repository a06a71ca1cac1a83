"""Drawing the sample: communities with probability proportional to size, then households.

Both stages are systematic on the frame's order (Madow, 1949; Kish, 1965, sections 4 and 7). The
seed is recorded; together with the frame's hash it redoes the draw on any machine.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.sampling.frame import COMMUNITY, HOUSEHOLD, current_frame
from surveyapp.sampling.plan import AreaPlan, current_plan
from surveyapp.store.sampling import (
    Draw,
    Frame,
    Selection,
    Unit,
    read_draws,
    read_selections,
    read_units,
    write_draw,
    write_units,
)
from surveyapp.survey import Survey

if TYPE_CHECKING:
    from numpy.random import Generator


@dataclass(frozen=True)
class DrawnHousehold:
    """A household drawn, with the product of its inclusion probabilities."""

    unit_id: str
    community: str
    district: str
    stratum: str
    probability: float
    kish: str
    """Name of the selection table (Kish, 1949) that the household got by chance."""


def draw_sample(survey: Survey, seed: int | None = None) -> list[DrawnHousehold]:
    """Draw both stages of the current plan; refused where it was drawn already."""
    survey.require(Action.DESIGN)
    plan, frame = current_plan(survey), current_frame(survey)
    drawn = read_draws(survey.store, plan.plan_id)
    if drawn:
        raise SurveyError("sampling.drawn-already", seed=drawn[0].seed)
    seed = secrets.randbits(64) if seed is None else seed
    communities = read_units(survey.store, COMMUNITY, frame.frame_id)
    first, second = draw_stages(plan, frame, communities, seed)
    with survey.store.transaction():
        write_units(survey.store, [unit for unit, _ in second])
        for stage, selections in ((1, first), (2, [one for _, one in second])):
            _record(survey, plan, (stage, seed, _hash(communities)), selections)
        survey.note("draw", {"plan": plan.plan_id, "seed": str(seed), "households": len(second)})
    return read_drawn(survey)


def read_drawn(survey: Survey) -> list[DrawnHousehold]:
    """The households drawn under the current plan, in order."""
    stages = read_draws(survey.store, current_plan(survey).plan_id)
    if not stages:
        raise SurveyError("sampling.no-draw")
    units = {unit.unit_id: unit for unit in read_units(survey.store, HOUSEHOLD)}
    first = read_selections(survey.store, stages[0].draw_id)
    second = read_selections(survey.store, stages[1].draw_id)
    return drawn_households(first, [(units[one.unit_id], one) for one in second])


def draw_stages(
    plan: AreaPlan, frame: Frame, communities: Sequence[Unit], seed: int
) -> tuple[list[Selection], list[tuple[Unit, Selection]]]:
    """What a seed selects at both stages, without keeping it anywhere."""
    from weights.selection import generator

    rng = generator(seed)
    first = _draw_communities(plan, communities, rng)
    chosen = {unit.unit_id: unit for unit in communities}
    second = _draw_households(plan, frame, [(chosen[s.unit_id], s) for s in first], rng)
    return first, second


def drawn_households(
    first: Sequence[Selection], second: Sequence[tuple[Unit, Selection]]
) -> list[DrawnHousehold]:
    """Both stages together, with the product of their probabilities."""
    chances = {one.unit_id: one.probability for one in first}
    households: list[DrawnHousehold] = []
    for unit, one in second:
        community = str(unit.parent_id)
        households.append(
            DrawnHousehold(
                unit.unit_id,
                community,
                unit.district,
                one.stratum,
                chances[community] * one.probability,
                str(unit.attributes["kish"]),
            )
        )
    return households


def _draw_communities(
    plan: AreaPlan, communities: Sequence[Unit], rng: Generator
) -> list[Selection]:
    from weights.selection import draw_pps_systematic

    strata: dict[str, list[Unit]] = defaultdict(list)
    for unit in communities:
        strata[unit.stratum].append(unit)
    selections: list[Selection] = []
    for stratum, count in _communities_by_stratum(plan, strata).items():
        units = strata[stratum]
        drawn = draw_pps_systematic([unit.size for unit in units], count, rng)
        for index, probability in zip(drawn.indices, drawn.probabilities, strict=True):
            selections.append(
                Selection(
                    "",
                    units[int(index)].unit_id,
                    float(probability),
                    stratum,
                    1,
                    len(selections),
                    len(units),
                )
            )
    return selections


def _communities_by_stratum(plan: AreaPlan, strata: dict[str, list[Unit]]) -> dict[str, int]:
    """Communities of each district shared over its strata by households, at least two each."""
    households = {name: sum(unit.size for unit in units) for name, units in strata.items()}
    wanted: dict[str, int] = {}
    for stratum, size in households.items():
        district = stratum.split("|")[0]
        whole = sum(n for name, n in households.items() if name.split("|")[0] == district)
        wanted[stratum] = max(2, round(plan.communities(district) * size / whole))
        if wanted[stratum] > len(strata[stratum]):
            raise SurveyError(
                "sampling.too-few-communities",
                stratum=stratum,
                have=len(strata[stratum]),
                want=wanted[stratum],
            )
    return wanted


def _draw_households(
    plan: AreaPlan,
    frame: Frame,
    communities: Sequence[tuple[Unit, Selection]],
    rng: Generator,
) -> list[tuple[Unit, Selection]]:
    from weights.selection import assign_kish_tables, draw_systematic

    drawn: list[tuple[Unit, Selection]] = []
    tables = iter(assign_kish_tables(len(communities) * plan.households_per_community, rng))
    for community, chosen in communities:
        size = int(community.size)
        take = min(plan.households_per_community, size)
        for index in draw_systematic(size, take, rng).indices:
            number = int(index) + 1
            unit_id = f"{community.unit_id}-H{number:05d}"
            unit = Unit(
                unit_id,
                frame.frame_id,
                HOUSEHOLD,
                community.unit_id,
                community.district,
                community.stratum,
                1.0,
                number,
                {"register_number": number, "kish": next(tables).name},
            )
            one = Selection("", unit_id, take / size, chosen.stratum, 2, len(drawn), size)
            drawn.append((unit, one))
    return drawn


def _record(
    survey: Survey, plan: AreaPlan, how: tuple[int, int, str], selections: Sequence[Selection]
) -> None:
    stage, seed, frame_hash = how
    draw = Draw(
        uuid.uuid4().hex,
        plan.plan_id,
        stage,
        "pps_systematic" if stage == 1 else "systematic",
        str(seed),
        survey.clock.iso(),
        frame_hash,
        survey.operator.operator_id,
    )
    rows = [
        Selection(draw.draw_id, s.unit_id, s.probability, s.stratum, s.stage, i, s.population)
        for i, s in enumerate(selections)
    ]
    write_draw(survey.store, draw, rows)


def _hash(units: Sequence[Unit]) -> str:
    """What the draw depends on: ids, strata and sizes in frame order."""
    plain = [[unit.unit_id, unit.stratum, unit.size] for unit in units]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()
