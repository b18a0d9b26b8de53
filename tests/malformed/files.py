"""Sixty and more malformed inputs, each made by a few lines: a name that tells its kind, its bytes, and how it may end.

`ends` are the outcomes that are right: coded, no_event, failed or skipped. A story of ours stands in most of them.
"""

import gzip
import io
import json
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

STORY = "GOMA, May 6, 2013 (Sample Wire) - Rebels shelled the town of Sake on Sunday, killing two soldiers, the army said in a statement."
READ = frozenset({"coded"})
FAILED = frozenset({"failed"})
EITHER = frozenset({"coded", "no_event", "failed"})
SKIPPED = frozenset({"skipped", "failed"})


@dataclass(frozen=True)
class Malformed:
    name: str
    make: Callable[[], bytes]
    ends: frozenset[str]


def story(before: str = "", after: str = "") -> bytes:
    return f"{before}{STORY}{after}".encode("utf-8", "surrogatepass")


def page(inner: str) -> bytes:
    return f"<html><head><title>Sake</title></head><body><article>{inner}<p>{STORY}</p><p>{STORY}</p></article></body></html>".encode()


def feed(inner: str = "", head: str = '<?xml version="1.0"?>') -> bytes:
    entry = f"<item><title>Sake</title><link>https://example.org/1</link><description>{STORY}</description></item>"
    return f'{head}<rss version="2.0"><channel><title>Wire</title>{inner}{entry}</channel></rss>'.encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name), raw, method)
    return out.getvalue()


def tarred(members: list[tuple[tarfile.TarInfo, bytes]], *, is_packed: bool = True) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz" if is_packed else "w") as archive:
        for info, raw in members:
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def link(kind: bytes, target: str) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo("link.txt")
    info.type, info.linkname = kind, target
    return info, b""


