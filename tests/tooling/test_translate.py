"""The Chinese is gathered, filled, checked and compiled, for the core and for the window."""

from __future__ import annotations

import gettext
import json
from pathlib import Path

import catalogues
import linguist
import pytest
import translate

CORE = """
from surveyapp.words import _, N_
WORDING = {"a": N_("The package “{name}” is damaged.")}
def say(): return _("Merged.")
"""
WINDOW = """
from PySide6.QtWidgets import QWidget
class Page(QWidget):
    def title(self): return self.tr("%n package(s)", "", 2)
"""
CHINESE = {
    "The package “{name}” is damaged.": "数据包“{name}”已损坏。",
    "Merged.": "已合并。",
    "%n package(s)": "%n 个数据包",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "surveyapp" / "exchange").mkdir(parents=True)
    (tmp_path / "surveyapp" / "exchange" / "merge.py").write_text(CORE, "utf-8")
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "page.py").write_text(WINDOW, "utf-8")
    return tmp_path


def fill(house: Path, texts: dict[str, str]) -> int:
    file = house / "mine.json"
    file.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    return translate.fill(file, replace=False, root=house)


def test_what_is_not_translated_is_a_gap(house: Path):
    translate.update(house)
    assert [gap.reason for gap in catalogues.gaps(house)] == ["not translated"] * 2
    assert [gap.reason for gap in linguist.gaps(house)] == ["not translated"]


def test_what_was_not_gathered_is_a_gap(house: Path):
    assert {gap.reason for gap in catalogues.gaps(house)} == {"not in the catalogue"}
    assert {gap.reason for gap in linguist.gaps(house)} == {"not in the catalogue"}


def test_filling_completes_and_speaks_chinese(house: Path):
    assert fill(house, CHINESE) == 0
    assert translate.check([], house) == 0
    translate.compile_all(house)
    with (catalogues.folder(house) / "exchange.mo").open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Merged.") == "已合并。"
    assert linguist.catalogue(house).with_suffix(".qm").stat().st_size > 0


def test_a_sentence_nobody_asks_for_is_named(house: Path, capsys: pytest.CaptureFixture[str]):
    assert fill(house, {"Merged!": "已合并！"}) == 1
    assert "Merged!" in capsys.readouterr().out


def test_a_second_update_changes_nothing(house: Path):
    fill(house, CHINESE)
    assert catalogues.update(house) + linguist.update(house) == []


def test_a_translation_follows_its_sentence_to_another_room(house: Path):
    fill(house, CHINESE)
    (house / "surveyapp" / "sales").mkdir()
    (house / "surveyapp" / "exchange" / "merge.py").rename(house / "surveyapp/sales/merge.py")
    translate.update(house)
    assert translate.check([], house) == 0
    assert not (catalogues.folder(house) / "exchange.po").exists()


def test_a_sentence_that_is_gone_is_a_gap_until_updated(house: Path):
    fill(house, CHINESE)
    (house / "ui" / "page.py").write_text("", "utf-8")
    (house / "surveyapp" / "exchange" / "merge.py").write_text("", "utf-8")
    reasons = {gap.reason for gap in catalogues.gaps(house) + linguist.gaps(house)}
    assert reasons == {"no longer in the source"}
    translate.update(house)
    assert translate.check([], house) == 0


@pytest.mark.parametrize(
    ("sentence", "translation", "reason"),
    [
        ("Merged.", "", "not translated"),
        ("“{name}”", "“{nmae}”", "other {names} than the English sentence"),
        ("“{name}”", "“{name”", "unbalanced braces"),
        ("“{name}”", "“{name}”", ""),
    ],
)
def test_flaws_of_a_translation(sentence: str, translation: str, reason: str):
    assert catalogues.flaw(sentence, translation) == reason


def test_the_window_needs_the_same_numbers(house: Path):
    fill(house, CHINESE | {"%n package(s)": "个数据包"})
    assert [gap.reason for gap in linguist.gaps(house)] == [
        "other %n or %1 than the English sentence"
    ]


def test_only_what_is_stale_is_compiled(house: Path):
    fill(house, CHINESE)
    assert len(catalogues.compile_stale(house) + linguist.compile_stale(house)) == 2
    assert catalogues.compile_stale(house) + linguist.compile_stale(house) == []


def test_a_compiled_catalogue_does_not_carry_the_day_it_was_compiled(house: Path):
    fill(house, CHINESE)
    compiled = catalogues.compiled_of(catalogues.folder(house) / "exchange.po")
    assert b"POT-Creation-Date: 2000-01-01 00:00+0000" in compiled
    assert b"PO-Revision-Date: 2000-01-01 00:00+0000" in compiled
