"""Loads what is heavy after the first paint, so that the first use does not wait for it."""

from __future__ import annotations

import logging
import threading
from importlib import import_module

HEAVY = (
    "surveyapp.survey",
    "sqlite_utils",
    "pandas",
    "openpyxl",
    "scipy.stats",
    "statsmodels.genmod.generalized_linear_model",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
)
"""Not loaded when the window becomes visible; a test holds the list."""


def warm_up() -> threading.Thread:
    """Import them one after another in a thread of low importance."""
    thread = threading.Thread(target=_load, name="warm-up", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for name in HEAVY:
        try:
            import_module(name)
        except ImportError:  # said where it is used
            logging.getLogger("surveyapp.ui").warning("cannot load %s", name)
