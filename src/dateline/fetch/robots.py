"""What a site's robots.txt allows (RFC 9309): the longest rule that fits decides, `*` and `$` as the standard has them."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

_MAX_LINES = 20_000
_MAX_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us: (path pattern, is it allowed), and the pause in seconds that the site asks for."""

    rules: tuple[tuple[str, bool], ...] = ()
    pause: float = 0.0

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be asked for; of two rules of one length the one that allows wins."""
        path = _normal(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def parse_robots(raw: bytes, user_agent: str) -> Robots:
    """The rules of a robots.txt for a user agent: of the groups that name its product, else of those for all."""
    product = user_agent.partition("/")[0].partition(" ")[0].lower()
    ours, everyones = _Group(), _Group()
    named: set[str] = set()
    is_naming = False
    for line in raw.decode("utf-8", "replace").splitlines()[:_MAX_LINES]:
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            named = {*(named if is_naming else ()), value.partition("/")[0].lower()}
            is_naming = True
            continue
        is_naming = False
        for group, name in ((ours, product), (everyones, "*")):
            if name in named:
                group.is_there = True
                group.add(key, value)
    group = ours if ours.is_there else everyones
    return Robots(tuple(group.rules), group.pause)


class _Group:
    def __init__(self) -> None:
        self.rules: list[tuple[str, bool]] = []
        self.pause = 0.0
        self.is_there = False

    def add(self, key: str, value: str) -> None:
        if key in {"allow", "disallow"} and value:
            self.rules.append((_normal(value), key == "allow"))
        elif key == "crawl-delay":
            try:
                self.pause = min(max(0.0, float(value)), _MAX_PAUSE)
            except ValueError:
                return


def _normal(path: str) -> str:
    """A path or pattern with every character quoted in the one way, so that `/%7Ea` and `/~a` are the same."""
    return quote(unquote(path, errors="replace"), safe="/*$?=&;:@!'(),+~-._")


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern fits the head of a path; `*` stands for anything, `$` at the end for the path's end."""
    is_whole = pattern.endswith("$")
    head, *parts = (pattern[:-1] if is_whole else pattern).split("*")
    if not path.startswith(head):
        return False
    at = len(head)
    for number, part in enumerate(parts, 1):
        if is_whole and number == len(parts):
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not is_whole or at == len(path)
