"""Help in the rail: parts and licences, the self-check, and an update from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from surveyapp import __version__
from surveyapp.paths import publishers_file
from surveyapp.updates import read_update
from surveyapp.updates.making import Edition, make_update
from surveyapp.updates.update_file import machine_name
from ui import files

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture(autouse=True)
def nobody_confirmed():
    publishers_file().unlink(missing_ok=True)


@pytest.fixture
def program(window):
    return window.files.program


@pytest.fixture
def newer(tmp_path) -> Path:
    """An update of an invented installer for this computer."""
    machine = {"x86_64": "amd64", "aarch64": "arm64"}[machine_name()]
    installer = tmp_path / f"surveyapp_9.9.0_{machine}.deb"
    installer.write_bytes(b"invented installer" * 1000)
    edition = Edition("0a1b2c3", "2026-11-24", {"zh_CN": "更快。", "en": "Faster."}, "9.9.0")
    return make_update(installer, edition, KEY, tmp_path)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Where the person lets files go."""
    target = tmp_path / "chosen"
    target.mkdir()
    monkeypatch.setattr(files, "ask_folder", lambda *_args: target)
    monkeypatch.setattr(files, "ask_save", lambda _parent, _title, name, _kinds: target / name)
    return target


def said(window) -> str:
    message = window.message_bar.message
    return message.text if message else ""


def test_help_names_guide_check_update_and_about(window, qtbot):
    names = [action.text() for action in window.rail.help_menu.actions()]
    assert names == [
        "User guide\tF1",
        "Check this installation",
        "Update from a file",
        "About this program",
    ]
    window.session.change_language("zh_CN")
    last = window.rail.help_menu.actions()[-1]
    qtbot.waitUntil(lambda: last.text() == "关于本程序")


def test_about_shows_parts_with_their_licences_and_saves_the_list(window, program, folder, qtbot):
    program.show_about()
    dialog = program.dialog
    qtbot.waitUntil(lambda: dialog.parts.model.rowCount() > 20, timeout=20_000)
    assert __version__ in dialog.changes.toPlainText()
    assert "Python" in dialog.stands_on.text()
    dialog.tabs.setCurrentIndex(1)
    dialog.parts.table.selectRow(0)
    assert len(dialog.licence.toPlainText()) > 200
    dialog.save()
    qtbot.waitUntil(lambda: "was saved" in said(window), timeout=20_000)
    (saved,) = folder.iterdir()
    assert json.loads(saved.read_text("utf-8"))["bomFormat"] == "CycloneDX"
    dialog.reject()


def test_the_self_check_ends_with_a_report_to_keep(window, program, folder, qtbot):
    program.check()
    dialog = program.dialog
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=120_000)
    assert dialog.report.passed
    assert dialog.verdict.text().startswith("This installation is complete")
    dialog.save()
    qtbot.waitUntil(lambda: "was saved" in said(window), timeout=20_000)
    assert "✓" in (folder / "selfcheck.txt").read_text("utf-8")
    dialog.reject()


def test_the_self_check_can_be_left_before_its_end(window, program, qtbot):
    program.check()
    program.dialog.reject()
    qtbot.waitUntil(lambda: not program.dialog_is_open(), timeout=20_000)
    assert window.message_bar.message is None


def test_an_update_is_written_once_its_fingerprint_was_typed(window, newer, folder, qtbot):
    window.files.open_path(newer)
    program = window.files.program
    qtbot.waitUntil(program.dialog_is_open, timeout=20_000)
    dialog = program.dialog
    assert "Faster." in dialog.changes.toPlainText()
    dialog.field.setText("AAAA-BBBB-CCCC-DDDD-EEEE")
    dialog.accept()
    assert dialog.isVisible()
    dialog.field.setText(read_update(newer).fingerprint.lower())
    dialog.accept()
    qtbot.waitUntil(lambda: "is written" in said(window), timeout=20_000)
    assert [path.name for path in folder.iterdir()] == [newer.name.removesuffix(".svu")]


def test_a_known_publisher_is_not_asked_for_again(window, newer, folder, qtbot):
    publishers_file().write_text(KEY.public_key().public_bytes_raw().hex(), "utf-8")
    window.files.program.take_update(newer)
    qtbot.waitUntil(window.files.program.dialog_is_open, timeout=20_000)
    dialog = window.files.program.dialog
    assert not dialog.field.isVisible()
    dialog.accept()
    qtbot.waitUntil(lambda: "is written" in said(window), timeout=20_000)


def test_a_damaged_update_is_said_and_nothing_is_written(window, newer, folder, qtbot):
    newer.write_bytes(newer.read_bytes()[:-5])
    window.files.open_path(newer)
    qtbot.waitUntil(lambda: "is cut short" in said(window), timeout=20_000)
    assert list(folder.iterdir()) == []
