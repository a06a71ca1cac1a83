"""Editing a questionnaire: every function takes a draft and gives another; nothing is changed.

Drafts share what they have in common, so that keeping each one is all that undo needs.
"""

from questionnaires.editing.draft import Draft
from questionnaires.editing.tree import ROOT, Address

__all__ = ["ROOT", "Address", "Draft"]
