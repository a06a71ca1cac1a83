"""The user guide: one Markdown chapter per role, the same sections in both languages.

A heading ends in ``{#anchor}``. Anchors are unique in the whole guide and equal in all languages,
so that a page of the window (``page-sampling``) opens its place whatever language is in use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.words import LANGUAGES, language

CHAPTERS = ("start", "designer", "surveyor", "office", "clerk", "statistician", "auditor")
"""The chapters in reading order; each is ``docs/guide/LANGUAGE/NAME.md``."""

_HEADING = re.compile(r"^(#{1,4}) +(.+?)(?: +\{#([a-z0-9-]+)\})?$")
_PLACES = (
    Path(__file__).resolve().parent / "guide_pages",  # in the wheel
    Path(__file__).resolve().parent.parent / "docs" / "guide",  # in the source and frozen
)


@dataclass(frozen=True)
class Section:
    """A heading and the text below it, up to the next heading."""

    chapter: str
    anchor: str
    title: str
    level: int
    text: str


@dataclass(frozen=True)
class Guide:
    """The guide in one language, section by section in reading order."""

    language: str
    sections: tuple[Section, ...]

    def chapter(self, name: str) -> tuple[Section, ...]:
        """The sections of a chapter; its own heading comes first."""
        return tuple(one for one in self.sections if one.chapter == name)

    def section(self, anchor: str) -> Section:
        """The section with this anchor, or the beginning of the chapter of that name."""
        for one in self.sections:
            if anchor in (one.anchor, one.chapter):
                return one
        raise SurveyError("core.no-guide-section", name=anchor)

    def find(self, wanted: str) -> tuple[Section, ...]:
        """The sections that hold all the words wanted, in any case of letters."""
        words = wanted.casefold().split()
        return tuple(
            one
            for one in self.sections
            if all(word in f"{one.title}\n{one.text}".casefold() for word in words)
        )


def guide_folder() -> Path:
    """Where the chapters lie: beside the source, in the wheel or in the frozen program."""
    for place in _PLACES:
        if place.is_dir():
            return place
    raise SurveyError("core.no-guide")


@lru_cache(maxsize=len(LANGUAGES))
def read_guide(name: str = "") -> Guide:
    """The guide in a language of ``LANGUAGES``; ``""`` is the one in use."""
    wanted = name or language()
    folder = guide_folder() / wanted
    sections: list[Section] = []
    for chapter in CHAPTERS:
        sections += split_sections(chapter, (folder / f"{chapter}.md").read_text("utf-8"))
    return Guide(wanted, tuple(sections))


def split_sections(chapter: str, text: str) -> list[Section]:
    """Cut a chapter at its headings; what stands before the first heading belongs to nothing."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            found.append((heading, []))
        elif found:
            found[-1][1].append(line)
    return [_section(chapter, heading, lines) for heading, lines in found]


def markdown_of(sections: tuple[Section, ...]) -> str:
    """The text of sections as plain Markdown, without anchors."""
    return "\n".join(f"{'#' * one.level} {one.title}\n\n{one.text}\n" for one in sections)


def _section(chapter: str, heading: re.Match[str], lines: list[str]) -> Section:
    marks, title, anchor = heading.groups()
    return Section(chapter, anchor or "", title, len(marks), "\n".join(lines).strip())
