"""Paste a report: text or a file in, its records out beside the text; nothing is stored."""

from importlib.resources import files

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError, UsageError

from .coder import Coded, Coder
from .highlight import marks_of, segments
from .params import iso_day
from .site import render, site_of


async def paste_page(request: Request) -> Response:
    """The form, and what was coded where a text came with it."""
    if request.method != "POST":
        text = sample_text() if "sample" in request.query_params else ""
        return render(request, "paste.html", text=text, published="", coded=None, problem=None)
    async with request.form(max_files=1, max_fields=10, max_part_size=3_000_000) as form:
        text, published = _field(form, "text"), _field(form, "published")
        upload = form.get("file")
        content = await upload.read() if isinstance(upload, UploadFile) and upload.filename else None
        name = upload.filename or "" if isinstance(upload, UploadFile) else ""
    coder = site_of(request).coder
    try:
        day = _day(published)
        coded = await run_in_threadpool(_code, coder, text, name, content, day)
    except (InputError, UsageError) as error:
        return render(
            request, "paste.html", status_code=400, text=text, published=published, coded=None, problem=str(error)
        )
    bundle = coded.bundle
    marks = marks_of(bundle["events"], bundle["quotes"], bundle["relations"])
    return render(
        request,
        "paste.html",
        text=text or bundle["report"]["text"],
        published=published or bundle["report"]["published"] or "",
        coded=coded,
        problem=None,
        **bundle,
        segments=segments(bundle["report"]["text"], marks),
    )


def sample_text() -> str:
    """A short report that we wrote, to be tried."""
    return (files(__package__) / "sample.txt").read_text(encoding="utf-8")


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _day(published: str) -> str | None:
    try:
        return iso_day(published.strip() or None)
    except ValueError:
        raise UsageError(f"published={published[:40]}: no date. Write it as 2019-12-09.") from None


def _code(coder: Coder, text: str, name: str, content: bytes | None, published: str | None) -> Coded:
    return coder.code_file(name, content, published) if content is not None else coder.code_text(text, published)
