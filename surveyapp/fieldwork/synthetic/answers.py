"""Answers of the synthetic people, drawn for all of them at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from surveyapp.fieldwork.synthetic.parameters import (
    DISPOSABLE_ITEMS,
    PARTICIPATION_ITEMS,
    SATISFACTION_ITEMS,
    ModelParameters,
)
from surveyapp.fieldwork.synthetic.population import Floats

REFUSED = "!refused"
"""Stands where the person refused one question."""

OVERDISPERSION = 1.5
"""Shape of the gamma that makes people differ in how much they throw away."""

Codes = npt.NDArray[Any]


def logistic(values: Floats) -> Floats:
    """The inverse of the logit."""
    return 1.0 / (1.0 + np.exp(-values))


def unclear_share(parameters: ModelParameters, age_band: npt.NDArray[np.int64]) -> Floats:
    """Chance of 不清楚 by index of the age band."""
    return parameters.unclear * (1.0 + 0.5 * age_band.astype(np.float64))


def disposable_factor(age_band: npt.NDArray[np.int64]) -> Floats:
    """How much more or less than the mean an age band uses."""
    return np.array([1.55, 1.30, 1.05, 0.85, 0.60])[age_band]


def draw_answers(
    parameters: ModelParameters,
    latent: Floats,
    community: Floats,
    cell: npt.NDArray[np.int64],
    rng: np.random.Generator,
) -> dict[str, Codes]:
    """Every answer of the public form by question name, one value per person."""
    bands = cell[:, 0] % 5
    person = rng.normal(0.0, parameters.person_sd, len(latent))
    mood = latent + community + person
    answers = _satisfaction(parameters, mood, bands, rng)
    answers |= _participation(parameters, latent + community, rng)
    answers |= _disposables(parameters, bands, rng)
    answers |= _awareness(mood, bands, rng)
    for name in SATISFACTION_ITEMS:
        answers[name][rng.random(len(latent)) < parameters.item_refusal] = REFUSED
    return answers


def _satisfaction(
    parameters: ModelParameters,
    mood: Floats,
    bands: npt.NDArray[np.int64],
    rng: np.random.Generator,
) -> dict[str, Codes]:
    answers: dict[str, Codes] = {}
    for name, shift in SATISFACTION_ITEMS.items():
        positive = rng.random(len(mood)) < logistic(mood + shift)
        strongly = rng.random(len(mood)) < np.where(positive, 0.42, 0.28)
        code = np.where(
            positive,
            np.where(strongly, "satisfied", "fairly_satisfied"),
            np.where(strongly, "dissatisfied", "fairly_dissatisfied"),
        ).astype(object)
        code[rng.random(len(mood)) < unclear_share(parameters, bands)] = "unclear"
        answers[name] = code
    return answers


def participation_chance(shift: float, level: Floats) -> Floats:
    """Chance of taking part in a field; what makes people content makes them join in a little."""
    return logistic(shift + 0.4 * level)


def _participation(
    parameters: ModelParameters, level: Floats, rng: np.random.Generator
) -> dict[str, Codes]:
    active = level + rng.normal(0.0, parameters.participation_sd / 0.4, len(level))
    answers: dict[str, Codes] = {}
    for name, (shift, activities) in PARTICIPATION_ITEMS.items():
        joined = rng.random(len(level)) < participation_chance(shift, active)
        unsure = rng.random(len(level)) < parameters.unsure
        order = np.argsort(rng.random((len(level), len(activities))), axis=1)
        count = rng.integers(1, 4, len(level))
        code = np.empty(len(level), dtype=object)
        for row in range(len(level)):
            if joined[row]:
                code[row] = " ".join(activities[k] for k in sorted(order[row, : count[row]]))
            else:
                code[row] = "unsure" if unsure[row] else "none"
        answers[name] = code
    return answers


def _disposables(
    parameters: ModelParameters, bands: npt.NDArray[np.int64], rng: np.random.Generator
) -> dict[str, Codes]:
    habit = rng.gamma(OVERDISPERSION, 1.0 / OVERDISPERSION, len(bands))
    level = habit * disposable_factor(bands) * parameters.disposables
    return {name: rng.poisson(mean * level) for name, mean in DISPOSABLE_ITEMS.items()}


def _awareness(
    mood: Floats, bands: npt.NDArray[np.int64], rng: np.random.Generator
) -> dict[str, Codes]:
    answers: dict[str, Codes] = {}
    for name, shift in (("aware_creation", 0.2), ("aware_water", 0.7), ("aware_air", 0.4)):
        dice = rng.random(len(mood))
        known = logistic(0.3 * mood + shift)
        answers[name] = np.select(
            [dice < known, dice < known + 0.7 * (1 - known)], ["aware", "heard"], "unaware"
        ).astype(object)
    answers["confidence"] = _graded(
        mood + 0.6, ("confident", "fairly_confident", "not_very_confident", "not_confident"), rng
    )
    dice = rng.random(len(mood)) + 0.08 * np.tanh(mood)
    answers["change"] = np.select(
        [dice > 0.85, dice > 0.40, dice > 0.12, dice > 0.05],
        ["much_better", "better", "same", "worse"],
        "much_worse",
    ).astype(object)
    for name in ("confidence", "change"):
        answers[name][rng.random(len(mood)) < 0.02 * (1 + bands)] = "unclear"
    return answers


def _graded(level: Floats, codes: tuple[str, str, str, str], rng: np.random.Generator) -> Codes:
    positive = rng.random(len(level)) < logistic(level)
    strongly = rng.random(len(level)) < 0.4
    return np.where(
        positive, np.where(strongly, codes[0], codes[1]), np.where(strongly, codes[3], codes[2])
    ).astype(object)
