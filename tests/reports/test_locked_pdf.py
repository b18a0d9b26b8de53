"""PDFs under a password: one that a reader needs is told, one that only its owner needs is no hindrance."""

import hashlib
from pathlib import Path

import pytest

from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable
from dateline.reports import ReadOptions, read_reports

STORY = "NIAMEY, March 3, 2015 (Sample Wire) - Gunmen killed four herders near Diffa on Monday, the governor said."
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID, _RIGHTS = bytes(range(16)), -44


def rc4(key: bytes, text: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in text:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked_pdf(text: str, user: bytes, owner: bytes) -> bytes:
    """A page of text under the standard security handler, revision 2 (ISO 32000-1, 7.6.3)."""

    def padded(password: bytes) -> bytes:
        return (password + _PAD)[:32]

    mark = rc4(hashlib.md5(padded(owner)).digest()[:5], padded(user))
    key = hashlib.md5(padded(user) + mark + _RIGHTS.to_bytes(4, "little", signed=True) + _ID).digest()[:5]
    own = hashlib.md5(key + (5).to_bytes(3, "little") + bytes(2)).digest()[:10]
    page = rc4(own, f"BT /F1 9 Tf 20 700 Td ({text.replace('(', '[').replace(')', ']')}) Tj ET".encode())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        f"<</Filter/Standard/V 1/R 2/P {_RIGHTS}/O<{mark.hex()}>/U<{rc4(key, _PAD).hex()}>>>".encode(),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    trailer = f"<</Size 7/Root 1 0 R/Encrypt 6 0 R/ID[<{_ID.hex()}><{_ID.hex()}>]>>".encode()
    return (
        out
        + b"xref\n0 7\n0000000000 65535 f \n"
        + table
        + b"trailer"
        + trailer
        + b"\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def read(folder: Path, gazetteer: Gazetteer) -> list[Report | Unreadable]:
    return list(read_reports([str(folder)], ReadOptions(), gazetteer))


def test_a_pdf_under_a_password_is_told_and_the_rest_goes_on(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "a.pdf").write_bytes(locked_pdf(STORY, b"open sesame", b"owner"))
    (tmp_path / "b.txt").write_text(STORY)
    told, report = read(tmp_path, gazetteer)
    assert isinstance(told, Unreadable)
    assert told.reason == f"{tmp_path / 'a.pdf'}: the PDF is locked with a password. Unlock it first."
    assert isinstance(report, Report)


def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "a.pdf").write_bytes(locked_pdf(STORY, b"", b"owner"))
    (report,) = read(tmp_path, gazetteer)
    assert isinstance(report, Report)
    assert "Gunmen killed four herders near Diffa" in report.text


@pytest.mark.parametrize("cut", [200, 900])
def test_a_locked_pdf_that_is_cut_short_is_told(tmp_path: Path, gazetteer: Gazetteer, cut: int) -> None:
    (tmp_path / "a.pdf").write_bytes(locked_pdf(STORY, b"", b"owner")[:cut])
    (told,) = read(tmp_path, gazetteer)
    assert isinstance(told, Unreadable) and "the PDF" in told.reason and "\n" not in told.reason
