"""The state of one interview, without any screen: what is asked, answered and recorded."""

from questionnaires.interview.answers import Special, Status, Value
from questionnaires.interview.draft import Draft
from questionnaires.interview.expansion import expanded
from questionnaires.interview.interview import Interview, NotAsked, Outcome, Record
from questionnaires.interview.navigation import Jump, Move, SectionProgress
from questionnaires.interview.plan import free_paths
from questionnaires.interview.screens import Screen
from questionnaires.interview.session import MODES, InterviewContext

__all__ = [
    "MODES",
    "Draft",
    "Interview",
    "InterviewContext",
    "Jump",
    "Move",
    "NotAsked",
    "Outcome",
    "Record",
    "Screen",
    "SectionProgress",
    "Special",
    "Status",
    "Value",
    "expanded",
    "free_paths",
]
