"""Photos: durable with their answer, without traces, sealed at the end, gone with the draft."""

from __future__ import annotations

import hashlib
import zlib

import pytest

from questionnaires.model import Question, Questionnaire
from surveyapp.errors import SurveyError
from surveyapp.exchange.crypto import new_key_pair
from surveyapp.fieldwork.drafts import NewInterview, resume_interview, start_interview
from surveyapp.fieldwork.photos import (
    AttachedFile,
    media_type_of,
    open_attachments,
    without_traces,
)
from surveyapp.store.attachments import list_attachments, read_draft_attachments
from surveyapp.store.keys import SEAL, PublicKey, write_public_key
from surveyapp.store.questionnaires import PUBLISHED, add_questionnaire
from surveyapp.store.receipts import read_unconfirmed_attachments

FORM = Questionnaire(
    "short",
    "演示问卷",
    "2",
    ("zh",),
    "zh",
    (
        Question("meter", "photo", {"zh": "请拍水表"}),
        Question("shop", "photo", {"zh": "请拍门面"}, relevant="${meter} != ''"),
        Question("ends", "integer", {"zh": "几个"}),
    ),
)
PLACE = b"GPS 30.7522N 120.7585E"


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def jpeg(*extra: bytes, picture: bytes = b"\x11\xff\x00\x22" * 40) -> bytes:
    """As much of a JPEG as its segments show; stuffed bytes and restarts in the coded part."""
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + picture + b"\xff\xd0" + picture
    return b"\xff\xd8" + b"".join(extra) + segment(0xDB, bytes(65)) + scan + b"\xff\xd9"


def exif(way_up: int) -> bytes:
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + way_up.to_bytes(2, "big") + b"\0\0"
    return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0" + PLACE)


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(one[4:]).to_bytes(4, "big") + one + zlib.crc32(one).to_bytes(4, "big")
        for one in (b"IHDR" + bytes(13), *chunks, b"IDAT" + bytes(8), b"IEND")
    )


def photo(content: bytes = b"", name: str = "IMG_1.jpg") -> AttachedFile:
    content = content or jpeg()
    return AttachedFile(name, content, media_type_of(content), b"small")


@pytest.fixture
def pair(laptop):
    made = new_key_pair()
    write_public_key(
        laptop.store, PublicKey("k1", "city", SEAL, made.recipient, "2026-01-01", None, 1)
    )
    return made


@pytest.fixture
def opened(laptop, pair):
    digest = FORM.content_hash
    add_questionnaire(laptop.store, FORM, laptop.clock.iso(), state=PUBLISHED)
    return start_interview(laptop, NewInterview(digest, "1" * 32))


def test_a_photo_is_stored_with_its_answer_and_found_again_after_a_break(laptop, opened):
    assert opened.attach("meter", photo()).accepted
    named = opened.interview.value("meter")
    again = resume_interview(laptop, opened.iid)
    assert again.interview.value("meter") == named
    assert again.attached["meter"].name == "IMG_1.jpg"
    assert again.attached["meter"].thumbnail == b"small"
    assert named.startswith(hashlib.sha256(without_traces(jpeg())).hexdigest())


def test_another_photo_takes_the_place_of_the_first_and_none_takes_it_off(laptop, opened):
    opened.attach("meter", photo())
    opened.attach("meter", photo(jpeg(picture=b"\x33" * 50), "IMG_2.jpg"))
    assert [one.name for one in read_draft_attachments(laptop.store, opened.iid)] == ["IMG_2.jpg"]
    opened.attach("meter", None)
    assert opened.interview.value("meter") is None
    assert read_draft_attachments(laptop.store, opened.iid) == []


def test_finishing_seals_what_the_answers_name_and_leaves_nothing_plain(laptop, opened, pair):
    marker = b"\x44MARKER-OF-A-PHOTO" * 3
    opened.attach("meter", photo(jpeg(picture=marker)))
    opened.attach("shop", photo(jpeg(picture=b"\x55" * 30)))
    opened.attach("meter", None)  # the second question is not asked any more
    opened.attach("meter", photo(jpeg(picture=marker)))
    done = opened.finish()
    assert done.revision is not None
    kept = read_unconfirmed_attachments(laptop.store, laptop.device_id)
    assert {one.path for one in kept} == {"meter", "shop"}
    assert all(one.hash == hashlib.sha256(one.sealed).digest() for one in kept)
    assert laptop.store.value("SELECT count(*) FROM draft_attachment") == 0
    for file in laptop.path.parent.glob("laptop.survey*"):
        assert marker not in file.read_bytes()
    parts = open_attachments(laptop, opened.iid, [pair.identity])
    assert [one.content for one in parts if one.path == "meter"] == [
        without_traces(jpeg(picture=marker))
    ]


def test_a_photo_that_is_not_asked_for_in_the_end_is_not_sealed(laptop, opened):
    opened.attach("meter", photo())
    opened.attach("shop", photo(jpeg(picture=b"\x55" * 30)))
    opened.attach("meter", None)
    opened.finish()
    assert list_attachments(laptop.store) == []


def test_practice_keeps_no_photo(laptop, opened):
    practice = start_interview(laptop, NewInterview(FORM.content_hash, practice=True))
    practice.attach("meter", photo())
    practice.finish()
    assert laptop.store.value("SELECT count(*) FROM draft_attachment") == 0
    assert list_attachments(laptop.store) == []


def test_a_photo_that_is_too_large_is_refused_and_the_first_stays(laptop, opened):
    opened.attach("meter", photo())
    before = opened.interview.value("meter")
    with pytest.raises(SurveyError) as trouble:
        opened.attach("meter", photo(jpeg(picture=b"\x01" * (11 << 20)), "large.jpg"))
    assert trouble.value.code == "fieldwork.attachment-too-large"
    assert opened.interview.value("meter") == before
    assert [one.name for one in read_draft_attachments(laptop.store, opened.iid)] == ["IMG_1.jpg"]


def test_the_place_goes_and_the_way_up_stays():
    plain = without_traces(jpeg(segment(0xE0, b"JFIF\0"), exif(6), segment(0xFE, PLACE)))
    assert PLACE not in plain
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in plain
    assert plain.endswith(b"\xff\xd9")
    assert without_traces(plain) == plain


def test_what_hides_behind_the_picture_goes():
    assert without_traces(jpeg() + jpeg(exif(1))) == jpeg()


def test_texts_and_times_of_a_png_go():
    assert without_traces(png(b"tEXt" + PLACE, b"eXIf" + PLACE, b"tIME" + bytes(7))) == png()


@pytest.mark.parametrize("content", [jpeg()[:-40], b"\xff\xd8\xff", png()[:-6]])
def test_a_cut_picture_is_refused(content):
    with pytest.raises(SurveyError) as trouble:
        without_traces(content)
    assert trouble.value.code == "fieldwork.attachment-damaged"
