"""The questionnaire on paper: PDF or Word, with jumps in words, codes and the statutory header."""

from __future__ import annotations

from pathlib import Path

from questionnaires.model import Questionnaire
from surveyapp.errors import SurveyError
from surveyapp.files import write_whole
from surveyapp.publication.paper.content import describe_paper, spoken
from surveyapp.survey import Survey

SUFFIXES = (".pdf", ".docx")


def write_paper(
    survey: Survey, questionnaire: Questionnaire, target: Path, language: str = ""
) -> None:
    """Write a form, published or not, as ``.pdf`` or ``.docx`` in one of its languages.

    Raises:
        SurveyError: where it is not written in that language, the target is of another kind, or
            there is no Chinese font for the PDF.
    """
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise SurveyError(
            "core.bad-value", value=suffix, setting="file", expected=", ".join(SUFFIXES)
        )
    paper = describe_paper(survey, questionnaire, language)
    with spoken(paper.language):
        if suffix == ".pdf":
            from surveyapp.publication.paper.pdf import render_pdf

            body = render_pdf(paper)
        else:
            from surveyapp.publication.paper.word import render_word

            body = render_word(paper)
    write_whole(target, body)
