"""Small word classes of actor phrases."""

from collections.abc import Iterable

PRONOUNS: dict[str, tuple[bool, str | None, bool]] = {
    "he": (False, "m", True),
    "him": (False, "m", True),
    "his": (False, "m", True),
    "himself": (False, "m", True),
    "she": (False, "f", True),
    "her": (False, "f", True),
    "they": (True, None, False),
    "them": (True, None, False),
    "their": (True, None, False),
    "it": (False, None, False),
    "its": (False, None, False),
    "we": (True, None, True),
    "i": (False, None, True),
    "who": (False, None, True),
    "both": (True, None, False),
}
"""Pronoun to (is plural, gender, is a person)."""
POSSESSIVES = frozenset({"'s", "'", "’s", "’"})
FORMER = frozenset({"former", "ex", "ex-", "one-time", "onetime", "ousted", "deposed"})
ANONYMOUS = frozenset({"unnamed", "unidentified", "anonymous", "masked", "unknown"})
COLLECTIVES = frozenset({"side", "group", "faction", "bloc", "source", "country", "nation"})
"""Words for any body or speaker, which are actors only where the text tells whose or which."""
SOURCE_KINDS = frozenset(
    "security diplomatic medical hospital intelligence political judicial tribal local palace ministry presidential official".split()
)
"""What a single unnamed `source` is said to be, where it speaks for somebody."""
BODY_HEADS = frozenset(
    {"forces", "troops", "authorities", "people", "police", "policemen", "guerrillas", "gunmen", "soldiers", "media"}
)
GROUP_KINDS: dict[str, str] = {
    "rights": "NGO", "aid": "NGO", "relief": "NGO", "advocacy": "NGO", "humanitarian": "NGO", "monitoring": "NGO",
    "watchdog": "NGO", "charity": "NGO", "activist": "NGO", "campaign": "NGO", "armed": "UAF", "extremist": "REB",
}  # fmt: skip
"""What a `group` is by a word before it, where no body is named: `human rights groups`, `armed groups`."""
GENERALS: dict[str, str] = {
    "attorney": "GOV", "attorneys": "GOV", "governor": "GOV", "consul": "GOV", "inspector": "COP", "solicitor": "GOV",
    "procurator": "JUD", "prosecutor": "JUD",
}  # fmt: skip
"""The sectors of offices that end in `general`; a secretary's or director's is that of the body."""
CROWDS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})
TITLES = frozenset(
    "mr. mrs. ms. dr. gen. col. lt. maj. capt. sgt. gov. sen. rep. rev. adm. brig. president minister general colonel major "
    "captain sergeant senator judge bishop archbishop cardinal pope king queen prince sheikh mullah imam ayatollah ambassador "
    "secretary envoy spokesman spokeswoman chancellor premier commander field marshal professor governor mayor chief deputy".split()
)
PORTFOLIOS = frozenset(
    "foreign national interior home defence defense finance justice information health energy security intelligence education "
    "agriculture trade transport labour labor communications emergency human humanitarian reconciliation planning oil".split()
)
"""What a minister or secretary is of: it is a part of the title and not of the name (`Interior Minister Ana Ruiz`)."""
ORGANISATION_HEADS: dict[str, tuple[str, ...]] = {
    "party": ("PTY",),
    "front": ("REB",),
    "army": ("MIL",),
    "brigade": ("REB",),
    "brigades": ("REB",),
    "movement": ("SOC",),
    "union": ("LAB",),
    "university": ("EDU",),
    "college": ("EDU",),
    "ministry": ("GOV",),
    "department": ("GOV",),
    "council": ("GOV",),
    "commission": ("GOV",),
    "court": ("JUD",),
    "parliament": ("LEG",),
    "assembly": ("LEG",),
    "senate": ("LEG",),
    "congress": ("LEG",),
    "police": ("COP",),
    "guard": ("MIL",),
    "forces": ("MIL",),
    "force": ("MIL",),
    "battalion": ("MIL",),
    "command": ("MIL",),
    "bank": ("BUS",),
    "company": ("BUS",),
    "corporation": ("BUS",),
    "hospital": ("MED",),
    "committee": ("GOV",),
    "office": ("GOV",),
    "agency": ("GOV",),
    "embassy": ("GOV",),
    "house": ("GOV",),
    "association": ("SOC",),
    "federation": ("SOC",),
    "organization": ("SOC",),
    "organisation": ("SOC",),
    "network": ("REB",),
    "group": ("UAF",),
    "cartel": ("CRM",),
    "alliance": ("PTY",),
    "coalition": ("MIL",),
    "times": ("JRN",),
    "post": ("JRN",),
    "tribune": ("JRN",),
    "news": ("JRN",),
}
"""Head words of organisations' names and the sector that they tell."""
FACILITY_HEADS = frozenset(
    "mosque church cathedral temple synagogue shrine monastery school market mall airport airfield bridge street road avenue "
    "square highway hotel restaurant stadium theatre theater station terminal port dam prison camp museum tower palace".split()
)
"""Head words of buildings' and sites' names: nobody acts there by the name alone, and no person is meant by a word in it."""
_REBELS = {
    "rebel": "REB",
    "insurgent": "REB",
    "guerrilla": "REB",
    "separatist": "REB",
    "militant": "REB",
    "opposition": "OPP",
}


def of_rebels(sectors: tuple[str, ...], words: Iterable[str]) -> tuple[str, ...]:
    """The sectors of an office, turned to the side that a word before it names (`rebel negotiator`, `opposition minister`)."""
    side = next((_REBELS[w] for w in words if w in _REBELS), None)
    return (side,) if side is not None and (not sectors or set(sectors) <= {"GOV", "MIL", "LEG"}) else sectors
