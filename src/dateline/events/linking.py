"""From argument heads to the mentions of a sentence: actors, the date, the place, casualties, means."""

from collections import deque
from collections.abc import Iterable, Sequence

from dateline.records import ActorMention, DateMention, Mentions, PlaceMention, Sentence
from dateline.syntax import (
    children_by,
    conjuncts,
    counted_by,
    dates_main_clause,
    is_below,
    is_step_of_justice,
    noun_phrase,
    obliques,
    starts_another,
)

from .apposed import apposed_names
from .frames import lemma
from .lexicon import Lexicon
from .scenes import AREAS, MATERIAL, MEETINGS, SCENE_PREPOSITIONS, is_scene, is_state
from .triggers import Hit

_BESIDE = frozenset({"near", "outside", "around"})
_INSIDE = ("poss", "compound", "nmod", "amod", "npadvmod", "nummod")
_PERSONS = frozenset({"i", "we", "you", "it", "he", "she", "they", "who", "them", "him", "her", "us"})


_NOT_AGENTS = frozenset(
    {
        "in",
        "on",
        "at",
        "near",
        "against",
        "over",
        "after",
        "before",
        "to",
        "into",
        "about",
        "amid",
        "for",
        "including",
        "among",
    }
)


def actor_indexes(
    s: Sentence,
    heads: Iterable[int],
    mentions: Mentions,
    *,
    is_agent: bool = False,
    carriers: Sequence[int] = (),
    givers: bool = True,
) -> tuple[int, ...]:
    """The actor mentions that the heads name, looking into a phrase whose head is not an actor.

    Of an agent's phrase, a place or an opponent is not looked at: `a bomb in Kirkuk` is not Kirkuk's deed. Of `carriers` only
    what stands around them is, and without `givers` only what stands behind them.
    """
    found: list[int] = []
    for head in heads:
        exact = [] if head in carriers else _at(head, mentions)
        if head in carriers and not givers:
            # what is given has its giver before it and its receiver behind it: `cut Danish aid to Mali`
            found += [m for m in _behind(s, head, mentions, 2, frozenset()) if m not in found]
            continue
        inside = exact or _within(s, head, mentions, 2, _NOT_AGENTS if is_agent else frozenset())
        inside = [m for m in inside if mentions.actors[m].head not in carriers or mentions.actors[m].head == head]
        if is_agent and not inside:
            inside = [i for c in children_by(s, head, "poss") for i in _at(c, mentions)]
        found += [m for m in inside if m not in found]
    for index in tuple(found):
        names = [m for m in apposed_names(s, mentions, index) if m not in found]
        found += names
        if names and mentions.actors[names[0]].lo == mentions.actors[index].hi:
            found.remove(index)  # `his rivals Omar Haidar and Lena Ruiz` are those two
        elif len(names) > 1 and _is_possessed(s, mentions.actors[index]):
            # so are `her Chadian and Libyan counterparts, Omar Haidar and Lena Ruiz,`
            head = mentions.actors[index].head
            found = [m for m in found if m != index and (m in names or s.heads[mentions.actors[m].head] != head)]
            found = [m for m in found if m in names or mentions.actors[m].head != head]
    return tuple(found)


def _is_possessed(s: Sentence, actor: ActorMention) -> bool:
    """Whether a plural of persons has an owner told by a pronoun, as many as the names behind it then spell out."""
    return actor.is_person and any(s.pos[c] == "PRON" for c in children_by(s, actor.head, "poss"))


