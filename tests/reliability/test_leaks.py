"""Where words of a respondent lie: in every file, log, backup and temporary file, on every write.

Each search is also made where it must find something, so that it is known to be able to.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from surveyapp import log
from surveyapp.clock import Clock
from surveyapp.errors import SurveyError
from surveyapp.exchange.laptops import make_laptop_file
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.purging import purge_confirmed
from surveyapp.exchange.receipts import make_receipts, read_receipts
from surveyapp.exchange.returns import make_return_package
from surveyapp.fieldwork.backups import make_backup
from surveyapp.fieldwork.cases import VisitEntry, find_case, record_visit
from surveyapp.fieldwork.drafts import NewInterview, start_interview
from surveyapp.operators import Operator, Role
from surveyapp.sealing import open_leaves
from surveyapp.store import key_slots
from surveyapp.store.questionnaires import PUBLISHED, add_questionnaire
from surveyapp.store.revisions import read_revisions
from surveyapp.survey import Survey, open_survey
from tests.exchange_cases import World, make_world
from tests.reliability.images import files_with, images_with
from tests.surveyapp.fieldwork.short_survey import FORM, assign

PASSPHRASE = "演示 2026"
ANSWER, NOTE, VISIT, CONTACT = "MARKA-水质浑浊", "MARKN-备注", "MARKV-约周六", "MARKC-王某某"
OF_ANSWERS, OF_PEOPLE = (ANSWER, NOTE), (VISIT, CONTACT)
IID = "1" * 32


@dataclass
class Laptop:
    """An open laptop in a folder of its own, and the key of its file."""

    survey: Survey
    folder: Path
    key: bytes

    def raw(self, marker: str) -> list[str]:
        return files_with(self.folder, marker)

    def decrypted(self, marker: str) -> list[str]:
        return images_with(self.folder, self.key, marker)


@pytest.fixture
def world(tmp_path):
    made = make_world(tmp_path, laptops=0)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Temporary files and the log go where the search looks."""
    folder = tmp_path / "laptop" / "temporary"
    folder.mkdir(parents=True)
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    log.start_log(folder)
    yield
    log.stop_log()


@pytest.fixture
def laptop(world, tmp_path):
    opened = open_laptop(world, tmp_path / "laptop", PASSPHRASE)
    yield opened
    opened.survey.close()


def open_laptop(world: World, folder: Path, passphrase: str | None) -> Laptop:
    path = folder / "l.survey"
    operator = Operator("op-1", "访员", Role.SURVEYOR, "330402")
    make_laptop_file(world.city, path, "laptop", operator, passphrase=passphrase)
    survey = open_survey(path, passphrase=passphrase)
    add_questionnaire(survey.store, FORM, survey.clock.iso(), state=PUBLISHED)
    assign(survey, 1)
    unit = find_case(survey, IID).unit_id
    survey.store.execute(
        "INSERT INTO contact VALUES (?, ?, '路1号', '13500000000', '')", (unit, CONTACT)
    )
    key = b""
    if passphrase:
        key = key_slots.key_by_passphrase(key_slots.read_keys(path), passphrase, path)
    return Laptop(survey, folder, key)


def begin(survey: Survey):
    record_visit(survey, IID, VisitEntry("3.10", note=VISIT))
    opened = start_interview(survey, NewInterview(FORM.content_hash, IID))
    for path, value in (("consent", "yes"), ("age", 40), ("main/air", "a"), ("main/bags", 3)):
        opened.answer(path, value)
    opened.answer("main/remark", ANSWER)
    opened.write_note("main/bags", NOTE)
    return opened


def log_a_crash() -> None:
    try:
        raise ValueError(ANSWER)
    except ValueError:
        log.logger.exception("a bug")


def test_an_encrypted_file_shows_no_word_while_interviewing(laptop):
    begin(laptop.survey)
    make_backup(laptop.survey)
    log_a_crash()
    for marker in (*OF_ANSWERS, *OF_PEOPLE):
        assert laptop.raw(marker) == []
        # With the key the draft and its backup are there: the search can find.
        assert any(name.endswith(".backup") for name in laptop.decrypted(marker))


