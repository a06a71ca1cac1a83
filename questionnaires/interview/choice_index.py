"""Finding choices in a long list while somebody types: by text, code, pinyin and initials.

Every choice is one line of a few long texts, so that one key costs one pass of ``str.find`` over
each. The texts with pinyin are made when first needed, or beforehand by ``prepare`` off the thread
that draws.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, islice
from threading import Lock

_MOST_OTHERS = 2
"""How many more ways one text is spelt out, where its characters have several readings."""
_PRIVATE = 0xF0000
"""First of the signs that no text holds."""
_END = "\n"
_FIRST_CHINESE, _LAST_CHINESE = "\u3400", "\u9fff"


class _Lines:
    """One line for each choice and each reading; ``owners`` says whose they are, in order."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        pairs = list(lines)
        texts = [f"{_END}{line}" for _owner, line in pairs]
        self._text = "".join(texts)
        self._starts = [0, *accumulate(map(len, texts))][:-1]
        self._owners = [owner for owner, _line in pairs]

    def owners_of(self, sought: str) -> Iterator[int]:
        """The choices whose lines hold a text, in order, each once."""
        text, starts, owners, last = self._text, self._starts, self._owners, -1
        place = text.find(sought)
        while place >= 0:
            line = bisect_right(starts, place) - 1
            if owners[line] != last:
                last = owners[line]
                yield last
            if line + 1 == len(starts):
                return
            place = text.find(sought, starts[line + 1])


class ChoiceIndex:
    """The choices of one question, by their place in the list."""

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        """``choices`` are pairs of code and text."""
        pairs = [(fold(code), fold(text)) for code, text in choices]
        self._said = [text for _code, text in pairs]
        self._texts = _Lines(enumerate(self._said))
        self._codes = _Lines(enumerate(code for code, _text in pairs))
        self._spelt: tuple[_Lines, ...] = ()
        self._is_prepared = False
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._said)

    def prepare(self) -> None:
        """Spell every text out; from any thread, once."""
        with self._lock:
            if not self._is_prepared:
                self._spelt = self._spell()
                self._is_prepared = True

    @property
    def is_prepared(self) -> bool:
        """Whether letters find by pinyin without waiting."""
        return self._is_prepared

    def find(self, wanted: str, most: int | None = None, *, waits: bool = True) -> list[int]:
        """Places of the choices that fit, those that begin so first; all, where nothing is typed.

        With ``most`` no more are looked for: that is what keeps a key that fits nearly all fast.
        Without ``waits`` pinyin counts only once it is prepared.
        """
        sought = fold(wanted)
        if not sought:
            return list(range(len(self) if most is None else min(most, len(self))))
        lines = self._lines(sought, waits)
        first = self._smallest(lines, f"{_END}{sought}", most)
        if most is not None and len(first) == most:
            return first
        leading = set(first)
        others = self._smallest(lines, sought, None if most is None else most + len(first))
        return [*first, *(one for one in others if one not in leading)][:most]

    def _lines(self, sought: str, waits: bool) -> list[_Lines]:
        if not sought.isascii() or not any(sign.isalpha() for sign in sought):
            return [self._texts, self._codes]
        if waits:
            self.prepare()
        return [self._texts, self._codes, *self._spelt]

    def _smallest(self, lines: list[_Lines], sought: str, most: int | None) -> list[int]:
        """The first places in the list, whichever of the texts they are found by."""
        found = {owner for one in lines for owner in islice(one.owners_of(sought), most)}
        return sorted(found)[:most]

    def _spell(self) -> tuple[_Lines, ...]:
        """Whole lists are spelt by ``str.translate``, a tenth of the time of sign by sign.

        A sign with a second reading is put down as a private sign of its own where that reading
        is meant: at the last such place of a text, and in a third way at the last but one.
        """
        signs = {sign for sign in set("".join(self._said)) if _is_chinese(sign)}
        if not signs:
            return ()
        ways = {sign: _syllables(sign) for sign in signs}
        several = [sign for sign, found in ways.items() if len(found) > 1]
        seconds = {sign: chr(_PRIVATE + number) for number, sign in enumerate(several)}
        whole = {ord(sign): found[0] for sign, found in ways.items()}
        whole |= {ord(seconds[sign]): ways[sign][1] for sign in several}
        initials = {sign: spelt[:1] for sign, spelt in whole.items()}
        texts = [(n, text) for n, text in enumerate(self._said) if not text.isascii()]
        lists = [texts, *_other_ways(texts, seconds)]
        return tuple(_spelt(one, table) for table in (whole, initials) for one in lists if one)


def fold(text: str) -> str:
    """As people type it: no blanks, no capitals, no wide letters."""
    if text.isascii():
        return "".join(text.lower().split())
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _other_ways(
    texts: list[tuple[int, str]], seconds: dict[str, str]
) -> list[list[tuple[int, str]]]:
    """The texts with the second reading of one sign, counted from the end of each."""
    found: list[list[tuple[int, str]]] = [[] for _ in range(_MOST_OTHERS)]
    if not seconds:
        return found
    places = re.compile(f"[{''.join(seconds)}]")
    for number, text in texts:
        hits = [hit.start() for hit in places.finditer(text)]
        for way, at in zip(found, reversed(hits), strict=False):
            way.append((number, f"{text[:at]}{seconds[text[at]]}{text[at + 1 :]}"))
    return found


def _spelt(texts: list[tuple[int, str]], table: dict[int, str]) -> _Lines:
    said = _END.join(text for _owner, text in texts).translate(table).split(_END)
    return _Lines(zip((owner for owner, _text in texts), said, strict=True))


def _is_chinese(sign: str) -> bool:
    return _FIRST_CHINESE <= sign <= _LAST_CHINESE


@lru_cache(maxsize=30_000)
def _syllables(sign: str) -> tuple[str, ...]:
    """The readings of a Chinese character without tones, the usual one first."""
    from pypinyin import Style, pinyin

    (found,) = pinyin(sign, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(found))[:2]


@lru_cache(maxsize=4)
def index_of(choices: tuple[tuple[str, str], ...]) -> ChoiceIndex:
    """The index of a list, kept for the next time its question is shown."""
    return ChoiceIndex(choices)