def object_range(s: Sentence, hit: Hit, lexicon: Lexicon) -> tuple[int, int]:
    """The words acted on where no actor is: the phrase of the first slot's first noun; (-1, -1) where there is none.

    What stands in a small clause counts (`found Barros guilty`).
    """
    trigger = hit.token
    for slot in hit.targets:
        for head in slot:
            above = s.heads[head] if s.deps[head] != "pobj" else s.heads[s.heads[head]]
            is_own = (
                above == trigger
                or above in hit.carriers
                or (s.pos[above] == "ADJ" and s.heads[above] == trigger)
                or (s.deps[head] in {"nsubjpass", "conj"} or s.heads[trigger] == head)
            )
            if (
                head not in (*hit.carriers, *hit.sources)
                and is_own
                and s.pos[head] in {"NOUN", "PROPN"}
                and head != trigger
                and not _is_time(s, head)
                and not lexicon.has("purpose", lemma(s, head))
                and not lexicon.has("clock", lemma(s, head))
                and not (hit.entry.event_type in MATERIAL and _is_deed(s, head, lexicon))
                and not (hit.entry.event_type in MATERIAL and _is_placed(s, (head,)) and lemma(s, head) in AREAS)
            ):
                lo, hi = noun_phrase(s, head, keep_of=True)
                return _with_place(s, head, lo, hi)
    return _threatened(s, hit, lexicon)


def _threatened(s: Sentence, hit: Hit, lexicon: Lexicon) -> tuple[int, int]:
    """What the deed would be done to that somebody threatens to do (`threatened to shell Haifa`); (-1, -1) elsewhere."""
    if hit.entry.event_type != "THREATEN":
        return -1, -1
    for clause in children_by(s, hit.token, "xcomp"):
        for head in children_by(s, clause, "dobj"):
            if s.pos[head] in {"NOUN", "PROPN"} and not _is_time(s, head) and not lexicon.has("force", lemma(s, head)):
                return _with_place(s, head, *noun_phrase(s, head, keep_of=True))
    return -1, -1


