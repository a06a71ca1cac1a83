"""Invented outlets with water devices on their shelves, some of which fail."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from questionnaires.model import Questionnaire
from surveyapp.population.districts import names_of

_CLASSES = ("tap", "toilet", "smart_toilet", "shower", "water_purifier", "dishwasher")
_GRADES = ("1", "2", "3", "none")


@dataclass(frozen=True)
class ShelfModel:
    """A model on sale: class, brand, name and water grade."""

    device_class: str
    brand: str
    model: str
    grade: str


@dataclass(frozen=True)
class Outlet:
    """A synthetic shop with its shelf."""

    outlet_id: str
    name: str
    district: str
    kind: str
    models: tuple[ShelfModel, ...]


def invent_outlets(district: str, count: int, rng: random.Random) -> list[Outlet]:
    """Shops of a district; most models are grade 1 or 2, a few are not."""
    return [
        Outlet(
            f"{district}-OUT{number:02d}",
            f"演示{names_of(district)['zh']}建材店{number:02d}",
            district,
            rng.choice(("building_market", "home_store", "appliance_store", "hardware_store")),
            tuple(_model(rng) for _ in range(rng.randint(3, 8))),
        )
        for number in range(1, count + 1)
    ]


def audit_answers(
    questionnaire: Questionnaire, outlet: Outlet, day: str
) -> Iterator[tuple[str, Any]]:
    """The outlet's answers in the order of the form, by path."""
    shop = {
        "outlet_id": outlet.outlet_id,
        "outlet_name": outlet.name,
        "district": outlet.district,
        "outlet_type": outlet.kind,
        "audit_date": day,
        "coverage": "all",
        "models_on_sale": len(outlet.models),
    }
    for path, question in questionnaire.questions():
        if question.name in shop:
            yield path, shop[question.name]
    for number, model in enumerate(outlet.models, start=1):
        row = {
            "brand": model.brand,
            "model": model.model,
            "device_class": model.device_class,
            "has_label": "no" if model.grade == "none" else "yes",
            "water_grade": model.grade,
            "label_seen": "yes",
        }
        for path, question in questionnaire.questions():
            if path.startswith("models/") and question.name in row:
                if question.name == "label_seen" and model.grade == "none":
                    continue
                yield path.replace("models/", f"models[{number}]/", 1), row[question.name]


def _model(rng: random.Random) -> ShelfModel:
    brand = rng.choice("甲乙丙丁")
    return ShelfModel(
        rng.choice(_CLASSES),
        f"演示品牌{brand}",
        f"{brand}{rng.randrange(10, 60)}",
        rng.choices(_GRADES, (0.42, 0.46, 0.10, 0.02))[0],
    )
