"""The seam: a coder is found by name, is called for every report, in this process and on a pool, and its failure is told."""

from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint

import pytest

from dateline.coders import built_in, coder_of
from dateline.coders import plug as seam
from dateline.engine import Tally, code_many
from dateline.errors import UsageError
from dateline.pipeline import CODER_VERSION, code_report
from dateline.records import CodedReport, CoderUsage, Report
from dateline.reports import report_from_text
from dateline.resources import Resources

RAID = "Rebels attacked an army post near Goma on Monday, killing two soldiers."


@dataclass(frozen=True)
class OnlyTheFirst:
    """A coder as a package may bring one: the built-in coder's first event of each report."""

    version: str = "only-the-first 1"

    def code(self, report: Report, resources: Resources) -> CodedReport:
        coded = code_report(report, resources, redraft=self._first, version=self.version)
        return replace(coded, usage=CoderUsage(requests=1))

    @staticmethod
    def _first(report, sentences, mentions, drafts):
        return [drafts[0][:1], *([] for _ in drafts[1:])]


@dataclass(frozen=True)
class Broken:
    version: str = "broken 1"

    def code(self, report: Report, resources: Resources) -> CodedReport:
        raise RuntimeError("no")


@pytest.fixture
def plugged(monkeypatch):
    points = [
        EntryPoint("first", f"{__name__}:OnlyTheFirst", seam.GROUP),
        EntryPoint("gone", f"{__name__}:NotThere", seam.GROUP),
    ]
    monkeypatch.setattr(seam, "entry_points", lambda group: points if group == seam.GROUP else [])


def report(gazetteer, text=f"{RAID}\n\nThe governor accused Rwanda of arming them.", published="2024-02-06"):
    return report_from_text(text, gazetteer=gazetteer, published=published)


def test_a_plug_in_is_found_by_its_name_and_codes(plugged, gazetteer, resources):
    (coded,) = code_many([report(gazetteer)], resources, coder=coder_of("first"))
    assert [e.event_type for e in coded.events] == ["ASSAULT"]
    assert {e.coder_version for e in coded.events} == {"only-the-first 1"} == {coded.coder_version}
    assert len(next(iter(code_many([report(gazetteer)], resources))).events) > 1


@pytest.mark.slow
def test_a_plug_in_codes_on_a_pool_as_it_does_alone(plugged, gazetteer, resources):
    given = [report(gazetteer), report(gazetteer, RAID)]
    alone = list(code_many(given, resources, coder=coder_of("first")))
    assert list(code_many(given, workers=2, coder=coder_of("first"))) == alone


def test_what_coders_used_is_added_up(plugged, gazetteer, resources):
    tally = Tally()
    for outcome in code_many([report(gazetteer), report(gazetteer, RAID)], resources, coder=coder_of("first")):
        tally.add(outcome)
    assert tally.usage is not None and tally.usage.requests == 2
    assert Tally().usage is None


def test_a_coder_that_raises_fails_its_report_under_its_own_version(gazetteer, resources):
    (coded,) = code_many([report(gazetteer)], resources, coder=Broken())
    assert (coded.outcome, coded.coder_version) == ("failed", "broken 1")
    assert "RuntimeError: no" in coded.reason


def test_the_built_in_coder_is_the_default(gazetteer, resources):
    assert coder_of("built-in") == built_in()
    (coded,) = code_many([report(gazetteer)], resources)
    assert coded.coder_version == CODER_VERSION and coded.usage is None
    assert all(e.doubt is None for e in coded.events)


def test_an_unknown_coder_is_told_with_those_that_there_are(plugged):
    with pytest.raises(
        UsageError, match=r"--coder nobody: no such coder\. Coders: built-in, llm:MODEL@URL, first, gone"
    ):
        coder_of("nobody")


def test_a_plug_in_that_cannot_be_loaded_is_told(plugged):
    with pytest.raises(UsageError, match="NotThere cannot be loaded: AttributeError"):
        coder_of("gone")
