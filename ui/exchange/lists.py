"""The lists of the exchange page, each with its own buttons above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import formats
from ui.action_button import ActionButton
from ui.commands import Command
from ui.exchange import words
from ui.exchange.reading import ExchangeData
from ui.notice import label
from ui.pages.words import district, say, variable
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from surveyapp.exchange.quotas import ShareLine
    from surveyapp.exchange.standing import DeviceStanding

translate = QCoreApplication.translate


class List(QWidget):
    """One tab: a line that says what it is for, buttons, and what it shows."""

    def __init__(self, commands: Sequence[Command], update: Callable[[], None]) -> None:
        super().__init__()
        self.update_commands = update
        self.buttons = [ActionButton(command) for command in commands]
        self.about = label("", "faint", wraps=True)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.about, 1)
        for button in self.buttons:
            button.clicked.connect(button.command.run)
            self._head.addWidget(button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 0, 0)
        self.column.setSpacing(8)
        self.column.addLayout(self._head)
        self.build()

    def build(self) -> None:
        """Make the tables."""

    def title(self) -> str:
        """The name of the tab."""
        raise NotImplementedError

    def retexts(self) -> None:
        """Columns and sentences in the language in use."""

    def show_data(self, data: ExchangeData) -> None:
        """Fill it."""

    def add_table(self, name: str) -> TableView:
        """A table below the others."""
        table = TableView(name)
        table.selection_changed.connect(self.update_commands)
        self.column.addWidget(table, 1)
        return table


class DeviceList(List):
    """Laptops and offices, with how far each has come."""

    def build(self) -> None:
        self.table = self.add_table("exchange-devices")

    def title(self) -> str:
        return self.tr("Laptops and offices")

    def retexts(self) -> None:
        self.table.set_columns(
            (
                Column(self.tr("Name"), _name),
                Column(self.tr("Kind"), lambda row: words.device_kind(row.device.kind)),
                Column(self.tr("District"), lambda r: district(r.device.office or "330400")),
                Column(self.tr("Addresses"), _addresses, formats.count, is_number=True),
                Column(self.tr("Received"), _received, formats.count, is_number=True),
                Column(self.tr("Confirmed"), _confirmed, formats.count, is_number=True),
                Column(self.tr("Not arrived"), words.missing),
                Column(self.tr("State"), words.device_state),
                Column(self.tr("Fingerprint"), lambda row: row.device.fingerprint, width=210),
            )
        )

    def show_data(self, data: ExchangeData) -> None:
        self.about.setText(
            say(self.tr("This office's fingerprint, to be read aloud: %1"), data.keys.code)
            if data.keys.code
            else ""
        )
        self.table.set_rows(data.devices, self.tr("No laptop is enrolled yet."))


class PackageList(List):
    """Everything that went out and came in."""

    def build(self) -> None:
        self.table = self.add_table("exchange-packages")

    def title(self) -> str:
        return self.tr("Packages")

    def retexts(self) -> None:
        self.table.set_columns(
            (
                Column(self.tr("File"), lambda row: row.name, width=300),
                Column(self.tr("Kind"), lambda row: words.package_kind(row.kind)),
                Column(self.tr("Direction"), lambda row: words.direction(row.direction)),
                Column(self.tr("State"), lambda row: words.package_state(row.state)),
                Column(self.tr("Number"), lambda r: r.number, formats.count, is_number=True),
                Column(self.tr("Size"), lambda r: r.size, words.size, is_number=True),
                Column(self.tr("At"), lambda row: row.at, formats.moment),
            )
        )

    def show_data(self, data: ExchangeData) -> None:
        self.table.set_rows(data.packages, self.tr("No package was sent or received."))


class DecisionList(List):
    """What waits for a person: rival versions and units that were interviewed twice."""

    def build(self) -> None:
        self.conflicts = self.add_table("exchange-conflicts")
        self.duplicates = self.add_table("exchange-duplicates")

    def title(self) -> str:
        return self.tr("To decide")

    def retexts(self) -> None:
        self.about.setText(
            self.tr("Nothing is overwritten by arriving later: a person decides what stands.")
        )
        self.conflicts.set_title(self.tr("One interview, two versions"))
        self.conflicts.set_columns(
            (
                Column(self.tr("Address"), lambda row: row.unit_id),
                Column(self.tr("Interview"), lambda row: row.iid[:8], tip=lambda row: row.iid),
                Column(self.tr("Versions"), lambda r: r.heads, formats.count, is_number=True),
                Column(self.tr("Since"), lambda row: row.opened_at, formats.moment),
            )
        )
        self.duplicates.set_title(self.tr("One address, two interviews"))
        self.duplicates.set_columns(
            (
                Column(self.tr("Address"), lambda row: row.unit_id),
                Column(self.tr("Questionnaire"), lambda row: row.form_id),
                Column(self.tr("Interviews"), _interviews, formats.count, is_number=True),
                Column(self.tr("Numbers"), lambda row: " · ".join(i[:8] for i in row.iids)),
            )
        )

    def show_data(self, data: ExchangeData) -> None:
        self.conflicts.set_rows(data.conflicts, self.tr("Nothing to settle."))
        self.duplicates.set_rows(data.duplicates, self.tr("No address was interviewed twice."))


class MissingList(List):
    """What has not arrived, who works with an old program, and what was refused."""

    def build(self) -> None:
        self.table = self.add_table("exchange-missing")
        self.refused = self.add_table("exchange-quarantine")

    def title(self) -> str:
        return self.tr("Missing and refused")

    def retexts(self) -> None:
        self.about.setText(
            self.tr("What is missing comes by itself with the laptop's next return package.")
        )
        self.table.set_title(self.tr("Missing or behind"))
        self.table.set_columns(
            (
                Column(self.tr("Name"), _name),
                Column(self.tr("What is the matter"), _matter, width=420),
                Column(self.tr("Program"), lambda row: row.device.app_version),
            )
        )
        self.refused.set_title(self.tr("Refused, and kept apart"))
        self.refused.set_columns(
            (
                Column(self.tr("File"), lambda row: row.name, width=220),
                Column(self.tr("Why"), words.reason, width=320),
                Column(self.tr("What to do"), words.remedy, width=320),
                Column(self.tr("At"), lambda row: row.at, formats.moment),
            )
        )

    def show_data(self, data: ExchangeData) -> None:
        rows = [line for line in data.devices if _matter(line)]
        self.table.set_rows(rows, self.tr("Nothing is missing, and nobody is behind."))
        self.refused.set_rows(data.refused, self.tr("Nothing was refused."))


class QuotaList(List):
    """Shares of quota cells as they stand, and as they would be after what has come in."""

    def build(self) -> None:
        self.table = self.add_table("exchange-quotas")

    def title(self) -> str:
        return self.tr("Quotas")

    def retexts(self) -> None:
        self.table.set_columns(
            (
                Column(self.tr("District"), lambda row: district(row.district)),
                Column(self.tr("Cell"), _cell),
                Column(self.tr("Wanted"), lambda r: r.target, formats.count, is_number=True),
                Column(self.tr("Laptop"), lambda row: row.device),
                Column(self.tr("Done"), lambda r: r.done, formats.count, is_number=True),
                Column(self.tr("May do now"), lambda r: r.allowed, formats.count, is_number=True),
                Column(self.tr("Proposed"), lambda r: r.proposed, formats.count, is_number=True),
                Column(self.tr("Held back"), lambda r: r.reserve, formats.count, is_number=True),
            )
        )

    def show_data(self, data: ExchangeData) -> None:
        text = self.tr(
            "%1 shares would change after what has come in. A finished interview always counts, "
            "also above the share. New shares travel in the next field packages."
        )
        same = self.tr("The shares fit what has come in; nothing needs to be sent.")
        self.about.setText(say(text, data.changed_shares) if data.changed_shares else same)
        if not data.shares:
            self.about.setText("")
        self.table.set_rows(data.shares, self.tr("This survey has no quota cells."))


def _name(line: DeviceStanding) -> str:
    return words.device_name(line.device.name)


def _matter(line: DeviceStanding) -> str:
    """“41–52 not arrived”, “works with an older program”, or nothing."""
    found: list[str] = []
    if line.gap:
        found.append(line.gap.sentence)
    if line.is_behind:
        found.append(translate("Exchange", "works with an older program; install the new one"))
    if line.not_sent and not line.device.revoked_at:
        text = translate("Exchange", "%1 new addresses were not sent to it")
        found.append(say(text, line.not_sent))
    return "; ".join(found)


def _cell(row: ShareLine) -> str:
    return " · ".join(
        f"{variable(name)} {district(category)}" for name, category in row.definition.items()
    )


def _addresses(line: DeviceStanding) -> int | None:
    return line.addresses if line.device.kind == "laptop" else None


def _received(line: DeviceStanding) -> int | None:
    return line.received if line.device.kind == "laptop" else None


def _confirmed(line: DeviceStanding) -> int | None:
    return line.confirmed if line.device.kind == "laptop" else None


def _interviews(row: object) -> int:
    return len(getattr(row, "iids", ()))
