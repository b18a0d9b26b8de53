"""What robots.txt allows."""

import pytest

from dateline.fetch import parse_robots

US = "Dateline/1.0 (+https://example.org)"


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /private", "/private/a", False),
        ("Disallow: /private", "/privateer", False),
        ("Disallow: /private/", "/privateer", True),
        ("Disallow: /\nAllow: /news/", "/news/a", True),
        ("Allow: /news\nDisallow: /news/war", "/news/war/1", False),
        ("Disallow: /*?print", "/a/b?print=1", False),
        ("Disallow: /*?print", "/a/b?page=1", True),
        ("Disallow: /*.pdf$", "/a.pdf", False),
        ("Disallow: /*.pdf$", "/a.pdf?x", True),
        ("Disallow: /a*b*c$", "/aXbXbc", False),
        ("Disallow: /exact$", "/exact", False),
        ("Disallow: /exact$", "/exactly", True),
        ("Disallow: /%7Ejoe", "/~joe/x", False),
        ("Allow: /page\nDisallow: /page", "/page", True),
        ("nonsense without colon\nDisallow: /x # a note", "/x", False),
    ],
)
def test_the_longest_rule_decides(rules: str, target: str, allowed: bool) -> None:
    assert parse_robots(f"User-agent: *\n{rules}".encode(), US).allows(target) is allowed


def test_a_group_that_names_us_wins_over_the_group_for_all() -> None:
    raw = b"User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: DATELINE\nDisallow: /b\nCrawl-delay: 7\n"
    robots = parse_robots(raw, US)
    assert robots.allows("/a") and not robots.allows("/b") and robots.pause == 7
    assert not parse_robots(raw, "Another/1.0").allows("/a")


def test_a_rule_full_of_stars_takes_no_time() -> None:
    raw = b"User-agent: *\nDisallow: /" + b"*a" * 400 + b"$"
    assert parse_robots(raw, US).allows("/" + "a" * 3_000 + "b")


@pytest.mark.parametrize("pause", ["-5", "nan", "1e9", "soon"])
def test_an_odd_pause_stays_within_a_minute(pause: str) -> None:
    assert 0 <= parse_robots(f"User-agent: *\nCrawl-delay: {pause}".encode(), US).pause <= 60
