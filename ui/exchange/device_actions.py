"""Laptops and offices: enrolled, given their field packages, blocked when lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from surveyapp.operators import Action
from ui import files
from ui.exchange import jobs
from ui.exchange.actions import Actions, Desk
from ui.exchange.enrol_dialog import EnrolDialog
from ui.exchange.field_dialog import FieldDialog
from ui.exchange.lost_dialog import LostDialog
from ui.pages.words import say

if TYPE_CHECKING:
    from surveyapp.exchange.devices import Request
    from surveyapp.exchange.standing import DeviceStanding
    from surveyapp.exchange.writing import PackageWritten
    from surveyapp.store.devices import Device


class DeviceActions(Actions):
    """``chosen`` gives the lines selected in the list."""

    def __init__(
        self, desk: Desk, chosen: Callable[[], list[DeviceStanding]], name_of: Callable[[str], str]
    ) -> None:
        super().__init__(desk)
        self._chosen = chosen
        self._name_of = name_of

    def has_partners(self) -> bool:
        """Whether somebody is there to send to, and the keys are open."""
        return self.data is not None and self.data.keys.are_open and bool(self.data.partners)

    def enrol(self) -> None:
        """Take request files; their fingerprints are compared in the dialog."""
        pattern = self.tr("Requests (*.enrol)")
        paths = files.ask_open_several(self.window, self.tr("The laptops' requests"), pattern)
        if paths:
            self.enrol_files(paths)

    def enrol_files(self, paths: Sequence[Path]) -> None:
        """Look into request files and ask for their fingerprints."""
        work = partial(jobs.read_requests, tuple(paths))
        self.run_job(self.tr("Reading the requests"), work, self._ask_fingerprints)

    def make_field_packages(self) -> None:
        """Ask for whom and where, then make them all in one go."""
        data, facts = self.data, self.session.facts
        if data is not None and facts is not None:
            dialog = FieldDialog(data, facts.may(Action.DESIGN), self.window)
            self.desk.ask(dialog, partial(self._make, dialog))

    def revoke(self) -> None:
        """Block a lost laptop from a number on."""
        data = self.data
        if data is not None and data.partners:
            chosen = [one for one in self._chosen() if one in data.partners]
            dialog = LostDialog(data.partners, chosen[0] if chosen else None, self.window)
            self.desk.ask(dialog, partial(self._revoke, dialog))

    def _ask_fingerprints(self, requests: list[tuple[Path, Request]]) -> None:
        code = self.data.keys.code if self.data else ""
        dialog = EnrolDialog(requests, code, self.window)
        self.desk.ask(dialog, partial(self._enrol, dialog))

    def _enrol(self, dialog: EnrolDialog) -> None:
        work = partial(jobs.enrol, dialog.admissions)
        self.run_job(self.tr("Enrolling"), work, self._say_enrolled)

    def _say_enrolled(self, devices: Sequence[Device]) -> None:
        names = "、".join(one.name for one in devices)
        text = self.tr("Enrolled: %1. Now make their field packages.").replace("%1", names)
        self.session.say_done(text, self._name_of("field"), self.make_field_packages)

    def _make(self, dialog: FieldDialog) -> None:
        work = partial(jobs.make_field_packages, dialog.folder, dialog.device_ids, dialog.gives_out)
        done = partial(self._say_made, dialog.folder)
        text = say(self.tr("Making %1 field packages"), len(dialog.device_ids))
        self.run_job(text, work, done)

    def _say_made(self, folder: Path, made: Sequence[PackageWritten]) -> None:
        text = self.tr(
            "%1 field packages are in “%2”, each in a folder with its laptop's name, "
            "written and read back."
        )
        self.session.say_done(say(text, len(made), folder.name))

    def _revoke(self, dialog: LostDialog) -> None:
        work = partial(jobs.revoke, dialog.line.device.device_id, dialog.number.value())
        self.run_job(self.tr("Blocking the laptop"), work, self._say_revoked)

    def _say_revoked(self, device: Device) -> None:
        text = self.tr("“%1” is blocked after number %2. Make field packages for the others.")
        self.session.say_done(
            say(text, device.name, device.revoked_after or 0),
            self._name_of("field"),
            self.make_field_packages,
        )