def _is_deed(s: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun below a preposition tells of violence itself, in which and not to which a thing was done."""
    entry = lexicon.nouns.get(lemma(s, noun))
    return s.deps[noun] == "pobj" and entry is not None and entry.event_type == "ASSAULT"


def _with_place(s: Sentence, head: int, lo: int, hi: int) -> tuple[int, int]:
    """The phrase with the prepositional phrases that follow it at once (`a building in Aden`)."""
    for prep in children_by(s, head, "prep"):
        if prep == hi:
            for o in children_by(s, prep, "pobj"):
                hi = max(hi, noun_phrase(s, o, keep_of=True)[1])
    return lo, hi


def _at(token: int, mentions: Mentions) -> list[int]:
    exact = [i for i, m in enumerate(mentions.actors) if m.head == token]
    if exact:
        return exact
    around = [i for i, m in enumerate(mentions.actors) if m.lo <= token < m.hi]
    return sorted(around, key=lambda i: mentions.actors[i].hi - mentions.actors[i].lo)[:1]


def _is_time(s: Sentence, token: int) -> bool:
    return any(lo <= token < hi and label in {"DATE", "TIME"} for lo, hi, label in s.entities)


def _within(s: Sentence, head: int, mentions: Mentions, depth: int, barred: frozenset[str]) -> list[int]:
    """Actors inside the phrase: possessor or modifier, then by-, of- and other prepositional phrases.

    A pronoun there is left out: it stands for the other side (`X praised its decision`).
    """
    if depth == 0:
        return []
    for c in children_by(s, head, "appos"):
        found = _at(c, mentions)
        if found and not (s.pos[head] == "PROPN" and is_state(mentions.actors[found[0]])):
            return found  # but `Kidal, Mali` is not Mali
    for c in reversed(children_by(s, head, *_INSIDE)):
        found = _named(s, c, mentions) or _within(s, c, mentions, depth - 1, barred)
        if found:
            return found
    return _behind(s, head, mentions, depth, barred)


def _behind(s: Sentence, head: int, mentions: Mentions, depth: int, barred: frozenset[str]) -> list[int]:
    """Actors in the prepositional phrases behind a noun."""
    if s.lemmas[head].lower() in MEETINGS:
        barred = barred | SCENE_PREPOSITIONS
    preps = [p for p in children_by(s, head, "prep", "agent") if s.norms[p] not in barred | _BESIDE]
    for prep in sorted(preps, key=lambda p: s.norms[p] not in {"by", "of", "from"}):
        for o in children_by(s, prep, "pobj"):
            found = _named(s, o, mentions) or _within(s, o, mentions, depth - 1, barred)
            if found:
                return found
    return []


def _named(s: Sentence, token: int, mentions: Mentions) -> list[int]:
    return [i for m in conjuncts(s, token) for i in _at(m, mentions) if mentions.actors[i].kind != "pronoun"]


def first_slot(s: Sentence, hit: Hit, mentions: Mentions, taken: Sequence[int]) -> tuple[int, ...]:
    """The actors of the first target slot that holds one who is not on the other side already."""
    is_cut = bool(hit.carriers) and hit.entry.event_type == "SANCTION"
    behind = _first(s, hit, mentions, taken, givers=False) if is_cut else ()
    return behind or _first(s, hit, mentions, taken, givers=True)


def _first(s: Sentence, hit: Hit, mentions: Mentions, taken: Sequence[int], *, givers: bool) -> tuple[int, ...]:
    found: tuple[int, ...] = ()
    for slot in hit.targets:
        named = actor_indexes(s, slot, mentions, carriers=hit.carriers, givers=givers)
        if named and all(_is_own_part(s, i, slot, taken, mentions) for i in named):
            named = actor_indexes(s, [o for h in slot for _, o in obliques(s, h)], mentions)
        here = tuple(
            i
            for i in named
            if i not in taken
            and i not in found
            and not (hit.entry.event_type == "MOBILIZE" and mentions.actors[i].head in hit.carriers)
            and not is_scene(s, hit, mentions.actors[i])
            and not _is_own_part(s, i, slot, taken, mentions)
        )
        if not found:
            found = here
        elif any(mentions.actors[i].kind == "name" for i in here) and not _is_placed(s, slot):
            return found + here
        if found and not all(_is_unattached(mentions.actors[i]) for i in found):
            return found
    return found


def _is_own_part(s: Sentence, index: int, slot: Sequence[int], taken: Sequence[int], mentions: Mentions) -> bool:
    """Whether a country only says whose the thing is that its own side gives, ends or moves.

    Phenomenon: the possessor of an object. Own example: `Iran's president threatened to end Iranian cooperation with Austria`.
    """
    actor = mentions.actors[index]
    if actor.is_person or actor.head in slot or s.deps[actor.head] not in _INSIDE or actor.country is None:
        return False
    return any(mentions.actors[i].country == actor.country for i in taken)


def _is_placed(s: Sentence, slot: Sequence[int]) -> bool:
    """Whether a slot only tells where (`shot two guards in Nimba`)."""
    return all(s.deps[h] == "pobj" and s.norms[s.heads[h]] in SCENE_PREPOSITIONS | {"on", "over"} for h in slot)


def _is_unattached(actor: ActorMention) -> bool:
    """A nominal of no known side (`sent a platoon to Cyprus`): whom the deed concerns may be told after it."""
    return actor.kind == "nominal" and actor.actor_id is None and actor.country is None and not actor.is_person


def tree_distance(s: Sentence, start: int, goals: Sequence[int]) -> int:
    """Edges from a token to the nearest goal, climbing out of a finite clause counting two more; 30 when far."""
    seen, queue = {start}, deque([(start, 0)])
    wanted = set(goals)
    while queue:
        token, steps = queue.popleft()
        if token in wanted:
            return steps
        near = [
            (c, 3 if s.deps[c] in {"relcl", "advcl", "ccomp", "parataxis", "conj"} else 1) for c in s.children[token]
        ]
        near.append((s.heads[token], 3 if s.deps[token] in {"relcl", "advcl", "ccomp", "parataxis"} else 1))
        for other, cost in near:
            if other not in seen and steps + cost < 30:
                seen.add(other)
                queue.append((other, steps + cost))
    return 30


def date_of(s: Sentence, hit: Hit, dates: Sequence[DateMention]) -> int | None:
    """The date that stands nearest to the trigger in the tree, not across more than one clause.

    The day on which something was said gives way to the day of what is told: `confirmed today that X died on Friday`. The
    day on which a toll rose is that of no deed: `the number of people killed in the raid rose to 14 on Friday`. `overnight`
    gives way to the day told with it: `in an overnight raid on Monday`.
    """
    known = [
        d
        for d in dates
        if d.timex_type in {"DATE", "TIME"}
        and d.first is not None
        and not _dates_a_count(s, d, hit)
        and not starts_another(s, d.lo, hit.top)
        and not dates_main_clause(s, d.lo, hit.top)
        and not is_step_of_justice(s, _dated(s, d), hit.token)
    ]
    told = [d for d in known if not _dates_a_saying(s, d, hit)]
    told = [d for d in told if d.text.lower() != "overnight" or len(told) == 1]
    found = _nearest(s, hit, [(d.lo, d.hi) for d in told], told, dates)
    return found if found is not None else _nearest(s, hit, [(d.lo, d.hi) for d in known], known, dates)


_SAYING = frozenset(
    "say tell announce report state confirm add note declare acknowledge claim write tweet disclose".split()
)


def _dates_a_saying(s: Sentence, date: DateMention, hit: Hit) -> bool:
    verb = _dated(s, date)
    return s.lemmas[verb].lower() in _SAYING and verb not in {hit.token, hit.top}


def _dates_a_count(s: Sentence, date: DateMention, hit: Hit) -> bool:
    verb = _dated(s, date)
    return verb not in {hit.token, hit.top} and counted_by(s, verb) is not None


def _dated(s: Sentence, date: DateMention) -> int:
    """The word whose time a date tells."""
    head = next((i for i in range(date.lo, date.hi) if not date.lo <= s.heads[i] < date.hi), date.hi - 1)
    verb = s.heads[head]
    while s.pos[verb] == "ADP" or s.deps[verb] in {"pobj", "npadvmod", "prep"}:
        if s.heads[verb] == verb:
            break
        verb = s.heads[verb]
    return verb


def _nearest(
    s: Sentence,
    hit: Hit,
    spans: Sequence[tuple[int, int]],
    items: Sequence[DateMention | PlaceMention],
    every: Sequence[DateMention | PlaceMention],
) -> int | None:
    ranked = sorted(
        (min(tree_distance(s, hit.token, range(lo, hi)), tree_distance(s, hit.top, range(lo, hi))), lo)
        for lo, hi in spans
    )
    if not ranked or ranked[0][0] > 6:
        return None
    nearest = next(item for item in items if item.lo == ranked[0][1])
    return next(i for i, item in enumerate(every) if item is nearest)


def means_of(s: Sentence, hit: Hit, mentions: Mentions, lexicon: Lexicon) -> tuple[int, int, str | None]:
    """The token range of the weapon or method and the mode that it tells; (-1, -1, None) where none is told.

    Who bears the weapon (`gunmen`) tells the mode, but is no means.
    """
    if hit.entry.event_type != "ASSAULT":
        return -1, -1, None
    near = [*hit.sources, hit.token] + [
        o for p in children_by(s, hit.token, "prep", "agent") for o in children_by(s, p, "pobj")
    ]
    near += children_by(s, hit.token, "nsubj", "compound")
    if not lexicon.has("taking", lemma(s, hit.token)):
        near += children_by(s, hit.token, "dobj")
    for head in near:
        for token in (head, *children_by(s, head, "compound", "amod")):
            mode = lexicon.means.get(lemma(s, token))
            if mode and any(a.head == token and (a.is_person or "UAF" in a.sectors) for a in mentions.actors):
                return -1, -1, mode
            if mode:
                lo = min([head, *[c for c in children_by(s, head, "compound") if c < head and s.tags[c] != "NNP"]])
                return lo, head + 1, mode
    return -1, -1, None


def is_pronoun_only(s: Sentence, head: int) -> bool:
    """Whether the argument is a bare pronoun."""
    return s.norms[head] in _PERSONS


def below_any(s: Sentence, token: int, tops: Iterable[int]) -> bool:
    """Whether a token stands below one of the others."""
    return any(is_below(s, token, top) for top in tops)
