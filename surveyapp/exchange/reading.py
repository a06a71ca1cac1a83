"""Reading a package: every check in its fixed order, stopping at the first that fails.

size, magic and version, header, survey, key, signature, ciphertext, decryption, bounded
inflation, manifest, counts, lines, revisions. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.envelope import (
    FIELD,
    RECEIPT,
    RELAY,
    RETURN,
    WITHDRAWAL,
    Envelope,
    PackageHeader,
    open_envelope,
    root_of,
)
from surveyapp.exchange.payload import Content, Manifest, PayloadReader, require_leaves
from surveyapp.revisions import WITHDRAW, Revision

_CARRIES = {
    FIELD: frozenset({"doc", "receipt"}),
    RETURN: frozenset({"rev", "blob"}),
    RELAY: frozenset({"blob"}),
    RECEIPT: frozenset({"receipt"}),
    WITHDRAWAL: frozenset({"rev"}),
}
"""The kinds of lines that each kind of package may have: a laptop sends no documents."""


@dataclass(frozen=True)
class KnownSender:
    """What we know of a device that may have sent a package."""

    name: str
    sign_public: bytes
    revoked_after: int | None


@dataclass(frozen=True)
class ReadingRules:
    """Who reads: the survey, who we are, whom we know and what we can open."""

    survey_id: str
    device_id: bytes
    identities: tuple[str, ...]
    find_sender: Callable[[bytes], KnownSender | None]
    accept_revoked: bool = False
    """Whether a person has looked at it and lets it in."""


@dataclass(frozen=True)
class ReadPackage:
    """A package that passed every check."""

    envelope: Envelope
    manifest: Manifest
    content: Content

    @property
    def header(self) -> PackageHeader:
        """What everybody may read of it."""
        return self.envelope.header


def check_envelope(content: bytes, rules: ReadingRules) -> Envelope:
    """The checks that need no secret: an office may relay what passes them."""
    envelope = open_envelope(content)
    header = envelope.header
    if header.survey_id != rules.survey_id:
        raise SurveyError("exchange.other-survey")
    sender = rules.find_sender(header.device)
    if sender is None:
        raise SurveyError("exchange.unknown-device", device=header.device.hex()[:8])
    revoked = sender.revoked_after is not None and header.last > sender.revoked_after
    if revoked and not rules.accept_revoked:
        raise SurveyError(
            "exchange.revoked-device", device=sender.name, number=sender.revoked_after
        )
    if header.key != sender.sign_public or not envelope.is_signed:
        raise SurveyError("exchange.bad-signature", device=sender.name)
    envelope.require_cipher()
    return envelope


def read_content(envelope: Envelope, rules: ReadingRules) -> ReadPackage:
    """The checks that need our key, on an envelope that passed its own."""
    deflated = crypto.decrypt(envelope.cipher, rules.identities)
    if deflated is None:
        raise SurveyError("exchange.not-for-us")
    try:
        plain = crypto.inflate(deflated, envelope.header.size)
    except OverflowError as trouble:
        raise SurveyError("exchange.bomb") from trouble
    except ValueError as trouble:
        raise SurveyError("exchange.damaged") from trouble
    reader = PayloadReader(plain, envelope.header.version)
    manifest = reader.manifest()
    _require_agreement(manifest, envelope.header)
    if rules.device_id not in manifest.to:
        raise SurveyError("exchange.wrong-recipient")
    reader.require_counts(manifest)
    content = reader.content(_CARRIES[envelope.header.kind])
    _check_revisions(content.revisions, envelope.header)
    return ReadPackage(envelope, manifest, content)


def read_package(content: bytes, rules: ReadingRules) -> ReadPackage:
    """Every check."""
    return read_content(check_envelope(content, rules), rules)


def _require_agreement(manifest: Manifest, header: PackageHeader) -> None:
    said = (manifest.kind, manifest.survey_id, manifest.device, manifest.epoch, manifest.number)
    said += (manifest.count, manifest.first, manifest.last)
    signed = (header.kind, header.survey_id, header.device, header.epoch, header.number)
    if said != (*signed, header.count, header.first, header.last):
        raise SurveyError("exchange.bad-manifest")


def _check_revisions(revisions: tuple[Revision, ...], header: PackageHeader) -> None:
    if root_of(one.rev_id for one in revisions) != header.revisions_root:
        raise SurveyError("exchange.altered-revision", rev=header.revisions_root.hex()[:8])
    for revision in revisions:
        if revision.header.device != header.device:
            raise SurveyError("exchange.foreign-revision", rev=revision.rev_id.hex()[:8])
        require_leaves(revision)
    if header.kind == RETURN:
        _require_chain(revisions, header)
    elif header.kind == WITHDRAWAL:
        _require_withdrawals(revisions)
    elif revisions:
        raise SurveyError("exchange.bad-manifest")


def _require_chain(revisions: tuple[Revision, ...], header: PackageHeader) -> None:
    """A return carries one device's numbers from first to last, each naming the one before."""
    numbers = [revision.header.seq for revision in revisions]
    places = {(one.header.epoch, one.header.device) for one in revisions}
    expected = list(range(header.first, header.last + 1))
    if numbers != expected or places != {(header.epoch, header.device)}:
        raise SurveyError("exchange.broken-chain")
    for earlier, later in pairwise(revisions):
        if later.header.previous != earlier.rev_id:
            raise SurveyError("exchange.broken-chain")


def _require_withdrawals(revisions: Iterable[Revision]) -> None:
    if any(revision.header.kind != WITHDRAW for revision in revisions):
        raise SurveyError("exchange.bad-manifest")
