"""Disposition codes and outcome rates (AAPOR, Standard Definitions, 10th edition, 2023).

A visit has an interim result; the final code of a case is derived from all its visits and from
what became of the interview. Rates are computed from weighted or unweighted counts of final codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from surveyapp.errors import SurveyError
from surveyapp.words import N_, _

COMPLETE, PARTIAL = "1.10", "1.20"
REFUSED, BROKEN_OFF = "2.11", "2.12"
RESPONDENT_AWAY, NOT_ATTEMPTED, NO_ELIGIBLE = "2.25", "3.11", "4.70"
APPOINTMENT = "5.10"
"""A temporary result: somebody was met and another time agreed. Never a final code."""


class Outcome(StrEnum):
    """The classes that the rates count."""

    COMPLETE = "I"
    PARTIAL = "P"
    REFUSAL = "R"
    NON_CONTACT = "NC"
    OTHER = "O"
    UNKNOWN_HOUSEHOLD = "UH"
    UNKNOWN_OTHER = "UO"
    NOT_ELIGIBLE = "NE"
    TEMPORARY = "T"


@dataclass(frozen=True)
class Disposition:
    """A code with its class and its wording in the source language."""

    code: str
    outcome: Outcome
    wording: str

    @property
    def label(self) -> str:
        """The wording in the language in use."""
        return _(self.wording)


_TABLE = (
    Disposition(COMPLETE, Outcome.COMPLETE, N_("Complete interview")),
    Disposition(PARTIAL, Outcome.PARTIAL, N_("Partial interview")),
    Disposition("2.10", Outcome.REFUSAL, N_("Refusal or break-off")),
    Disposition(REFUSED, Outcome.REFUSAL, N_("Refusal")),
    Disposition("2.111", Outcome.REFUSAL, N_("Refusal by the household")),
    Disposition("2.112", Outcome.REFUSAL, N_("Refusal by the selected person")),
    Disposition(BROKEN_OFF, Outcome.REFUSAL, N_("Break-off")),
    Disposition("2.20", Outcome.NON_CONTACT, N_("No contact")),
    Disposition("2.21", Outcome.NON_CONTACT, N_("Selected person never available")),
    Disposition("2.22", Outcome.NON_CONTACT, N_("Answering machine of the household")),
    Disposition("2.23", Outcome.NON_CONTACT, N_("Building could not be entered")),
    Disposition("2.24", Outcome.NON_CONTACT, N_("Nobody at home")),
    Disposition(RESPONDENT_AWAY, Outcome.NON_CONTACT, N_("Selected person away")),
    Disposition("2.30", Outcome.OTHER, N_("Other reason, eligible")),
    Disposition("2.31", Outcome.OTHER, N_("Selected person died")),
    Disposition("2.32", Outcome.OTHER, N_("Physically or mentally unable")),
    Disposition("2.33", Outcome.OTHER, N_("No common language")),
    Disposition("3.10", Outcome.UNKNOWN_HOUSEHOLD, N_("Unknown whether a household lives there")),
    Disposition(NOT_ATTEMPTED, Outcome.UNKNOWN_HOUSEHOLD, N_("Not attempted")),
    Disposition("3.12", Outcome.UNKNOWN_HOUSEHOLD, N_("Line busy")),
    Disposition("3.13", Outcome.UNKNOWN_HOUSEHOLD, N_("Telephone not answered")),
    Disposition("3.14", Outcome.UNKNOWN_HOUSEHOLD, N_("Answering machine or switched off")),
    Disposition("3.15", Outcome.UNKNOWN_HOUSEHOLD, N_("Call blocked")),
    Disposition("3.17", Outcome.UNKNOWN_HOUSEHOLD, N_("Unsafe or not reachable")),
    Disposition("3.18", Outcome.UNKNOWN_HOUSEHOLD, N_("Address not found")),
    Disposition("3.20", Outcome.UNKNOWN_OTHER, N_("Household, unknown whether anyone is eligible")),
    Disposition("3.90", Outcome.UNKNOWN_OTHER, N_("Eligibility unknown, other")),
    Disposition("4.10", Outcome.NOT_ELIGIBLE, N_("Outside the sample")),
    Disposition("4.20", Outcome.NOT_ELIGIBLE, N_("Fax or data line")),
    Disposition("4.30", Outcome.NOT_ELIGIBLE, N_("Number does not exist or is out of service")),
    Disposition("4.40", Outcome.NOT_ELIGIBLE, N_("Number changed or belongs to somebody else")),
    Disposition("4.50", Outcome.NOT_ELIGIBLE, N_("Not a dwelling")),
    Disposition("4.51", Outcome.NOT_ELIGIBLE, N_("Business or office")),
    Disposition("4.52", Outcome.NOT_ELIGIBLE, N_("Institution")),
    Disposition("4.53", Outcome.NOT_ELIGIBLE, N_("Group quarters")),
    Disposition("4.54", Outcome.NOT_ELIGIBLE, N_("Demolished")),
    Disposition("4.60", Outcome.NOT_ELIGIBLE, N_("Vacant dwelling")),
    Disposition("4.61", Outcome.NOT_ELIGIBLE, N_("Vacant all year")),
    Disposition("4.62", Outcome.NOT_ELIGIBLE, N_("Holiday dwelling")),
    Disposition(NO_ELIGIBLE, Outcome.NOT_ELIGIBLE, N_("No eligible person")),
    Disposition("4.80", Outcome.NOT_ELIGIBLE, N_("Quota filled")),
    Disposition(APPOINTMENT, Outcome.TEMPORARY, N_("Appointment made")),
)
DISPOSITIONS: Mapping[str, Disposition] = MappingProxyType({one.code: one for one in _TABLE})
"""Every code in AAPOR's order."""

