"""Finding actors by name in a sentence, and asking what they were on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.records import Sentence

from .entries import Entry, Role, rows_of, shipped_entries, user_entries

_PERSON_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "der", "la", "da", "dos", "ul", "ur"})


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name of the register at tokens `lo` to `hi`; `entries` are all that bear it, the likeliest first."""

    lo: int
    hi: int
    entries: tuple[Entry, ...]
    is_demonym: bool = False

    @property
    def entry(self) -> Entry:
        return self.entries[0]


def _key(text: str) -> tuple[str, ...]:
    """The tokens of a name as the parser's tokenizer gives them, lower case."""
    spaced = text.replace("’", "'").replace("-", " - ").replace("'s ", " 's ").replace("(", "( ").replace(")", " )")
    return tuple(spaced.lower().split())


class Register:
    """The actors that Dateline knows, by name and by id."""

    def __init__(self, entries: Iterable[Entry], role_nouns: dict[str, tuple[str | None, bool]]) -> None:
        self._entries = {e.id: e for e in entries}
        self._role_nouns = role_nouns
        self._names: dict[tuple[str, ...], list[str]] = {}
        self._demonyms: dict[tuple[str, ...], str] = {}
        self._cased: dict[tuple[str, ...], str] = {}
        self._countries: dict[str, str] = {}
        self._given: dict[str, set[str]] = {}
        for entry in self._entries.values():
            self._index(entry)
            if entry.kind == "person" and entry.gender:
                self._given.setdefault(entry.name.split()[0].lower(), set()).add(entry.gender)
        self._longest: dict[str, int] = {}
        for key in (*self._names, *self._demonyms):
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def _index(self, entry: Entry) -> None:
        for name in (entry.name, *entry.aliases):
            key = _key(name)
            self._names.setdefault(key, []).append(entry.id)
            self._cased.setdefault(key, name)
            if entry.kind == "state":
                self._countries[name.lower()] = entry.roles[0].country or ""
        if entry.kind == "state":
            for demonym in entry.demonyms:
                self._demonyms.setdefault(_key(demonym), entry.id)
        if entry.kind == "person":
            last = entry.name.split()[-1]
            if len(last) > 3 and last.lower() not in _PERSON_PARTICLES:
                self._names.setdefault(_key(last), []).append(entry.id)
                self._cased.setdefault(_key(last), last)

    def find_names(self, s: Sentence, on: date | None = None) -> list[NameMatch]:
        """The longest matches of names and demonyms in a sentence, left to right; a name must be written with capitals."""
        found: list[NameMatch] = []
        i = 0
        while i < len(s):
            match = self._match_at(s, i, on)
            if match is None:
                i += 1
            else:
                found.append(match)
                i = match.hi
        return found

    def _match_at(self, s: Sentence, i: int, on: date | None) -> NameMatch | None:
        longest = self._longest.get(s.norms[i], 0)
        for size in range(min(longest, len(s) - i), 0, -1):
            key = s.norms[i : i + size]
            hi = i + size
            if not self._is_capitalised(s, i, hi, key):
                continue
            if key in self._demonyms and not (key in self._names and size > 1):
                return NameMatch(i, hi, (self._entries[self._demonyms[key]],), True)
            if key in self._names:
                entries = self._ranked(key, on)
                if entries:
                    return NameMatch(i, hi, entries)
        return None

    def _is_capitalised(self, s: Sentence, lo: int, hi: int, key: tuple[str, ...]) -> bool:
        written = self._cased.get(key, "")
        words = s.cased[lo:hi]
        if written.isupper() and len(written) <= 5:
            return "".join(words).isupper()
        first = next((w for w in words if w.lower() not in {"the", "al", "el", "-"}), words[0])
        return first[:1].isupper()

    def _ranked(self, key: tuple[str, ...], on: date | None) -> tuple[Entry, ...]:
        entries = [self._entries[i] for i in dict.fromkeys(self._names[key])]
        is_bare_last_name = len(key) == 1 and all(e.kind == "person" for e in entries)
        if is_bare_last_name:
            entries = _sure_last_name(entries, on)
        return tuple(sorted(entries, key=lambda e: _likelihood(e, on)))

    def lookup(self, name: str, on: date | None = None) -> list[Entry]:
        """The entries that bear a name or demonym exactly, the likeliest on that day first; empty where none does."""
        key = _key(name)
        if key in self._names:
            ids = dict.fromkeys(self._names[key])
            return sorted((self._entries[i] for i in ids), key=lambda e: _likelihood(e, on))
        return [self._entries[self._demonyms[key]]] if key in self._demonyms else []

    def actor(self, actor_id: str) -> Entry:
        """The entry of an id. Raises KeyError where there is none."""
        return self._entries[actor_id]

    def roles(self, actor_id: str, on: date | None) -> list[Role]:
        """The roles that an actor holds on a day."""
        return [r for r in self._entries[actor_id].roles if r.holds(on)]

    def demonym(self, word: str) -> str | None:
        """The country (ISO 3166-1 alpha-3) of a demonym, or None."""
        found = self._demonyms.get(_key(word))
        return self._entries[found].roles[0].country if found else None

    def country(self, name: str) -> str | None:
        """The country (ISO 3166-1 alpha-3) of a country's name or alias, or None. Never fuzzy."""
        return self._countries.get(name.strip().lower().removeprefix("the ")) or self._countries.get(
            name.strip().lower()
        )

    def state(self, iso3: str) -> Entry | None:
        """The state of an ISO code, or None."""
        return self._entries.get(f"state-{iso3.lower()}")

    def government(self, iso3: str) -> Entry | None:
        """The government of a country where the register names one apart, else its state."""
        return self._entries.get(f"government-{iso3.lower()}") or self.state(iso3)

    def gender_of(self, given: str) -> str | None:
        """`m` or `f` where all the leaders who bear a given name are one or the other, else None."""
        told = self._given.get(given.lower(), set())
        return next(iter(told)) if len(told) == 1 else None

    def role_noun(self, lemma: str) -> tuple[tuple[str, ...], bool] | None:
        """Sectors (empty: those of the body belonged to) and whether the noun is a person; None for no role noun."""
        found = self._role_nouns.get(lemma)
        return None if found is None else ((found[0],) if found[0] else (), found[1])

    def written_names(self) -> list[str]:
        """The names, aliases and demonyms of states, bodies and groups, and the full names of persons, as written."""
        return sorted({n for e in self._entries.values() for n in (e.name, *e.aliases, *e.demonyms)})

    def role_words(self, *, public_only: bool) -> list[str]:
        """The role nouns, sorted; with `public_only` those of states, forces, armed groups, parties and world bodies."""
        return sorted(w for w, (sector, _) in self._role_nouns.items() if not public_only or sector in _PUBLIC)

    def entries(self) -> Iterable[Entry]:
        """All entries in the order in which they were read."""
        return self._entries.values()


