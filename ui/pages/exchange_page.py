"""Exchange: packages out to the laptops and back, receipts, what is missing, what to decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ui import theme
from ui.commands import Command
from ui.exchange import commands
from ui.exchange.actions import Desk
from ui.exchange.decision_actions import DecisionActions
from ui.exchange.device_actions import DeviceActions
from ui.exchange.key_actions import KeyActions
from ui.exchange.lists import DecisionList, DeviceList, List, MissingList, PackageList, QuotaList
from ui.exchange.outcome import OutcomeCard
from ui.exchange.package_actions import PackageActions
from ui.exchange.reading import ExchangeData, read_exchange
from ui.exchange.road import Road, steps_of
from ui.exchange.watch_line import WatchLine
from ui.pages.page import ATTENTION, DONE, EMPTY, PROGRESS, Page, Summary
from ui.pages.words import say

if TYPE_CHECKING:
    from surveyapp.exchange.merging import MergeResult
    from surveyapp.survey import Survey

translate = QCoreApplication.translate
REQUEST_ENDING = ".enrol"
_LEAST = 280
"""Pixels at 100 % text that the lists need; lower windows scroll."""


class ExchangePage(Page):
    """Where this office stands on the road, the lists, and everything that can be done."""

    key = "exchange"
    tables = frozenset(
        {"package", "device", "receipt", "cursor", "conflict", "quarantine", "key", "fork"}
        | {"quota_share", "quota_cell", "assignment", "interview", "quality_flag", "setting"}
        | {"secret"}
    )

    def title(self) -> str:
        return self.tr("Exchange")

    def make_commands(self) -> Sequence[Command]:
        # Actions need the lists to ask what is chosen; the frame needs the commands first.
        self.desk = Desk(self.session, self, lambda: self.data)
        self._runs: dict[str, Callable[[], None]] = {}
        late = {one.key: self._late(one.key) for one in commands.ENTRIES}
        self._possible: dict[str, Callable[[], bool]] = {}
        possible = {one.key: self._late_possible(one.key) for one in commands.ENTRIES}
        return commands.commands_of(late, possible)

    def build(self) -> None:
        self.road = Road(self.run_command)
        self.outcome = OutcomeCard(self.run_command)
        self.tabs = QTabWidget()
        self.devices = DeviceList(self._above(commands.DEVICES), self.update_commands)
        self.packages = PackageList(self._above(commands.PACKAGES), self.update_commands)
        self.decisions = DecisionList(self._above(commands.DECISIONS), self.update_commands)
        self.missing = MissingList(self._above(commands.MISSING), self.update_commands)
        self.quotas = QuotaList(self._above(commands.QUOTAS), self.update_commands)
        for shown in self.lists:
            self.tabs.addTab(shown, "")
            self._buttons += shown.buttons
        self._bind()
        self.watch = WatchLine(self.session, self.package_actions.merge_files, self)
        self.session.opened.connect(self.outcome.hide)
        # With large text there is more than a low screen can hold: then it scrolls.
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.road, self.outcome, self.watch):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        self.content_layout.addWidget(area, 1)
        self.tabs.setMinimumHeight(theme.px(_LEAST))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.data is not None:
            self.tabs.setMinimumHeight(theme.px(_LEAST))

    @property
    def lists(self) -> tuple[List, ...]:
        """The tabs, left to right."""
        return (self.devices, self.packages, self.decisions, self.missing, self.quotas)

    def retexts(self) -> None:
        for place, shown in enumerate(self.lists):
            shown.retexts()
            self.tabs.setTabText(place, shown.title())

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.exchange.conflicts import list_conflicts, list_duplicates
        from surveyapp.exchange.custody import list_gaps
        from surveyapp.store.packages import read_package_rows

        sent = len(read_package_rows(survey.store, "out"))
        received = len(read_package_rows(survey.store, "in"))
        if not sent and not received:
            return Summary(EMPTY, translate("ExchangePage", "No package was sent or received."))
        text = say(translate("ExchangePage", "%1 packages out, %2 in."), sent, received)
        decide = len(list_conflicts(survey)) + len(list_duplicates(survey))
        gaps = len(list_gaps(survey))
        if decide or gaps:
            more = translate("ExchangePage", "%1 things to decide, %2 laptops with gaps.")
            return Summary(ATTENTION, f"{text} {say(more, decide, gaps)}")
        return Summary(DONE if received else PROGRESS, text)

    @staticmethod
    def read(survey: Survey) -> ExchangeData:
        return read_exchange(survey)

    def show_data(self, data: ExchangeData) -> None:
        self.road.show_steps(steps_of(data), self.name_of)
        if data.role == "city" and not data.unconfirmed:
            self.outcome.button.hide()  # the receipts are made
        self.watch.is_possible = data.keys.are_open
        self.watch.setEnabled(data.keys.are_open)
        for shown in self.lists:
            shown.show_data(data)
        counts = (0, 0, len(data.conflicts) + len(data.duplicates), len(data.refused), 0)
        for place, (shown, count) in enumerate(zip(self.lists, counts, strict=True)):
            self.tabs.setTabText(place, shown.title() + (f" ({count})" if count else ""))
        self.tabs.setTabVisible(len(self.lists) - 1, bool(data.shares))

    def update_commands(self) -> None:
        """A district office does not see what only the city does."""
        super().update_commands()
        role = self.data.role if self.data else "city"
        for button in self._buttons:
            button.setVisible(role in commands.entry(button.command.key).roles)
        for action in self._more.menu().actions():
            action.setVisible(role in commands.entry(action.data()).roles)

    def is_enabled(self, command: Command) -> bool:
        role = self.data.role if self.data else ""
        return role in commands.entry(command.key).roles and super().is_enabled(command)

    def name_of(self, key: str) -> str:
        """The words of a command."""
        return self.command(key).text

    def take_files(self, paths: Sequence[Path]) -> None:
        """What was dropped on the window: requests are enrolled, everything else is merged."""
        requests = [path for path in paths if path.suffix.lower() == REQUEST_ENDING]
        packages = [path for path in paths if path not in requests]
        if requests and self.is_enabled(self.command("enrol")):
            self.device_actions.enrol_files(requests)
        if packages:
            self.package_actions.merge_files(packages)

    def _show_result(self, result: MergeResult) -> None:
        follows = ""
        if result.new or result.known:
            is_city = self.data is not None and self.data.role == "city"
            follows = "receipts" if is_city else "relay"
        self.outcome.show_result(result, follows, self.name_of(follows) if follows else "")

    def _bind(self) -> None:
        """Make the actions, now that the lists are there."""
        self.key_actions = KeyActions(self.desk, self.name_of)
        self.device_actions = DeviceActions(self.desk, self.devices.table.selected, self.name_of)
        self.package_actions = PackageActions(
            self.desk, self._show_result, self.missing.refused.selected, self.name_of
        )
        self.decision_actions = DecisionActions(
            self.desk, self.decisions, self.name_of, self.device_actions.make_field_packages
        )
        self._runs.update(self._bindings())
        keys, devices = self.key_actions, self.device_actions
        self._possible.update(
            {
                **dict.fromkeys(("receipts", "revoke", "field"), devices.has_partners),
                **dict.fromkeys(("merge", "merge-folder", "relay", "enrol"), keys.are_open),
                **dict.fromkeys(("try-recovery", "rotate"), keys.are_open),
                "keys": keys.has_no_keys,
                "open-keys": keys.are_closed,
                "restore": keys.are_made,
                "settle": self.decision_actions.has_choice,
                "shares": self.decision_actions.has_new_shares,
                "release": self.package_actions.can_release,
            }
        )
        self.decisions.conflicts.activated.connect(self.decision_actions.settle_conflict)
        self.decisions.duplicates.activated.connect(self.decision_actions.settle_duplicate)

    def _bindings(self) -> Mapping[str, Callable[[], None]]:
        keys, devices, packages = self.key_actions, self.device_actions, self.package_actions
        return {
            "keys": keys.make,
            "open-keys": keys.unlock,
            "try-recovery": keys.try_recovery,
            "rotate": keys.change,
            "restore": keys.restore,
            "enrol": devices.enrol,
            "revoke": devices.revoke,
            "field": devices.make_field_packages,
            "merge": packages.merge,
            "merge-folder": packages.merge_folder,
            "receipts": packages.make_receipts,
            "relay": packages.relay,
            "verify": packages.verify,
            "trace": packages.trace,
            "release": packages.release,
            "withdraw": packages.withdraw,
            "carry-withdrawals": packages.carry_withdrawals,
            "settle": self.decision_actions.settle,
            "shares": self.decision_actions.use_shares,
        }

    def _above(self, where: str) -> tuple[Command, ...]:
        return tuple(self.command(key) for key in commands.keys_of(where))

    def _late(self, key: str) -> Callable[[], None]:
        def run() -> None:
            self._runs[key]()

        return run

    def _late_possible(self, key: str) -> Callable[[], bool]:
        def is_possible() -> bool:
            found = self._possible.get(key)
            return self.data is not None and (found is None or found())

        return is_possible
