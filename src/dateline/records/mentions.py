"""What the mention stage finds in one sentence; `lo`/`hi` are token ranges (end exclusive), `start`/`end` report offsets."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A person, organisation, state, group or means-bearing modifier that can act.

    `kind` is name, nominal or pronoun. `name` is the canonical name when a register knows it, else the surface name.
    `affiliation` is the name of the body a nominal or titled person belongs to (`the rebel group's spokesman`).
    `count` is the quantity told with a nominal (`22 of the militants` -> 22).
    `members` are the indexes of the mentions that a conjunction joins, empty for a single actor.
    """

    sentence: int
    lo: int
    hi: int
    head: int
    start: int
    end: int
    text: str
    kind: str
    name: str | None = None
    actor_id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    is_person: bool = False
    is_plural: bool = False
    is_anonymous: bool = False
    gender: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym as written. `in_actor` marks one that stands inside an actor's name or for a government.

    `preposition` is the word that governs it (`in`, `near`, `from`), or None. `size` is country, admin1, city, town,
    village, hamlet or unknown. `is_doubtful` marks a name that only its surroundings tell to be a place: it counts where
    an event happened there, and nowhere else.
    """

    sentence: int
    lo: int
    hi: int
    head: int
    start: int
    end: int
    text: str
    preposition: str | None = None
    in_actor: bool = False
    size: str = "unknown"
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression, resolved. `first`/`last` are ISO days (inclusive) or None where nothing can be told.

    `precision` is day, week, month, year, range or none; `timex_type`/`timex_value` are TIMEX3
    (DATE, TIME, DURATION, SET). `is_past`/`is_future` say which way it points from the publication date.
    """

    sentence: int
    lo: int
    hi: int
    start: int
    end: int
    text: str
    first: str | None
    last: str | None
    precision: str
    timex_type: str
    timex_value: str


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number of persons or things with its bounds; `bound` is exact, at_least, at_most, about or range."""

    sentence: int
    lo: int
    hi: int
    start: int
    end: int
    text: str
    low: int | None
    best: int | None
    high: int | None
    bound: str


@dataclass(frozen=True, slots=True)
class CasualtyMention:
    """Harm done to a number of victims. `trigger` is the token that names the harm (`killed`, `deaths`).

    `victims_lo`/`victims_hi` is the victims' phrase with its number, -1 where none is named; `victims_head` its head token.
    `is_subtotal` marks a part of a total told in the same report (`12 people, including four children`);
    `subgroup` is child, woman, civilian, combatant, police, journalist or aid worker, where told. `is_open` marks those told
    to have been shot, hit or brought to hospital: some of them may be told dead. `is_state` marks those told to be dead or to
    have died, by no deed: the number of all so far. `is_natural` marks those told to have died of an illness or an accident.
    """

    sentence: int
    trigger: int
    lo: int
    hi: int
    start: int
    end: int
    text: str
    harm: str
    low: int | None
    best: int | None
    high: int | None
    bound: str
    victims_head: int = -1
    victims_lo: int = -1
    victims_hi: int = -1
    subgroup: str | None = None
    is_subtotal: bool = False
    is_negated: bool = False
    is_open: bool = False
    is_state: bool = False
    is_natural: bool = False


@dataclass(frozen=True, slots=True)
class QuoteMention:
    """What somebody is quoted as saying. Content may span sentences; offsets are the report's.

    `sentence` is the sentence of the cue; `speaker_head` a token of it (-1: carried over from `carried_from`, the
    (sentence, token) of an earlier speaker; None: unknown). `cue` is the token of the verb or of `according`.
    `content_tokens` are (sentence, lo, hi) ranges covered by the content.
    """

    sentence: int
    cue: int
    verb: str
    start: int
    end: int
    text: str
    is_direct: bool
    speaker_head: int
    channel: str | None
    content_tokens: tuple[tuple[int, int, int], ...] = ()
    carried_from: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one sentence, each list in order of its first token."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    casualties: tuple[CasualtyMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportMentions:
    """All mentions of one report: one `Mentions` a sentence, and the quotes, which may span sentences."""

    sentences: tuple[Mentions, ...] = ()
    quotes: tuple[QuoteMention, ...] = field(default=())
