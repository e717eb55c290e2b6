"""Name server facts: what is there, what is not, and what could not be learnt are kept apart."""

import asyncio

import pytest
from loopback import naming

from crawler.nameserver import NameserverError, nameserver
from crawler.probes import Facts, probe, zone_lines

RECORDS = {
    ("www.city.test", "CNAME"): ["cdn.far.test."],
    ("cdn.far.test", "A"): ["192.0.2.1", "192.0.2.2"],
    ("cdn.far.test", "AAAA"): ["::1"],
    ("far.test", "NS"): ["ns.far.test."],
    ("city.test", "NS"): ["ns1.city.test.", "ns2.city.test."],
    ("ns1.city.test", "A"): ["192.0.2.53"],
    ("ns1.city.test", "AAAA"): ["::1"],
    ("ns2.city.test", "A"): ["192.0.2.54"],
}


def asked(*hosts: str) -> tuple[dict[str, Facts], list[tuple[str, str]]]:
    with naming(RECORDS, frozenset({"broken.city.test"})) as (server, questions):
        return asyncio.run(probe(hosts, server)), questions


def test_facts_of_a_host_behind_an_alias(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.nameserver.TRY", 0.2)
    monkeypatch.setattr("crawler.nameserver.LIFETIME", 0.5)
    found, questions = asked("www.city.test", "www.city.test")
    assert found["www.city.test"] == {
        "host": "www.city.test",
        "literal": False,
        "a": ["192.0.2.1", "192.0.2.2"],
        "aaaa": ["::1"],
        "cname": ["cdn.far.test"],
        "zone": "city.test",
        "ns": [
            {
                "name": "ns1.city.test",
                "a": ["192.0.2.53"],
                "aaaa": ["::1"],
                "status": "ok",
                "over_ipv6": {"::1": "timeout"},
            },
            {"name": "ns2.city.test", "a": ["192.0.2.54"], "aaaa": [], "status": "nodata", "over_ipv6": {}},
        ],
        "soa": "",
        "caa": [],
        "authentic": False,
        "status": {"A": "ok", "AAAA": "ok", "NS": "ok"},
        "ipv6_route": found["www.city.test"]["ipv6_route"],
    }
    assert set(found["www.city.test"]["ipv6_route"]) == {"::1"}
    assert len(questions) == len(set(questions))
    lines = zone_lines(found["www.city.test"]).decode().splitlines()
    assert "www.city.test. IN AAAA ::1" in lines
    assert "city.test. IN NS ns2.city.test." in lines


def test_kinds_of_nothing_are_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.nameserver.TRY", 0.2)
    monkeypatch.setattr("crawler.nameserver.LIFETIME", 0.5)
    found, _ = asked("ns2.city.test", "no.such.test", "broken.city.test", "silent.city.test")
    status = {host: facts["status"] for host, facts in found.items()}
    assert status == {
        "ns2.city.test": {"A": "ok", "AAAA": "nodata", "NS": "ok"},
        "no.such.test": {"A": "nxdomain", "AAAA": "nxdomain", "NS": "nxdomain"},
        "broken.city.test": {"A": "servfail", "AAAA": "servfail", "NS": "servfail"},
        "silent.city.test": {"A": "timeout", "AAAA": "timeout", "NS": "timeout"},
    }


def test_literals_ask_nobody() -> None:
    found, questions = asked("127.0.0.1", "::1", "localhost")
    assert questions == []
    assert [found[host]["a"] for host in ("127.0.0.1", "::1", "localhost")] == [["127.0.0.1"], [], ["127.0.0.1"]]
    assert [found[host]["aaaa"] for host in ("127.0.0.1", "::1", "localhost")] == [[], ["::1"], ["::1"]]
    assert all(facts["literal"] for facts in found.values())


def test_hundreds_at_once_lose_no_answer() -> None:
    found, _ = asked(*(f"www{number}.city.test" for number in range(300)))
    assert {facts["status"]["A"] for facts in found.values()} == {"nxdomain"}


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("127.0.0.1", ("127.0.0.1", 53)),
        ("127.0.0.1:5353", ("127.0.0.1", 5353)),
        ("[::1]:5353", ("::1", 5353)),
        ("[::1]", ("::1", 53)),
        ("::1", ("::1", 53)),
    ],
)
def test_forms_of_a_name_server(text: str, server: tuple[str, int]) -> None:
    assert nameserver(text) == server


@pytest.mark.parametrize("text", ["", "127.0.0.1:0", "127.0.0.1:70000", "a b", "[::1]:x"])
def test_bad_name_server_is_refused_in_words(text: str) -> None:
    with pytest.raises(NameserverError, match="写法不对"):
        nameserver(text)


def test_a_loop_of_aliases_and_a_hundred_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loop is the name servers' failure and no proof of a name without addresses; addresses are all kept."""
    many = [f"192.0.2.{number}" for number in range(1, 101)]
    records = {
        ("a.city.test", "CNAME"): ["b.city.test."],
        ("b.city.test", "CNAME"): ["a.city.test."],
        ("many.city.test", "A"): many,
        ("many.city.test", "AAAA"): [f"2001:db8::{number:x}" for number in range(1, 101)],
        ("city.test", "NS"): ["ns1.city.test."],
    }
    with naming(records) as (server, _):
        found = asyncio.run(probe(["a.city.test", "many.city.test"], server))
    assert found["a.city.test"]["status"]["A"] == "servfail" and found["a.city.test"]["a"] == []
    assert sorted(many) == found["many.city.test"]["a"] and len(found["many.city.test"]["aaaa"]) == 100
