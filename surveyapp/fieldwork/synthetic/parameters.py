"""What the synthetic people are like: every number of the model, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SATISFACTION_ITEMS: Mapping[str, float] = {
    "sat_air": 0.25,
    "sat_water": -0.25,
    "sat_drinking": 0.35,
    "sat_greenery": 0.45,
    "sat_waste": 0.05,
    "sat_noise": -0.45,
    "sat_government": 0.30,
    "sat_overall": 0.0,
}
"""Items with their distance from the overall item on the logit scale."""

PARTICIPATION_ITEMS: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "part_construction": (
        -1.70,
        ("tree_planting", "river_care", "cleanup", "report_problem", "consultation", "volunteer"),
    ),
    "part_creation": (
        -2.30,
        ("green_village", "green_unit", "green_family", "zero_waste", "publicity"),
    ),
    "part_living": (
        0.10,
        ("sorting", "water_saving", "power_saving", "green_travel", "clean_plate", "reuse"),
    ),
    "part_consumption": (
        -0.75,
        (
            "efficient_appliance",
            "water_device",
            "own_bag",
            "less_disposable",
            "green_label",
            "second_hand",
        ),
    ),
}
"""Fields with their logit of taking part and the activities to choose from."""

DISPOSABLE_ITEMS: Mapping[str, float] = {
    "disp_bag": 6.0,
    "disp_box": 2.1,
    "disp_cutlery": 2.4,
    "disp_cup": 2.6,
    "disp_straw": 1.2,
    "disp_lodging": 0.15,
    "disp_delivery": 1.6,
}
"""Items with their mean pieces per adult per week at the base wave."""


@dataclass(frozen=True)
class ModelParameters:
    """One wave's synthetic people. Rates are shares, effects are on the logit scale."""

    satisfaction: float = 0.803
    """True share satisfied or fairly satisfied overall, of those with a view."""
    disposables: float = 1.0
    """Factor on the mean pieces."""
    community_sd: float = 0.35
    person_sd: float = 0.8
    participation_sd: float = 0.7
    unclear: float = 0.035
    """不清楚 in satisfaction at the youngest ages; it rises with age."""
    unsure: float = 0.02
    """说不清 in each field of participation among those who did not take part."""
    item_refusal: float = 0.004
    response: float = 0.93
    """Share of the most willing people in found households who answer."""
    contact: float = 0.985
    """Chance that a visit finds somebody at home in the end."""
    not_eligible: float = 0.02
    """Empty dwellings and the like."""
    age_effect: Mapping[str, float] = field(
        default_factory=lambda: {
            "18-29": -0.25,
            "30-39": -0.10,
            "40-49": 0.0,
            "50-59": 0.15,
            "60+": 0.35,
        }
    )
    education_effect: Mapping[str, float] = field(
        default_factory=lambda: {
            "junior_or_less": 0.15,
            "senior_secondary": 0.0,
            "junior_college": -0.10,
            "bachelor_plus": -0.25,
        }
    )
    district_effect: Mapping[str, float] = field(
        default_factory=lambda: {
            "330402": -0.10,
            "330411": -0.15,
            "330421": 0.05,
            "330424": 0.25,
            "330481": 0.0,
            "330482": -0.05,
            "330483": 0.15,
        }
    )
    response_by_age: Mapping[str, float] = field(
        default_factory=lambda: {
            "18-29": 0.72,
            "30-39": 0.82,
            "40-49": 0.92,
            "50-59": 0.98,
            "60+": 1.0,
        }
    )
    """Relative willingness: with the occupation's it multiplies, which raking can undo."""
    response_by_occupation: Mapping[str, float] = field(
        default_factory=lambda: {
            "leader_professional": 0.88,
            "clerk": 0.92,
            "service": 0.90,
            "agriculture": 1.0,
            "production": 0.90,
            "not_employed": 1.0,
        }
    )


WAVE_2025 = ModelParameters()
WAVE_2024 = ModelParameters(satisfaction=0.796, disposables=1.09)
