"""The list of reports, and the reader: one report as it was, beside the records that rest on its words."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.query import outcomes_of, page_of_incidents, page_of_reports, report_bundle
from dateline.store import Filter

from .highlight import marks_of, segments
from .params import ReportParams, read_params
from .site import render, site_of


def report_list(request: Request) -> Response:
    """The reports of a filter, newest first, and what could not be read."""
    params = read_params(ReportParams, request)
    with site_of(request).readers.reading() as reader:
        is_plain = not (params.q or params.after or params.outcome)
        unread = (
            [row for row in reader.store.not_coded() if row["outcome"] in {"failed", "skipped"}][:200]
            if is_plain
            else []
        )
        return render(
            request,
            "reports.html",
            params=params,
            page=page_of_reports(reader, params.query(), after=params.after, limit=params.limit),
            outcomes=outcomes_of(reader),
            unread=unread,
        )


def report_page(request: Request) -> Response:
    """The reader for one report."""
    with site_of(request).readers.reading() as reader:
        bundle = report_bundle(reader, request.path_params["report_id"])
        told = page_of_incidents(reader, Filter(report_id=request.path_params["report_id"]), limit=20).rows
    if bundle is None:
        raise HTTPException(404, "No report of this id is in the store.")
    marks = marks_of(bundle["events"], bundle["quotes"], bundle["relations"])
    return render(request, "report.html", **bundle, incidents=told, segments=segments(bundle["report"]["text"], marks))
