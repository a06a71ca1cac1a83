"""A laptop is lost: up to which number its interviews are still let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from ui.dialogs.frame import FormDialog
from ui.notice import label
from ui.pages.words import district, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveyapp.exchange.standing import DeviceStanding


class LostDialog(FormDialog):
    """Which device, and the last number; proposed is the last one confirmed."""

    def __init__(
        self,
        lines: Sequence[DeviceStanding],
        chosen: DeviceStanding | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("A laptop is lost"))
        self.say(
            self.tr(
                "Interviews up to this number stay valid. What the lost laptop sends later is not "
                "thrown away: it waits among the refused files until a person has looked at it. "
                "The other laptops learn of it with their next field package."
            )
        )
        self.device = QComboBox()
        self.known = label("", "small")
        for line in sorted(lines, key=lambda one: one.device.kind != "laptop"):
            self.device.addItem(f"{line.device.name} · {district(line.device.office)}", line)
        self.number = QSpinBox()
        self.number.setRange(0, 1_000_000)
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.add_row(self.tr("Lost"), self.device)
        self.add_row(self.tr("Let in up to number"), self.number)
        self.form.addRow("", self.known)
        self.device.currentIndexChanged.connect(self._propose)
        if chosen and chosen in lines:
            self.device.setCurrentIndex(self.device.findData(chosen))
        self._propose()

    @property
    def line(self) -> DeviceStanding:
        """The device that is lost."""
        return self.device.currentData()

    def _propose(self) -> None:
        line = self.line
        self.number.setValue(line.confirmed)
        text = self.tr("confirmed up to %1, arrived up to %2")
        self.known.setText(say(text, line.confirmed, line.received))
        self.ok.setText(self.tr("Block “%1”").replace("%1", line.device.name))
