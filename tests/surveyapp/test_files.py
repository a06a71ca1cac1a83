"""Files for others: the final name means a whole file, and what stood there before stays."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from surveyapp.errors import SurveyError
from surveyapp.files import refusals_said, write_text, write_whole
from surveyapp.words import set_language

IN_LITTLE_ROOM = """
import resource, signal, sys
from pathlib import Path
from surveyapp.errors import SurveyError
from surveyapp.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(Path(sys.argv[1]), bytes(100_000))
except SurveyError as trouble:
    print(trouble.code)
"""


def test_what_is_written_is_read_back_and_leaves_nothing_beside(tmp_path):
    write_whole(tmp_path / "报告.html", b"whole")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]


def test_text_is_written_as_it_is(tmp_path):
    write_text(tmp_path / "a.xml", "空气\n不错")
    assert (tmp_path / "a.xml").read_bytes() == "空气\n不错".encode()


def test_without_room_the_file_before_stays(tmp_path):
    path = tmp_path / "report.html"
    path.write_bytes(b"before")
    done = subprocess.run(
        [sys.executable, "-c", IN_LITTLE_ROOM, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "core.no-room"
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"before"]


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(SurveyError) as trouble:
        write_whole(tmp_path / "stick" / "a.svp", b"x")
    assert trouble.value.code == "core.not-written"
    set_language("en")
    assert str(trouble.value).startswith("“a.svp” could not be written (No such file")


def test_a_name_that_is_a_folder_keeps_it(tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(SurveyError):
        write_whole(tmp_path / "taken", b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]


def test_where_nobody_may_write_that_is_said():
    with pytest.raises(SurveyError) as trouble, refusals_said(Path("a.csv")):
        raise PermissionError(errno.EACCES, "denied")
    assert trouble.value.code == "core.may-not-write"
