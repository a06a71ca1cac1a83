"""Making backups while work goes on, and going back to one.

Restoring begins a new epoch: numbers that this device gave out after the backup was made are never
given out again, so offices can tell the two histories apart.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.files import make_durable, replace_durably
from surveyapp.log import logger
from surveyapp.store import key_slots
from surveyapp.store.backup import KEPT, Backup, list_backups, write_backup
from surveyapp.store.drafts import read_drafts
from surveyapp.store.files import BEFORE_RESTORE, trouble_of_disk
from surveyapp.store.journal import last_entry, newest_entries
from surveyapp.store.revisions import Damage, count_revisions, find_damage
from surveyapp.store.writer_lock import WriterLock
from surveyapp.survey import LAPTOP, Survey, open_survey

EVERY_INTERVIEWS = 10
"""After how many finished interviews a laptop should make a backup of its own accord."""

_UNREADABLE = ("core.damaged-file", "core.not-a-survey", "core.no-such-file")


def make_backup(survey: Survey) -> Backup:
    """Make and verify a backup beside the survey; the newest three are kept."""
    drafts = [draft.iid for draft in read_drafts(survey.store)]
    made = write_backup(survey.store, survey.clock.iso())
    detail = {"name": made.path.name, "revisions": made.revisions, "drafts": drafts}
    survey.note("backup", detail)
    return made


def backup_if_due(survey: Survey, after: int = EVERY_INTERVIEWS) -> Backup | None:
    """Make a backup where at least ``after`` revisions came since the last one.

    With ``after=1`` it is what a laptop does when it closes. A backup that still holds as a draft
    what has been finished and sealed since is replaced at once: it opens with the passphrase.
    """
    outdated = _holding_finished(survey)
    if outdated:
        made = make_backup(survey)
        for path in outdated:
            path.unlink(missing_ok=True)
        return made
    counted = count_revisions(survey.store)
    last = last_entry(survey.store, "backup")
    held = int(last.detail["revisions"]) if last else 0
    # A restored file may hold fewer than were backed up before.
    return make_backup(survey) if abs(counted - held) >= after else None


def close_survey(survey: Survey) -> None:
    """Close a survey; a laptop's is backed up first where something is new.

    A backup that fails must not keep the file open: the next opening says that none was made.
    """
    try:
        if survey.info.role == LAPTOP:
            backup_if_due(survey, after=1)
    except SurveyError as trouble:
        logger.warning("no backup at closing: %s", trouble.code)
    finally:
        survey.close()


def restore_backup(
    survey: Path,
    backup: Path | None = None,
    *,
    passphrase: str | None = None,
    identity: str | None = None,
) -> Survey:
    """Put a backup (the newest, if none is named) in place of the survey, and open it.

    The file that was there is kept under ``.before-restore``. Stopped half-way, either file stands
    under the survey's name, or none and the same can be done again.
    """
    known = list_backups(survey)
    if backup is None and not known:
        raise SurveyError("fieldwork.no-backup", name=survey.name)
    chosen = backup or known[0]
    reopen = partial(open_survey, passphrase=passphrase, identity=identity)
    lock = WriterLock.take(survey)
    try:
        highest = max(_epoch_of(path, survey, reopen) for path in (survey, _replaced(survey)))
        ready = _prepare(survey, chosen, reopen, highest)
        _put_in_place(ready, survey)
    except OSError as trouble:
        raise trouble_of_disk(trouble, survey) from trouble
    finally:
        lock.release()
    return reopen(survey)


def check_revisions(survey: Survey, newest: int = 0) -> tuple[Damage, ...]:
    """Hash stored revisions again (all, or the newest ones) and name those that do not fit."""
    return find_damage(survey.store, newest)


def _holding_finished(survey: Survey) -> list[Path]:
    """Backups that hold as a draft what is no draft any more."""
    now = {draft.iid for draft in read_drafts(survey.store)}
    noted = {
        entry.detail["name"]: set(entry.detail.get("drafts", ()))
        for entry in newest_entries(survey.store, "backup", 2 * KEPT)
    }
    return [path for path in list_backups(survey.path) if noted.get(path.name, set()) - now]


def _prepare(survey: Path, backup: Path, reopen: Callable[..., Survey], highest: int) -> Path:
    """A copy of the backup that has its new epoch before it has its name."""
    ready = survey.with_name(f"restoring.{survey.name}")
    _forget(ready)
    shutil.copyfile(backup, ready)
    _lend_keys(survey, ready)
    try:
        with reopen(ready) as opened:
            epoch = max(int(opened.setting("epoch", 1)), highest) + 1
            opened.change_settings({"epoch": epoch})
            opened.note("restore", {"backup": backup.name, "epoch": epoch})
    except BaseException:
        _forget(ready)
        raise
    make_durable(ready)
    key_slots.path_of_keys(ready).unlink(missing_ok=True)
    return ready


def _put_in_place(ready: Path, survey: Path) -> None:
    kept = _replaced(survey)
    log = survey.with_name(survey.name + "-wal")
    if survey.exists():
        # The log goes with its file: it would be replayed into the one that takes the name.
        kept.with_name(kept.name + "-wal").unlink(missing_ok=True)
        survey.replace(kept)
    if log.exists():
        log.replace(kept.with_name(kept.name + "-wal"))
    survey.with_name(survey.name + "-shm").unlink(missing_ok=True)
    replace_durably(ready, survey)
    # Ours, and empty: what was in it is in the file.
    ready.with_name(f".{ready.name}.lock").unlink(missing_ok=True)


def _replaced(survey: Path) -> Path:
    return survey.with_name(survey.name + BEFORE_RESTORE)


def _lend_keys(survey: Path, other: Path) -> None:
    keys = key_slots.path_of_keys(survey)
    if keys.exists():
        shutil.copyfile(keys, key_slots.path_of_keys(other))


def _forget(ready: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal", ".key"):
        ready.with_name(ready.name + ending).unlink(missing_ok=True)
    ready.with_name(f".{ready.name}.lock").unlink(missing_ok=True)


def _epoch_of(path: Path, survey: Path, reopen: Callable[..., Survey]) -> int:
    """The epoch of a file that is or was replaced, as far as it can still be read."""
    if not path.exists():
        return 0
    beside = survey.with_name(f"reading.{survey.name}")
    _forget(beside)
    try:
        if path != survey:
            shutil.copyfile(path, beside)
            _lend_keys(survey, beside)
        read = survey if path == survey else beside
        with reopen(read, read_only=True) as before:
            return int(before.setting("epoch", 1))
    except SurveyError as trouble:
        if trouble.code not in _UNREADABLE:
            raise
        # Nobody knows which epochs it had: one that it cannot have had.
        return 1000 + secrets.randbelow(1000)
    finally:
        _forget(beside)
