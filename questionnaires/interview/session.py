"""Who asks, when, on what and how: what an interview knows besides its answers."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from questionnaires.model import Questionnaire

FACE_TO_FACE = "face_to_face"
TELEPHONE = "telephone"
SELF_COMPLETION = "self"
PAPER = "paper"
MODES = (FACE_TO_FACE, TELEPHONE, SELF_COMPLETION, PAPER)
_READ_OUT = frozenset({FACE_TO_FACE, TELEPHONE})


@dataclass(frozen=True)
class InterviewContext:
    """``now`` is a moment or what gives one; moments are in local time."""

    now: datetime | Callable[[], datetime] = datetime.now
    username: str = ""
    device: str = ""
    mode: str = FACE_TO_FACE

    @property
    def is_read_out(self) -> bool:
        """Whether a surveyor reads the choices, so that some are kept back."""
        return self.mode in _READ_OUT


@dataclass
class Session:
    """The circumstances of one interview; language may change, order depends on the seed."""

    context: InterviewContext
    language: str
    seed: str = field(default_factory=lambda: secrets.token_hex(8))

    def moment(self) -> datetime:
        """The present moment without zone."""
        now = self.context.now
        moment = now if isinstance(now, datetime) else now()
        return moment.replace(tzinfo=None)

    def fact(self, name: str, questionnaire: Questionnaire) -> str:
        """A fact of the device or form, as ``property()`` and ``version()`` read them."""
        facts = {
            "username": self.context.username,
            "deviceid": self.context.device,
            "device-info": self.context.device,
            "version": questionnaire.version,
            "form_id": questionnaire.form_id,
        }
        return facts.get(name, "")
