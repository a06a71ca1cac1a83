"""The energy-saving share of sales: grade 1 to the threshold over all sold, by class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from surveyapp.sales.catalogue import APPLIANCE, classes_of
from surveyapp.sales.cleaning import NO_GRADE
from surveyapp.store.sales import CatalogueClass, Sale, read_batches, read_sales
from surveyapp.survey import Survey

ALL_CLASSES = "all"


@dataclass(frozen=True)
class Share:
    """Saving over all sold, in units and value, of a class (or ``all``).

    Goods without a grade count as not saving (``share``); beside it stands the share among graded
    goods alone (``share_graded``).
    """

    product_class: str
    units: float
    saving_units: float
    ungraded_units: float
    value: float
    saving_value: float
    ungraded_value: float

    @property
    def share(self) -> float | None:
        """Saving units over all units sold; ``None`` where nothing was sold."""
        return self.saving_units / self.units if self.units else None

    @property
    def share_graded(self) -> float | None:
        """Saving units over the units that carry a grade."""
        graded = self.units - self.ungraded_units
        return self.saving_units / graded if graded else None

    @property
    def share_value(self) -> float | None:
        """Saving value over all value sold."""
        return self.saving_value / self.value if self.value else None


@dataclass(frozen=True)
class SalesShares:
    """The indicator from sales with what it rests on. A complete count has no interval."""

    wave: str
    total: Share
    by_class: tuple[Share, ...]
    outlets: int
    rows: int
    scope: str
    """``all`` where every file holds all sales; else the weakest scope among them."""
    left_out_units: float
    """Units of classes without a threshold, outside the share."""
    synthetic: bool

    @property
    def is_assessable(self) -> bool:
        """Whether the files can carry the indicator: all sales, not only subsidised ones."""
        return self.scope == "all" and self.total.units > 0


@dataclass
class _Sums:
    """Running sums of one class."""

    units: float = 0.0
    saving_units: float = 0.0
    ungraded_units: float = 0.0
    value: float = 0.0
    saving_value: float = 0.0
    ungraded_value: float = 0.0

    def add(self, sale: Sale, threshold: int) -> None:
        self.units += sale.units
        self.value += sale.value
        if sale.grade == NO_GRADE:
            self.ungraded_units += sale.units
            self.ungraded_value += sale.value
        elif int(sale.grade) <= threshold:
            self.saving_units += sale.units
            self.saving_value += sale.value

    def share(self, name: str) -> Share:
        return Share(name, **vars(self))


@dataclass
class _Tally:
    """Sums by class and in all, and what stayed outside."""

    by_class: dict[str, _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    total: _Sums = field(default_factory=_Sums)
    left_out: float = 0.0
    outlets: set[str] = field(default_factory=set)
    rows: int = 0

    def add(self, sale: Sale, known: CatalogueClass | None) -> None:
        if known is None or not known.saving_up_to:
            self.left_out += sale.units
            return
        self.by_class[sale.product_class].add(sale, known.saving_up_to)
        self.total.add(sale, known.saving_up_to)
        self.outlets.add(sale.outlet)
        self.rows += 1


def saving_shares(survey: Survey, wave: str = "") -> SalesShares:
    """The energy-saving share of a wave's sales (the current wave's where none is named)."""
    wave = wave or survey.info.wave
    batches = read_batches(survey.store, wave)
    classes = classes_of(survey, APPLIANCE)
    tally = _Tally()
    for sale in read_sales(survey.store, wave):
        tally.add(sale, classes.get(sale.product_class))
    return SalesShares(
        wave,
        tally.total.share(ALL_CLASSES),
        tuple(sums.share(name) for name, sums in sorted(tally.by_class.items())),
        len(tally.outlets),
        tally.rows,
        _weakest_scope(batch.scope for batch in batches),
        tally.left_out,
        any(batch.synthetic for batch in batches),
    )


def _weakest_scope(scopes: Iterable[str]) -> str:
    found = set(scopes)
    for scope in ("subsidised", "unknown", "all"):
        if scope in found:
            return scope
    return "unknown"
