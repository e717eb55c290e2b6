"""Shares of a round: every site once, what is one server together, of like size, the same every time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.probes import Facts
from crawler.shards import WEIGHTS, shards
from crawler.targets import Kind, Target

KINDS = st.sampled_from([Kind.PORTAL, Kind.DEPARTMENT])
PLACES = st.lists(st.tuples(KINDS, st.integers(0, 30), st.integers(0, 20)), max_size=40)


def sites(places: list[tuple[Kind, int, int]]) -> tuple[list[Target], dict[str, Facts]]:
    """Of each: kind, number of its host, number of its address (0: none that the name servers told)."""
    targets = [
        Target(f"t{n}", f"第{n}站", kind, "某局", f"http://h{host}.test/{n}/")
        for n, (kind, host, _) in enumerate(places)
    ]
    facts = {f"t{n}": {"a": [f"198.51.100.{at}"] if at else [], "aaaa": []} for n, (_, _, at) in enumerate(places)}
    return targets, facts


@given(PLACES, st.integers(1, 6))
def test_every_site_once_and_servers_whole(places: list[tuple[Kind, int, int]], count: int) -> None:
    targets, facts = sites(places)
    shares = shards(targets, facts, count)
    assert sorted(one.id for share in shares for one in share) == sorted(one.id for one in targets)
    assert len(shares) <= count and all(shares)
    assert shares == shards(targets, facts, count)
    of = {one.id: number for number, share in enumerate(shares) for one in share}
    for n, (_, host, at) in enumerate(places):
        for m, (_, other, there) in enumerate(places):
            if host == other or (at and at == there):
                assert of[f"t{n}"] == of[f"t{m}"]


@given(st.lists(KINDS, min_size=1, max_size=60), st.integers(1, 5))
def test_shares_are_of_like_size(kinds: list[Kind], count: int) -> None:
    targets, facts = sites([(kind, n, 0) for n, kind in enumerate(kinds)])
    weights = [sum(WEIGHTS[one.kind] for one in share) for share in shards(targets, facts, count)]
    heaviest = max(WEIGHTS.values())
    assert max(weights) - min(weights) <= heaviest or len(weights) < count


def test_loopback_is_nobody_s_server() -> None:
    targets = [Target(f"t{n}", "站", Kind.PORTAL, "某局", f"http://h{n}.test/") for n in range(4)]
    facts = {one.id: {"a": ["127.0.0.1"], "aaaa": ["::1"]} for one in targets}
    assert [len(share) for share in shards(targets, facts, 2)] == [2, 2]
