"""Peace processes: talks, commitments, ceasefires with their breaches, and the violence beside them, from coded events."""

from .compare import Comparison, compare, rate_ratio
from .cues import stage_of, tells_of_signing
from .definition import Definition, Party, definitions_in, find_definition, load_definition
from .monitor import compare_around, day_taken, find_commitment, monitor
from .state import STATES, Commitment, ProcessState, Proof
from .suggest import ARMED, FIGHTING, STATE, TALKING, Proposal, proposals_of, suggest
from .violence import Attack, attacks_of

__all__ = [
    "ARMED",
    "FIGHTING",
    "STATE",
    "STATES",
    "TALKING",
    "Attack",
    "Commitment",
    "Comparison",
    "Definition",
    "Party",
    "ProcessState",
    "Proof",
    "Proposal",
    "attacks_of",
    "compare",
    "compare_around",
    "day_taken",
    "definitions_in",
    "find_commitment",
    "find_definition",
    "load_definition",
    "monitor",
    "proposals_of",
    "rate_ratio",
    "stage_of",
    "suggest",
    "tells_of_signing",
]
