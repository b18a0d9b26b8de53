"""Segments cover the text exactly, whatever the spans."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.pages.highlight import Mark, segments

TEXT = "Boko Haram fighters attacked Gwoza on Sunday, killing at least 20, the governor said."


def test_overlapping_spans_are_cut_where_they_begin_and_end() -> None:
    found = segments(TEXT, [Mark(0, 28, "quote"), Mark(0, 19, "actor", "e1"), Mark(20, 28, "trigger", "e1", 4)])
    assert [(s.text, s.kind, s.is_quoted) for s in found[:3]] == [
        ("Boko Haram fighters", "actor", True),
        (" ", None, True),
        ("attacked", "trigger", True),
    ]
    assert found[2].event_id == "e1" and found[2].quad == 4 and found[3].kind is None


@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(0, 90), st.sampled_from(["trigger", "actor", "when", "quote"])),
        max_size=12,
    )
)
def test_segments_joined_are_the_text(spans: list[tuple[int, int, str]]) -> None:
    found = segments(TEXT, [Mark(a, b, kind) for a, b, kind in spans])
    assert "".join(s.text for s in found) == TEXT
    assert all(TEXT[s.start : s.end] == s.text for s in found)


def test_part_of_a_text_can_be_cut() -> None:
    found = segments(TEXT, [Mark(0, 28, "actor")], 20, 34)
    assert "".join(s.text for s in found) == TEXT[20:34] and found[0].kind == "actor"
