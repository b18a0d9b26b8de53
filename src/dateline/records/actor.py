"""The reference to an actor that every record carries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Who is meant: the mention as written, and the actor it resolves to on the date of the event.

    `country` is ISO 3166-1 alpha-3, `sectors` PLOVER sector codes; `role` is what the text or the register gives.
    """

    text: str
    start: int
    end: int
    actor_id: str | None
    name: str | None
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    anonymous: bool = False
