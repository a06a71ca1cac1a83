"""The report: one HTML page a director can read, complete in itself, that prints well."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveyapp import words
from surveyapp.files import write_whole
from surveyapp.operators import Action
from surveyapp.population.labels import category_label, variable_label
from surveyapp.publication import plots, wording
from surveyapp.publication.content import IndicatorSection, ReportContent, gather_content
from surveyapp.publication.sentences import explain_verdict
from surveyapp.publication.style import svg_of
from surveyapp.store.reports import Report, write_report
from surveyapp.survey import Survey

if TYPE_CHECKING:
    from jinja2 import Environment


def make_report(survey: Survey, path: Path, *, run_id: str = "", language: str = "") -> Report:
    """Write the report on an estimates run and keep its bytes in the survey."""
    survey.require(Action.PUBLISH)
    content = gather_content(survey, run_id)
    body = render_report(content, language).encode("utf-8")
    report = Report(
        uuid.uuid4().hex,
        content.run.run_id,
        "report",
        language or words.language(),
        survey.clock.iso(),
        hashlib.sha256(body).digest(),
        path.name,
        body,
    )
    write_whole(path, body)
    with survey.store.transaction():
        write_report(survey.store, report)
        survey.note("report", {"name": path.name, "run": content.run.run_id})
    return report


def render_report(content: ReportContent, language: str = "") -> str:
    """The report as HTML in a language; the language in use is put back afterwards."""
    before = words.language()
    words.set_language(language or before)
    try:
        template = _environment().get_template("report.html.jinja")
        return template.render(
            content=content,
            language=words.language(),
            title=words.text_of(content.info.title),
            pictures={s.indicator.key: _pictures(s) for s in content.sections},
            coverage=svg_of(plots.draw_coverage(content.coverage)),
        )
    finally:
        words.set_language(before)


def _pictures(section: IndicatorSection) -> dict[str, str]:
    """One interval plot for each domain variable of an indicator."""
    target = section.verdict.target if section.verdict else None
    unit = wording.unit_word(section.indicator.unit)
    return {
        variable: svg_of(plots.draw_intervals(plots.interval_rows(rows), unit=unit, target=target))
        for variable, rows in section.domains
    }


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("surveyapp.publication"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    functions: dict[str, Any] = {
        "_": words._,
        "text_of": words.text_of,
        "category_label": category_label,
        "variable_label": variable_label,
        "verdict_word": wording.verdict_word,
        "reading_word": wording.reading_word,
        "unit_word": wording.unit_word,
        "figure": wording.figure_text,
        "interval": wording.interval_text,
        "number": wording.number_text,
        "explain_verdict": explain_verdict,
    }
    environment.globals.update(functions)
    return environment
