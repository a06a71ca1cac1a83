"""Setup for Windows says the same as the rest of the project, and nothing of wine gets into it."""

from __future__ import annotations

import re

import nsis
import pytest
import wine

from surveyapp.updates import SUFFIX
from ui.arrival import ENDING

SCRIPT = nsis.SCRIPT.read_text("utf-8")


def test_every_kind_of_file_is_associated_and_given_up_again():
    ours = {ENDING.removeprefix("."), SUFFIX.removeprefix("."), "survey"}
    given = set(re.findall(r'insertmacro Associate "(\w+)"', SCRIPT))
    taken = set(re.findall(r'insertmacro Dissociate "(\w+)"', SCRIPT))
    assert given == taken == ours


def test_every_sentence_is_in_both_languages():
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\} \"(.+)\"$", SCRIPT, re.MULTILINE)
    by_language = {
        language: {name for name, code, _text in said if code == language}
        for language in ("SIMPCHINESE", "ENGLISH")
    }
    assert by_language["SIMPCHINESE"] == by_language["ENGLISH"]
    assert len(said) == 2 * len(by_language["ENGLISH"]) > 10


def test_it_is_per_user_and_can_be_silent():
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"^\s*Write\w+ HKLM", SCRIPT, re.MULTILINE)
    assert "${Silent}" in SCRIPT


def test_it_takes_away_only_what_it_brought():
    section = SCRIPT.split('Section "Uninstall"')[1]
    assert 'RMDir /r "$INSTDIR"\n' not in section
    assert 'RMDir "$INSTDIR"\n' in section


def test_a_frozen_program_without_its_programs_is_refused(tmp_path):
    with pytest.raises(nsis.SetupError, match="surveyapp-window"):
        nsis.build(tmp_path, tmp_path, 0)


def test_what_is_of_wine_or_of_windows_is_found(tmp_path):
    (tmp_path / "good.dll").write_bytes(b"MZ" + bytes(300))
    (tmp_path / "ucrtbase.dll").write_bytes(b"MZ" + bytes(300))
    (tmp_path / "stub.dll").write_bytes(b"MZ" + bytes(62) + b"Wine builtin DLL" + bytes(300))
    assert list(wine.foreign(tmp_path)) == ["stub.dll", "ucrtbase.dll"]
    with pytest.raises(wine.WineError, match="stub"):
        wine.require_clean(tmp_path)


def test_interpreter_and_packages_are_pinned_by_hash():
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in wine.INTERPRETER.values())
    pins = wine.PINS.read_text("utf-8")
    named = re.findall(r"^[a-z0-9-]+==", pins, re.MULTILINE)
    assert len(named) >= 2
    assert pins.count("--hash=sha256:") >= len(named)
