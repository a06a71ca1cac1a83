"""Exchange: packages out to the laptops and back, receipts, gaps, conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QTabWidget

from surveyapp.operators import Action
from ui import files, formats, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.page import ATTENTION, DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import district, say
from ui.session import Message
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from surveyapp.exchange.conflicts import ConflictItem
    from surveyapp.exchange.custody import CustodyReport, Gap
    from surveyapp.exchange.merging import MergeResult
    from surveyapp.progress import Progress
    from surveyapp.store.devices import Device
    from surveyapp.store.packages import PackageRow, Quarantined
    from surveyapp.survey import Survey

translate = QCoreApplication.translate


@dataclass(frozen=True)
class DeviceLine:
    """A device with how far its interviews have come."""

    device: Device
    received: int
    gap: Gap | None


@dataclass(frozen=True)
class ExchangeData:
    """What the page shows."""

    devices: tuple[DeviceLine, ...]
    packages: tuple[PackageRow, ...]
    conflicts: tuple[ConflictItem, ...]
    refused: tuple[Quarantined, ...]
    has_keys: bool
    keys_open: bool


class ExchangePage(Page):
    """Devices, packages, conflicts, quarantine."""

    key = "exchange"
    tables = frozenset(
        {"package", "device", "receipt", "cursor", "conflict", "quarantine", "key", "fork"}
    )

    def title(self) -> str:
        return self.tr("Exchange")

    def help_text(self) -> str:
        return self.tr(
            "Everything travels as files: field packages out, return packages back, receipts out "
            "again. The same package may come twice, in any order, through any office: nothing is "
            "counted twice and nothing is lost. Two different versions of one interview are both "
            "kept until a person settles which one stands."
        )

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "keys",
                QT_TRANSLATE_NOOP("Commands", "Make the survey's keys…"),
                self.make_keys,
                icons.key,
                place="more",
                needs=Action.ENROL,
                is_possible=self.has_no_keys,
            ),
            Command(
                "open-keys",
                QT_TRANSLATE_NOOP("Commands", "Unlock the keys…"),
                self.open_keys,
                icons.key,
                place="more",
                needs=Action.RECEIVE,
                is_possible=self.keys_are_closed,
            ),
            Command(
                "enrol",
                QT_TRANSLATE_NOOP("Commands", "Enrol a laptop…"),
                self.enrol,
                icons.add,
                place="more",
                needs=Action.ENROL,
                is_possible=self.keys_are_open,
            ),
            Command(
                "field",
                QT_TRANSLATE_NOOP("Commands", "Make field packages…"),
                self.make_field_packages,
                icons.send_out,
                needs=Action.ENROL,
                is_possible=self.can_send,
            ),
            Command(
                "receipts",
                QT_TRANSLATE_NOOP("Commands", "Make receipts…"),
                self.make_receipts,
                icons.document,
                needs=Action.RECEIVE,
                is_possible=self.can_send,
            ),
            Command(
                "merge",
                QT_TRANSLATE_NOOP("Commands", "Merge packages…"),
                self.merge,
                icons.bring_in,
                place="primary",
                needs=Action.RECEIVE,
                is_possible=self.keys_are_open,
            ),
            Command(
                "verify",
                QT_TRANSLATE_NOOP("Commands", "Check that everything still proves itself"),
                self.verify,
                icons.quality,
                place="more",
                needs=Action.READ,
            ),
            Command(
                "settle",
                QT_TRANSLATE_NOOP("Commands", "Settle the chosen conflict…"),
                self.settle,
                icons.success,
                place="more",
                needs=Action.RECEIVE,
                is_possible=self.has_conflict,
            ),
        )

    def build(self) -> None:
        self.panes = Panes(self.session, "exchange")
        self.packages = TableView("exchange-packages")
        self.conflicts = TableView("exchange-conflicts")
        self.refused = TableView("exchange-quarantine")
        self.conflicts.selection_changed.connect(self.update_commands)
        self.conflicts.activated.connect(self.settle)
        self.tabs = QTabWidget()
        for widget in (self.panes, self.packages, self.conflicts, self.refused):
            self.tabs.addTab(widget, "")
        self.content_layout.addWidget(self.tabs, 1)

    def retexts(self) -> None:
        titles = (
            self.tr("Laptops and offices"),
            self.tr("Packages"),
            self.tr("Conflicts"),
            self.tr("Refused"),
        )
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.panes.table.set_columns(self._device_columns())
        self.packages.set_columns(self._package_columns())
        self.conflicts.set_columns(
            (
                Column(self.tr("Interview"), lambda row: row.iid[:8], tip=lambda row: row.iid),
                Column(self.tr("Unit"), lambda row: row.unit_id),
                Column(self.tr("Versions"), lambda r: r.heads, formats.count, is_number=True),
                Column(self.tr("Since"), lambda row: row.opened_at, formats.moment),
            )
        )
        self.refused.set_columns(
            (
                Column(self.tr("File"), lambda row: row.name),
                Column(self.tr("Why"), _reason, width=420),
                Column(self.tr("Size"), lambda r: r.size, formats.count, is_number=True),
                Column(self.tr("At"), lambda row: row.at, formats.moment),
            )
        )

    def _device_columns(self) -> Sequence[Column]:
        return (
            Column(self.tr("Name"), lambda row: row.device.name),
            Column(self.tr("Kind"), lambda row: self._kind(row.device.kind)),
            Column(self.tr("District"), lambda r: district(r.device.office or "330400")),
            Column(self.tr("Received"), lambda r: r.received, formats.count, is_number=True),
            Column(self.tr("Missing"), lambda row: row.gap.sentence if row.gap else ""),
            Column(self.tr("State"), self._device_state),
            Column(self.tr("Fingerprint"), lambda row: row.device.fingerprint),
        )

    def _package_columns(self) -> Sequence[Column]:
        return (
            Column(self.tr("File"), lambda row: row.name),
            Column(self.tr("Kind"), lambda row: self._package_kind(row.kind)),
            Column(self.tr("Direction"), lambda row: self._direction(row.direction)),
            Column(self.tr("State"), lambda row: self._package_state(row.state)),
            Column(self.tr("Number"), lambda r: r.number, formats.count, is_number=True),
            Column(self.tr("Bytes"), lambda r: r.size, formats.count, is_number=True),
            Column(self.tr("At"), lambda row: row.at, formats.moment),
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.exchange.conflicts import list_conflicts
        from surveyapp.exchange.custody import list_gaps
        from surveyapp.store.packages import read_package_rows

        sent = len(read_package_rows(survey.store, "out"))
        received = len(read_package_rows(survey.store, "in"))
        if not sent and not received:
            return Summary(EMPTY, translate("ExchangePage", "No package was sent or received."))
        text = say(translate("ExchangePage", "%1 packages out, %2 in."), sent, received)
        conflicts, gaps = len(list_conflicts(survey)), len(list_gaps(survey))
        if conflicts or gaps:
            more = translate("ExchangePage", "%1 conflicts to settle, %2 laptops with gaps.")
            return Summary(ATTENTION, f"{text} {say(more, conflicts, gaps)}")
        return Summary(DONE if received else PROGRESS, text)

    @staticmethod
    def read(survey: Survey) -> ExchangeData:
        from surveyapp.exchange.conflicts import list_conflicts
        from surveyapp.exchange.custody import list_gaps, list_packages, list_quarantine
        from surveyapp.exchange.keys import keys_are_open
        from surveyapp.store.devices import read_devices
        from surveyapp.store.keys import read_recipients
        from surveyapp.store.packages import read_cursors

        gaps = {gap.device_id: gap for gap in list_gaps(survey)}
        cursors: dict[bytes, int] = {}
        for cursor in read_cursors(survey.store):
            cursors[cursor.device_id] = cursors.get(cursor.device_id, 0) + cursor.contiguous
        return ExchangeData(
            tuple(
                DeviceLine(one, cursors.get(one.device_id, 0), gaps.get(one.device_id))
                for one in read_devices(survey.store)
            ),
            tuple(list_packages(survey)),
            tuple(list_conflicts(survey)),
            tuple(list_quarantine(survey)),
            bool(read_recipients(survey.store)),
            keys_are_open(survey),
        )

    def emptiness(self, data: ExchangeData) -> Emptiness | None:
        if data.has_keys or data.devices:
            return None
        return Emptiness(
            self.tr("The survey has no keys yet."),
            self.tr(
                "Keys let only this office read what comes back from the field. Print the recovery "
                "key when it is shown: it is kept nowhere else."
            ),
            command="keys",
        )

    def show_data(self, data: ExchangeData) -> None:
        self.panes.table.set_rows(data.devices, self.tr("No laptop is enrolled yet."))
        self.packages.set_rows(data.packages, self.tr("No package was sent or received."))
        self.conflicts.set_rows(data.conflicts, self.tr("Nothing to settle."))
        self.refused.set_rows(data.refused, self.tr("Nothing was refused."))
        bars = tuple(
            (line.device.name, line.received)
            for line in data.devices
            if line.device.kind == "laptop"
        )
        title = self.tr("Received without a gap from each laptop")
        self.panes.figure.show_figure(title, partial(_draw, bars) if bars else None, "exchange")

    # When something can be done.

    def has_no_keys(self) -> bool:
        """Whether the keys are still to be made."""
        return self.data is None or not self.data.has_keys

    def keys_are_closed(self) -> bool:
        """Whether the keys are there but locked."""
        return self.data is not None and self.data.has_keys and not self.data.keys_open

    def keys_are_open(self) -> bool:
        """Whether packages can be opened and signed."""
        return self.data is not None and self.data.keys_open

    def can_send(self) -> bool:
        """Whether somebody is there to send to."""
        return self.keys_are_open() and bool(self.data.devices)

    def has_conflict(self) -> bool:
        """Whether a conflict is chosen."""
        return bool(self.conflicts.selected())

    # Actions.

    def make_keys(self) -> None:
        """Make the survey's keys and show the recovery key once."""
        passphrase = self._ask_passphrase(self.tr("A passphrase for the survey's keys"))
        if passphrase:
            work = partial(_make_keys, passphrase)
            self.session.run(self.tr("Making the keys"), work, self._show_recovery)

    def open_keys(self) -> None:
        """Unlock the keys for this session."""
        passphrase = self._ask_passphrase(self.tr("The passphrase of the survey's keys"))
        if passphrase:
            work = partial(_open_keys, passphrase)
            self.session.run(self.tr("Unlocking the keys"), work, self._say_opened)

    def enrol(self) -> None:
        """Enrol a laptop from its request file and the fingerprint read aloud."""
        path = files.ask_open(self, self.tr("The laptop's request"), self.tr("Requests (*)"))
        if path is None:
            return
        texts = (self.tr("Enrol a laptop"), self.tr("District code and fingerprint as read aloud"))
        text, done = QInputDialog.getText(self, *texts)
        if done and text.strip():
            office, _, fingerprint = text.strip().partition(" ")
            work = partial(_enrol, path, office, fingerprint.strip())
            self.session.run(self.tr("Enrolling the laptop"), work, self._say_enrolled)

    def make_field_packages(self) -> None:
        """Write one package for each laptop into a folder."""
        folder = files.ask_folder(self, self.tr("A folder for the field packages"))
        if folder:
            work = partial(_make_field_packages, folder)
            self.session.run(self.tr("Making field packages"), work, self._say_written)

    def make_receipts(self) -> None:
        """Write the receipts into a folder."""
        folder = files.ask_folder(self, self.tr("A folder for the receipts"))
        if folder:
            work = partial(_make_receipts, folder)
            self.session.run(self.tr("Making receipts"), work, self._say_written)

    def merge(self) -> None:
        """Take packages in."""
        paths = files.ask_open_several(self, self.tr("Packages to merge"), "*")
        if paths:
            text = say(self.tr("Merging %1 packages"), len(paths))
            self.session.run(text, partial(_merge, tuple(paths)), self._say_merged)

    def verify(self) -> None:
        """Check journal, revisions, chains and packages once more."""
        self.session.run(self.tr("Checking everything"), _verify, self._say_verified)

    def settle(self) -> None:
        """Let a person decide which version of an interview stands."""
        chosen = self.conflicts.selected()
        if chosen:
            work = partial(_compare, chosen[0].iid)
            self.session.run(self.tr("Comparing the versions"), work, self._show_conflict)

    def _show_conflict(self, comparison: Any) -> None:
        from ui.dialogs.conflict_dialog import ConflictDialog

        self.dialog = ConflictDialog(self.session, comparison, self)
        self.dialog.open()

    def _ask_passphrase(self, title: str) -> str:
        hidden = QLineEdit.EchoMode.Password
        text, done = QInputDialog.getText(self, title, self.tr("Passphrase"), hidden)
        return text if done else ""

    def _show_recovery(self, keys: Any) -> None:
        from ui.dialogs.recovery_dialog import RecoveryDialog

        self.dialog = RecoveryDialog(keys.recovery_identity, keys.fingerprint, self)
        self.dialog.open()
        self.refresh()

    def _say_opened(self, _result: object) -> None:
        self.session.say_done(self.tr("The keys are unlocked until the survey is closed."))
        self.refresh()

    def _say_enrolled(self, device: Device) -> None:
        self.session.say_done(self.tr("“%1” is enrolled.").replace("%1", device.name))

    def _say_written(self, written: Sequence[Any]) -> None:
        if written:
            self.session.say_done(say(self.tr("%1 files were written."), len(written)))
        else:
            self.session.say(Message("note", self.tr("There was nothing to write.")))

    def _say_merged(self, result: MergeResult) -> None:
        kind = "caution" if result.refused or result.conflicts else "done"
        self.session.say(Message(kind, result.sentence))

    def _say_verified(self, report: CustodyReport) -> None:
        if report.holds:
            text = self.tr("%1 revisions and %2 packages were checked: everything holds.")
            self.session.say_done(say(text, report.revisions, report.packages))
        else:
            sentences = " ".join(one.wording.sentence for one in report.findings[:3])
            self.session.say(Message("trouble", sentences))

    # Words.

    def _kind(self, kind: str) -> str:
        words = {
            "laptop": self.tr("laptop"),
            "district": self.tr("district office"),
            "city": self.tr("city office"),
        }
        return words.get(kind, kind)

    def _device_state(self, line: DeviceLine) -> str:
        if line.device.revoked_at:
            return self.tr("revoked")
        return self.tr("this computer") if line.device.is_self else self.tr("enrolled")

    def _package_kind(self, kind: str) -> str:
        words = {
            "field": self.tr("field package"),
            "return": self.tr("return package"),
            "relay": self.tr("passed on"),
            "receipt": self.tr("receipt"),
            "withdrawal": self.tr("withdrawal"),
        }
        return words.get(kind, kind)

    def _direction(self, direction: str) -> str:
        return {"in": self.tr("in"), "out": self.tr("out")}.get(direction, direction)

    def _package_state(self, state: str) -> str:
        words = {
            "written": self.tr("written"),
            "merged": self.tr("merged"),
            "applied": self.tr("applied"),
            "kept": self.tr("to be passed on"),
            "relayed": self.tr("passed on"),
            "withdrawn": self.tr("withdrawn"),
        }
        return words.get(state, state)


