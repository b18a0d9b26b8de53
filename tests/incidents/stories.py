"""Two made-up happenings as five reports tell them: a bombing whose toll rises, and a raid that is told twice."""

from dataclasses import replace

from dateline.records import CodedReport

from .made import ARMY, MINISTRY, TALIBAN, claim, event, report

PARWAN = {"day": "2019-09-17", "place": "Charikar", "admin1": "Parwan", "country": "AFG"}
HELMAND = {"day": "2019-09-18", "place": "Sangin", "admin1": "Helmand", "country": "AFG"}
BOMB = (
    "A suicide bomber on a motorcycle killed {} people near a campaign rally in Charikar, Parwan province, on Tuesday."
)


def coded(of, *told, claims=(), version="test"):
    return CodedReport(of, tuple(told), (), (), "coded" if told else "no_event", None, version, tuple(claims))


def bombing(name, killed, published, *, agency="Sample Wire", speaker=MINISTRY, more=""):
    of = replace(
        report(name, f"{BOMB.format(killed)}{more}", published, agency), source_uri=f"https://news.example/{name}"
    )
    told = event(of, "killed", source=(TALIBAN,), casualties=[("killed", killed)], **PARWAN)
    return coded(of, told, claims=[claim(told, "killed", killed, speaker=speaker, said_on=published)])


def raid(name, published):
    of = report(
        name,
        "Taliban fighters raided an army post in the Sangin valley and killed four soldiers on Wednesday.",
        published,
    )
    return coded(of, event(of, "raided", source=(TALIBAN,), target=(ARMY,), casualties=[("killed", 4)], **HELMAND))


FIRST = bombing("a", 24, "2019-09-17")
LATER = bombing("b", 26, "2019-09-18", agency="Sample Press", more=" The toll rose overnight, the ministry said.")
LAST = bombing(
    "c", 30, "2019-09-20", agency="Other Press", more=" Four of the wounded died in hospital, the ministry said."
)
RAID, AGAIN = raid("d", "2019-09-18"), raid("e", "2019-09-19")
ALL = (FIRST, LATER, LAST, RAID, AGAIN)
