"""What a case is: one assigned unit on its way to an interview or a final disposition."""

from __future__ import annotations

from dataclasses import dataclass

OPEN, STARTED, KEYED, LOCKED, DONE = "open", "started", "keyed", "locked", "done"


@dataclass(frozen=True)
class Case:
    """One assigned unit on its way to an interview or a final disposition."""

    iid: str
    unit_id: str
    community: str
    surveyor: str
    form_id: str
    state: str
    """``open``, ``started`` (a draft lies here), ``keyed`` (a paper form, once), ``locked`` (a
    reserve that the plan keeps closed) or ``done``."""
    visits: int
    last_result: str
    appointment: str
    disposition: str
    """Final where done; else what it would be now."""
    kish: str = ""
    purpose: str = "main"
    issued_at: str = ""
    order: int = 0
    """A reserve's place in its community."""
    rule: tuple[str, ...] = ()
    """Outcome classes that a reserve may replace."""
    replaces: str = ""
    """The address that an open reserve stands for."""
