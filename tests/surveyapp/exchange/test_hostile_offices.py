"""Field packages signed by the city's own key, and wrong all the same: refused, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from surveyapp.exchange import crypto
from surveyapp.exchange.envelope import FIELD, RECEIPT
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.keys import own_keys
from surveyapp.exchange.merging import merge_packages, rules_of
from surveyapp.exchange.payload import Content, Document, SignedText
from surveyapp.exchange.reading import read_package
from surveyapp.exchange.writing import PackageDraft, send_package
from surveyapp.store.devices import read_device
from surveyapp.store.settings import read_settings
from surveyapp.survey import Survey
from tests.exchange_cases import World, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = make_world(tmp_path_factory.mktemp("offices"))
    yield made
    made.close()


def _documents(world: World, laptop: Survey) -> tuple[Document, ...]:
    folder = world.stick()
    (genuine,) = make_field_packages(world.city, folder, [laptop.device_id])
    return read_package(genuine.path.read_bytes(), rules_of(laptop)).content.documents


def _with(kind: str, **values: Any) -> Callable[[tuple[Document, ...]], tuple[Document, ...]]:
    """Every document of a kind with other values."""

    def change(documents: tuple[Document, ...]) -> tuple[Document, ...]:
        return tuple(
            replace(one, body={**one.body, **values}) if one.kind == kind else one
            for one in documents
        )

    return change


def _and(kind: str, body: dict[str, Any]) -> Callable[[tuple[Document, ...]], tuple[Document, ...]]:
    return lambda documents: (*documents, Document(kind, body))


WRONG = {
    "a text for a number": ("bad-line", _with("unit", size="large")),
    "a number for a text": ("bad-line", _with("unit", district=[330402])),
    "a truth value": ("bad-line", _with("unit", size=True)),
    "nothing where something must be": ("bad-line", _with("assignment", iid=None)),
    "a number beyond all rows": ("bad-line", _with("unit", position=10**17, size="x")),
    "a device that is no id": ("bad-line", _with("assignment", device_id="laptop 7")),
    "one column more": ("bad-line", _with("unit", rowid=1)),
    "a frame that is not here": ("bad-line", _with("unit", frame_id="f-none", unit_id="new")),
    "a table that does not travel": ("bad-line", _and("secret", {"name": "x", "value": "y"})),
    "a statement for a table": ("bad-line", _and("unit; DROP TABLE unit", {"a": 1})),
    "a withdrawal without an interview": ("bad-line", _and("withdrawal", {"iid": "x"})),
    "another list of keys": ("bad-key-list", _with("keys", signature="00" * 64)),
    "a list of keys that is none": ("bad-key-list", _with("keys", body="[]")),
    "two lists of keys": ("bad-manifest", _and("keys", {"body": "", "signature": ""})),
}


def _state(laptop: Survey) -> list[Any]:
    tables = ("unit", "assignment", "contact", "device", "key", "withdrawal", "package")
    rows = [tuple(row) for name in tables for row in laptop.store.rows(f"SELECT * FROM {name}")]
    return [*rows, read_settings(laptop.store)]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_field_package_is_refused_and_writes_nothing(world, name):
    expected, change = WRONG[name]
    laptop = world.opened[0] if world.opened else world.laptop(0)
    documents = change(_documents(world, laptop))
    device = read_device(world.city.store, laptop.device_id)
    assert device is not None
    draft = PackageDraft(FIELD, (device,), Content(documents=documents), 1)
    written = send_package(world.city, world.stick(), draft)
    before, remembered = _state(laptop), laptop.setting("field_package")
    (outcome,) = merge_packages(laptop, [written.path]).outcomes
    assert outcome.code == f"exchange.{expected}"
    assert _state(laptop) == before
    assert laptop.setting("field_package") == remembered


RECEIPTS = {
    "nobody signed it": ("bad-receipt", bytes(64), "{}"),
    "not a receipt": ("bad-receipt", None, '{"v":1}'),
    "deep": ("bad-receipt", None, "[" * 5000),
}


@pytest.mark.parametrize("name", RECEIPTS)
def test_a_wrong_receipt_confirms_nothing(world, name):
    expected, signature, body = RECEIPTS[name]
    laptop = world.opened[0] if world.opened else world.laptop(0)
    device = read_device(world.city.store, laptop.device_id)
    assert device is not None
    seed = own_keys(world.city).seed
    signed = signature or crypto.sign(seed, crypto.RECEIPT, body.encode())
    content = Content(receipts=(SignedText(body, signed),))
    draft = PackageDraft(RECEIPT, (device,), content, 1, offices=False)
    written = send_package(world.city, world.stick(), draft)
    (outcome,) = merge_packages(laptop, [written.path]).outcomes
    assert outcome.code == f"exchange.{expected}"
    assert not laptop.store.rows("SELECT * FROM confirmation")


def test_stopping_half_way_through_a_field_package_is_not_remembered(world, tmp_path):
    """Settings live in memory as well: after a stop they say what the file says."""
    from surveyapp.errors import Cancelled
    from surveyapp.progress import Progress

    laptop = world.opened[0] if world.opened else world.laptop(0)
    paths = [make_field_packages(world.city, tmp_path, [laptop.device_id])[0].path]
    Path(tmp_path / "zz.svp").write_bytes(b"no package")
    paths.append(tmp_path / "zz.svp")
    before = laptop.setting("field_package")
    progress = Progress(lambda done, _total, _text: progress.stop() if done == 1 else None)
    with pytest.raises(Cancelled):
        merge_packages(laptop, paths, progress)
    assert laptop.setting("field_package") == before
    assert merge_packages(laptop, paths).outcomes[0].state == "applied"
    assert laptop.setting("field_package") != before
