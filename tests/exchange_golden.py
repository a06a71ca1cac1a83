"""Makes the golden packages of a format version: once, for ever. Never run into an old folder.

python -m tests.exchange_golden FOLDER
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.keys import own_keys
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.receipts import make_receipts
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.exchange.returns import make_return_package
from surveyapp.exchange.withdrawal import make_withdrawal_package, withdraw
from surveyapp.store.receipts import Attachment, write_attachment
from surveyapp.store.revisions import read_device_revisions
from surveyapp.survey import Survey, open_survey
from tests.exchange_cases import World, add_district, code_of, interview, make_world


def make_golden(folder: Path) -> None:
    """One package of each kind, the keys that open them and what they say."""
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        world = make_world(Path(scratch))
        district = open_survey(add_district(world, "演示数据 district"))
        laptop = world.laptop(0)
        stick = world.stick()
        field = make_field_packages(world.city, stick, [laptop.device_id])[0].path
        merge_packages(laptop, [field])
        made = {"field": field, **_travel(world, laptop, district)}
        for kind, path in made.items():
            folder.joinpath(f"{kind}.svp").write_bytes(path.read_bytes())
        expected = {
            "survey": world.city.info.survey_id,
            "keys": {
                name: {
                    "device": survey.device_id.hex(),
                    "identity": own_keys(survey).identity,
                    "sign_public": own_keys(survey).sign_public.hex(),
                }
                for name, survey in (("city", world.city), ("laptop", laptop), ("office", district))
            },
            "rev_ids": [
                one.rev_id.hex() for one in read_device_revisions(laptop.store, laptop.device_id, 1)
            ],
        }
        text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True)
        folder.joinpath("expected.json").write_text(text + "\n", encoding="utf-8")
        district.close()
        world.close()


def _travel(world: World, laptop: Survey, district: Survey) -> dict[str, Path]:
    stick = world.stick()
    first = interview(laptop, seed=1, text="演示数据：空气不错")
    iid = first.header.iid
    interview(laptop, seed=3, text="演示数据：希望多种树")
    photo = b"synthetic sealed bytes" * 30_000

    write_attachment(
        laptop.store,
        Attachment(
            hashlib.sha256(photo).digest(),
            iid,
            "photo",
            "image/jpeg",
            len(photo),
            photo,
            "kept",
            "2025-06-02T01:00:00Z",
        ),
    )
    returned = make_return_package(laptop, stick).path
    merge_packages(district, [returned])
    relayed = make_relay_package(district, stick).path
    merge_packages(world.city, [relayed])
    receipt = make_receipts(world.city, stick)
    withdraw(world.city, code_of(iid))
    withdrawal = make_withdrawal_package(world.city, stick)
    assert receipt is not None
    assert withdrawal is not None
    return {
        "return": returned,
        "relay": relayed,
        "receipt": receipt.path,
        "withdrawal": withdrawal.path,
    }


if __name__ == "__main__":
    make_golden(Path(sys.argv[1]))
