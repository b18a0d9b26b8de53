"""A report from its text and what is known of it; the dateline is read and cut off."""

import hashlib
import re
from dataclasses import replace
from functools import cache
from typing import Any

from dateline.calendars import parse_absolute_date
from dateline.errors import InputError
from dateline.gazetteer import Gazetteer, Toponym
from dateline.records import Place, Report, writable

from .bounds import in_time
from .dateline import Dateline, agencies, area_of, parse_dateline

_LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French", "de": "German", "it": "Italian", "pt": "Portuguese",
              "ru": "Russian", "uk": "Ukrainian", "ar": "Arabic", "fa": "Persian", "ps": "Pashto", "ur": "Urdu",
              "hi": "Hindi", "tr": "Turkish", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
              "pl": "Polish", "cs": "Czech", "sr": "Serbian", "hr": "Croatian", "sv": "Swedish", "el": "Greek", "hu": "Hungarian",
              "ro": "Romanian", "bn": "Bengali", "th": "Thai", "vi": "Vietnamese", "so": "Somali", "ku": "Kurdish", "ha": "Hausa",
              "ta": "Tamil", "ne": "Nepali", "tl": "Tagalog", "ka": "Georgian", "hy": "Armenian", "az": "Azerbaijani", "my": "Burmese",
              "sw": "Swahili", "am": "Amharic", "he": "Hebrew", "id": "Indonesian"}  # fmt: skip
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n"})
_DAY_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}-?[01]\d-?[0-3]\d(?!\d)")
_MIN_LETTERS = 60
_ENGLISH = frozenset(
    "the of and to in a was were that for on with by at from said is it as has have had he they who which an their after "
    "killed been but not this its".split()
)
_ENGLISH_SHARE = 0.22
"""The share of small English words from which on a text is English; other European languages stay below a tenth."""


def report_from_text(
    text: str,
    *,
    gazetteer: Gazetteer,
    title: str | None = None,
    published: str | None = None,
    default_published: str | None = None,
    source_uri: str | None = None,
    publisher: str | None = None,
    agency: str | None = None,
    retrieved: str | None = None,
    languages: tuple[str, ...] = ("en",),
    identity: bytes | None = None,
) -> Report:
    """The report of `text`. `published` is known metadata and wins; `default_published` stands in where nothing
    is told, neither in the dateline nor in the name of the file or address.

    `identity` are the bytes that the id is made of (default: the text and its metadata). Raises InputError where no
    article is left, a date cannot be read, or the language is not one of `languages`.
    """
    where = source_uri or "text"
    return in_time(
        where,
        lambda: _built(
            text, where, gazetteer, title, published, default_published, source_uri, publisher, agency, retrieved, languages, identity
        ),
    )  # fmt: skip


def _built(
    text: str,
    where: str,
    gazetteer: Gazetteer,
    title: str | None,
    published: str | None,
    default_published: str | None,
    source_uri: str | None,
    publisher: str | None,
    agency: str | None,
    retrieved: str | None,
    languages: tuple[str, ...],
    identity: bytes | None,
) -> Report:
    text = _SURROGATES.sub("\ufffd", text).translate(_LINE_ENDS)
    title, source_uri, publisher, agency = (writable(t) if t else t for t in (title, source_uri, publisher, agency))
    day, default_day = _day(published, where), _day(default_published, where)
    year = int((day or default_day or "0")[:4]) or None
    line = parse_dateline(text, lambda name: _is_dateline_place(name, gazetteer), year)
    body = text[line.end :].rstrip()
    if not any(c.isalnum() for c in body):
        raise InputError(where, "no article text found.")
    language = language_of(body)
    if language is not None and language not in languages:
        raise InputError(where, f"the text is in {_LANGUAGES.get(language, language)} ({language}); read are: "
                         f"{', '.join(languages)}.")  # fmt: skip
    title = title or line.title
    told = day or line.published or _day_of_name(source_uri) or default_day
    digest = hashlib.sha256(identity if identity is not None else "\n".join((title or "", told or "", body)).encode())
    return Report(
        id="r-" + digest.hexdigest()[:16],
        title=" ".join(title.split()) if title else None,
        text=body,
        language=language,
        agency=agency or line.agency,
        dateline_place=_dateline_place(line, gazetteer),
        dateline_text=line.text,
        published=told,
        source_uri=source_uri,
        publisher=publisher,
        retrieved=retrieved,
        content_hash=hashlib.sha256(" ".join(body.split()).encode()).hexdigest(),
    )


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, None where it is too short to tell.

    A short report full of foreign names is easily taken for a rare language: one whose small words are English is English.
    """
    sample = text[:3_000]
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return None
    words = re.findall(r"[a-z']+", sample.lower())
    if sum(map(_ENGLISH.__contains__, words)) >= _ENGLISH_SHARE * max(len(words), 1):
        return "en"
    return str(_identifier().classify(sample.lower())[0])


@cache
def _identifier() -> Any:
    """The language identifier over the languages that news agencies write in; rarer ones are guessed of names and tables."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(sorted(_LANGUAGES))
    return identifier


