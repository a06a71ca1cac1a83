"""Making backups while work goes on, and going back to one.

Restoring begins a new epoch: numbers that this device gave out after the backup was made are never
given out again, so offices can tell the two histories apart.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.store.backup import Backup, list_backups, write_backup
from surveyapp.store.journal import read_entries
from surveyapp.store.revisions import Damage, count_revisions, find_damage
from surveyapp.survey import Survey, open_survey

EVERY_INTERVIEWS = 10
"""After how many finished interviews a laptop should make a backup of its own accord."""


def make_backup(survey: Survey) -> Backup:
    """Make and verify a backup beside the survey; the newest three are kept."""
    made = write_backup(survey.store, survey.clock.iso())
    survey.note("backup", {"name": made.path.name, "revisions": made.revisions})
    return made


def backup_if_due(survey: Survey, after: int = EVERY_INTERVIEWS) -> Backup | None:
    """Make a backup where at least ``after`` revisions came since the last one.

    With ``after=1`` it is what a laptop does when it closes.
    """
    counted = count_revisions(survey.store)
    last = next(
        (
            int(entry.detail["revisions"])
            for entry in read_entries(survey.store, 1_000_000)
            if entry.action == "backup"
        ),
        0,
    )
    # A restored file may hold fewer than were backed up before.
    return make_backup(survey) if abs(counted - last) >= after else None


def restore_backup(
    survey: Path, backup: Path | None = None, *, passphrase: str | None = None
) -> Survey:
    """Put a backup (the newest, if none is named) in place of the survey, and open it.

    The file that was there is kept under ``.before-restore``.
    """
    known = list_backups(survey)
    if backup is None and not known:
        raise SurveyError("fieldwork.no-backup", name=survey.name)
    chosen = backup or known[0]
    beside = survey.with_name(survey.name + ".restoring")
    shutil.copyfile(chosen, beside)
    highest = _epoch_of(survey, passphrase) if survey.exists() else 0
    if survey.exists():
        survey.replace(survey.with_name(survey.name + ".before-restore"))
    for ending in ("-wal", "-shm"):
        # They belong to the file that was moved away and would be replayed into this one.
        survey.with_name(survey.name + ending).unlink(missing_ok=True)
    beside.replace(survey)
    opened = open_survey(survey, passphrase=passphrase)
    epoch = max(int(opened.setting("epoch", 1)), highest) + 1
    opened.change_settings({"epoch": epoch})
    opened.note("restore", {"backup": chosen.name, "epoch": epoch})
    return opened


def check_revisions(survey: Survey, newest: int = 0) -> tuple[Damage, ...]:
    """Hash stored revisions again (all, or the newest ones) and name those that do not fit."""
    return find_damage(survey.store, newest)


def _epoch_of(survey: Path, passphrase: str | None) -> int:
    """The epoch of the file that is replaced, as far as it can still be read."""
    try:
        with open_survey(survey, passphrase=passphrase, read_only=True) as before:
            return int(before.setting("epoch", 1))
    except SurveyError as trouble:
        if trouble.code not in ("core.damaged-file", "core.not-a-survey"):
            raise
        return 0
