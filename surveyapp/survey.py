"""One survey: open, create, close; the thin face that every room takes first."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from surveyapp.clock import Clock
from surveyapp.errors import SurveyError
from surveyapp.folders import LOCAL, kind_of_folder
from surveyapp.operators import Action, Operator, Role
from surveyapp.store import key_slots
from surveyapp.store.database import Database, create_database, open_database, peek_database
from surveyapp.store.files import trouble_of_disk
from surveyapp.store.journal import append_entry
from surveyapp.store.operators import add_operator, read_operators
from surveyapp.store.recognition import FileKind, recognise
from surveyapp.store.revisions import Damage, find_damage, newest_stamp
from surveyapp.store.settings import read_settings, write_settings
from surveyapp.store.writer_lock import WriterLock

CITY, DISTRICT, LAPTOP = "city", "district", "laptop"
"""The role of a file: the city office's, a district office's, a surveyor's."""

NEWEST = 50
"""How many revisions are hashed again whenever a file is opened; the others in the background."""


@dataclass(frozen=True)
class StatutoryHeader:
    """表号, 制定机关, 批准文号, 有效期: wanted on every form (统计法, 2024, art. 17)."""

    form_number: str = ""
    issued_by: str = ""
    approval_number: str = ""
    valid_until: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether all four are filled in, as publishing a questionnaire needs."""
        return all(asdict(self).values())


@dataclass(frozen=True)
class SurveyInfo:
    """What a survey is. ``title`` by language; ``legal_basis`` is ``statutory`` or ``consent``."""

    title: Mapping[str, str]
    wave: str
    survey_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    role: str = CITY
    office: str = ""
    """District code of a district office's or a laptop's file; empty for the city."""
    design: str = "area"
    """``area``, ``list`` or ``quota`` (DESIGN 8)."""
    template: str = ""
    legal_basis: str = "statutory"
    header: StatutoryHeader = field(default_factory=StatutoryHeader)
    foreign: bool = False
    """Whether results go to foreign bodies (涉外)."""
    synthetic: bool = False
    """Whether everything in it is invented for demonstration."""


class Survey:
    """An open survey. Belongs to the thread that opened it; use as a context manager."""

    def __init__(self, store: Database, lock: WriterLock | None, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self._lock = lock
        self._settings = read_settings(store)
        self.operator = Operator("", "", Role.AUDITOR)
        self.damage: Sequence[Damage] = ()
        """Of the newest revisions, those that no longer fit their hashes; found when opened."""

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.store.path

    @property
    def info(self) -> SurveyInfo:
        """What this survey is."""
        plain = dict(self._settings["survey"])
        plain["header"] = StatutoryHeader(**plain["header"])
        return SurveyInfo(**plain)

    @property
    def device_id(self) -> bytes:
        """Sixteen bytes that name this copy of the survey."""
        return bytes.fromhex(self._settings["device_id"])

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of this survey, or the default."""
        return self._settings.get(name, default)

    def change_settings(self, values: Mapping[str, Any]) -> None:
        """Write settings, all or none, and remember who did."""
        with self.store.transaction():
            write_settings(self.store, values)
            self.note("settings", {"changed": sorted(values)})
        self._settings.update(values)

    def reread_settings(self) -> None:
        """Remember what the file says: needed where changed settings were not committed."""
        self._settings = read_settings(self.store)

    def note(self, action: str, detail: Mapping[str, Any] | None = None) -> None:
        """Write to the journal what was just done."""
        author = (self.operator.operator_id, self.device_id)
        append_entry(self.store, self.clock.iso(), author, action, detail or {})

    def require(self, action: Action) -> None:
        """Refuse what the operator at work may not do."""
        self.operator.require(action)

    def close(self) -> None:
        """Fold everything into the file and let others have it."""
        try:
            self.store.close()
        finally:
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        trouble: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create_survey(
    path: Path,
    info: SurveyInfo,
    operator: Operator,
    *,
    passphrase: str | None = None,
    recipients: Mapping[str, str] | None = None,
    clock: Clock | None = None,
) -> Survey:
    """Make a new survey file, encrypted unless ``passphrase`` is ``None``.

    ``recipients`` are age recipients by holder (office, recovery) that get a key slot too.
    Nothing is left behind where it cannot be made.
    """
    if path.exists() or key_slots.path_of_keys(path).exists():
        raise SurveyError("core.file-exists", name=path.name)
    _require_folder(path)
    _require_own_disk(path, synthetic=info.synthetic)
    key = None if passphrase is None else key_slots.new_file_key()
    clock = clock or Clock()
    lock = _lock_for(path, info.role)
    store: Database | None = None
    try:
        store = create_database(path, key, exclusive=info.role == LAPTOP)
        if key is not None and passphrase is not None:
            slots = [
                key_slots.slot_for_passphrase(info.survey_id, operator.name, passphrase, key),
                *(key_slots.slot_for_recipient(*pair, key) for pair in (recipients or {}).items()),
            ]
            key_slots.write_keys(path, key_slots.KeyFile(info.survey_id, tuple(slots)))
        plain = {"survey": asdict(info), "device_id": os.urandom(16).hex(), "epoch": 1}
        with store.transaction():
            write_settings(store, plain)
            add_operator(store, operator, clock.iso())
        survey = Survey(store, lock, clock)
        survey.operator = operator
        survey.note("create", {"title": dict(info.title), "role": info.role})
    except BaseException:
        if store:
            store.connection.close()
        if lock:
            lock.release()
        for ending in ("", "-wal", "-shm", "-journal", ".key"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
    return survey


def open_survey(
    path: Path,
    *,
    passphrase: str | None = None,
    identity: str | None = None,
    operator: str = "",
    read_only: bool = False,
    clock: Clock | None = None,
) -> Survey:
    """Open a survey file; ``operator`` is a name, the first designer's (or anybody's) if empty.

    ``identity`` is the office's or the recovery key (age), where the passphrase was forgotten.
    Raises ``SurveyError`` for a file that is no survey, newer, damaged, locked, read-only, on a
    network, stick or synchronised folder, or encrypted where passphrase, key or key file do not
    fit. Such a file is left untouched.
    """
    key = _file_key(path, passphrase, identity, operator)
    if not read_only:
        _require_folder(path)
    role, synthetic = _peek(path, key)
    if not read_only:
        _require_own_disk(path, synthetic=synthetic)
    lock = None if read_only else _lock_for(path, role)
    store: Database | None = None
    try:
        store = open_database(path, key, exclusive=role == LAPTOP, read_only=read_only)
        survey = Survey(store, lock, clock or Clock())
        survey.operator = _choose_operator(survey, operator)
        survey.clock.go_on_after(newest_stamp(store, survey.device_id))
        survey.damage = find_damage(store, NEWEST)
    except BaseException:
        if store:
            store.connection.close()
        if lock:
            lock.release()
        raise
    return survey


def _file_key(
    path: Path, passphrase: str | None, identity: str | None, operator: str
) -> bytes | None:
    if recognise(path) is not FileKind.ENCRYPTED:
        return None
    keys = key_slots.read_keys(path)
    if identity is not None:
        return key_slots.key_by_identity(keys, identity, path)
    if passphrase is None:
        raise SurveyError("core.passphrase-needed", name=path.name)
    return key_slots.key_by_passphrase(keys, passphrase, path, operator)


def _peek(path: Path, key: bytes | None) -> tuple[str, bool]:
    """Role, and whether everything in it is invented."""
    store = peek_database(path, key)
    try:
        plain = read_settings(store)["survey"]
        return plain["role"], bool(plain["synthetic"])
    except (KeyError, ValueError) as trouble:
        raise SurveyError("core.damaged-file", name=path.name) from trouble
    finally:
        store.connection.close()


def _choose_operator(survey: Survey, name: str) -> Operator:
    known = read_operators(survey.store)
    for operator in known:
        if name in (operator.name, operator.operator_id):
            return operator
    if name or not known:
        raise SurveyError(
            "core.no-such-operator",
            operator=name,
            name=survey.path.name,
            known=", ".join(one.name for one in known),
        )
    return known[0]


def _require_folder(path: Path) -> None:
    """Find out by trying: permission bits do not tell on every system."""
    # One name for all: what a crash left is cleared away by the next opening.
    probe = path.with_name(f".{path.name}.part")
    try:
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as trouble:
        raise trouble_of_disk(trouble, path) from trouble


def _require_own_disk(path: Path, *, synthetic: bool) -> None:
    """What is real is only written to a disk of this computer; invented data may lie anywhere."""
    kind = kind_of_folder(path.parent)
    if kind != LOCAL and not synthetic:
        raise SurveyError(f"core.folder-{kind}", name=path.name)


def _lock_for(path: Path, role: str) -> WriterLock | None:
    # A laptop's file is locked by SQLite itself (EXCLUSIVE).
    return None if role == LAPTOP else WriterLock.take(path)
