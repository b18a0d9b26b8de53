from hypothesis import given
from hypothesis import strategies as st

from dateline.incidents.clusters import cluster


def grouped(links, members="abcdef", **given_):
    known = {tuple(sorted(p)): s for p, s in links.items()}
    settings = {"cohesion": 0.3, "sample": 8} | given_
    strong = {p: s for p, s in known.items() if s >= 0.5}
    return cluster(members, strong, lambda x, y: known.get(tuple(sorted((x, y))), 0.0), **settings)


def test_links_join_their_members():
    assert grouped({"ab": 0.9, "bc": 0.8, "ac": 0.7}, "abcd") == [("a", "b", "c"), ("d",)]


def test_a_chain_of_single_links_does_not_pull_two_groups_together():
    tight = {"ab": 0.9, "ac": 0.9, "bc": 0.9, "de": 0.9, "df": 0.9, "ef": 0.9}
    assert grouped({**tight, "cd": 0.6}) == [("a", "b", "c"), ("d", "e", "f")]


def test_what_is_parted_is_parted_through_third_members_too():
    found = grouped({"ab": 0.9, "bc": 0.8, "ac": 0.9}, "abc", parted=[("a", "c")])
    assert all(not {"a", "c"} <= set(group) for group in found)


@given(st.permutations([("ab", 0.9), ("bc", 0.6), ("cd", 0.6), ("de", 0.9), ("ae", 0.5), ("bd", 0.6)]))
def test_the_order_of_links_changes_nothing(links):
    assert grouped(dict(links)) == grouped(dict(sorted(links)))
