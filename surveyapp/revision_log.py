"""Adding to the log what was made on this device: numbered, chained, stamped, perhaps sealed.

Both field work (finished interviews) and exchange (corrections, merges, withdrawals) write so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from surveyapp.revisions import ClosedLeaf, FreeLeaf, Header, Revision, make_revision
from surveyapp.sealing import seal_leaves
from surveyapp.store.revisions import append_revision, next_place
from surveyapp.survey import Survey


@dataclass(frozen=True)
class NewRevision:
    """What a new revision says; number, chain, clock, author and device are added."""

    iid: str
    kind: str
    form: str
    questionnaire: str
    unit: str
    mode: str
    disposition: str
    closed: ClosedLeaf = field(default_factory=ClosedLeaf)
    free: FreeLeaf = field(default_factory=FreeLeaf)
    parents: tuple[bytes, ...] = ()
    visits: int = 0
    wave: str = ""
    """The survey's wave where empty."""
    extra: Mapping[str, Any] = field(default_factory=dict)


def record_revision(survey: Survey, new: NewRevision, recipients: Sequence[str] = ()) -> Revision:
    """Append a revision made here; with ``recipients`` (age) its leaves are kept sealed to them.

    Gives the revision as it was stored, in one transaction with whatever the caller has begun.
    """
    with survey.store.transaction():
        revision = make_revision(_header(survey, new), new.closed, new.free)
        if recipients:
            revision = seal_leaves(revision, recipients)
        append_revision(survey.store, revision, survey.clock.iso())
    return replace(revision, arrived_at=survey.clock.iso())


def _header(survey: Survey, new: NewRevision) -> Header:
    epoch = int(survey.setting("epoch", 1))
    seq, previous = next_place(survey.store, survey.device_id, epoch)
    return Header(
        new.iid,
        survey.device_id,
        epoch,
        seq,
        survey.clock.stamp(),
        survey.operator.operator_id,
        new.kind,
        new.form,
        new.questionnaire,
        new.wave or survey.info.wave,
        new.unit,
        new.mode,
        new.disposition,
        previous,
        new.parents,
        survey.clock.iso(),
        new.visits,
        new.extra,
    )
