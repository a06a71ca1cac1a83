"""A computer joins a survey: it asks by file, and makes its survey from the field package."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from surveyapp.errors import SurveyError
from surveyapp.files import write_whole
from surveyapp.paths import requests_folder

if TYPE_CHECKING:
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

_PRIVATE = 0o700


@dataclass(frozen=True)
class Waiting:
    """A request that was made on this computer and not answered yet."""

    name: str
    kind: str
    request: Path
    secret: Path
    fingerprint: str


@dataclass(frozen=True)
class Wanted:
    """What a person types to make a request."""

    name: str
    kind: str
    passphrase: str
    folder: Path
    """Where the request for the office goes; the keys stay here."""


@dataclass(frozen=True)
class Answer:
    """What a person gives when the field package has come."""

    package: Path
    target: Path
    person: str
    passphrase: str
    city: str
    """The city's fingerprint as it was read aloud."""


def waiting_requests() -> list[Waiting]:
    """Requests of this computer that no field package was opened for."""
    from surveyapp.exchange.devices import read_request

    found: list[Waiting] = []
    for secret in sorted(requests_folder().glob("*/*.device")):
        request = secret.with_suffix(".enrol")
        try:
            asked = read_request(request)
        except SurveyError:
            continue  # half written: it is made again
        found.append(Waiting(asked.name, asked.kind, request, secret, asked.fingerprint))
    return found


def ask_to_join(wanted: Wanted, _progress: Progress) -> Waiting:
    """Make this computer's keys, and put the request where the office gets it."""
    from surveyapp.exchange.devices import request_enrolment

    requests_folder().mkdir(mode=_PRIVATE, exist_ok=True)
    kept = "".join(one if one.isalnum() else "-" for one in wanted.name)[:40]
    place = requests_folder() / kept
    place.mkdir(mode=_PRIVATE, exist_ok=True)
    made = request_enrolment(place, wanted.name, wanted.passphrase, kind=wanted.kind)
    write_whole(wanted.folder / made.request.name, made.request.read_bytes())
    return Waiting(wanted.name, wanted.kind, made.request, made.secret, made.fingerprint)


def opening(waiting: Waiting, answer: Answer) -> partial[Survey]:
    """The work that makes the survey file and opens it."""
    return partial(_open, waiting, answer)


def _open(waiting: Waiting, answer: Answer) -> Survey:
    from surveyapp.exchange.laptops import open_field_package
    from surveyapp.operators import Operator, Role
    from surveyapp.survey import LAPTOP, open_survey

    role = Role.SURVEYOR if waiting.kind == LAPTOP else Role.OFFICE
    operator = Operator(waiting.secret.stem.partition("-")[2], answer.person, role)
    made = open_field_package(
        answer.package,
        answer.target,
        operator,
        secret=waiting.secret,
        passphrase=answer.passphrase,
        fingerprint=answer.city,
    )
    # The survey file has the keys now.
    shutil.rmtree(waiting.secret.parent)
    return open_survey(made.path, passphrase=answer.passphrase)
