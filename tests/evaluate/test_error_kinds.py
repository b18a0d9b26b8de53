"""Mistakes counted by kind, masked, and told from the parse. All sentences are ours."""

from dateline.evaluate.actor_kinds import kind_of_extra, kind_of_missed
from dateline.evaluate.actors import evaluate as evaluate_actors
from dateline.evaluate.actors import read
from dateline.evaluate.dates import grain, kind_of_value
from dateline.evaluate.kinds import kinds_of, masked
from dateline.evaluate.police import evaluate as evaluate_police
from dateline.evaluate.triples import evaluate as evaluate_triples
from dateline.resources import Resources


def test_kinds_are_counted_the_most_frequent_first() -> None:
    errors = [{"kind": "b", "shape": "x"}, {"kind": "a"}, {"kind": "b", "shape": "x"}, {"kind": "b", "shape": "y"}]
    told = kinds_of(errors)
    assert [(k.name, k.count) for k in told] == [("b", 3), ("a", 1)]
    assert told[0].examples == ("x", "y")


def test_names_and_figures_of_an_example_are_masked() -> None:
    text = (
        "On 4 May the rebels of Abdul Karim shelled the old market of Port Sudan with 12 mortar bombs, residents said."
    )
    start = text.index("the old market")
    told = masked(text, start, start + len("the old market of Port Sudan"))
    assert told == "Name shelled [the old … Name] with 0 mortar"
    assert not {"Karim", "Sudan", "12"} & set(told.split())


def test_a_text_without_capitals_shows_common_words_only() -> None:
    text = "the men of abdul karim shelled the old market of port sudan"
    start = text.index("shelled")
    assert masked(text, start, start + 7) == "of · [shelled] the ·"
    assert masked(text, start, start + 7, shows_inside=False) == "of · [·] the ·"


def test_an_example_is_a_few_words_only() -> None:
    text = " ".join(f"word{'x' * n}" for n in range(60))
    assert len(masked(text, 100, 900).split()) <= 11


def test_a_missed_actor_is_told_by_what_was_made_of_it(resources: Resources) -> None:
    text = "Chad accused Libya of arming rebels, while Niger stayed silent."
    reading = read(text, resources)
    none: dict[str, list[tuple[int, int]]] = {"S": [], "T": [], "R": []}
    at = text.index("Niger")
    assert kind_of_missed((at, at + 5), "S", none, reading).startswith("S missed: actor in no event")
    turned = {**none, "T": [(0, 4)]}
    assert kind_of_missed((0, 4), "S", turned, reading) == "S missed: told as the other side"
    at = text.index("silent")
    assert kind_of_missed((at, at + 6), "T", none, reading) == "T missed: no actor found (adjective)"


def test_a_needless_side_is_told_by_what_the_gold_has(resources: Resources) -> None:
    reading = read("Chad accused Libya.", resources)
    assert (
        kind_of_extra((13, 18), "T", {"S": [(0, 4)], "T": []}, reading)
        == "T needless: gold leaves the side open (name)"
    )
    assert kind_of_extra((13, 18), "T", {"S": [(13, 18)], "T": []}, reading) == "T needless: the other side's"


def test_the_actor_suite_tells_each_mistake_with_its_kind(resources: Resources) -> None:
    rows = [{"tokens": "Chad accused Libya .".split(), "tags": ["B-S", "O", "O", "O"]}]
    errors = evaluate_actors(rows, resources).errors
    assert [e["kind"] for e in errors] == ["T needless: gold leaves the side open (name)"]


def test_a_missed_triple_tells_which_part_is_wrong(resources: Resources) -> None:
    text = "Chad condemned Libya."
    row = {"text": text, "source": [[0, 4]], "target": [[15, 20]]}
    turned = {"text": text, "source": [[15, 20]], "target": [[0, 4]], "event_type": "ACCUSE"}
    errors = evaluate_triples([{**row, "event_type": "AID"}, turned], resources).errors
    assert [e["kind"] for e in errors] == ["wrong type: AID as ACCUSE", "right type, sides turned round"]


def test_a_police_sentence_tells_what_was_made_of_it(resources: Resources) -> None:
    rows = [{"text": "The mayor of Jos opened a library.", "labels": [0, 1, 0, 0, 1]}]
    kinds = {e["kind"] for e in evaluate_police(rows, resources).errors}
    assert kinds == {
        "arrest missed: no police found in the sentence",
        "any_action missed: no police found in the sentence",
    }


def test_time_values_are_told_by_their_grain() -> None:
    assert [grain(v) for v in ("2021-05-04", "2021-05", "2021", "2021-W07", "PAST_REF")] == [
        "day", "month", "year", "week", "vague reference"
    ]  # fmt: skip
    assert kind_of_value("2021-05", "2021-05-04") == "value: month as day"
    assert kind_of_value("2021-05-03", "2021-05-04") == "value: another day"