def _reason(row: Quarantined) -> str:
    from surveyapp.findings import word

    return word(row.code, row.parameters).sentence


def _make_keys(passphrase: str, survey: Survey, _progress: Progress) -> Any:
    from surveyapp.exchange.project_keys import make_project_keys

    return make_project_keys(survey, passphrase)


def _open_keys(passphrase: str, survey: Survey, _progress: Progress) -> None:
    from surveyapp.exchange.keys import open_keys

    open_keys(survey, passphrase)


def _enrol(
    path: Path, office: str, fingerprint: str, survey: Survey, _progress: Progress
) -> Device:
    from surveyapp.exchange.devices import enrol_device

    return enrol_device(survey, path, office, fingerprint or None)


def _make_field_packages(folder: Path, survey: Survey, progress: Progress) -> Any:
    from surveyapp.exchange.field_packages import make_field_packages

    return make_field_packages(survey, folder, progress=progress)


def _make_receipts(folder: Path, survey: Survey, _progress: Progress) -> Any:
    from surveyapp.exchange.receipts import make_receipts

    written = make_receipts(survey, folder)
    return [written] if written else []


def _merge(paths: Sequence[Path], survey: Survey, progress: Progress) -> MergeResult:
    from surveyapp.exchange.merging import merge_packages

    return merge_packages(survey, paths, progress)


def _verify(survey: Survey, progress: Progress) -> CustodyReport:
    from surveyapp.exchange.custody import verify_custody

    return verify_custody(survey, progress)


def _compare(iid: str, survey: Survey, _progress: Progress) -> Any:
    from surveyapp.exchange.conflicts import compare_heads

    return compare_heads(survey, iid)


def _draw(rows: Sequence[tuple[str, float]], dark: bool) -> Figure:
    from surveyapp.publication.plots import BarRow, draw_bars

    unit = translate("ExchangePage", "Records received without a gap")
    return draw_bars([BarRow(name, number) for name, number in rows], unit=unit, dark=dark)
