"""The time grammar, read from its data file: compiled patterns, each with the function that gives the value."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.calendars import HOLIDAYS, MONTHS, SEASONS, WEEKDAYS

from . import date_absolute as absolute
from . import date_relative as relative
from .date_values import DateValue, Reference
from .date_words import NUMBER_PATTERN, ONES, ORDINALS, TENS, alternatives

Resolver = Callable[[re.Match[str], Reference], DateValue | None]

_RESOLVERS: dict[str, Resolver] = {
    "full": absolute.full,
    "iso": absolute.iso,
    "slashed": absolute.slashed,
    "week_ending": absolute.week_ending,
    "day_range": absolute.day_range,
    "day_to_day": absolute.day_to_day,
    "month_range": absolute.month_range,
    "day_month": absolute.day_month,
    "month_bc": absolute.month_bc,
    "month": absolute.month_alone,
    "half_year": absolute.half_year,
    "quarter": absolute.quarter_of,
    "year_bc": absolute.year_bc,
    "decade": absolute.decade_alone,
    "century": absolute.century,
    "season": absolute.season,
    "holiday": absolute.holiday_of,
    "years": absolute.years,
    "year": absolute.year_alone,
    "weekday": relative.weekday,
    "named_day": relative.named_day,
    "told_day": relative.told_day,
    "part_of_day": relative.part_of_day,
    "clock": relative.clock,
    "told_unit": relative.told_unit,
    "relative_unit": relative.relative_unit,
    "ago": relative.ago,
    "past_span": relative.past_span,
    "told_quarter": relative.told_quarter,
    "duration": relative.duration,
    "set": relative.repeated,
    "present": relative.present,
    "past": relative.past,
    "future": relative.future,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over lower-case words, the name of its rule, what it needs to be tried, and what gives the value."""

    name: str
    needs: re.Pattern[str] | None
    pattern: re.Pattern[str]
    resolve: Resolver


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules in order of preference, and the verbs and adjectives that tell which way a date points."""

    trigger: re.Pattern[str]
    rules: tuple[Rule, ...]
    planning: frozenset[str]
    implicative: frozenset[str]
    future: frozenset[str]
    occasions: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """The compiled grammar of `date_rules.toml`."""
    source = tomllib.loads((files(__package__) / "date_rules.toml").read_text(encoding="utf-8"))
    fragments = _fragments(source["fragments"])
    rules = tuple(
        Rule(rule["resolve"], needs, re.compile(_expand(rf"(?<![\w$£€#.-])(?:{p})(?!\w)", fragments)), resolver)
        for rule in source["rule"]
        for resolver in [_RESOLVERS[rule["resolve"]]]
        for needs in [re.compile(_expand(rule["needs"], fragments)) if "needs" in rule else None]
        for p in rule["patterns"]
    )
    tense = {k: frozenset(v) for k, v in source["tense"].items()}
    trigger = re.compile(_expand(source["trigger"], fragments))
    return Grammar(trigger, rules, tense["planning"], tense["implicative"], tense["future"], tense["occasions"])


def _fragments(own: dict[str, str]) -> dict[str, str]:
    months = alternatives(MONTHS) + r"(?!\w)"
    known = {
        "month": months,
        "weekday": alternatives(w for w in WEEKDAYS if w.endswith("day")),
        "holiday": alternatives(HOLIDAYS),
        "season": alternatives(s for s in SEASONS if s != "fall"),
        "number": NUMBER_PATTERN,
        "ordinal": alternatives(w for w in ORDINALS if not w[0].isdigit()),
        "tens": alternatives(TENS),
        "ones": alternatives(ONES),
    }
    return known | own


def _expand(pattern: str, fragments: dict[str, str]) -> str:
    while True:
        wider = re.sub(r"(?<!\?P)<([a-z_]+)>", lambda m: fragments[m[1]], pattern)
        if wider == pattern:
            return pattern
        pattern = wider
