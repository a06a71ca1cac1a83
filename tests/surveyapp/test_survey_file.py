"""Survey files: made, opened, and everything else refused in one sentence without harm."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys

import pytest
import sqlcipher3.dbapi2 as sqlite

from surveyapp.clock import Clock
from surveyapp.errors import SurveyError
from surveyapp.operators import Action, Operator, Role
from surveyapp.store import journal, key_slots
from surveyapp.store.plain_copy import copy_plain
from surveyapp.store.settings import read_secret, read_setting, write_secret
from surveyapp.survey import LAPTOP, SurveyInfo, create_survey, open_survey

DESIGNER = Operator("op1", "李工", Role.DESIGNER)
INFO = SurveyInfo({"zh": "嘉兴调查", "en": "Jiaxing survey"}, "2025")
PASSPHRASE = "南湖 2025 春"


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "plain.survey"
    create_survey(path, INFO, DESIGNER).close()
    return path


@pytest.fixture
def encrypted(tmp_path):
    path = tmp_path / "secret.survey"
    create_survey(path, INFO, DESIGNER, passphrase=PASSPHRASE).close()
    return path


def digest(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith(".lock")
    }


def refusal(path, **options):
    before = digest(path.parent)
    with pytest.raises(SurveyError) as refused:
        open_survey(path, **options)
    assert digest(path.parent) == before
    assert refused.value.sentence
    assert "{" not in str(refused.value)
    return refused.value.code


def test_what_was_saved_is_there_again(encrypted):
    with open_survey(encrypted, passphrase=PASSPHRASE) as survey:
        survey.change_settings({"retention_years": 2})
    with open_survey(encrypted, passphrase=PASSPHRASE) as survey:
        assert survey.setting("retention_years") == 2
        assert survey.info.title["zh"] == "嘉兴调查"
        assert survey.operator == DESIGNER
        assert len(survey.device_id) == 16


def test_an_encrypted_file_holds_no_readable_word(encrypted):
    raw = encrypted.read_bytes() + key_slots.path_of_keys(encrypted).read_bytes()
    assert "嘉兴调查".encode() not in raw
    assert b"CREATE TABLE" not in raw


def test_a_text_is_not_a_survey(tmp_path):
    path = tmp_path / "letter.survey"
    path.write_text("你好 " * 2000, encoding="utf-8")
    assert refusal(path) == "core.not-a-survey"


def test_a_picture_is_not_a_survey(tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(9000))
    assert refusal(path) == "core.not-a-survey"


def test_an_empty_file_is_not_a_survey(tmp_path):
    path = tmp_path / "empty.survey"
    path.touch()
    assert refusal(path) == "core.not-a-survey"


def test_another_database_is_not_a_survey(tmp_path):
    path = tmp_path / "other.survey"
    connection = sqlite.connect(str(path))
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    assert refusal(path) == "core.another-database"


def test_a_newer_version_is_refused(plain):
    connection = sqlite.connect(str(plain))
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('surveyapp', 'm9999_future', '2030-01-01')"
    )
    connection.commit()
    connection.close()
    assert refusal(plain) == "core.newer-file"


def test_a_wrong_passphrase_is_refused(encrypted):
    assert refusal(encrypted, passphrase="wrong") == "core.wrong-passphrase"
    assert refusal(encrypted) == "core.passphrase-needed"


def test_an_operator_without_a_key_is_named(encrypted):
    assert refusal(encrypted, passphrase=PASSPHRASE, operator="王") == "core.no-such-operator"


def test_a_missing_key_file_is_named(encrypted):
    key_slots.path_of_keys(encrypted).unlink()
    assert refusal(encrypted, passphrase=PASSPHRASE) == "core.key-file-missing"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 1}', '{"format":1,"slots":[{}]}'])
def test_a_damaged_key_file_is_named(encrypted, text):
    key_slots.path_of_keys(encrypted).write_text(text)
    assert refusal(encrypted, passphrase=PASSPHRASE) == "core.key-file-damaged"


def test_the_key_file_of_another_survey_does_not_open_this_one(encrypted, tmp_path):
    other = tmp_path / "other.survey"
    create_survey(other, INFO, DESIGNER, passphrase=PASSPHRASE).close()
    shutil.copy(key_slots.path_of_keys(other), key_slots.path_of_keys(encrypted))
    assert refusal(encrypted, passphrase=PASSPHRASE) == "core.damaged-file"


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_half_copied_plain_file_is_refused(plain, kept):
    raw = plain.read_bytes()
    plain.write_bytes(raw[: int(len(raw) * kept)])
    assert refusal(plain) == "core.damaged-file"


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_half_copied_encrypted_file_is_refused(encrypted, kept):
    raw = encrypted.read_bytes()
    encrypted.write_bytes(raw[: int(len(raw) * kept)])
    assert refusal(encrypted, passphrase=PASSPHRASE) == "core.damaged-file"


def test_an_encrypted_file_cut_at_a_page_is_refused(encrypted):
    raw = encrypted.read_bytes()
    encrypted.write_bytes(raw[: len(raw) // 8192 * 4096])
    assert refusal(encrypted, passphrase=PASSPHRASE) == "core.damaged-file"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SurveyError) as refused:
        open_survey(tmp_path / "none.survey")
    assert refused.value.code == "core.no-such-file"


def test_a_read_only_folder_is_refused(plain):
    # Root may write everywhere, so the folder's refusal is asked of a user without rights.
    if os.geteuid() == 0:
        code = (
            "import os, sys, pathlib\n"
            "from surveyapp.survey import open_survey; from surveyapp.errors import SurveyError\n"
            "os.setgid(65534); os.setuid(65534)\n"
            "try: open_survey(pathlib.Path(sys.argv[1]))\n"
            "except SurveyError as trouble: print(trouble.code)"
        )
        _make_readable(plain)
        ran = subprocess.run(
            [sys.executable, "-c", code, str(plain)], capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == "core.read-only-folder"
    else:
        plain.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
        try:
            assert refusal(plain) == "core.read-only-folder"
        finally:
            plain.parent.chmod(stat.S_IRWXU)


def _make_readable(path):
    path.chmod(0o644)
    for folder in [path.parent, *path.parents]:
        if folder.stat().st_uid == os.geteuid() and str(folder).startswith(
            os.environ.get("TMPDIR", "/tmp")
        ):
            folder.chmod(folder.stat().st_mode | 0o055)


@pytest.mark.parametrize("role", ["city", LAPTOP])
def test_a_second_program_is_refused(tmp_path, role):
    path = tmp_path / "one.survey"
    info = SurveyInfo({"zh": "调查"}, "2025", role=role)
    with create_survey(path, info, DESIGNER):
        with pytest.raises(SurveyError) as refused:
            open_survey(path)
        assert refused.value.code == "core.locked"
    open_survey(path).close()


def test_an_office_file_can_be_read_beside_its_writer(plain):
    with open_survey(plain), open_survey(plain, read_only=True) as reader:
        assert read_setting(reader.store, "survey")["wave"] == "2025"


def test_nothing_overwrites_an_existing_file(plain):
    before = digest(plain.parent)
    with pytest.raises(SurveyError) as refused:
        create_survey(plain, INFO, DESIGNER)
    assert refused.value.code == "core.file-exists"
    assert digest(plain.parent) == before


def test_a_transaction_is_all_or_nothing(plain):
    def note_and_fail(survey):
        with survey.store.transaction():
            survey.note("one")
            survey.note("two")
            raise KeyError

    with open_survey(plain) as survey:
        before = survey.store.value("SELECT count(*) FROM journal")
        with pytest.raises(KeyError):
            note_and_fail(survey)
        assert survey.store.value("SELECT count(*) FROM journal") == before


def test_an_altered_journal_is_noticed(plain):
    with open_survey(plain) as survey:
        survey.note("first")
        survey.note("second", {"count": 2})
        assert journal.first_broken_entry(survey.store) is None
        survey.store.execute("UPDATE journal SET detail = '{\"count\": 3}' WHERE action = 'second'")
        assert journal.first_broken_entry(survey.store) == 3


def test_a_role_may_not_do_what_it_should_not():
    auditor = Operator("op2", "赵审计", Role.AUDITOR)
    assert auditor.may(Action.READ)
    with pytest.raises(SurveyError) as refused:
        auditor.require(Action.RECEIVE)
    assert refused.value.code == "core.not-allowed"


def test_the_recovery_key_opens_without_a_passphrase(tmp_path):
    from pyrage import x25519

    identity = x25519.Identity.generate()
    path = tmp_path / "r.survey"
    recipients = {"recovery": str(identity.to_public())}
    create_survey(path, INFO, DESIGNER, passphrase=PASSPHRASE, recipients=recipients).close()
    keys = key_slots.read_keys(path)
    assert key_slots.key_by_identity(keys, str(identity), path) == key_slots.key_by_passphrase(
        keys, PASSPHRASE, path
    )


def test_stamps_rise_although_the_clock_goes_back():
    seconds = iter([100.0, 50.0, 50.0])
    clock = Clock(now=lambda: next(seconds))
    stamps = [clock.stamp() for _ in range(3)]
    assert stamps == sorted(set(stamps))


def test_a_clock_in_2099_is_not_adopted():
    clock = Clock(now=lambda: 1_000.0)
    clock.receive(4_070_908_800_000 << 16)
    assert clock.stamp() >> 16 == 1_000_000


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_the_readable_copy_has_no_keys_and_no_contacts(tmp_path, passphrase):
    path = tmp_path / "s.survey"
    with create_survey(path, INFO, DESIGNER, passphrase=passphrase) as survey:
        write_secret(survey.store, "sign", b"private")
        survey.store.execute("INSERT INTO contact VALUES ('u1', '王', '路', '135', '')")
        copy_plain(survey.store, tmp_path / "copy.db")
        assert read_secret(survey.store, "sign") == b"private"
    connection = sqlite.connect(str(tmp_path / "copy.db"))
    assert connection.execute("SELECT count(*) FROM setting").fetchone()[0] == 3
    assert connection.execute("SELECT count(*) FROM secret").fetchone()[0] == 0
    assert connection.execute("SELECT count(*) FROM contact").fetchone()[0] == 0
    connection.close()
    assert b"private" not in (tmp_path / "copy.db").read_bytes()
