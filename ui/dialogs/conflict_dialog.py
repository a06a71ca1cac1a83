"""Two versions of one interview side by side; a person says which one stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui import theme
from ui.dialogs.frame import FormDialog
from ui.session import Session
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from surveyapp.exchange.conflicts import ComparedAnswer, Comparison, HeadInfo
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey


class ConflictDialog(FormDialog):
    """Shows the answers that differ and settles the conflict when accepted."""

    def __init__(
        self, session: Session, comparison: Comparison, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("Which version of this interview stands?"))
        self.ok.setText(self.tr("Settle the conflict"))
        self.resize(theme.px(760), theme.px(520))
        self._session = session
        self._comparison = comparison
        self.answers = TableView("conflict")
        self.base = QComboBox()
        self.reason = QLineEdit()
        columns = [Column(self.tr("Question"), lambda row: row.path.rsplit("/", 1)[-1])]
        for place, head in enumerate(comparison.heads):
            columns.append(Column(_name(place, head), partial(_value, place)))
            self.base.addItem(_name(place, head), head.rev_id)
        self.answers.set_columns(columns)
        differing = [row for row in comparison.rows if not row.same]
        self.answers.set_rows(differing, self.tr("The answers are the same."))
        self.form.addRow(self.answers)
        self.add_row(self.tr("The version that stands"), self.base)
        self.add_row(self.tr("Why"), self.reason)
        self.accepted.connect(self._settle)

    def problem(self) -> str:
        if self.reason.text().strip():
            return ""
        return self.tr("Say why this version stands: the journal keeps it.")

    def _settle(self) -> None:
        work = partial(
            _settle_conflict,
            self._comparison.iid,
            self.base.currentData(),
            self.reason.text().strip(),
        )
        self._session.run(self.tr("Settling the conflict"), work, self._say_settled)

    def _say_settled(self, _revision: Any) -> None:
        self._session.say_done(self.tr("The conflict is settled; both versions are kept."))


def _name(place: int, head: HeadInfo) -> str:
    return f"{'ABCDEFGH'[place % 8]} · {head.surveyor or head.device} · {head.at[:16]}"


def _value(place: int, row: ComparedAnswer) -> str:
    value = row.values[place]
    return "" if value is None else str(value)


def _settle_conflict(
    iid: str, base: bytes, reason: str, survey: Survey, _progress: Progress
) -> Any:
    from surveyapp.exchange.conflicts import settle_conflict

    return settle_conflict(survey, iid, {}, base=base, reason=reason)