def gzip_bomb(megabytes: int, inner: bytes = b" ") -> bytes:
    """So many MB of one byte, packed by a compressor that never holds them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunk = inner * 1_000_000
    return b"".join(packer.compress(chunk) for _ in range(megabytes)) + packer.flush()


def zip_with_lying_size() -> bytes:
    """A member whose directory says ten bytes and that unpacks to five million."""
    raw = bytearray(zipped({"a.txt": b"a" * 5_000_000}))
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(raw)


def pdf(stream: str, filters: str = "") -> bytes:
    raw = stream.encode("latin-1", "replace")
    packed = zlib.compress(raw) if filters else raw
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(packed)} {filters} >>\nstream\n".encode() + packed + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return out + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF"


def warc(body: bytes, length: int | None = None) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    size = len(http) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nWARC-Date: 2013-05-06T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http\r\n"
        f"Content-Length: {size}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def mail(body: str, head: str = "") -> bytes:
    return f"From: Wire <w@example.org>\nSubject: Sake\n{head}\n{body}\n".encode("utf-8", "surrogatepass")


def row(**given: object) -> bytes:
    return json.dumps({"text": STORY, **given}).encode() + b"\n"


def nested_mail(depth: int) -> bytes:
    body = f"Content-Type: text/plain\n\n{STORY}\n"
    for n in range(depth):
        body = f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n{body}\n--b{n}--\n'
    return f"Subject: Sake\n{body}".encode()


def pax_header(size: int) -> bytes:
    """A tar whose header of own fields says that it has so many bytes."""
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, size
    return gzip.compress(info.tobuf(tarfile.USTAR_FORMAT) + b"0" * 2_000_000)


FILES: tuple[Malformed, ...] = (
    # Encodings
    Malformed("invalid-utf8.txt", lambda: story()[:60] + b"\xff\xc3\x28\xa0\xa1" + story()[60:], READ),
    Malformed(
        "latin1.txt", lambda: story(after=" Père Élie fut tué à Zürich, said José.").decode().encode("latin-1"), READ
    ),
    Malformed("utf16-without-mark.txt", lambda: STORY.encode("utf-16-le"), READ),
    Malformed("utf16be-without-mark.txt", lambda: STORY.encode("utf-16-be"), READ),
    Malformed("utf16-odd-length.txt", lambda: STORY.encode("utf-16") + b"\0", READ),
    Malformed("utf32.txt", lambda: STORY.encode("utf-32"), READ),
    Malformed("utf8-mark-twice.txt", lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + story(), READ),
    Malformed("utf7.txt", lambda: STORY.encode("utf-7"), EITHER),
    Malformed("wrong-charset.html", lambda: b'<meta charset="shift_jis">' + page(""), EITHER),
    Malformed("unknown-charset.html", lambda: b'<html><meta charset="klingon-8">' + page("")[6:], READ),
    Malformed("nuls.txt", lambda: story().replace(b" ", b"\0 ", 1), READ),
    Malformed("all-nuls.txt", lambda: b"\0" * 10_000, FAILED),
    Malformed("control-signs.txt", lambda: story(before="\x1b[2J\x07\x08"), EITHER),
    Malformed("right-to-left.txt", lambda: story().replace(b"Rebels", "\u202eRebels\u202c".encode()), EITHER),
    Malformed("zero-width.txt", lambda: story().replace(b"killing", "kill\u200bing".encode()), EITHER),
    Malformed("lone-surrogates.txt", lambda: story(after=" \ud800\udfff\udc00"), READ),
    Malformed("surrogates.jsonl", lambda: b'{"text": "' + story() + b' \\ud800 \\udc00x"}\n', READ),
    Malformed("combining.txt", lambda: story(after=" " + "e" + "\u0301" * 20_000), EITHER),
    Malformed("line-ends.txt", lambda: story().replace(b", ", b",\r", 2).replace(b" on ", b"\r\non\n\r"), READ),
    Malformed("line-separators.txt", lambda: story().replace(b", ", ",\u2028".encode(), 1), READ),
    Malformed("random.bin.txt", lambda: bytes((n * 7919 + n // 3) % 256 for n in range(20_000)), FAILED),
    Malformed("empty.txt", lambda: b"", FAILED),
    Malformed("blank.txt", lambda: b" \n\t\n ", FAILED),
    # Shapes of text
    Malformed("one-long-line.txt", lambda: story() * 2_500, FAILED),
    Malformed("long-name.txt", lambda: story(after=f" {'Mb' * 5_000} said so."), READ),
    Malformed("long-number.txt", lambda: story(after=f" At least {'9' * 10_000} people were killed."), READ),
    Malformed(
        "endless-multipliers.txt", lambda: story(after=" Two" + " hundred million" * 200 + " people were killed."), READ
    ),
    Malformed("brackets.txt", lambda: story(after=" " + "(" * 20_000), READ),
    Malformed("only-marks.txt", lambda: "…—–“”".encode() * 500, FAILED),
    Malformed(
        "dates-beyond.txt",
        lambda: story(
            after=" On 0000-00-00 and 9999-99-99, on 31 February 9999, on 30/30/30, in 0000 rebels killed six."
        ),
        READ,
    ),
    Malformed("0000-00-00.txt", story, READ),
    Malformed("9999-12-31.txt", story, READ),
    # Markup
    Malformed("nested-tags.html", lambda: page("<div>" * 10_000), EITHER),
    Malformed("nested-bold.html", lambda: page("<b>" * 10_000), EITHER),
    Malformed("unclosed.html", lambda: page("")[:-40], EITHER),
    Malformed("attributes.html", lambda: page("<p " + " ".join(f"a{n}=1" for n in range(40_000)) + ">x</p>"), EITHER),
    Malformed("comments.html", lambda: b"<!---->" * 3_000 + page(""), EITHER),
    Malformed("no-article.html", lambda: b"<html><body><nav>Home</nav></body></html>", FAILED),
    Malformed("entities.html", lambda: page("<p>" + "&#x110000;&#0;&#xD800;&bogus;" * 200 + "</p>"), READ),
    Malformed(
        "xxe.html", lambda: b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page("<p>&x;</p>"), READ
    ),
    # Feeds
    Malformed(
        "laughs.xml",
        lambda: feed(
            "&e;",
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
            + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcde", "abcd", strict=True))
            + "]>",
        ),
        FAILED,
    ),
    Malformed(
        "laughs-utf16.xml",
        lambda: (
            feed("&a;", '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "ha">]>')
            .decode()
            .encode("utf-16")
        ),
        FAILED,
    ),
    Malformed(
        "quadratic.rss",
        lambda: feed("&a;" * 9, f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"x" * 9_000}">]>'),
        FAILED,
    ),
    Malformed(
        "xxe.rss",
        lambda: feed("&x;", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        FAILED,
    ),
    Malformed("cut.rss", lambda: feed()[:-30], EITHER),
    Malformed("no-feed.xml", lambda: b"<?xml version='1.0'?><other/>", FAILED),
    Malformed(
        "day-beyond.rss",
        lambda: feed("").replace(b"<item>", b"<item><pubDate>Mon, 99 Foo 99999 99:99:99 GMT</pubDate>"),
        READ,
    ),
    # Archives
    Malformed("bomb.txt.gz", lambda: gzip_bomb(300), FAILED),
    Malformed("bomb.jsonl.gz", lambda: gzip_bomb(300), FAILED),
    Malformed("bomb.tar.gz", lambda: gzip_bomb(300, b"\0"), FAILED),
    Malformed("cut.txt.gz", lambda: gzip.compress(story() * 50)[:-20], FAILED),
    Malformed("no.gz", lambda: b"\x1f\x8bnot packed", SKIPPED),
    Malformed("bomb.zip", lambda: zipped({"a.txt": b"a" * 30_000_000, "b.txt": story()}), EITHER),
    Malformed(
        "climbing.zip",
        lambda: zipped(
            {"../../evil.txt": story(), "/etc/evil.txt": story(), "C:\\evil.txt": story(), "nul\0.txt": story()}
        ),
        READ,
    ),
    Malformed("lying-size.zip", zip_with_lying_size, FAILED),
    Malformed("in-itself.zip", lambda: zipped({"inner.zip": zipped({"a.txt": story()})}), SKIPPED),
    Malformed("nameless.zip", lambda: zipped({"\0": story(), "a.txt": story()}), READ | SKIPPED),
    Malformed("cut.zip", lambda: zipped({"a.txt": story() * 9})[:-30], FAILED),
    Malformed(
        "links.tar",
        lambda: tarred(
            [
                link(tarfile.SYMTYPE, "/etc/passwd"),
                link(tarfile.LNKTYPE, "../x"),
                link(tarfile.CHRTYPE, ""),
                (tarfile.TarInfo("../../evil.txt"), story()),
            ],
            is_packed=False,
        ),
        READ,
    ),
    Malformed("header.tar.gz", lambda: pax_header(1_500_000), FAILED),
    Malformed("cut.tgz", lambda: tarred([(tarfile.TarInfo("a.txt"), story() * 50)])[:-40], FAILED),
    # Web archives, PDF, mail
    Malformed("cut.warc", lambda: warc(page(""))[:-400], EITHER),
    Malformed("lying-length.warc", lambda: warc(page(""), 10**12), EITHER),
    Malformed("cut.warc.gz", lambda: gzip.compress(warc(page("")))[:-90], EITHER),
    Malformed("bomb.warc.gz", lambda: gzip.compress(warc(page("<p>" + "x" * 40_000_000 + "</p>"))), EITHER),
    Malformed("cut.pdf", lambda: pdf(f"BT /F1 9 Tf 50 700 Td ({STORY}) Tj ET")[:300], FAILED),
    Malformed("header-only.pdf", lambda: b"%PDF-1.7\n", FAILED),
    Malformed("bomb.pdf", lambda: pdf("BT /F1 9 Tf " + "(x) Tj " * 3_000_000 + "ET", "/Filter /FlateDecode"), EITHER),
    Malformed("nested.eml", lambda: nested_mail(400), EITHER),
    Malformed(
        "bad-header.eml",
        lambda: mail(
            STORY,
            "Date: Thu, 99 Foo 99999\nContent-Type: text/plain; charset=klingon\nContent-Transfer-Encoding: base65\n",
        ),
        EITHER,
    ),
    Malformed("bad-base64.eml", lambda: mail("!!!not base64!!!", "Content-Transfer-Encoding: base64\n"), EITHER),
    Malformed("no-boundary.eml", lambda: mail(STORY, "Content-Type: multipart/mixed\n"), EITHER),
    Malformed("broken.mbox", lambda: b"From x\n" + mail(STORY) + b"\nFrom y\n\xff\xfe\0\0\nFrom z\n", EITHER),
    # Tables
    Malformed(
        "quoted-line-ends.csv",
        lambda: b'text,date\n"' + story(after="\n\nA second paragraph\n") + b'",2013-05-06\n',
        READ,
    ),
    Malformed("open-quote.csv", lambda: b'text,date\n"' + story() + b",2013-05-06\n" * 20, EITHER),
    Malformed("stray-tabs.tsv", lambda: b"text\tdate\n" + story() + b"\t2013-05-06\tstray\tmore\n", READ),
    Malformed("short-rows.csv", lambda: b"title,text\nonly\n\n,\nSake," + b'"' + story() + b'"\n', EITHER),
    Malformed("nuls.csv", lambda: b'text,date\n"' + story() + b'\0",2013-05-06\n', EITHER),
    Malformed("no-columns.csv", lambda: b"a,b\n1,2\n", FAILED),
    Malformed(
        "dates.jsonl",
        lambda: (
            row(date="0000-00-00")
            + row(date="9999-12-31")
            + row(date=1e309)
            + row(date=True)
            + row(date=[])
            + row(date="31 February 2013")
        ),
        EITHER,
    ),
    Malformed(
        "numbers.jsonl",
        lambda: b'{"text": 1e309}\n{"text": NaN}\n{"text": -Infinity}\n{"text": 1' + b"0" * 6_000 + b"}\n" + row(),
        EITHER,
    ),
    Malformed("nested.jsonl", lambda: b"[" * 100_000 + b"\n" + b'{"a":' * 100_000 + b"\n" + row(), EITHER),
    Malformed("nested.json", lambda: b"[" * 100_000, FAILED),
    Malformed("kinds.jsonl", lambda: b'[]\n1\n"x"\nnull\ntrue\n{}\n{"text": null}\n{"text": {}}\n' + row(), EITHER),
    Malformed("doubled-keys.jsonl", lambda: b'{"text": "", "text": "' + story() + b'"}\n', READ),
    Malformed("cut.jsonl", lambda: row() + row()[:-20], EITHER),
    Malformed("gdelt.export.csv", lambda: b"1\t2\t3\n" + b"\t".join([b"9" * 400] * 61) + b"\n", EITHER | SKIPPED),
)
