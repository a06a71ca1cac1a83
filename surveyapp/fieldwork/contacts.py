"""Contact data: what the frame knows of an address, and what a respondent leaves for a check call.

Both lie apart from the answers: the frame's in a table that no export reads, the respondent's in
the leaf that a withdrawal destroys. Nobody is asked for more than the purpose named beside it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from surveyapp.store.contacts import Contact, read_contact
from surveyapp.survey import Survey

__all__ = ["Contact", "LeftContact", "contact_of"]


@dataclass(frozen=True)
class LeftContact:
    """What a respondent left, all of it of free will. ``best_time`` is when a call suits."""

    name: str = ""
    telephone: str = ""
    best_time: str = ""

    def to_leaf(self) -> dict[str, str]:
        """As the free leaf keeps it; nothing where nothing was left."""
        return {name: text for name, text in asdict(self).items() if text}


def contact_of(survey: Survey, unit_id: str) -> Contact:
    """What the frame knows of a unit; empty fields where it knows nothing."""
    return read_contact(survey.store, unit_id) or Contact(unit_id)