def _day(text: str | None, where: str) -> str | None:
    if not text:
        return None
    value = parse_absolute_date(text)
    if value is None:
        raise InputError(where, f"{text!r} is no date.", "Write it as 2019-12-09.")
    return value[0] if value[2] == "day" else None


def _day_of_name(uri: str | None) -> str | None:
    """The day in a file's name or an address, `2019-09-17-rally.txt`: archives are kept so."""
    match = _DAY_IN_NAME.search(uri or "")
    value = parse_absolute_date(match[0]) if match else None
    return value[0] if value else None


def _is_dateline_place(name: str, gazetteer: Gazetteer) -> bool:
    """Whether reports may be sent from a place of that name; three capitals are an airport's or a body's letters."""
    found = gazetteer.candidates(name, 5)
    if len(name) == 3 and name.isupper():
        return any(c.kind == "country" or c.is_main for c in found)
    return len(name) > 2 and any(c.kind != "place" or c.population >= 1_000 or c.is_main for c in found)


def _dateline_place(line: Dateline, gazetteer: Gazetteer) -> Place | None:
    """The dateline's place: in the state, county or country that it names too, else the best known of that name.

    A town that the gazetteer lacks lies in the state, county or country named (`ELIM, Alaska`), at that precision.
    """
    if line.place is None or line.text is None:
        return None
    name = re.sub(r"\bco\.?$", "county", line.place, flags=re.I)
    name = name if gazetteer.is_toponym(name) else re.sub(r"\s(?:province|district|governorate)$", "", name, flags=re.I)
    areas = _areas_told(line.text, line.place, gazetteer)
    found = gazetteer.candidates(name)
    best = next((c for area in areas for c in found if _lies_in(c, area)), None)
    if best is None and (area := _only(areas)) is not None:
        return _place(replace(area, name=name.title() if name.isupper() else name, geonames_id=None))
    return _place(best or _best(found)) if found else None


def _only(areas: list[Toponym]) -> Toponym | None:
    """The one state that areas lie in, else the one country; None where there are several or none."""
    states = [a for a in areas if a.kind != "country"]
    if len({(a.country, a.admin1) for a in states}) == 1:
        return states[0]
    countries = [a for a in areas if a.kind == "country"]
    return countries[0] if len(countries) == 1 else None


def _areas_told(line: str, place: str, gazetteer: Gazetteer) -> list[Toponym]:
    """The areas that a dateline names behind its place, states before counties before countries."""
    areas: list[Toponym] = []
    for part in (p.strip() for p in re.split(r"[,()/]", line[line.find(place) + len(place) :])):
        if part.lower() in agencies():
            continue
        state = area_of(part)
        found = gazetteer.candidates(state[1] if state else part) if part else []
        areas += [c for c in found if c.kind == "admin1" and (state is None or c.country == state[0])]
        areas += [c for c in found if c.kind in {"admin2", "country"} and state is None]
    rank = {"admin1": 0, "admin2": 1, "country": 2}
    return sorted(areas, key=lambda a: rank[a.kind])


def _lies_in(c: Toponym, area: Toponym) -> bool:
    if c.country != area.country or c.kind == "country":
        return False
    if area.kind == "country" or c.admin1 != area.admin1:
        return area.kind == "country"
    return area.kind == "admin1" or c.admin2 == area.admin2


def _place(t: Toponym) -> Place:
    return Place(t.name, t.country, t.admin1, t.lat, t.lon, t.geonames_id, t.precision, t.admin2)


def _best(found: list[Toponym]) -> Toponym:
    """A city before the province of its name: reports are written in towns."""
    towns = [c for c in found if c.kind == "place" and c.population >= 15_000]
    return towns[0] if towns and found[0].kind != "country" else found[0]
