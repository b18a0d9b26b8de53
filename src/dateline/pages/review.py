"""Review: the queue, the form of one event, decisions, agreement, and the evaluation set that comes of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import Field, field_validator
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from dateline.errors import InputError, UsageError
from dateline.query import Reader, event_by_id, report_bundle
from dateline.review import (
    ADDED_FIELDS,
    FIELDS,
    ORDERS,
    added_record,
    agreement_of,
    changes_of,
    claims_after,
    gold_rows,
    next_in_queue,
    queue_length,
    written,
)
from dateline.store import Review, ReviewConflict, Reviews, open_store

from .access import visitor_of
from .highlight import marks_of, paragraph_of, segments
from .login import form_of, local_address
from .params import EventParams, Flag, Text, read_params
from .site import render, site_of, within_limit

VERDICTS = ("accept", "reject", "edit", "undo")
_MOST_SKIPPED = 60


class QueueParams(EventParams):
    """The queue: the filters of all pages, an order, and whether a second coder works through what others judged."""

    by: Text = Field(None, description="unsure, doubt, deadly, new or text")
    second: Flag = Field(None, description="1: judge what others judged, unseen, to measure agreement")

    @field_validator("by")
    @classmethod
    def _known_order(cls, value: str | None) -> str | None:
        if value is not None and value not in ORDERS:
            raise ValueError(f"no such order; orders: {', '.join(ORDERS)}")
        return value


def queue_page(request: Request) -> Response:
    """The next event that waits for this reviewer, ready to be judged."""
    params = read_params(QueueParams, request)
    skipped = tuple(request.query_params.getlist("skip"))[-_MOST_SKIPPED:]
    name, is_second = visitor_of(request).name, bool(params.second)
    with site_of(request).readers.reading() as reader:
        found = next_in_queue(
            reader, params.query(), name, order=params.by or "unsure", is_second=is_second, skip=skipped
        )
        waiting = queue_length(reader, params.query(), name, is_second=is_second)
        shown = None if found is None else _shown(reader, found.event["id"], is_second)
        done = Reviews(reader.store).find(request.query_params.get("done", ""))
    extra = [("by", params.by or ""), ("second", "1" if is_second else "")]
    address = "&".join([params.address(), *(f"{k}={v}" for k, v in extra if v)]).strip("&")
    return render(
        request, "review.html", params=params, waiting=waiting, is_second=is_second, orders=tuple(ORDERS), done=done,
        goes_to=f"/review?{address}", address=address, skipped=skipped, **(shown or {"event": None}),
    )  # fmt: skip


def event_form(request: Request) -> Response:
    """The form of one event."""
    event_id = request.path_params["event_id"]
    with site_of(request).readers.reading() as reader:
        shown = _shown(reader, event_id, False)
    return render(request, "review_one.html", is_second=False, goes_to=f"/events/{event_id}", **shown)


def _shown(reader: Reader, event_id: str, is_second: bool) -> dict[str, Any]:
    """What the form of an event is made of. A second coder sees the machine's record, and nothing of what others decided."""
    held = None if is_second else Reviews(reader.store).find(event_id)
    event = held.record if held else event_by_id(reader, event_id)
    if is_second:
        event = next((r.shown for r in Reviews(reader.store).of_event(event_id) if r.shown), event)
    bundle = event and report_bundle(reader, event["report_id"])
    if not event or not bundle:
        raise HTTPException(404, "No event of this id is in the store.")
    report = bundle["report"]
    start, end = paragraph_of(report["text"], event["sentence"]["start"], event["sentence"]["end"])
    return {
        "event": event,
        "report": report,
        "segments": segments(report["text"], marks_of([event], [], []), start, end),
        "values": written(event),
        "revision": held.revision if held else 0,
        "held": held,
        "trail": [] if is_second else list(Reviews(reader.store).of_event(event_id)),
        "problem": None,
        "conflict": None,
    }


async def decide(request: Request) -> Response:
    """Keep a decision, then go on; where it cannot be kept, the form once more with the reason."""
    form = await form_of(request)
    within_limit(request, "write")
    return await run_in_threadpool(_decide, request, form)


def _decide(request: Request, form: FormData) -> Response:
    site, event_id = site_of(request), request.path_params["event_id"]
    given = {name: str(form[name]) for name in FIELDS if name in form}
    is_second, seen = form.get("second") == "1", str(form.get("revision") or "0")
    goes_to = local_address(str(form.get("next") or f"/events/{event_id}"))
    try:
        with site.readers.reading() as reader:
            shown = _shown(reader, event_id, is_second)
        review = make_review(
            shown["event"], shown["report"], str(form.get("verdict") or ""), given, visitor_of(request).name,
            str(form.get("note") or ""), datetime.fromtimestamp(site.door.now(), UTC), is_second,
        )  # fmt: skip
        with site.writing() as store:
            Reviews(store).add(review, int(seen) if seen.isdecimal() else -1)
    except (UsageError, ReviewConflict) as error:
        return _once_more(request, error, given, is_second, goes_to)
    mark = "&" if "?" in goes_to else "?"
    return RedirectResponse(f"{goes_to}{mark}done={event_id}" if goes_to.startswith("/review") else goes_to, 303)


