"""What a paper questionnaire consists of, before it is set: the same for PDF and for Word."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """One choice. ``aside``: not read out. ``jump``: where this answer leads, in words."""

    code: str
    text: str
    aside: bool = False
    jump: str = ""


@dataclass(frozen=True)
class Space:
    """Where an answer is written.

    ``digits`` (``size`` whole, ``decimals`` after the point), ``lines``, ``date``, ``time``,
    ``datetime``, ``place``, ``scale`` (``marks`` to circle), ``device`` (recorded elsewhere),
    ``tick``, or empty where the options are the place.
    """

    kind: str = ""
    size: int = 0
    decimals: int = 0
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question. ``mark`` says how it is answered, ``rules`` when, ``limits`` within what."""

    number: str
    name: str
    text: str
    mark: str = ""
    rules: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    several: bool = False
    ranked: bool = False
    space: Space = field(default_factory=Space)
    jumps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """The head of a group; ``level`` counts from 1."""

    text: str
    level: int
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A text to be read out or to be minded; ``computed`` where it tells what to work out."""

    text: str
    rules: tuple[str, ...] = ()
    computed: bool = False


@dataclass(frozen=True)
class Matrix:
    """Questions with the same choices as the rows of one table."""

    rules: tuple[str, ...]
    mark: str
    columns: tuple[Option, ...]
    rows: tuple[Asked, ...]


Block = Section | Note | Asked | Matrix


@dataclass(frozen=True)
class CodeRow:
    """What is written down at a question and what the data file calls it."""

    number: str
    name: str
    codes: str


@dataclass(frozen=True)
class Paper:
    """A whole form. ``header`` is the statutory header, ``fields`` is what the surveyor enters."""

    title: str
    header: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, int], ...]
    guide: tuple[str, ...]
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...]
    coding: tuple[CodeRow, ...]
    footer: str
    banner: str = ""
    language: str = ""
