"""The shelf audit: models of water devices on sale, their grades, and those that fail.

The unit is the model in an outlet. A grade-3 tap is legal to sell, so the list of failing models
matters more than the share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveyapp.sales.catalogue import WATER, classes_of
from surveyapp.store.revisions import read_head_revisions
from surveyapp.store.sales import CatalogueClass
from surveyapp.survey import Survey

FORM = "water_devices_audit"

_MODEL = re.compile(r"(?:^|/)models\[(\d+)\]/(\w+)$")


@dataclass(frozen=True)
class AuditedModel:
    """A model seen in an outlet. ``saving`` is ``None`` where the grade could not be seen."""

    iid: str
    outlet: str
    outlet_name: str
    district: str
    complete: bool
    """Whether every model on sale in the outlet was recorded."""
    position: int
    brand: str
    model: str
    device_class: str
    grade: str
    saving: bool | None


@dataclass(frozen=True)
class DeviceShare:
    """Water-saving models over models whose grade is known, of a class or ``all``."""

    device_class: str
    models: int
    saving: int
    failing: int
    unknown: int

    @property
    def share(self) -> float | None:
        """Saving over known; ``None`` where no grade is known."""
        known = self.saving + self.failing
        return self.saving / known if known else None


@dataclass(frozen=True)
class FailingModel:
    """A model below the threshold, with the outlets that sell it."""

    device_class: str
    brand: str
    model: str
    grade: str
    outlets: tuple[str, ...]


def read_audited_models(survey: Survey, wave: str = "") -> list[AuditedModel]:
    """Every model of the wave's finished audits in classes that have a threshold."""
    classes = classes_of(survey, WATER)
    found: list[AuditedModel] = []
    for revision in read_head_revisions(survey.store, FORM, wave or survey.info.wave):
        if revision.closed is None:
            continue
        free = revision.free.answers if revision.free else {}
        found.extend(_models(revision.header.iid, {**revision.closed.answers, **free}, classes))
    return found


def device_shares(models: Sequence[AuditedModel]) -> list[DeviceShare]:
    """Shares of all models first, then by class."""
    groups: dict[str, list[AuditedModel]] = defaultdict(list)
    for model in models:
        groups[model.device_class].append(model)
    return [
        _share("all", models),
        *(_share(name, group) for name, group in sorted(groups.items())),
    ]


def failing_models(models: Sequence[AuditedModel]) -> list[FailingModel]:
    """The models below the threshold, those in most outlets first."""
    outlets: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for one in models:
        if one.saving is False:
            key = (one.device_class, one.brand, one.model, one.grade)
            outlets[key].add(one.outlet_name or one.outlet)
    listed = [FailingModel(*key, tuple(sorted(where))) for key, where in outlets.items()]
    return sorted(listed, key=lambda one: (-len(one.outlets), one.device_class, one.brand))


def _share(name: str, models: Sequence[AuditedModel]) -> DeviceShare:
    saving = sum(model.saving is True for model in models)
    failing = sum(model.saving is False for model in models)
    return DeviceShare(name, len(models), saving, failing, len(models) - saving - failing)


def _models(
    iid: str, answers: Mapping[str, Any], classes: Mapping[str, CatalogueClass]
) -> list[AuditedModel]:
    outlet = {path.rsplit("/", 1)[-1]: value for path, value in answers.items() if "[" not in path}
    rows: dict[int, dict[str, str]] = defaultdict(dict)
    for path, value in answers.items():
        place = _MODEL.search(path)
        if place and isinstance(value, str):
            rows[int(place.group(1))][place.group(2)] = value
    return [
        AuditedModel(
            iid,
            str(outlet.get("outlet_id", iid)),
            str(outlet.get("outlet_name", "")),
            str(outlet.get("district", "")),
            outlet.get("coverage") == "all",
            position,
            row.get("brand", ""),
            row.get("model", ""),
            row["device_class"],
            row.get("water_grade", "unknown"),
            _is_saving(row.get("water_grade", "unknown"), classes[row["device_class"]]),
        )
        for position, row in sorted(rows.items())
        if row.get("device_class") in classes and classes[row["device_class"]].saving_up_to
    ]


def _is_saving(grade: str, known: CatalogueClass) -> bool | None:
    if grade == "none":
        # A label alone does not make a device saving, and none at all still less.
        return False
    return int(grade) <= known.saving_up_to if grade.isdigit() else None