def test_without_encryption_the_same_words_are_found(world, tmp_path):
    laptop = open_laptop(world, tmp_path / "laptop", None)
    try:
        begin(laptop.survey)
        make_backup(laptop.survey)
        log_a_crash()
        for marker in (*OF_ANSWERS, *OF_PEOPLE):
            assert {"l.survey-wal"} < set(laptop.raw(marker))
        assert "surveyapp.log" not in laptop.raw(ANSWER)
    finally:
        laptop.survey.close()


def test_a_finished_interview_is_beyond_the_passphrase_of_the_laptop(laptop, world):
    opened = begin(laptop.survey)
    assert laptop.decrypted(ANSWER)
    opened.finish()
    for marker in OF_ANSWERS:
        assert laptop.decrypted(marker) == []
    assert laptop.decrypted(VISIT)
    (revision,) = read_revisions(laptop.survey.store, IID)
    assert revision.sealed
    assert revision.closed_text is revision.free_text is None
    own = laptop.survey.store.rows("SELECT value FROM secret")
    for secret in own:  # no key that lies in the file opens it
        text = bytes(secret[0]).decode(errors="replace")
        if text.startswith("AGE-SECRET-KEY-"):
            with pytest.raises(SurveyError):
                open_leaves(revision, [text])


def test_a_backup_made_before_the_end_does_not_keep_what_is_sealed_for_long(laptop):
    opened = begin(laptop.survey)
    make_backup(laptop.survey)
    opened.finish()
    assert [name for name in laptop.decrypted(ANSWER) if not name.endswith(".backup")] == []


def test_purging_leaves_nothing_behind(laptop, world, tmp_path):
    begin(laptop.survey).finish()
    make_backup(laptop.survey)
    stick = world.stick()
    merge_packages(world.city, [make_return_package(laptop.survey, stick).path])
    assert any(ANSWER in (one.free_text or "") for one in read_revisions(world.city.store, IID))
    read_receipts(laptop.survey, [make_receipts(world.city, stick).path])
    assert laptop.decrypted(VISIT)
    (sealed,) = (one.sealed for one in read_revisions(laptop.survey.store, IID))
    later = laptop.survey.clock.milliseconds() / 1000 + 31 * 86_400
    laptop.survey.clock = Clock(lambda: later)
    assert purge_confirmed(laptop.survey).interviews == 1
    for marker in (*OF_ANSWERS, *OF_PEOPLE):
        assert laptop.raw(marker) == laptop.decrypted(marker) == []
    # The ciphertext that only the office reads is gone as well.
    assert images_with_bytes(laptop, sealed[100:140]) == []


def images_with_bytes(laptop: Laptop, part: bytes) -> list[str]:
    from tests.reliability.images import decrypted_pages

    found = [path for path in laptop.folder.rglob("*.survey*") if path.is_file()]
    databases = [path for path in found if not path.name.endswith((".key", ".lock", "-shm"))]
    return [path.name for path in databases if part in b"".join(decrypted_pages(path, laptop.key))]


def test_no_write_anywhere_carries_a_word(laptop):
    # Not collected off Linux: see conftest.py.
    from tests.reliability.system_calls import Call, answered

    carried: list[str] = []
    written: set[str] = set()

    def look(call: Call) -> int:
        written.add(call.path)
        if any(one.encode() in call.data for one in (*OF_ANSWERS, *OF_PEOPLE)):
            carried.append(call.path)
        return 0

    with answered(Path("/"), look):
        begin(laptop.survey).finish()
        make_backup(laptop.survey)
        log_a_crash()
        control = laptop.folder / "control.txt"
        control.write_text(ANSWER, encoding="utf-8")
    assert carried == [str(control)]
    assert {Path(path).name for path in written} >= {"l.survey-wal", "l.survey", "surveyapp.log"}
