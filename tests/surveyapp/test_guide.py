"""The user guide is whole: the same in both languages, and true to the window's own words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner

from surveyapp import guide
from surveyapp.cli.main import GROUPS, commands
from surveyapp.errors import SurveyError
from surveyapp.words import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
COMMAND = re.compile(r"surveyapp ([a-z]+)")


def text_of(language: str) -> str:
    return "\n".join(
        (guide.guide_folder() / language / f"{name}.md").read_text("utf-8")
        for name in guide.CHAPTERS
    )


def words_of_the_window(language: str) -> set[str]:
    messages = ElementTree.parse(ROOT / "ui" / "locale" / "zh_CN.ts").getroot().iter("message")
    key = "source" if language == "en" else "translation"
    return {message.findtext(key, "") for message in messages}


def test_both_languages_have_the_same_sections():
    shapes = [
        [(one.chapter, one.anchor, one.level) for one in guide.read_guide(language).sections]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]


def test_every_section_has_an_anchor_of_its_own():
    anchors = [one.anchor for one in guide.read_guide("en").sections]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_pictures_lead_somewhere(language):
    folder = guide.guide_folder() / language
    for picture, target in LINK.findall(text_of(language)):
        path, _, anchor = target.partition("#")
        assert (folder / path).is_file(), target
        if anchor:
            assert guide.read_guide(language).section(anchor).chapter == Path(path).stem
        assert bool(picture) == path.endswith(".png"), target


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_bold_is_a_name_in_the_window(language):
    assert set(BOLD.findall(text_of(language))) <= words_of_the_window(language)


def test_a_name_that_the_window_does_not_have_would_be_found():
    assert not set(BOLD.findall("press **Frobnicate**")) <= words_of_the_window("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_named_are_commands(language):
    assert set(COMMAND.findall(text_of(language))) <= set(GROUPS)


def test_search_finds_sections_with_all_words():
    found = guide.read_guide("en").find("FINGERPRINT aloud")
    assert {one.anchor for one in found} == {"updates", "join", "enrol"}
    found = guide.read_guide("zh_CN").find("核对码 照样输入")
    assert {one.anchor for one in found} == {"updates", "enrol"}


def test_text_before_the_first_heading_belongs_to_nothing():
    assert guide.split_sections("x", "lost\n\n# A {#a}\n\nb") == [
        guide.Section("x", "a", "A", 1, "b")
    ]


def test_an_unknown_section_is_named():
    with pytest.raises(SurveyError, match="nowhere"):
        guide.read_guide("en").section("nowhere")


def test_the_terminal_prints_a_section_a_chapter_and_the_contents():
    def print_(*arguments: str) -> str:
        return CliRunner().invoke(commands, ["--language", "en", "guide", *arguments]).output

    assert print_("merge").startswith("## Merge")
    assert "## Gaps" in print_("office")
    assert "[page-weights]" in print_()
    assert "[enrol]" in print_("--find", "fingerprint aloud")