BY_TELEPHONE = (
    *(APPOINTMENT, "3.13", "3.12", "3.14", "2.111", "2.112", "2.21", "2.22", "3.15"),
    *("4.30", "4.20", "4.40", "4.51", "4.70", "2.32", "2.33", "4.80"),
)
"""What a call can come to without an interview, the most frequent first."""

AT_THE_DOOR = (
    *("2.24", APPOINTMENT, "2.111", "2.112", "2.25", "2.23", "2.32", "2.33", "3.18", "4.60"),
    *("4.50", "4.51", "4.54", "4.61", "4.62", "4.70", "4.80"),
)
"""What a visit can come to without an interview, the most frequent first."""

FINAL = tuple(one for one in _TABLE if one.outcome is not Outcome.TEMPORARY)


@dataclass(frozen=True)
class Rates:
    """Outcome rates from counts by class; ``None`` where nothing stands in the denominator.

    ``e`` is the share of cases of unknown eligibility taken as eligible, and how it was found.
    """

    cases: float
    e: float
    e_from: str
    counts: Mapping[str, float]
    rr1: float | None
    rr2: float | None
    rr3: float | None
    rr4: float | None
    rr5: float | None
    rr6: float | None
    coop1: float | None
    coop2: float | None
    coop3: float | None
    coop4: float | None
    ref1: float | None
    ref2: float | None
    ref3: float | None
    con1: float | None
    con2: float | None
    con3: float | None


def disposition(code: str) -> Disposition:
    """The code's row; codes may be finer than the table (``2.1121`` is read as ``2.112``)."""
    for length in range(len(code), 3, -1):
        if found := DISPOSITIONS.get(code[:length]):
            return found
    raise SurveyError("fieldwork.unknown-disposition", disposition=code)


def final_code(results: Sequence[str], interview: str = "") -> str:
    """The final code of a case from its visits' results in order, and the interview's outcome.

    An interview decides. Without one: a last result that shows the unit is not eligible, then a
    refusal at any time, then another eligible reason, then a contact or its failure, then the last
    unknown. No visit at all is ``3.11``.
    """
    if interview:
        return disposition(interview).code
    if not results:
        return NOT_ATTEMPTED
    codes = [disposition(result) for result in results]
    if codes[-1].outcome is Outcome.NOT_ELIGIBLE:
        return codes[-1].code
    if any(found.outcome is Outcome.TEMPORARY for found in codes):
        codes.append(DISPOSITIONS[RESPONDENT_AWAY])
    for fits in _PRECEDENCE:
        for found in reversed(codes):
            if fits(found):
                return found.code
    return codes[-1].code


_PRECEDENCE: tuple[Callable[[Disposition], bool], ...] = (
    lambda found: found.outcome is Outcome.REFUSAL,
    lambda found: found.outcome is Outcome.OTHER,
    lambda found: found.code == RESPONDENT_AWAY,
    lambda found: found.outcome is Outcome.NON_CONTACT,
)


def outcome_rates(
    codes: Iterable[str], weights: Iterable[float] | None = None, *, e: float | None = None
) -> Rates:
    """Response, cooperation, refusal and contact rates of final codes.

    ``e`` left out is estimated as eligible / (eligible + not eligible) among resolved cases.
    """
    listed = list(codes)
    counts: dict[str, float] = defaultdict(float)
    for code, weight in zip(listed, weights or [1.0] * len(listed), strict=True):
        counts[disposition(code).outcome.value] += weight
    return rates_of_counts(counts, e=e)


def rates_of_counts(counts: Mapping[str, float], *, e: float | None = None) -> Rates:
    """The same from counts by class (``I P R NC O UH UO NE``)."""
    i, p, r, nc, o, unknown_h, unknown_o, ne = (
        float(counts.get(key, 0.0)) for key in ("I", "P", "R", "NC", "O", "UH", "UO", "NE")
    )
    eligible, unknown = i + p + r + nc + o, unknown_h + unknown_o
    given = e is not None
    if e is None:
        e = _divided(eligible, eligible + ne)
        e = 1.0 if e is None else e
    elif not 0 <= e <= 1:
        raise SurveyError("fieldwork.bad-eligibility", value=e)
    bases = (eligible + unknown, eligible + e * unknown, eligible)
    return Rates(
        eligible + unknown + ne,
        e,
        "given" if given else "resolved cases",
        MappingProxyType({key: float(counts.get(key, 0.0)) for key in _CLASSES}),
        *(_divided(part, base) for base in bases for part in (i, i + p)),
        *(_divided(part, base) for base in (i + p + r + o, i + p + r) for part in (i, i + p)),
        *(_divided(r, base) for base in bases),
        *(_divided(i + p + r + o, base) for base in bases),
    )


_CLASSES = tuple(one.value for one in Outcome if one is not Outcome.TEMPORARY)


def _divided(part: float, base: float) -> float | None:
    return part / base if base > 0 else None
