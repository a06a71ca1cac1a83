"""Enrolling laptops and offices: the fingerprint is read aloud there and typed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from surveyapp.population.districts import DISTRICTS
from ui import icons, theme
from ui.dialogs.frame import FormDialog
from ui.exchange.jobs import Admission
from ui.exchange.words import device_kind
from ui.notice import label
from ui.pages.words import district, say

if TYPE_CHECKING:
    from surveyapp.exchange.devices import Request

_TALLEST = 300


def plain_letters(text: str) -> str:
    """A fingerprint without its spaces and hyphens, in capitals."""
    return "".join(one for one in text.upper() if one.isalnum())


@dataclass(frozen=True)
class _Line:
    path: Path
    request: Request
    office: QComboBox
    typed: QLineEdit
    mark: QLabel

    @property
    def agrees(self) -> bool:
        """Whether what was typed is the request's fingerprint."""
        return plain_letters(self.typed.text()) == plain_letters(self.request.fingerprint)


class EnrolDialog(FormDialog):
    """One line for each request; only those whose fingerprint agrees are enrolled."""

    checked = Signal()

    def __init__(
        self,
        requests: Sequence[tuple[Path, Request]],
        own_code: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("Enrol laptops and offices"))
        self.setMinimumWidth(theme.px(640))
        self.say(
            self.tr(
                "Telephone each person. Let them read the fingerprint on their screen aloud and "
                "type it here. Only when it agrees has nobody exchanged the file on the way."
            )
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self.lines = [self._add(number, *one) for number, one in enumerate(requests, 1)]
        self._put_into_form()
        if own_code:
            text = self.tr("Read this office's own fingerprint to them: %1")
            self.form.addRow(label(text.replace("%1", own_code), "notice", wraps=True))
        self._count()

    @property
    def admissions(self) -> tuple[Admission, ...]:
        """Those whose fingerprint agrees."""
        return tuple(
            Admission(one.path, str(one.office.currentData()), one.typed.text())
            for one in self.lines
            if one.agrees
        )

    def problem(self) -> str:
        if not self.admissions:
            return self.tr("No fingerprint agrees yet. Type it as it is read aloud.")
        wrong = [one.request.name for one in self.lines if one.typed.text() and not one.agrees]
        if wrong:
            text = self.tr("The fingerprint of “%1” does not agree. Ask once more, or clear it.")
            return text.replace("%1", wrong[0])
        return ""

    def _add(self, row: int, path: Path, request: Request) -> _Line:
        office = QComboBox()
        for code in DISTRICTS:
            office.addItem(district(code), code)
        typed = QLineEdit()
        typed.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX")
        typed.setMinimumWidth(theme.px(240))
        typed.textChanged.connect(self._count)
        name = f"{request.name} ({device_kind(request.kind)})"
        office.setAccessibleName(f"{self.tr('District')}: {name}")
        typed.setAccessibleName(f"{self.tr('Fingerprint as read aloud')}: {name}")
        mark = QLabel()
        for column, widget in enumerate((label(name, wraps=True), office, typed, mark)):
            self._grid.addWidget(widget, row, column)
        return _Line(path, request, office, typed, mark)

    def _put_into_form(self) -> None:
        titles = (self.tr("Laptop or office"), self.tr("District"))
        for column, text in enumerate((*titles, self.tr("Fingerprint as read aloud"))):
            self._grid.addWidget(label(text, "small"), 0, column)
        self._grid.setColumnStretch(0, 1)
        inner = QWidget()
        inner.setLayout(self._grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        wanted = inner.sizeHint().height() + 4
        area.setFixedHeight(min(wanted, theme.px(_TALLEST)))
        self.form.addRow(area)

    def _count(self) -> None:
        size = theme.px(18)
        for one in self.lines:
            typed = plain_letters(one.typed.text())
            is_short = len(typed) < len(plain_letters(one.request.fingerprint))
            icon = icons.success() if one.agrees else icons.trouble()
            one.mark.setVisible(one.agrees or not is_short)
            one.mark.setPixmap(icon.pixmap(size, size))
            words = self.tr("agrees") if one.agrees else self.tr("does not agree")
            one.mark.setAccessibleName(words)
            one.mark.setToolTip(words)
        self.ok.setText(say(self.tr("Enrol %1"), len(self.admissions)))
        self.checked.emit()
