"""The open survey's file and place looked over in the background; what is wrong is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.session import Message, Session
from ui.tasks import NoSurveyOpen

if TYPE_CHECKING:
    from collections.abc import Generator

    from surveyapp.findings import Finding
    from surveyapp.survey import Survey


class FileCheck(QObject):
    """Checks each survey after it was opened, a portion at a time."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.opened.connect(self.start)

    @Slot()
    def start(self) -> None:
        """Check the survey that is open now."""
        self._session.runner.run_in_slices(_portions, self._show, self._failed, owner=self)

    def _show(self, findings: list[Finding]) -> None:
        said = [one.wording for one in findings]
        grave = [one for one in said if one.severity == "error"]
        facts = self._session.facts
        # Invented data need no encrypted disk; damage is damage.
        is_real = facts is not None and not facts.info.synthetic
        shown = grave or [one for one in said if is_real and one.severity == "warning"]
        if shown:
            text = " ".join(one.sentence for one in shown)
            kind = "trouble" if grave else "caution"
            self._session.say(Message(kind, text, shown[0].remedy))

    def _failed(self, trouble: BaseException) -> None:
        if not isinstance(trouble, NoSurveyOpen):  # closed in the meantime
            self._session.show_trouble(trouble)


def _portions(survey: Survey) -> Generator[None, None, list[Finding]]:
    from surveyapp.survey_check import check_in_portions

    return check_in_portions(survey)
