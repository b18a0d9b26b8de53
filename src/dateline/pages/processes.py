"""Peace processes: how each stands, its picture, every entry with its evidence, and the violence before and after a promise."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.processes import (
    Comparison,
    Definition,
    ProcessState,
    compare_around,
    day_taken,
    definitions_in,
    monitor,
)
from dateline.query import Reader, material_of, proposed_processes
from dateline.records import to_plain

from .params import Day, Text, read_params
from .site import counting, render, site_of
from .timeline import timeline_of


class ProcessParams(BaseModel):
    """A process as known on a day, and a comparison before and after one of its promises."""

    model_config = ConfigDict(frozen=True)

    as_of: Day = Field(None, description="as known at the end of that day: 2020-03-01")
    compare: Text = Field(None, description="the id of a commitment: violence before and after it took hold")
    weeks: int = Field(8, ge=1, le=104, description="with compare: so many weeks on either side")


def process_list(request: Request) -> Response:
    """The processes that are followed, and those that the data propose."""
    site = site_of(request)
    definitions = definitions_in(site.processes)
    with site.readers.reading() as reader:
        later = counting(request, reader)
        proposed = later("proposed", lambda r: proposed_processes(r.store)[:12])
        stands = later(("stands", tuple(definitions)), lambda r: [state_of(r, d)[0].stands for d in definitions])
    rows = [(d, stands[n] if stands else "") for n, d in enumerate(definitions)]
    return render(request, "processes.html", rows=rows, proposed=proposed, folder=site.processes.name, stands=stands)


def process_page(request: Request) -> Response:
    """One process."""
    params = read_params(ProcessParams, request)
    definition = definition_of(request)
    with site_of(request).readers.reading() as reader:
        state, events, reports, told = state_of(reader, definition, params.as_of)
    found = comparison_of(definition, state, told or events, reports, params)
    taken = [(c, day) for c in state.commitments if (day := day_taken(c))]
    return render(
        request, "process.html", definition=definition, state=state, line=timeline_of(state), params=params, taken=taken,
        found=found, chosen=next((c for c in state.commitments if c.id == params.compare), None),
        is_of_incidents=bool(told),
    )  # fmt: skip


def process_picture(request: Request) -> Response:
    """The picture alone, as a file."""
    params = read_params(ProcessParams, request)
    definition = definition_of(request)
    with site_of(request).readers.reading() as reader:
        state = state_of(reader, definition, params.as_of)[0]
    line = timeline_of(state)
    if line is None:
        raise HTTPException(404, "Nothing of this process has a day yet.")
    body = site_of(request).templates.get_template("_timeline.svg").render(line=line, state=state, is_file=True)
    headers = {"content-disposition": f'attachment; filename="{Path(definition.id).name}.svg"'}
    return Response(body, media_type="image/svg+xml", headers=headers)


def definition_of(request: Request) -> Definition:
    """The definition of the process in the address."""
    wanted = request.path_params["process_id"]
    for definition in definitions_in(site_of(request).processes):
        if definition.id == wanted:
            return definition
    raise HTTPException(404, "No such process is defined here.")


def state_of(
    reader: Reader, definition: Definition, as_of: str | None = None
) -> tuple[ProcessState, list[dict[str, Any]], dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """The state, with the events, reports and incidents (where they were told) of the process's years that it is made from."""
    first, last = definition.years
    material = material_of(reader.store, definition, as_of)
    events = [e for e in material.events if _in_years(e, first, last)]
    told = material.incidents or []
    return monitor(definition, events, material.reports, as_of, told or None), events, material.reports, told


def _in_years(event: dict[str, Any], first: int, last: int) -> bool:
    when = event["when"]
    return not when or not when["from"] or first <= int(when["from"][:4]) <= last


def comparison_of(
    definition: Definition, state: ProcessState, records: list[dict[str, Any]], reports: dict[str, dict[str, Any]],
    params: ProcessParams,
) -> tuple[Comparison, Comparison] | None:  # fmt: skip
    """Violence before and after the promise that is asked for, None where none is."""
    chosen = next((c for c in state.commitments if c.id == params.compare), None)
    day = day_taken(chosen) if chosen else None
    return compare_around(definition, records, reports, day, params.as_of, params.weeks) if day else None


def plain_state(reader: Reader, definition: Definition, params: ProcessParams) -> dict[str, Any]:
    """The state as the API gives it."""
    state, events, reports, told = state_of(reader, definition, params.as_of)
    found = comparison_of(definition, state, told or events, reports, params)
    comparison = [to_plain(c) for c in found] if found else None
    return {"kind": "process", **to_plain(state), "comparison": comparison}
