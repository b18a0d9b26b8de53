"""Names of actors: known to the register, or proper nouns whose shape, title or head word tells what they are."""

from dataclasses import replace
from datetime import date

from dateline.records import ActorMention, Sentence
from dateline.register import NameMatch, Register
from dateline.syntax import OFFICES_GENERAL, is_below

from .actor_words import (
    CROWDS,
    FACILITY_HEADS,
    FORMER,
    ORGANISATION_HEADS,
    PORTFOLIOS,
    POSSESSIVES,
    TITLES,
    of_rebels,
)

_SUPRANATIONAL = frozenset({"IGO", "NGO"})
"""Bodies whose officers speak for them and for no state: the UN's secretary is no government."""

_PICKED = frozenset(
    "a an another one some several many most few no any other two three dozens scores hundreds thousands".split()
)
"""What counts people or picks some out of them."""


_OWNERS = frozenset({"people", "women", "men", "children"})
"""Common nouns that own something inside a body's name: `the Lake People's Front`."""


class NameFinder:
    """Finds the named actors of one sentence."""

    def __init__(self, s: Sentence, register: Register, on: date | None) -> None:
        self.s, self.register, self.on = s, register, on
        matches = (_without_article(s, m) for m in register.find_names(s, on))
        self._matches = [m for m in matches if not _is_inside_person(s, m)]

    def find(self) -> list[ActorMention]:
        """Named actors in text order: proper-noun runs first, then what the register knows outside them."""
        found: list[ActorMention] = []
        taken: set[int] = set()
        for lo, hi in self._runs():
            for mention in self._of_run(lo, hi):
                found.append(mention)
                taken.update(range(mention.lo, mention.hi))
        for match in self._matches:
            if not any(t in taken for t in range(match.lo, match.hi)):
                found.append(self._known(match))
                taken.update(range(match.lo, match.hi))
        return sorted((m for m in found if not _is_owner_in(m, found)), key=lambda m: m.lo)

    def _runs(self) -> list[tuple[int, int]]:
        """Runs of capitalised proper nouns, with `of`/`for`/`and the` inside organisations' names, and a known name's article."""
        s, runs, i = self.s, list[tuple[int, int]](), 0
        while i < len(s):
            if not self._is_proper(i):
                i += 1
                continue
            j = i + 1
            while j < len(s) and (
                self._is_proper(j)
                or (
                    s.norms[j] in {"of", "for", "-", "de", "al", "bin", "ul", "el", "'s"}
                    and j + 1 < len(s)
                    and self._joins(i, j)
                )
            ):
                j += 1
            j = max([j, *(m.hi for m in self._matches if i <= m.lo < j)])
            first = min(
                [i, *(m.lo for m in self._matches if m.lo < i < m.hi)]
            )  # `al-Shabaab`, its article in lower case
            runs.append((max(first, runs[-1][1]) if runs else first, j))
            i = j
        return runs

    def _is_proper(self, i: int) -> bool:
        s = self.s
        return s.pos[i] == "PROPN" and s.cased[i][:1].isupper() and not s.cased[i].endswith("%")

    def _joins(self, lo: int, j: int) -> bool:
        """Whether a small word inside a run belongs to the name: `Army of Resistance`, `Ban Ki - moon`, `al - Assad`."""
        s = self.s
        if s.norms[j] == "'s":
            return s.norms[j - 1] in _OWNERS and self._is_proper(j + 1)
        if s.norms[j] in {"-", "de", "al", "bin", "ul", "el"}:
            return s.starts[j + 1] == s.ends[j] or s.pos[j + 1] == "PROPN"
        is_body = any(s.norms[t] in ORGANISATION_HEADS for t in range(lo, j))
        return is_body and self._is_proper(j + 1)

    def _of_run(self, lo: int, hi: int) -> list[ActorMention]:
        """The mentions of one run: titles and countries in front are read as role and country of the name behind them."""
        s = self.s
        matches = [m for m in self._matches if lo <= m.lo and m.hi <= hi]
        end = next((m for m in matches if m.hi == hi), None)
        if end is not None and self._is_longer_body(lo, end, matches):
            return [self._organisation(lo, hi, [m for m in matches if m is not end])]
        if end is not None and end.lo == lo and end.entry.kind != "person":
            return [self._known(end)]
        head_word = s.norms[hi - 1]
        if head_word in ORGANISATION_HEADS and not (end and not end.is_demonym):
            return [self._organisation(lo, hi, matches)]
        if head_word in FACILITY_HEADS and hi - lo > 1:
            return []
        country = next((m for m in matches if m.entry.kind == "state" and m.hi < hi), None)
        body = next((m for m in matches if m.entry.kind not in {"state", "person"} and m.hi < hi), None)
        start = self._name_start(lo, hi, matches)
        if end is not None and end.entry.kind == "person" and self._is_namesake(start, end):
            return [self._person(start, hi, *self._told(lo, start, country, body))]
        if end is not None and not end.is_demonym:
            return [self._known(end, *self._told(lo, end.lo, country, body))]
        if start < hi and self._is_person(start, hi, lo):
            mention = self._person(start, hi, *self._told(lo, start, country, body))
            return [mention]
        return [self._known(m) for m in matches] or self._unknown(lo, hi)

    def _is_namesake(self, start: int, end: NameMatch) -> bool:
        """Whether a last name that the register knows follows another first name: somebody else of that name."""
        s = self.s
        if end.hi - end.lo > 1 or end.lo == start or not s.cased[end.lo - 1][:1].isupper():
            return False
        known = {w for e in end.entries for n in (e.name, *e.aliases) for w in n.lower().replace("-", " ").split()}
        before = [s.norms[t] for t in range(start, end.lo) if s.norms[t] not in TITLES and s.norms[t].isalpha()]
        return bool(before) and not any(self.register.role_noun(w) for w in before) and not known & set(before)

    def _is_longer_body(self, lo: int, end: NameMatch, matches: list[NameMatch]) -> bool:
        """Whether a body's name that the register knows is the end of a longer one (`National Security Council`)."""
        s = self.s
        if end.entry.kind in {"person", "state"} or s.norms[end.hi - 1] not in ORGANISATION_HEADS or end.lo == lo:
            return False
        before = end.lo - 1
        if s.norms[before] in TITLES or any(m.lo <= before < m.hi for m in matches):
            return False
        return s.norms[before] in {"national", "supreme", "federal", "state", "high", "royal", "central", "joint"}

    def _name_start(self, lo: int, hi: int, matches: list[NameMatch]) -> int:
        start = lo
        for m in matches:
            if m.hi < hi and m.entry.kind != "person":
                start = max(start, m.hi)
        while start < hi - 1 and (
            self.s.norms[start] in TITLES
            or self.s.norms[start] in {"-", "prime", "vice", "chief"}
            or (self.s.norms[start] in PORTFOLIOS and TITLES & {*self.s.norms[start + 1 : min(start + 4, hi - 1)]})
        ):
            start += 1
        return start

    def _told(
        self, lo: int, name_lo: int, country: NameMatch | None, body: NameMatch | None
    ) -> tuple[str | None, tuple[str, ...], str | None, str | None]:
        """Country, sectors, role and affiliation told in front of a name, also in lower case: `US peace envoy X`."""
        s, register = self.s, self.register
        first = lo
        while (
            first > 0
            and s.heads[first - 1] >= first - 1
            and (s.deps[first - 1] in {"compound", "amod", "nmod", "poss", "case"} or s.norms[first - 1] == "-")
        ):
            first -= 1
        for m in self._matches:
            if first <= m.lo and m.hi <= name_lo:
                if m.entry.kind == "state":
                    country = country or m
                elif m.entry.kind != "person":
                    body = body or m
        words = [
            t for t in range(first, name_lo) if not self._covered(t, (country, body)) and s.norms[t] not in POSSESSIVES
        ]
        role = " ".join(s.words[t] for t in words if s.pos[t] != "DET") or None
        sectors: tuple[str, ...] = ()
        for t in reversed(words):
            if s.norms[t] in {"executive", "secretary"} and (country or body):
                sectors = ("GOV",)
                break
            if s.norms[t] == "general" and t > 0 and s.norms[t - 1] in {"-", *OFFICES_GENERAL}:
                continue
            if s.norms[t] in PORTFOLIOS:
                continue
            known = register.role_noun(s.lemmas[t])
            if known and known[0] and (not sectors or sectors == ("GOV",)):
                sectors = known[0]
            if sectors and sectors != ("GOV",):
                break
        sectors = of_rebels(sectors, (s.norms[t] for t in words))
        iso = country.entry.roles[0].country if country else None
        if body is not None:
            of_body = body.entry.role_on(self.on)
            is_other = sectors == ("GOV",) and of_body.sectors and "GOV" not in of_body.sectors
            iso, sectors = iso or of_body.country, of_body.sectors if is_other else sectors or of_body.sectors
            if set(of_body.sectors) & _SUPRANATIONAL:
                sectors = of_body.sectors
        if any(s.norms[t] in FORMER for t in words):
            sectors = ("ELI",)
        owner = body or country
        return iso, sectors, role, owner.entry.name if owner else None

    @staticmethod
    def _covered(t: int, matches: tuple[NameMatch | None, ...]) -> bool:
        return any(m is not None and m.lo <= t < m.hi for m in matches)

    def _is_person(self, start: int, hi: int, lo: int) -> bool:
        s = self.s
        label = next((e for a, b, e in s.entities if a < hi and start < b), None)
        head = self._head(start, hi)
        if s.deps[head] == "appos" and hi - start >= 2:
            role = self.register.role_noun(s.lemmas[s.heads[head]])
            if role is not None and role[1]:
                return True
        if label == "PERSON" or any(s.norms[t] in TITLES for t in range(lo, start)):
            return True
        first = s.heads[self._head(start, hi)] if s.deps[self._head(start, hi)] == "conj" else -1
        if hi - start >= 2 and any(a <= first < b and e == "PERSON" for a, b, e in s.entities):
            return True
        head = self._head(start, hi)
        if s.deps[head] == "appos" and start and s.heads[head] == start - 1:
            role = self.register.role_noun(s.lemmas[start - 1])
            if role is not None and role[1]:
                return True
        before = s.norms[start - 1] if start else ""
        if before in TITLES or (
            start and self.register.role_noun(s.lemmas[start - 1]) and s.deps[start - 1] == "compound"
        ):
            return True
        return (
            hi - start >= 2
            and label not in {"GPE", "LOC", "FAC", "ORG", "DATE", "EVENT", "NORP", "PRODUCT", "LAW"}
            and (s.deps[hi - 1] in {"nsubj", "appos", "nsubjpass"})
        )

    def _known(
        self,
        match: NameMatch,
        country: str | None = None,
        sectors: tuple[str, ...] = (),
        role: str | None = None,
        affiliation: str | None = None,
    ) -> ActorMention:
        """A mention of a register entry; what the text tells wins over the register."""
        entry, held = match.entry, match.entry.role_on(self.on)
        is_person = entry.kind == "person"
        lo = match.lo + (self.s.norms[match.lo] in {"the"} and match.hi - match.lo > 1)
        head = self._head(lo, match.hi)
        if match.is_demonym and (people := self._people(match, head)) is not None:
            return people
        return self._mention(
            lo, match.hi, head, entry.name, entry.id, (country if is_person else None) or held.country,
            (sectors if is_person else ()) or held.sectors or sectors, role or held.title, affiliation, is_person,
            match.is_demonym and self.s.norms[match.hi - 1].endswith("s"), entry.gender,
        )  # fmt: skip

    def _people(self, match: NameMatch, head: int) -> ActorMention | None:
        """The people whom a demonym counts or picks out, who are not their state: `two Palestinians`, `a Syrian`.

        Phenomenon: demonyms as nouns. Own examples: `abducted three Nigerians`, `dozens of Iraqis`, `a young Kurd`; but the
        bare `the Israelis` or `Israelis and Palestinians agreed` stand for the side.
        """
        s = self.s
        before = match.lo - 1
        is_alone = match.hi >= len(s) or (s.pos[match.hi] not in {"NOUN", "PROPN", "ADJ"} and s.norms[match.hi] != "-")
        is_next = before >= 0 and is_alone and (s.norms[before] in _PICKED or s.pos[before] == "NUM")
        if not is_next and s.deps[head] in {"compound", "amod", "nmod", "npadvmod"}:
            return None
        told = [c for c in s.children[head] if c < match.lo]
        is_counted = is_next or any(
            s.deps[c] in {"nummod", "quantmod"} or s.norms[c] in _PICKED or (s.deps[c] == "amod" and s.pos[c] == "ADJ")
            for c in told
        )
        of = s.heads[head]
        is_counted = is_counted or (
            s.deps[head] == "pobj"
            and s.norms[of] in {"of", "to", "as"}
            and (s.norms[s.heads[of]] in CROWDS or s.pos[s.heads[of]] == "NUM" or s.norms[s.heads[of]] in _PICKED)
        )
        if not is_counted:
            return None
        lo = before if is_next else match.lo
        while lo and s.deps[lo - 1] in {"det", "nummod", "quantmod", "amod", "advmod"} and is_below(s, lo - 1, head):
            lo -= 1
        held = match.entry.role_on(self.on)
        is_plural = s.norms[match.hi - 1].endswith("s") or s.norms[of] == "of"
        mention = self._mention(
            lo, match.hi, head, "", None, held.country, ("CVL",), None, match.entry.name, True, is_plural, None
        )
        return replace(mention, kind="nominal", name=mention.text)

    def _person(
        self, lo: int, hi: int, country: str | None, sectors: tuple[str, ...], role: str | None, affiliation: str | None
    ) -> ActorMention:
        name = " ".join(self.s.words[lo:hi]).replace(" - ", "-")
        return self._mention(
            lo,
            hi,
            self._head(lo, hi),
            name,
            None,
            country,
            sectors,
            role,
            affiliation,
            True,
            False,
            self.register.gender_of(self.s.words[lo]) if hi - lo > 1 else None,
        )

    def _organisation(self, lo: int, hi: int, matches: list[NameMatch]) -> ActorMention:
        """A body by the head word of its name; the state that owns it (`Kenya's Defence Ministry`) is part of the mention."""
        s = self.s
        owner = next((m for m in self._matches if m.entry.kind == "state" and m.hi == lo - 1), None)
        if owner is not None and s.norms[lo - 1] in POSSESSIVES and not owner.is_demonym:
            matches, lo = [*matches, owner], owner.lo
        country = next((m.entry.role_on(self.on).country for m in matches if m.entry.kind == "state"), None)
        whole = " ".join(s.words[lo:hi]).replace(" - ", "-").replace(" 's ", "'s ").replace(" ’s ", "’s ")
        sectors = ORGANISATION_HEADS[s.norms[hi - 1]]
        return self._mention(lo, hi, self._head(lo, hi), whole, None, country, sectors, None, None, False, False, None)

    def _unknown(self, lo: int, hi: int) -> list[ActorMention]:
        """A proper-noun run of which nothing is known: kept where the recogniser calls it an organisation or group."""
        label = next((e for a, b, e in self.s.entities if a < hi and lo < b), None)
        if (label not in {"ORG", "NORP"} and not self._is_acting_acronym(lo, hi, label)) or self.s.deps[
            self._head(lo, hi)
        ] in {"compound", "npadvmod"}:
            return []
        name = " ".join(self.s.words[lo:hi]).replace(" - ", "-")
        return [self._mention(lo, hi, self._head(lo, hi), name, None, None, (), None, None, False, False, None)]

    def _is_acting_acronym(self, lo: int, hi: int, label: str | None) -> bool:
        """Whether a word in capitals amid others that are not acts or is acted on (`the DPKO has sent engineers`)."""
        s = self.s
        word = s.words[lo]
        if hi - lo != 1 or label in {"DATE", "TIME", "MONEY", "QUANTITY", "LAW"}:
            return False
        if not (2 <= len(word) <= 7 and word.isalpha() and word.isupper()) or not any(w.islower() for w in s.words):
            return False
        return s.deps[lo] in {"nsubj", "nsubjpass", "pobj", "dobj"} and s.cased[lo].isupper()

    def _head(self, lo: int, hi: int) -> int:
        s = self.s
        for i in range(hi - 1, lo - 1, -1):
            if not lo <= s.heads[i] < hi or s.heads[i] == i:
                return i
        return hi - 1

    def _mention(
        self,
        lo: int,
        hi: int,
        head: int,
        name: str,
        actor_id: str | None,
        country: str | None,
        sectors: tuple[str, ...],
        role: str | None,
        affiliation: str | None,
        is_person: bool,
        is_plural: bool,
        gender: str | None,
    ) -> ActorMention:
        s = self.s
        text = "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))
        return ActorMention(
            s.index, lo, hi, head, s.starts[lo], s.ends[hi - 1], text, "name", name, actor_id, country, sectors, role,
            affiliation, is_person, is_plural, False, gender, None,
        )  # fmt: skip


def _is_owner_in(m: ActorMention, found: list[ActorMention]) -> bool:
    """Whether a name is that of the state which owns a body named after it: India in `India's Foreign Ministry`."""
    return any(o.lo == m.lo and m.hi < o.hi for o in found)


def _is_inside_person(s: Sentence, match: NameMatch) -> bool:
    """Whether a state's name is one of a person's names: `Haji Mali Khan`."""
    return match.entry.kind == "state" and any(
        label == "PERSON" and lo < match.lo and match.hi < hi for lo, hi, label in s.entities
    )


def _without_article(s: Sentence, match: NameMatch) -> NameMatch:
    """The match without a leading article, so that `the Taliban` and `Taliban` are one name."""
    if s.norms[match.lo] == "the" and match.hi - match.lo > 1:
        return NameMatch(match.lo + 1, match.hi, match.entries, match.is_demonym)
    return match