def make_review(
    event: dict[str, Any], report: dict[str, Any], verdict: str, given: dict[str, str], reviewer: str, note: str, at: datetime,
    is_second: bool = False,
) -> Review:  # fmt: skip
    """The decision that a form or a call of the API tells. Raises UsageError where it cannot be."""
    if verdict not in VERDICTS:
        raise UsageError(f"verdict={verdict[:20]}: not one of {', '.join(VERDICTS)}.")
    changes = changes_of(given, event, report["text"]) if verdict == "edit" else {}
    if verdict == "edit" and not changes:
        raise UsageError("Nothing was changed. Accept the event where all of it is right.")
    if changes and "claims" in event.get("review", {}):
        changes["claims"] = claims_after({**event, **changes}, report)
    when = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    shown = event if is_second else None
    return Review(event["id"], reviewer, verdict, changes, note.strip()[:1000] or None, when, is_second, shown=shown)


def _once_more(
    request: Request, error: UsageError | ReviewConflict, given: dict[str, str], is_second: bool, goes_to: str
) -> Response:
    """The form with what the reviewer wrote; after a conflict, beside what the other reviewer made of it."""
    with site_of(request).readers.reading() as reader:
        shown = _shown(reader, request.path_params["event_id"], is_second)
    is_conflict = isinstance(error, ReviewConflict)
    conflict = None
    if is_conflict:
        now = shown["values"]
        conflict = [(name, now[name], given[name]) for name in FIELDS if name in given and given[name] != now[name]]
    shown |= {"values": {**shown["values"], **given}, "problem": str(error), "conflict": conflict}
    return render(
        request,
        "review_one.html",
        status_code=409 if is_conflict else 400,
        is_second=is_second,
        goes_to=goes_to,
        **shown,
    )


def add_form(request: Request) -> Response:
    """The form to add an event that the coder missed, beside the text."""
    return _add_form(request, {}, None)


def _add_form(request: Request, given: dict[str, str], problem: str | None) -> Response:
    with site_of(request).readers.reading() as reader:
        bundle = report_bundle(reader, request.path_params["report_id"])
    if bundle is None:
        raise HTTPException(404, "No report of this id is in the store.")
    report = bundle["report"]
    marks = [replace(mark, event_id=None) for mark in marks_of(bundle["events"], [], [])]
    values = {**dict.fromkeys(ADDED_FIELDS, ""), "status": "occurred", **given}
    return render(
        request, "review_add.html", status_code=400 if problem else 200, report=report, events=bundle["events"],
        segments=segments(report["text"], marks), values=values, problem=problem,
    )  # fmt: skip


async def add_event(request: Request) -> Response:
    """Keep an event that a person adds; where it cannot be, the form once more with the reason."""
    form = await form_of(request)
    within_limit(request, "write")
    return await run_in_threadpool(_add_event, request, form)


def _add_event(request: Request, form: FormData) -> Response:
    site, report_id = site_of(request), request.path_params["report_id"]
    given = {name: str(form[name]).replace("\r", "") for name in ADDED_FIELDS if name in form}
    try:
        with site.readers.reading() as reader:
            report = reader.store.report(report_id)
            if report is None:
                raise HTTPException(404, "No report of this id is in the store.")
            record = added_record(given, report)
            held = Reviews(reader.store).find(record["id"])
        at = datetime.fromtimestamp(site.door.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        note = str(form.get("note") or "").strip()[:1000] or None
        review = Review(record["id"], visitor_of(request).name, "add", record, note, at)
        with site.writing() as store:
            Reviews(store).add(review, held.revision if held else 0)
    except (UsageError, InputError, ReviewConflict) as error:
        return _add_form(request, given, str(error))
    return RedirectResponse(f"/events/{record['id']}", 303)


def log_page(request: Request) -> Response:
    """The latest decisions of everybody."""
    with site_of(request).readers.reading() as reader:
        reviews = list(Reviews(reader.store).latest(200))
        states = Reviews(reader.store).counts()
    return render(request, "review_log.html", reviews=reviews, states=states)


def agreement_page(request: Request) -> Response:
    """How far reviewers agree, field by field, and where they do not."""
    with site_of(request).readers.reading() as reader:
        rows = agreement_of(Reviews(reader.store).all())
    return render(request, "agreement.html", rows=rows)


def gold_file(request: Request) -> Response:
    """The corrected records as an evaluation set."""
    headers = {"content-disposition": 'attachment; filename="reviewed.jsonl"'}
    return StreamingResponse(_gold(request), media_type="application/jsonl; charset=utf-8", headers=headers)


def _gold(request: Request) -> Iterator[str]:
    store = open_store(site_of(request).db, must_exist=True)
    try:
        for row in gold_rows(store):
            yield json.dumps(row, ensure_ascii=False) + "\n"
    finally:
        store.close()
