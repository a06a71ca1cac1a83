"""Where the program keeps what belongs to the user, the same code frozen or not."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_NAME = "surveyapp"


def log_folder() -> Path:
    """The folder of the program's own log; made if it is not there."""
    return platformdirs.user_log_path(_NAME, appauthor=False, ensure_exists=True)


def documents_folder() -> Path:
    """Where a file dialog begins; the home folder where there is no documents folder."""
    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()
