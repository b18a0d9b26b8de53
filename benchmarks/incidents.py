"""Processor seconds, memory and pairs compared of joining made-up events of many reports into incidents, and how they grow.

    python benchmarks/incidents.py [--sizes 10000,100000,1000000] [--seed 1]

Three reports in ten repeat an attack that another report told of within two days, with other words and a revised toll.
Each size runs in a process of its own, so that peak memory is its own. The exponent is that of seconds over events
between the smallest and the largest size: 1 is linear.
"""

import argparse
import math
import multiprocessing
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from dateline.incidents import Matcher, Telling, default_options, tellings_of
from dateline.records import ActorRef, Casualty, Event, Evidence, Report, SentenceSpan, When, Where

_SYLLABLES = "ba ka du lo mi na ra so ti vu ke sha zo gu pe ".split()
_ROLES = "fighters gunmen rebels soldiers policemen raiders militiamen".split()
_TARGETS = "villagers traders soldiers miners herders passengers pupils worshippers".split()
_SCENES = "market road bridge church mosque school camp mine ferry checkpoint bus farm".split()
_VERBS = "attacked raided shelled ambushed bombed stormed".split()


def reports(count: int, seed: int) -> Iterator[tuple[Report, Event]]:
    """Made-up reports with one event each; attacks are spread so that each day has as many, whatever the count."""
    chance = random.Random(seed)
    days = max(30, count // 60)
    told: list[tuple[int, str, str, str, int]] = []
    for number in range(count):
        if told and chance.random() < 0.3:
            day, town, group, scene, killed = told[-chance.randint(1, min(len(told), 60))]
            day, killed = day + chance.randint(0, 2), killed + chance.randint(0, 2)
        else:
            day = number * days // count
            town, group, scene = _name(chance, 3), f"group-{chance.randint(1, 200)}", chance.choice(_SCENES)
            killed = chance.randint(1, 40)
            told.append((day, town, group, scene, killed))
        yield _report(chance, number, day, town, group, scene, killed)


def _name(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(length)).title()


def _report(
    chance: random.Random, number: int, day: int, town: str, group: str, scene: str, killed: int
) -> tuple[Report, Event]:
    role, verb, target = chance.choice(_ROLES), chance.choice(_VERBS), chance.choice(_TARGETS)
    text = f"{role.title()} {verb} a {scene} near {town} and killed {killed} {target}, said {_name(chance, 2)} {_name(chance, 3)}."
    on = (date(1990, 1, 1) + timedelta(days=day)).isoformat()
    report = Report(f"r-{number:08}", None, text, "en", agency="Made Up", published=on)
    at = text.index(verb)
    admin = f"province {sum(map(ord, town)) % 400}"
    event = Event(
        f"e-{number:08}", report.id, "ASSAULT", None, (), None, 4, -9.0,
        (ActorRef(role, 0, len(role), group, group, None, ("REB",), None),), (), (), "occurred", False,
        When(None, None, None, on, on, "day"),
        Where(town, None, None, town, f"C{sum(map(ord, admin)) % 20:02}", admin, None, None, None, "place"),
        (Casualty("killed", killed, killed, killed, "exact", None, None, False, str(killed), at, at + 1),), None,
        (), (Evidence("trigger", verb, at, at + len(verb)),), SentenceSpan(0, len(text)), 0.9, "made up", "made up",
    )  # fmt: skip
    return report, event


def _tellings(count: int, seed: int) -> Iterator[Telling]:
    options = default_options()
    for report, event in reports(count, seed):
        yield from tellings_of(report, (event,), options)


def measure(count: int, seed: int) -> tuple[int, float, float, float, int]:
    """Events, seconds of processor time, peak memory in MB, pairs compared for each event, incidents found."""
    started = time.process_time()
    matcher = Matcher()
    matcher.add(_tellings(count, seed))
    incidents = len(matcher.groups())
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return count, seconds, memory, matcher.pairs_scored / count, incidents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    measured = []
    for size in map(int, options.sizes.split(",")):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            measured.append(pool.apply(measure, (size, options.seed)))
        count, seconds, memory, pairs, incidents = measured[-1]
        print(
            f"{count:>9,} events: {seconds:8.1f} s, {memory:7,.0f} MB, {pairs:5.1f} pairs an event, {incidents:,} incidents"
        )
    if len(measured) > 1:
        (first, start, *_), (last, end, *_) = measured[0], measured[-1]
        print(f"exponent: {math.log(end / start) / math.log(last / first):.3f}")


if __name__ == "__main__":
    main()
