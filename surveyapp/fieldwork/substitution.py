"""Reserve addresses: opened only as the plan allows, one for one, in their order.

The rule travels with each reserve's assignment, as the plan wrote it: which outcomes of a drawn
address may be replaced. A reserve stays closed until an address of its community has ended with
such an outcome and no earlier reserve was opened for it. Which address it stands for is recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.case_records import DONE, LOCKED, OPEN, Case
from surveyapp.fieldwork.dispositions import disposition

MAIN, RESERVE = "main", "reserve"


@dataclass(frozen=True)
class Replacement:
    """A reserve that may be opened, and the address it stands for."""

    reserve: str
    replaced: str


def lock_reserves(cases: Sequence[Case]) -> list[Case]:
    """The cases with every reserve closed that the plan does not let open yet."""
    stands_for = {one.reserve: one.replaced for one in replacements(cases)}
    return [
        replace(case, replaces=stands_for[case.unit_id])
        if case.unit_id in stands_for
        else replace(case, state=LOCKED)
        if case.purpose == RESERVE and case.state == OPEN
        else case
        for case in cases
    ]


def replacements(cases: Sequence[Case]) -> list[Replacement]:
    """Reserves in their order, each with the address whose outcome lets it be opened."""
    reserves: dict[str, list[Case]] = defaultdict(list)
    ended: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.purpose == RESERVE:
            reserves[case.community].append(case)
        elif case.state == DONE:
            ended[case.community].append(case)
    found: list[Replacement] = []
    for community, waiting in reserves.items():
        free = sorted(ended[community], key=lambda case: case.unit_id)
        for reserve in sorted(waiting, key=lambda case: (case.order, case.unit_id)):
            fits = next((one for one in free if _is_replaceable(one, reserve.rule)), None)
            if fits is None:
                break
            free.remove(fits)
            found.append(Replacement(reserve.unit_id, fits.unit_id))
    return found


def require_open(case: Case) -> None:
    """Refuse work on a reserve that the plan keeps closed."""
    if case.state == LOCKED:
        raise SurveyError("fieldwork.reserve-locked", unit=case.unit_id, community=case.community)


def rule_of(body: Mapping[str, object]) -> tuple[str, ...]:
    """Outcome classes (AAPOR) that a reserve may replace, as its assignment says."""
    given = body.get("replaces", ())
    return tuple(str(one) for one in given) if isinstance(given, list | tuple) else ()


def _is_replaceable(case: Case, rule: Sequence[str]) -> bool:
    return disposition(case.disposition).outcome.value in rule