def _likelihood(e: Entry, on: date | None) -> tuple[bool, bool, bool, str]:
    """The order of namesakes: who holds a role on the day, then bodies before persons, and those of no one country first."""
    is_local = e.kind == "armed_group" and e.roles[-1].country is not None
    return not any(r.holds(on) for r in e.roles), e.kind == "person", is_local, e.id


_PUBLIC = frozenset("GOV MIL REB COP UAF PTY OPP LEG JUD PRM SPY REF IGO".split())
_MAX_NAMESAKES = 3
_HEADS = (
    "president",
    "prime minister",
    "king",
    "chancellor",
    "supreme leader",
    "secretary of state",
    "secretary-general",
)


def _sure_last_name(entries: list[Entry], on: date | None) -> list[Entry]:
    """The one whom a last name alone can only mean: in office on the day, with few namesakes or none who leads a state.

    News gives a full name first; `Ahmed` alone is somebody whom the report has named, not a minister of that name.
    """
    active = [e for e in entries if any(r.holds(on) for r in e.roles)]
    if len(entries) == 1:
        return active if on is not None else entries
    if len(active) == 1 and len(entries) <= _MAX_NAMESAKES:
        return active
    leading = [e for e in active if any(r.holds(on) and (r.title or "").lower().startswith(_HEADS) for r in e.roles)]
    return leading if len(leading) == 1 and len(entries) <= 2 * _MAX_NAMESAKES else []


@cache
def _role_nouns() -> dict[str, tuple[str | None, bool]]:
    rows = rows_of(files(__package__) / "data" / "role_nouns.csv")
    return {r["lemma"]: (r["sector"] or None, r["is_person"] == "1") for r in rows}


def load_register(extra: Path | None = None) -> Register:
    """The shipped register, with a user's own file read on top: an entry of the same id replaces ours."""
    entries = [*shipped_entries(), *(user_entries(extra) if extra else ())]
    return Register(entries, _role_nouns())
