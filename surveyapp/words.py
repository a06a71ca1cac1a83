"""The language of sentences that the core speaks: gettext catalogues, one per room, chained."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from io import BytesIO

LANGUAGES = ("zh_CN", "en")
"""The languages the program is complete in, the first one first."""

_chosen = ""


def N_(sentence: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a sentence for translation without translating it yet."""
    return sentence


def _(sentence: str) -> str:
    """The sentence in the chosen language; itself where there is no translation."""
    return _catalogue(language()).gettext(sentence)


def language() -> str:
    """The language in use: the chosen one, else the environment's, else Chinese."""
    return _chosen or _language_of_environment()


def set_language(name: str) -> None:
    """Choose a language of ``LANGUAGES`` for this process; ``""`` returns to the environment's."""
    global _chosen
    _chosen = name if name in LANGUAGES else ""


def text_of(texts: Mapping[str, str], wanted: str = "") -> str:
    """The text of a mapping of language codes (``zh``, ``en``) that fits the language in use."""
    if not texts:
        return ""
    short = (wanted or language())[:2]
    return texts.get(short) or texts.get("zh") or next(iter(texts.values()))


def _language_of_environment() -> str:
    asked = os.environ.get("SURVEYAPP_LANGUAGE") or os.environ.get("LC_ALL") or ""
    asked = asked or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "en" if asked.lower().startswith("en") else "zh_CN"


@lru_cache
def _catalogue(name: str) -> gettext.NullTranslations:
    chain = gettext.NullTranslations()
    folder = resources.files("surveyapp") / "locale" / name / "LC_MESSAGES"
    if not folder.is_dir():
        return chain
    for entry in sorted(folder.iterdir(), key=lambda found: found.name):
        if entry.name.endswith(".mo"):
            room = gettext.GNUTranslations(BytesIO(entry.read_bytes()))
            room.add_fallback(chain)
            chain = room
    return chain
