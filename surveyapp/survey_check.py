"""Whether an open survey file, its place and this computer are in order.

The parts come one after another, each short, so that somebody who interviews does not wait for them
(``check_in_portions``); ``check_survey`` does them at once.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta

from surveyapp.disk_encryption import encryption_under
from surveyapp.findings import Finding
from surveyapp.folders import LOCAL, kind_of_folder
from surveyapp.store.files import list_backups
from surveyapp.store.integrity import check_table, list_tables
from surveyapp.store.journal import first_broken_entry, last_entry
from surveyapp.store.key_slots import path_of_keys
from surveyapp.store.revisions import hash_portions
from surveyapp.survey import Survey

AT_ONCE = 100
"""Revisions hashed in one portion: a few milliseconds."""

_BEHIND, _AHEAD = timedelta(days=1), timedelta(days=400)

Portions = Generator[None, None, list[Finding]]


def check_survey(survey: Survey) -> list[Finding]:
    """Everything that can be checked about this file on this computer."""
    portions = check_in_portions(survey)
    while True:
        try:
            next(portions)
        except StopIteration as end:
            return end.value


def check_in_portions(survey: Survey) -> Portions:
    """The same in short portions, with the findings as the generator's return value."""
    found = [*check_clock(survey), *check_place(survey)]
    yield
    damaged = 0
    for damage in hash_portions(survey.store, AT_ONCE):
        damaged += len(damage)
        yield
    if damaged:
        found.append(Finding("core.damaged-revisions", parameters={"count": damaged}))
    broken = first_broken_entry(survey.store)
    if broken is not None:
        found.append(Finding("core.broken-journal", parameters={"number": broken}))
    yield
    for table in list_tables(survey.store):
        said = check_table(survey.store, table)
        if said:
            found.append(Finding("core.damaged-pages", table, {"said": said}))
            break
        yield
    return found


def check_clock(survey: Survey) -> list[Finding]:
    """Whether the clock fits what was last written to the journal."""
    last = last_entry(survey.store)
    if last is None:
        return []
    now, then = (datetime.fromisoformat(one) for one in (survey.clock.iso(), last.at))
    shown = {"now": f"{now:%Y-%m-%d %H:%M}", "last": f"{then:%Y-%m-%d %H:%M}"}
    if now < then - _BEHIND:
        return [Finding("core.clock-behind", parameters=shown)]
    if now > then + _AHEAD:
        return [Finding("core.clock-ahead", parameters=shown)]
    return []


def check_place(survey: Survey) -> list[Finding]:
    """Encryption of disk and file, kind of folder, backups."""
    disk = encryption_under(survey.path)
    state = {True: "encrypted", False: "not-encrypted", None: "unknown"}[disk.is_on]
    found = [Finding(f"core.disk-{state}", parameters={"how": disk.how})]
    if not path_of_keys(survey.path).exists() and not survey.info.synthetic:
        found.append(Finding("core.file-not-encrypted"))
    if kind_of_folder(survey.path.parent) != LOCAL:
        found.append(Finding("core.folder-only-invented"))
    if not list_backups(survey.path):
        found.append(Finding("core.no-backup-yet"))
    return found
