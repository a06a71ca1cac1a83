"""Field packages for many laptops in one go: for whom, what is in them, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui import files, formats, preferences, theme
from ui.dialogs.frame import FormDialog
from ui.exchange.reading import ExchangeData
from ui.exchange.words import device_kind
from ui.notice import label
from ui.pages.words import district, say

if TYPE_CHECKING:
    from surveyapp.exchange.standing import DeviceStanding

translate = QCoreApplication.translate
_FOLDER = "field-packages"


class FieldDialog(FormDialog):
    """``device_ids``, ``folder`` and ``gives_out`` after it was accepted."""

    def __init__(self, data: ExchangeData, may_design: bool, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", parent)
        self._lines = data.partners
        self.setWindowTitle(self.tr("Field packages"))
        self.setMinimumWidth(theme.px(680))
        self.say(
            self.tr(
                "Each laptop and office gets a folder with one file: the questionnaire, its "
                "addresses, its quota shares, everybody's keys, receipts and withdrawals."
            )
        )
        self.table = QTableWidget(len(self._lines), 4)
        self._fill_table()
        self.form.addRow(self.table)
        self.gives_out_box = QCheckBox(
            say(self.tr("Give out the %1 drawn addresses that nobody has"), data.without_laptop)
        )
        self.gives_out_box.setChecked(True)
        if data.without_laptop and may_design:
            self.form.addRow(self.gives_out_box)
        else:
            self.gives_out_box.setChecked(False)
            self.gives_out_box.hide()
        self._add_folder()
        for text in _cautions(data):
            self.form.addRow(label(text, "notice", wraps=True))
        self._count()

    @property
    def device_ids(self) -> tuple[bytes, ...]:
        """Those that are ticked."""
        return tuple(
            line.device.device_id
            for row, line in enumerate(self._lines)
            if (item := self.table.item(row, 0)) and item.checkState() == Qt.CheckState.Checked
        )

    @property
    def gives_out(self) -> bool:
        """Whether drawn addresses are given out first."""
        return self.gives_out_box.isChecked()

    @property
    def folder(self) -> Path:
        """Where the folders go."""
        return Path(self.place.text().strip())

    def problem(self) -> str:
        if not self.device_ids:
            return self.tr("Tick at least one laptop or office.")
        if not self.place.text().strip() or not self.folder.is_dir():
            return self.tr("Choose the folder that the packages go into, a stick for instance.")
        return ""

    def accept(self) -> None:
        super().accept()
        if self.result():
            preferences.write(_FOLDER, str(self.folder))

    def _fill_table(self) -> None:
        titles = (self.tr("For"), self.tr("District"), self.tr("Addresses"), self.tr("Not sent"))
        table = self.table
        table.setHorizontalHeaderLabels(titles)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(self.tr("Laptops and offices"))
        for row, line in enumerate(self._lines):
            self._fill_row(row, line)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        rows = min(max(len(self._lines), 3), 8)
        table.setFixedHeight(theme.px(30) * (rows + 1))
        table.itemChanged.connect(self._count)

    def _fill_row(self, row: int, line: DeviceStanding) -> None:
        name = f"{line.device.name} ({device_kind(line.device.kind)})"
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        numbers = (formats.count(line.addresses), formats.count(line.not_sent))
        for column, text in enumerate((name, district(line.device.office), *numbers)):
            item = QTableWidgetItem(text)
            item.setFlags(flags)
            if column == 0:
                item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            elif column > 1:
                item.setTextAlignment(right)
            self.table.setItem(row, column, item)

    def _add_folder(self) -> None:
        self.place = QLineEdit(preferences.read_text(_FOLDER))
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        holder = QWidget()
        holder.setLayout(row)
        self.form.addRow(self.tr("Folder"), holder)
        self.place.setAccessibleName(self.tr("Folder"))

    def _choose(self) -> None:
        folder = files.ask_folder(self, self.tr("A folder for the field packages"))
        if folder:
            self.place.setText(str(folder))

    def _count(self) -> None:
        self.ok.setText(say(self.tr("Make %1 field packages"), len(self.device_ids)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumWidth(theme.px(680))


def _cautions(data: ExchangeData) -> list[str]:
    found: list[str] = []
    if not data.keys.tried_at:
        found.append(
            translate(
                "FieldDialog",
                "The printed recovery page was not tried yet. Try it before anybody goes out.",
            )
        )
    if data.changed_shares:
        text = translate("FieldDialog", "%1 quota shares would change; look at the page Quotas.")
        found.append(say(text, data.changed_shares))
    return found
