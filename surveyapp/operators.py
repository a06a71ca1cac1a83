"""Who works with a survey and what each role may do, decided here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyapp.errors import SurveyError


class Role(StrEnum):
    """What an operator is in this survey."""

    DESIGNER = "designer"
    SURVEYOR = "surveyor"
    OFFICE = "office"
    CLERK = "clerk"
    STATISTICIAN = "statistician"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What can be done to a survey, in the words of the journal."""

    DESIGN = "design"
    """Settings, margins, questionnaires, indicator sets, plans, draws."""
    ENROL = "enrol"
    """Keys, operators, devices, field packages."""
    INTERVIEW = "interview"
    RECEIVE = "receive"
    """Merge, relay, receipts, settling conflicts."""
    RETAIL = "retail"
    ANALYSE = "analyse"
    PUBLISH = "publish"
    EXPORT = "export"
    READ = "read"


_MAY: dict[Role, frozenset[Action]] = {
    Role.DESIGNER: frozenset(Action) - {Action.INTERVIEW},
    Role.SURVEYOR: frozenset({Action.INTERVIEW}),
    Role.OFFICE: frozenset({Action.ENROL, Action.RECEIVE, Action.RETAIL, Action.READ}),
    Role.CLERK: frozenset({Action.RETAIL, Action.READ}),
    Role.STATISTICIAN: frozenset(
        {Action.ANALYSE, Action.PUBLISH, Action.EXPORT, Action.RETAIL, Action.READ}
    ),
    Role.AUDITOR: frozenset({Action.READ}),
}


@dataclass(frozen=True)
class Operator:
    """A person with a name and a role; ``office`` is a district code, empty for the city."""

    operator_id: str
    name: str
    role: Role
    office: str = ""

    def may(self, action: Action) -> bool:
        """Whether this role may do that."""
        return action in _MAY[self.role]

    def require(self, action: Action) -> None:
        """Refuse what this role may not do, naming the roles that may."""
        if not self.may(action):
            roles = ", ".join(role for role in Role if action in _MAY[role])
            raise SurveyError("core.not-allowed", role=self.role, action=action, roles=roles)
