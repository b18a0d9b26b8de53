"""Actors, one actor, dyads, one dyad."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.query import (
    EventQuery,
    actor_events_by_quad,
    actor_relations,
    actor_summary,
    counterparts_of,
    dyad_summary,
    page_of_actors,
    page_of_events,
    top_dyads,
)

from .params import ActorParams, DyadParams, read_params
from .site import event_params, render, site_of


def actor_list(request: Request) -> Response:
    """The actors, those of most events first."""
    params = read_params(ActorParams, request)
    with site_of(request).readers.reading() as reader:
        page = site_of(request).memory.ask(
            reader,
            ("actors", params),
            lambda r: page_of_actors(
                r, text=params.q, country=params.country, sector=params.sector, is_known=params.known,
                after=params.after, limit=params.limit,
            ),
        )  # fmt: skip
    return render(request, "actors.html", params=params, page=page)


def actor_page(request: Request) -> Response:
    """One actor: what it was when, whom it meets and fights, over time, with the evidence."""
    key = request.path_params["key"]
    with site_of(request).readers.reading() as reader:
        actor = actor_summary(reader, key)
        if actor is None:
            raise HTTPException(404, "No event in the store names this actor.")
        return render(
            request,
            "actor.html",
            actor=actor,
            series=actor_events_by_quad(reader, key),
            counterparts=counterparts_of(reader, key),
            relations=actor_relations(reader, key),
            latest=page_of_events(reader, EventQuery(actor_key=key), limit=12).rows,
        )


def dyad_list(request: Request) -> Response:
    """The pairs of actors of most events, and the network that they make."""
    params = event_params(request)
    with site_of(request).readers.reading() as reader:
        query = params.query()
        dyads = site_of(request).memory.ask(reader, ("dyads", query, 100), lambda r: top_dyads(r, query, limit=100))
    return render(request, "dyads.html", params=params, dyads=dyads)


def dyad_page(request: Request) -> Response:
    """Two actors: what passes between them, over time."""
    params = read_params(DyadParams, request)
    with site_of(request).readers.reading() as reader:
        dyad = dyad_summary(reader, params.a, params.b)
        if dyad is None:
            raise HTTPException(404, "No event in the store has these two actors on two sides.")
        query = EventQuery(actor_key=params.a, other_key=params.b)
        return render(
            request,
            "dyad.html",
            dyad=dyad,
            series=actor_events_by_quad(reader, params.a, params.b),
            latest=page_of_events(reader, query, limit=40).rows,
        )
