from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks import versions
from checks.rule import load_rules
from checks.versions import keep_versions, read_versions, rule_versions


def test_every_rule_has_an_edition_of_its_own() -> None:
    found = rule_versions()
    assert found.keys() == load_rules().keys()
    assert len(set(found.values())) == len(found)
    assert found == rule_versions()


def test_a_changed_fact_makes_another_edition_of_the_rules_that_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rule_versions()
    real = versions._digest_of
    versions._sources.cache_clear()
    monkeypatch.setattr(versions, "_digest_of", lambda path: "x" if path.name == "wordings.py" else real(path))
    after = rule_versions()
    versions._sources.cache_clear()
    assert {rule for rule in before if before[rule] != after[rule]} >= {"wrong_word"}
    assert before["certificate_invalid"] == after["certificate_invalid"]


def test_a_list_of_the_rounds_own_makes_another_edition_of_the_rules_that_read_it(tmp_path: Path) -> None:
    plain = rule_versions(tmp_path)
    assert plain == rule_versions()
    (tmp_path / "content.toml").write_text("[[content]]\n")
    own = rule_versions(tmp_path)
    assert own["content_missing"] != plain["content_missing"]
    assert own["link_broken"] == plain["link_broken"]


def test_what_judged_is_kept_beside_the_round(tmp_path: Path) -> None:
    assert read_versions(tmp_path) == {}
    keep_versions(tmp_path)
    assert read_versions(tmp_path) == rule_versions()
    assert json.loads((tmp_path / "rules.json").read_text())
