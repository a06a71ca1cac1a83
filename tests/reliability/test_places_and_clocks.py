"""A wrong clock, an unsafe or full place, a second program, a damaged file: said, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlcipher3.dbapi2 as sqlite

from surveyapp.cli.main import main
from surveyapp.clock import Clock
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.drafts import NewInterview, start_interview
from surveyapp.folders import (
    LOCAL,
    NETWORK,
    REMOVABLE,
    SYNCED,
    Mount,
    kind_of_folder,
    kind_of_mount,
)
from surveyapp.operators import Operator, Role
from surveyapp.store.drafts import read_draft_answers
from surveyapp.store.revisions import read_revisions
from surveyapp.survey import SurveyInfo, create_survey, open_survey
from surveyapp.survey_check import check_clock, check_survey
from surveyapp.words import set_language
from tests.surveyapp.fieldwork.short_survey import FORM, make_laptop

MARK, ALTERED = "MARKER-7Q", "MARKER-8Q"
SENTENCES = {
    "core.locked": ("另一", "open in another window"),
    "core.folder-synced": ("同步", "copied to a cloud"),
    "core.folder-network": ("网络", "network folder"),
    "core.folder-removable": ("移动", "removable disk"),
    "core.read-only-folder": ("不可写", "cannot be written"),
    "core.read-only-file": ("写", "write-protected"),
    "core.disk-full": ("已满", "disk is full"),
    "core.disk-trouble": ("磁盘", "refused the last step"),
    "core.damaged-file": ("损坏", "incomplete or damaged"),
}
YEARS = {2099: "core.clock-ahead", 1970: "core.clock-behind"}


@pytest.fixture
def laptop(tmp_path):
    path = tmp_path / "laptop.survey"
    with make_laptop(path) as survey:
        opened = begin(survey)
        opened.answer("main/remark", MARK)
    return path, opened.iid


def begin(survey):
    opened = start_interview(survey, NewInterview(FORM.content_hash))
    for path, value in (("consent", "yes"), ("age", 40), ("main/air", "a"), ("main/bags", 3)):
        opened.answer(path, value)
    return opened


def finish_one(path):
    """A finished interview in an unencrypted file whose log has been folded in."""
    with make_laptop(path) as survey:
        opened = begin(survey)
        opened.answer("main/remark", MARK)
        opened.finish()
    return opened.iid


def count_until_full(opened):
    """The number of the last answer that was acknowledged."""
    for number in range(2000):
        try:
            opened.answer("main/remark", f"{number:04d}" + "长" * 200)
        except SurveyError as full:
            if full.code != "core.disk-full":
                raise
            return number - 1
    raise AssertionError("the disk was never full")


def alter(path):
    """Change what was answered without breaking the database."""
    raw = path.read_bytes()
    assert MARK.encode() in raw
    path.write_bytes(raw.replace(MARK.encode(), ALTERED.encode()))


def said_by_command(path, language, capsys, command=("survey", "check")):
    with pytest.raises(SystemExit) as ended:
        main(["--language", language, *command, str(path)])
    captured = capsys.readouterr()
    return ended.value.code, captured.out + captured.err


@pytest.mark.parametrize("code", SENTENCES)
def test_each_trouble_has_its_sentence_in_both_languages(code):
    for language, words in zip(("zh_CN", "en"), SENTENCES[code], strict=True):
        set_language(language)
        trouble = SurveyError(code, name="甲.survey")
        assert words in trouble.sentence
        assert trouble.remedy


@pytest.mark.parametrize("year", YEARS)
def test_a_wrong_clock_is_said_and_loses_nothing(laptop, year):
    path, iid = laptop
    wrong = datetime(year, 1, 2, tzinfo=UTC).timestamp()
    with open_survey(path, clock=Clock(lambda: wrong)) as survey:
        (finding,) = check_clock(survey)
        assert finding.code == YEARS[year]
        assert str(year) in finding.wording.sentence
        second = begin(survey)
    with open_survey(path) as survey:
        assert read_draft_answers(survey.store, iid)["main/remark"] == MARK
        assert read_draft_answers(survey.store, second.iid)["main/bags"] == 3


@pytest.mark.parametrize("year", YEARS)
def test_revisions_keep_their_order_through_a_wrong_clock(laptop, year):
    path, _ = laptop
    wrong = datetime(year, 1, 2, tzinfo=UTC).timestamp()
    made = []
    for clock in (Clock(), Clock(lambda: wrong), Clock()):
        with open_survey(path, clock=clock) as survey:
            opened = begin(survey)
            opened.finish()
            (revision,) = read_revisions(survey.store, opened.iid)
            made.append(revision.header)
    assert [one.hlc for one in made] == sorted({one.hlc for one in made})
    assert [one.seq for one in made] == [1, 2, 3]


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "同步"), ("en", "copied to a cloud")])
def test_a_real_survey_in_a_cloud_folder_is_not_opened(tmp_path, capsys, language, words):
    path = tmp_path / "real.survey"
    info = SurveyInfo({"zh": "调查"}, "2025")
    create_survey(path, info, Operator("op", "李工", Role.DESIGNER)).close()
    (tmp_path / "OneDrive").mkdir()
    moved = path.rename(tmp_path / "OneDrive" / path.name)
    before = moved.read_bytes()
    code, said = said_by_command(moved, language, capsys)
    assert (code, words in said) == (2, True)
    assert moved.read_bytes() == before


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p", "vboxsf"])
def test_network_file_systems_are_known(kind, tmp_path):
    assert kind_of_mount(Mount("/srv", kind, "host:/share", "0:50"), tmp_path) == NETWORK


@pytest.mark.parametrize(("mark", "kind"), [("1", REMOVABLE), ("0", LOCAL)])
def test_the_mark_of_a_stick_is_read_from_the_disk_of_the_partition(tmp_path, mark, kind):
    partition = tmp_path / "dev" / "block" / "8:17"
    partition.mkdir(parents=True)
    (partition.parent / "removable").write_text(mark)
    assert kind_of_mount(Mount("/media/s", "vfat", "/dev/sdb1", "8:17"), tmp_path) == kind


def test_folders_that_are_synchronised_are_known_by_name(tmp_path):
    for name in ("OneDrive - 演示", "坚果云", "Dropbox"):
        (tmp_path / name).mkdir()
        assert kind_of_folder(tmp_path / name) == SYNCED
    assert kind_of_folder(tmp_path) == LOCAL


def test_a_full_disk_keeps_every_acknowledged_answer(laptop):
    path, iid = laptop
    with open_survey(path) as survey:
        opened = begin(survey)
        pages = survey.store.value("PRAGMA page_count")
        survey.store.execute(f"PRAGMA max_page_count={pages + 2}")
        kept = count_until_full(opened)
    with open_survey(path) as survey:
        assert read_draft_answers(survey.store, iid)["main/remark"] == MARK
        last = read_draft_answers(survey.store, opened.iid)["main/remark"]
        assert last == f"{kept:04d}" + "长" * 200
        assert not [one for one in check_survey(survey) if one.wording.severity == "error"]


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "另一"), ("en", "another window")])
def test_a_second_program_is_told_so(laptop, capsys, language, words):
    path, iid = laptop
    with open_survey(path) as survey:
        code, said = said_by_command(path, language, capsys)
        assert (code, words in said) == (2, True)
        assert read_draft_answers(survey.store, iid)["main/remark"] == MARK


def test_hashing_finds_what_the_check_of_the_database_does_not(tmp_path):
    path = tmp_path / "l.survey"
    finish_one(path)
    alter(path)
    connection = sqlite.connect(str(path))
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()
    with open_survey(path) as survey:
        assert len(survey.damage) == 1
        assert "core.damaged-revisions" in [one.code for one in check_survey(survey)]


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "损坏"), ("en", "file is damaged")])
@pytest.mark.parametrize("command", [("survey", "check"), ("survey", "journal")])
def test_every_command_says_that_the_file_is_damaged(tmp_path, capsys, language, words, command):
    path = tmp_path / "l.survey"
    finish_one(path)
    alter(path)
    assert words in said_by_command(path, language, capsys, command)[1]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_sound_file_is_not_called_damaged(tmp_path, capsys, language):
    path = tmp_path / "l.survey"
    finish_one(path)
    assert "core" not in said_by_command(path, language, capsys, ("survey", "journal"))[1]
