"""A verdict in sentences that a reader who is no statistician can follow."""

from __future__ import annotations

from surveyapp.analysis.results import (
    MET,
    NOT_ASSESSED,
    NOT_DISTINGUISHABLE,
    NOT_MET,
    Verdict,
)
from surveyapp.publication.wording import figure_text, interval_text, unit_word
from surveyapp.words import _


def explain_verdict(verdict: Verdict) -> str:
    """What was found, against what, and what may be said of it."""
    parts = [_finding(verdict), _conclusion(verdict)]
    if verdict.depends_on_reading:
        parts.append(
            _("The conclusion changes with how “unclear” answers are counted; see the readings.")
        )
    if verdict.under_model:
        parts.append(_("The sample is a quota sample: this holds under the model only."))
    return " ".join(part for part in parts if part)


def _finding(verdict: Verdict) -> str:
    if verdict.estimate is None:
        return ""
    figure = figure_text(verdict.estimate, verdict.unit)
    unit = unit_word(verdict.unit)
    if verdict.complete:
        return _("The complete count gives {figure} {unit}; it has no sampling error.").format(
            figure=figure, unit=unit
        )
    if verdict.low is None or verdict.high is None:
        return _("The estimate is {figure} {unit}.").format(figure=figure, unit=unit)
    return _(
        "The estimate is {figure} {unit}, with a {confidence:.0%} interval of {interval}."
    ).format(
        figure=figure,
        unit=unit,
        confidence=verdict.confidence,
        interval=interval_text(verdict.low, verdict.high, verdict.unit),
    )


def _conclusion(verdict: Verdict) -> str:
    if verdict.verdict == NOT_ASSESSED:
        return verdict.reason.wording.sentence if verdict.reason else _("It was not assessed.")
    if verdict.target is None:
        return _against_earlier_wave(verdict)
    target = f"{verdict.target:g}"
    sentence = {
        MET: _("The target of {target} is met."),
        NOT_MET: _("The target of {target} is not met."),
        NOT_DISTINGUISHABLE: _(
            "The target of {target} lies within what chance can explain: this sample can neither"
            " confirm nor deny that it is met."
        ),
    }[verdict.verdict]
    return sentence.format(target=target)


def _against_earlier_wave(verdict: Verdict) -> str:
    change = verdict.difference
    if change is None or change.difference is None:
        return ""
    values = {
        "wave": change.earlier_wave,
        "change": figure_text(change.difference, verdict.unit),
        "interval": interval_text(change.low, change.high, verdict.unit),
    }
    sentence = {
        MET: _("Against {wave} it changed by {change} (interval {interval}): it has fallen."),
        NOT_MET: _(
            "Against {wave} it changed by {change} (interval {interval}): it has not fallen."
        ),
        NOT_DISTINGUISHABLE: _(
            "Against {wave} it changed by {change} (interval {interval}): chance can explain that."
        ),
    }.get(verdict.verdict, "")
    return sentence.format(**values)
