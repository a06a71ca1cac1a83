"""F1 opens the user guide at the place that explains what is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextDocument

from surveyapp.guide import read_guide
from surveyapp.words import LANGUAGES
from ui.guide.window import GuideWindow
from ui.pages.registry import PLACES


@pytest.fixture
def guide(qtbot):
    made = GuideWindow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_window_has_its_section(language):
    for place in PLACES:
        assert read_guide(language).section(f"page-{place.key}")


def test_f1_opens_the_section_of_the_page(office, show, qtbot):
    show("weights")
    qtbot.keyClick(office, Qt.Key.Key_F1)
    opened = office.findChild(GuideWindow)
    qtbot.waitUntil(opened.isActiveWindow)
    assert opened.shown.anchor == "page-weights"
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_the_section_wanted_is_at_the_top(guide):
    guide.show_place("merge")
    at_the_top = guide.pane.cursorForPosition(QPoint(40, 20))
    assert at_the_top.block().text() == guide.shown.title


def test_a_link_leads_to_another_chapter(guide):
    guide.show_place("designer")
    guide.pane.anchorClicked.emit(QUrl("office.md#enrol"))
    assert (guide.shown.chapter, guide.shown.anchor) == ("office", "enrol")
    assert guide.contents.currentItem().text(0) == guide.shown.title


def test_the_search_leaves_the_sections_that_fit(guide):
    guide.search.setText(read_guide().section("gaps").title)
    assert guide.contents.topLevelItemCount() == 1
    guide.search.setText("qqqqq")
    assert guide.nothing.isVisible()


def test_pictures_are_no_wider_than_the_text(guide):
    name = QUrl("../pictures/en/overview.png")
    picture = guide.pane.loadResource(QTextDocument.ResourceType.ImageResource.value, name)
    assert 0 < picture.width() <= 680
