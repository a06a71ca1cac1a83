"""One unit was interviewed twice: a person looks at both and says which one counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui import theme
from ui.dialogs.frame import FormDialog
from ui.exchange.versions import Wording, head_line, letter
from ui.pages.words import say
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from surveyapp.exchange.conflicts import ComparedAnswer, Duplicate
    from ui.exchange.jobs import Compared


class DuplicateDialog(FormDialog):
    """``kept`` and ``reason`` after it was accepted."""

    def __init__(
        self, duplicate: Duplicate, compared: Compared, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", "", parent)
        self.duplicate = duplicate
        self.setWindowTitle(self.tr("%1 was interviewed twice").replace("%1", duplicate.unit_id))
        rows = compared.comparison.rows
        same = sum(row.same for row in rows)
        text = self.tr(
            "%1 of %2 answers are the same. Tick the interviews that count: one of them, or "
            "several if they are of different people. The others stay in the log."
        )
        self.say(say(text, same, len(rows)))
        self.ok.setText(self.tr("Decide"))
        self.resize(theme.px(820), theme.px(560))
        self.boxes = [
            QCheckBox(head_line(place, head))
            for place, head in enumerate(compared.comparison.heads)
        ]
        self.reason = QLineEdit()
        self._add_answers(compared)
        for box in self.boxes:
            self.form.addRow(self.tr("Counts") if box is self.boxes[0] else "", box)
        self.add_row(self.tr("Why"), self.reason)

    @property
    def kept(self) -> frozenset[str]:
        """The interviews that count."""
        pairs = zip(self.duplicate.iids, self.boxes, strict=True)
        return frozenset(iid for iid, box in pairs if box.isChecked())

    def problem(self) -> str:
        if not self.kept:
            return self.tr("Tick at least one interview that counts.")
        if not self.reason.text().strip():
            return self.tr("Say why: the journal keeps it.")
        return ""

    def _add_answers(self, compared: Compared) -> None:
        wording = Wording(compared)
        table = TableView("duplicate")
        columns = [Column(self.tr("Question"), wording.question, width=300)]
        for place in range(len(self.boxes)):
            columns.append(Column(letter(place), partial(_answer, wording, place), width=200))
        table.set_columns(columns)
        rows = sorted(compared.comparison.rows, key=lambda row: row.same)
        table.set_rows(rows, self.tr("Their answers cannot be read here."))
        table.setMinimumHeight(theme.px(220))
        self.add_large(table)


def _answer(wording: Wording, place: int, row: ComparedAnswer) -> str:
    return wording.answer(row, place)
