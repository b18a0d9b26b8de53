"""What kind of claimant a speaker is."""

from dateline.records import ActorRef

UN_NAMES = ("united nations", "u.n.", "unicef", "unhcr", "unama", "ocha")
_STATE = frozenset({"GOV", "LEG", "JUD", "ELI"})
_FORCE = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "SPY"})


def claimant_kind(speaker: ActorRef | None, parties: tuple[ActorRef, ...]) -> str:
    """One of party, official, medical, witness, ngo, un, media or unnamed.

    `parties` are the source and target of the event that is spoken of. A speaker of a party's own country and sector,
    or a party itself, is `party`; an armed body of a party's country is one too. No speaker means the report's own voice.
    """
    if speaker is None:
        return "media"
    if any(_same_side(speaker, p) for p in parties):
        return "party"
    name, sectors = (speaker.name or speaker.text).lower(), set(speaker.sectors)
    if any(name.startswith(n) or f" {n}" in name for n in UN_NAMES):
        return "un"
    for kind, codes in (("medical", {"MED"}), ("ngo", {"NGO", "SOC"}), ("media", {"JRN"})):
        if sectors & codes:
            return kind
    if sectors & (_STATE | _FORCE | {"IGO"}):
        return "official"
    if sectors & {"CVL", "REF"}:
        return "witness"
    return "unnamed" if speaker.anonymous or speaker.actor_id is None else "official"


def _same_side(a: ActorRef, b: ActorRef) -> bool:
    if a.actor_id is not None and a.actor_id == b.actor_id:
        return True
    if a.country is None or a.country != b.country:
        return False
    armed_a, armed_b = set(a.sectors) & _FORCE, set(b.sectors) & _FORCE
    state = {"GOV", "MIL", "COP", "SPY"}
    return bool(armed_a & armed_b) or bool(set(a.sectors) & state and armed_b & state)
