"""Words of the core that several pages show; imported in the survey's thread or when shown."""

from __future__ import annotations

from surveyapp.population.labels import category_label, variable_label

_KINDS = {"met": "met", "not_met": "not_met", "not_distinguishable": "unclear"}


def district(code: str) -> str:
    """The name of a district or any other category."""
    return category_label(code)


def variable(name: str) -> str:
    """The name of a variable such as education."""
    return variable_label(name)


def verdict_kind(verdict: str) -> str:
    """The shape and colour of a verdict; none where nothing was assessed."""
    return _KINDS.get(verdict, "")


def verdict_word(verdict: str) -> str:
    """The word for a verdict."""
    from surveyapp.publication import wording

    return wording.verdict_word(verdict)


def say(text: str, *values: object) -> str:
    """Put values in place of %1, %2…; numbers with thousands apart."""
    for place, value in enumerate(values, 1):
        shown = f"{value:,}" if isinstance(value, int) else str(value)
        text = text.replace(f"%{place}", shown)
    return text
