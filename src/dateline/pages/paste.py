"""Paste a report: text or a file in, its records out beside the text; nothing is stored unless asked."""

from importlib.resources import files

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError, UsageError
from dateline.query import newest_report

from .access import check_seal, visitor_of
from .coder import Coded, Coder
from .highlight import marks_of, segments
from .params import iso_day
from .site import Site, render, site_of, within_limit


def paste_page(request: Request) -> Response:
    """The form, with our sample where it is asked for."""
    text = sample_text() if "sample" in request.query_params else ""
    with site_of(request).readers.reading() as reader:
        is_empty = not newest_report(reader)
    return render(request, "paste.html", text=text, published="", coded=None, problem=None, is_empty=is_empty)


async def paste_report(request: Request) -> Response:
    """What was coded from a text or a file; nothing is kept."""
    within_limit(request, "paste")
    async with request.form(max_files=1, max_fields=10, max_part_size=3_000_000) as form:
        text, published = _field(form, "text"), _field(form, "published")
        upload = form.get("file")
        content = await upload.read() if isinstance(upload, UploadFile) and upload.filename else None
        name = upload.filename or "" if isinstance(upload, UploadFile) else ""
    if not text.strip() and content is None and "sample" in request.query_params:
        text = sample_text()
    try:
        coded = await run_in_threadpool(_code, site_of(request).coder, text, name, content, _day(published))
    except (InputError, UsageError) as error:
        return render(
            request, "paste.html", status_code=400, text=text, published=published, coded=None, problem=str(error),
            is_empty=False,
        )  # fmt: skip
    bundle = coded.bundle
    marks = marks_of(bundle["events"], bundle["quotes"], bundle["relations"])
    return render(
        request,
        "paste.html",
        text=text or bundle["report"]["text"],
        published=published or bundle["report"]["published"] or "",
        coded=coded,
        problem=None,
        is_empty=False,
        may_keep=visitor_of(request).may("coder") and content is None,
        **bundle,
        segments=segments(bundle["report"]["text"], marks),
    )


async def keep_report(request: Request) -> Response:
    """Code a text once more, and keep it in the store."""
    within_limit(request, "write")
    async with request.form(max_files=0, max_fields=10, max_part_size=3_000_000) as form:
        check_seal(request, form)
        text, published = _field(form, "text"), _field(form, "published")
    coded = await run_in_threadpool(_code, site_of(request).coder, text, "", None, _day(published))
    await run_in_threadpool(_keep, site_of(request), coded)
    return RedirectResponse(f"/reports/{coded.record.report.id}", 303)


def _keep(site: Site, coded: Coded) -> None:
    with site.writing() as store:
        store.add(coded.record, site.today().isoformat())


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
