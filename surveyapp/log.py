"""The program's own log: one rotating file that may be passed on, because it holds no answers.

An exception's message can quote a value (a name, an answer, a file name). The log therefore
keeps the kind of trouble and the places in our code, never the message.
"""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from surveyapp import paths
from surveyapp.errors import SurveyError

_SIZE, _KEPT = 1_000_000, 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"

logger = logging.getLogger("surveyapp")


class ImpersonalFormatter(logging.Formatter):
    """Writes an exception as its kind and the places it passed, without its message."""

    def formatException(  # noqa: N802 - the name that logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None]
        | Any,
    ) -> str:
        trouble: BaseException | None = ei[1]
        return describe(trouble) if trouble else ""


def describe(trouble: BaseException) -> str:
    """The kind of trouble and where in the code it happened, cause first; no values."""
    parts: list[str] = []
    cause = trouble.__cause__ or (None if trouble.__suppress_context__ else trouble.__context__)
    if cause is not None:
        parts.append(describe(cause))
    for frame in traceback.extract_tb(trouble.__traceback__):
        parts.append(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}")
    code = f" {trouble.code}" if isinstance(trouble, SurveyError) else ""
    parts.append(f"{type(trouble).__module__}.{type(trouble).__qualname__}{code}")
    return "\n".join(parts)


def start_log(folder: Path | None = None) -> Path | None:
    """Write the log to a rotating file from now on; the file, or ``None`` on a read-only disk."""
    try:
        path = (folder or paths.log_folder()) / "surveyapp.log"
        handler = RotatingFileHandler(
            path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=False
        )
    except OSError:
        return None
    handler.setFormatter(ImpersonalFormatter(_FORMAT))
    stop_log()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.info("start on %s, Python %s", sys.platform, sys.version.split()[0])
    return path


def stop_log() -> None:
    """Close the log's file."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
