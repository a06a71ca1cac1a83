"""Which pages there are, in the order of the work, and which of them a file's role shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from ui import icons
from ui.language import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from ui.pages.page import Page

CONTEXT = "Pages"


@dataclass(frozen=True)
class Place:
    """A page: its module is loaded when the first survey is opened."""

    key: str
    source: str
    class_name: str
    icon: Callable[[], QIcon]

    def title(self) -> str:
        """Its name in the language in use."""
        return QCoreApplication.translate(CONTEXT, self.source)

    def load(self) -> type[Page]:
        """Its class."""
        return getattr(import_module(f"ui.pages.{self.key}_page"), self.class_name)


PLACES = (
    Place("overview", QT_TRANSLATE_NOOP("Pages", "Overview"), "OverviewPage", icons.overview),
    Place(
        "questionnaire",
        QT_TRANSLATE_NOOP("Pages", "Questionnaire"),
        "QuestionnairePage",
        icons.questionnaire,
    ),
    Place("sampling", QT_TRANSLATE_NOOP("Pages", "Sampling"), "SamplingPage", icons.sampling),
    Place("fieldwork", QT_TRANSLATE_NOOP("Pages", "Field work"), "FieldworkPage", icons.fieldwork),
    Place("exchange", QT_TRANSLATE_NOOP("Pages", "Exchange"), "ExchangePage", icons.exchange),
    Place("quality", QT_TRANSLATE_NOOP("Pages", "Quality"), "QualityPage", icons.quality),
    Place("retail", QT_TRANSLATE_NOOP("Pages", "Retail"), "RetailPage", icons.retail),
    Place("weights", QT_TRANSLATE_NOOP("Pages", "Weights"), "WeightsPage", icons.weights),
    Place("estimates", QT_TRANSLATE_NOOP("Pages", "Estimates"), "EstimatesPage", icons.estimates),
    Place("report", QT_TRANSLATE_NOOP("Pages", "Report"), "ReportPage", icons.report),
    Place("today", QT_TRANSLATE_NOOP("Pages", "Today"), "TodayPage", icons.today),
)

OFFICE_PAGES = tuple(place.key for place in PLACES if place.key != "today")
LAPTOP_PAGES = ("today",)


def place_of(key: str) -> Place:
    """The place with this key."""
    return next(place for place in PLACES if place.key == key)


def pages_for(role: str) -> tuple[str, ...]:
    """The pages that a file with this role shows: a laptop's only the surveyor's side."""
    return LAPTOP_PAGES if role == "laptop" else OFFICE_PAGES
