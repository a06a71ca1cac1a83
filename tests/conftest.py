"""What every test stands on: no screen, no user folders, fresh catalogues, Chinese."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Before anything imports Qt, and whatever the developer's desktop says.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["SURVEYAPP_LANGUAGE"] = "zh_CN"
os.environ["MPLBACKEND"] = "Agg"

_home = tempfile.TemporaryDirectory(prefix="surveyapp-tests-", ignore_cleanup_errors=True)
for _variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
    os.environ[_variable] = _home.name


def pytest_configure(config: pytest.Config) -> None:
    """Compile stale catalogues once, in the process that hands out the tests."""
    if not hasattr(config, "workerinput"):
        import translate

        translate.compile_all(ROOT)


@pytest.fixture(autouse=True)
def _language():
    """Let no test inherit the language that another one chose."""
    from surveyapp import words

    yield
    words.set_language("")
