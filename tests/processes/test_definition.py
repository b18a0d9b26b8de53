"""Process files, and processes proposed from the data."""

from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.processes import find_definition, load_definition, suggest
from dateline.processes.sides import Sides
from dateline.query import proposed_processes
from dateline.store import Store

from .conftest import EXAMPLES, definition


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('name = "X"\ncolour = "red"', "colour: no such field"),
        ('name = "X"\n[[party]]\nname = "A"', "at least two parties"),
        ('[[party]]\nname = "A"\n[[party]]\nactors = ["B"]', "a party without a name"),
        ('years = [2020]\n[[party]]\nname = "A"\n[[party]]\nname = "B"', "give the first and the last"),
        ("name = ", "not TOML"),
    ],
)
def test_a_wrong_file_is_told(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(text)
    with pytest.raises(UsageError, match=words):
        load_definition(tmp_path / "x.toml")


def test_a_process_is_found_by_id_name_or_file() -> None:
    folder = EXAMPLES / "processes"
    found = {
        find_definition(n, folder).id
        for n in ("colombia-farc", "Colombia and the FARC", str(folder / "colombia-farc.toml"))
    }
    assert found == {"colombia-farc"}
    with pytest.raises(UsageError, match="There: colombia-farc, ethiopia-tigray"):
        find_definition("nowhere", folder)


def test_proposals_are_counted_by_the_store_as_from_its_records(samples_store):
    found = proposed_processes(samples_store)
    assert found and found == suggest(samples_store.events())


def test_a_proposal_names_the_group_and_can_be_read_back(samples_store: Store, tmp_path: Path) -> None:
    found = suggest(samples_store.events())
    assert {"Taliban", "Tigray People's Liberation Front"} <= {p.group for p in found}
    path = tmp_path / "proposed.toml"
    path.write_text(found[0].toml())
    assert load_definition(path).parties[1].name == found[0].group


def test_words_for_a_kind_stand_for_the_only_party_of_that_kind() -> None:
    sides = Sides(definition("colombia-farc"))
    assert sides.told_in("The rebels said that the army attacked them") == ("FARC", "Colombian government")
    assert sides.told_in("Both sides met", "The FARC spoke. Santos answered.") == ("FARC", "Colombian government")
    three = Sides(definition("united-states-taliban"))
    assert three.adversaries(("Taliban",)) == ("Afghan government",)
    assert three.adversaries(("Afghan government",)) == ("Taliban",)
    assert three.adversaries(("United States", "Taliban")) == ()
