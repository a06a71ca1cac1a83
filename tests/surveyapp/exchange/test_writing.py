"""A final name means a whole file; a full disk leaves none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from surveyapp.errors import SurveyError
from surveyapp.exchange.envelope import open_envelope
from surveyapp.exchange.returns import make_return_package, outbox
from surveyapp.files import write_whole
from tests.exchange_cases import interview, make_world


def test_a_package_that_cannot_be_written_is_not_recorded(tmp_path):
    world = make_world(tmp_path)
    laptop = world.laptop(0)
    interview(laptop)
    with pytest.raises(SurveyError) as trouble:
        make_return_package(laptop, tmp_path / "no such stick")
    assert trouble.value.code == "core.not-written"
    assert outbox(laptop).packed == 0
    world.close()


def test_packages_of_a_device_name_the_one_before(tmp_path):
    world = make_world(tmp_path)
    laptop = world.laptop(0)
    interview(laptop)
    first = make_return_package(laptop, world.stick())
    interview(laptop)
    second = make_return_package(laptop, world.stick())
    header = open_envelope(second.path.read_bytes()).header
    assert (header.number, header.previous) == (2, first.sha)
    world.close()


def test_names_carry_no_personal_data(tmp_path):
    world = make_world(tmp_path)
    laptop = world.laptop(0)
    interview(laptop)
    name = make_return_package(laptop, world.stick()).path.name
    assert name.isascii()
    assert name.count("_") == 5
    world.close()


def test_a_full_disk_leaves_no_file_under_the_final_name(tmp_path):
    child = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from surveyapp.errors import SurveyError\n"
        "from surveyapp.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write_whole(Path(sys.argv[1]), bytes(100_000))\n"
        "except SurveyError as trouble:\n"
        "    print(trouble.code)\n"
    )
    path = tmp_path / "full.svp"
    done = subprocess.run(
        [sys.executable, "-c", child, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "core.no-room"
    assert list(Path(tmp_path).iterdir()) == []


def test_what_is_written_is_read_back(tmp_path):
    write_whole(tmp_path / "a.svp", b"whole")
    assert (tmp_path / "a.svp").read_bytes() == b"whole"
