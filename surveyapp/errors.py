"""Expected trouble: a sentence and a remedy for the user, exit code 2 on the command line.

::

    SurveyError            anything a user can do something about
    └── Cancelled          the user asked to stop; silent

Everything else that is raised is a bug and goes to the log and the crash dialog.
"""

from __future__ import annotations

from typing import Any

from surveyapp import findings


class SurveyError(Exception):
    """Trouble named by a code of ``surveyapp.findings``; the words are found when shown."""

    def __init__(self, code: str, **parameters: Any) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(code, parameters)

    @property
    def sentence(self) -> str:
        """What happened and what it means for the data, in the language in use."""
        return findings.word(self.code, self.parameters).sentence

    @property
    def remedy(self) -> str:
        """What the user can do about it, in the language in use."""
        return findings.word(self.code, self.parameters).remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class Cancelled(SurveyError):  # noqa: N818 - a wish, not an error
    """The user asked a long task to stop; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("core.cancelled")
