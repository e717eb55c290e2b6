"""The house keeps its own rules. Every failure here is one sentence that says what to add or to move."""

from __future__ import annotations

import ast
import configparser
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from checks.rule import load_rules, rules_document
from scoring.scheme import list_schemes, load_scheme

HERE = Path(__file__).resolve().parent.parent
ROOMS = ("commands", "crawler", "checks", "scoring", "reports", "demo")
MODULES = [
    HERE / "audit.py",
    HERE / "start.py",
    *sorted(path for room in ROOMS for path in (HERE / room).rglob("*.py")),
]
RULES = sorted(path.stem for path in (HERE / "checks" / "rules").glob("*.py") if path.stem != "__init__")

MODULE_LINES, FUNCTION_LINES = 250, 30
LONG_TABLES = {
    "commands/parser.py:parser",
    "crawler/settings.py:scrapy_settings",
    "checks/facts/documents.py:read_document",
}
"""Functions that are one declarative table, read from top to bottom; they may be longer."""

PURE_ROOMS = ("checks", "scoring", "reports")
NOT_PURE = {"time", "random", "secrets", "uuid", "socket", "ssl", "select", "selectors", "http.client", "http.server",
            "urllib.request", "ftplib", "smtplib", "socketserver", "xmlrpc"}  # fmt: skip
"""Standard modules of clock, chance and network: what is judged, weighed and laid out must come out the same again.
Third-party ones are held off by the import contracts in setup.cfg."""
LOTS = {"scoring/draws.py": {"random"}}
"""Drawn from a seed that the scheme tells: the same lot again."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Full names of modules, wherever in the file they are imported; `from a import b` gives both a and a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def setup_cfg() -> configparser.ConfigParser:
    setup = configparser.ConfigParser()
    setup.read(HERE / "setup.cfg", encoding="utf-8")
    return setup


def is_chinese(text: str) -> bool:
    return re.search(r"[一-鿿]", text) is not None


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_is_documented(rule_id: str) -> None:
    rule = load_rules()[rule_id]
    first, *rest = rule.doc.splitlines()
    assert first.endswith(".") and rest[:1] == [""], (
        f"checks/rules/{rule_id}.py: the docstring's first line must name the fault in one sentence, then an empty line."
    )
    assert any(line.startswith("Fails ") for line in rest), (
        f"checks/rules/{rule_id}.py: the docstring must say when the rule fails, in a paragraph that begins with “Fails”."
    )
    for name in ("title", "basis", "fix"):
        assert is_chinese(getattr(rule, name)), f"checks/rules/{rule_id}.py: @rule needs a Chinese {name}."


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_is_tested(rule_id: str) -> None:
    test = HERE / "tests" / "rules" / f"test_{rule_id}.py"
    there = test.exists()
    assert there, f"Rule {rule_id} has no test: write {place(test)}."


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_is_weighed(rule_id: str) -> None:
    assert rule_id in weighed(), f"Rule {rule_id} weighs nothing: name it in an indicator of a scoring/schemes/*.toml."


@cache
def weighed() -> set[str]:
    schemes = (load_scheme(name, load_rules()) for name in list_schemes())
    references = (name for scheme in schemes for row in scheme.indicators for name in row.references)
    return {name.partition(":")[0] for name in references}


@pytest.mark.parametrize("rule_id", RULES)
@pytest.mark.parametrize("kind", ["fault", "tempting"])
def test_rule_is_measured(rule_id: str, kind: str) -> None:
    assert rule_id in measured(kind), (
        f"Rule {rule_id} is not measured: give the demo county a place for it, and demo/faults/ a [[{kind}]] with it."
    )


@cache
def measured(kind: str) -> set[str]:
    lists = (tomllib.loads(path.read_text("utf-8")) for path in (HERE / "demo" / "faults").glob("*.toml"))
    return {row["rule"] for rows in lists for row in rows.get(kind, ())}


def test_rules_are_published() -> None:
    told = (HERE / "docs" / "rules.md").read_text("utf-8")
    assert told.strip() == rules_document(load_rules()).strip(), (
        "docs/rules.md is behind the rules: python3 start.py rules --markdown > docs/rules.md"
    )


def test_rule_cards_differ() -> None:
    titles = [rule.title for rule in load_rules().values()]
    assert len(titles) == len(set(titles)), "Two rules have the same title: a reader cannot tell their findings apart."


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_module_is_short(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= MODULE_LINES, (
        f"{place(path)} has {lines} lines; the most is {MODULE_LINES}. Find the second thing in it."
    )
    assert path.stem not in {"utils", "util", "helpers", "common", "base", "core"}, f"{place(path)}: name what it is."
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and f"{place(path)}:{node.name}" not in LONG_TABLES:
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES, (
                f"{place(path)}: {node.name}() has {length} lines; the most is {FUNCTION_LINES}. Name its parts."
            )


@pytest.mark.parametrize("path", [path for path in MODULES if path.relative_to(HERE).parts[0] in PURE_ROOMS], ids=place)
def test_judgement_knows_no_clock_chance_or_network(path: Path) -> None:
    found = NOT_PURE & set(imported(path)) - LOTS.get(place(path), set())
    assert not found, f"{place(path)} imports {', '.join(sorted(found))}: what it says would differ from run to run."
    clocks = sorted(set(clock_calls(path)))
    assert not clocks, f"{place(path)} asks the clock by {', '.join(clocks)}: “today” is the capture time or --as-of."


def clock_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}:
            owner = ast.unparse(node.value)
            if owner.rpartition(".")[2] in {"date", "datetime", "Timestamp"}:
                yield f"{owner}.{node.attr}"


def test_audit_imports_commands_only() -> None:
    outside = {name.partition(".")[0] for name in imported(HERE / "audit.py")} - sys.stdlib_module_names - {"commands"}
    assert not outside, f"audit.py imports {', '.join(sorted(outside))}: wiring belongs in commands/."


def test_every_import_is_declared() -> None:
    extras = setup_cfg()["options.extras_require"]
    wanted = [setup_cfg()["options"]["install_requires"], *(extras[name] for name in extras if name != "dev")]
    declared = {plain(re.split("[<>=]", line)[0]) for line in "\n".join(wanted).split()}
    homes = packages_distributions()
    for path in MODULES:
        for name in {name.partition(".")[0] for name in imported(path)} - sys.stdlib_module_names - {*ROOMS, "audit"}:
            assert declared & {plain(home) for home in homes.get(name, [name])}, (
                f"{place(path)} imports {name}: declare its package in setup.cfg."
            )


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_data_file_is_shipped() -> None:
    shipped = {pattern.strip().removeprefix("**/*") for pattern in setup_cfg()["options.package_data"]["*"].split(",")}
    for path in sorted(path for room in ROOMS for path in (HERE / room).rglob("[!.]*.*") if path.is_file()):
        assert path.suffix in {*shipped, ".py", ".pyc"}, f"{place(path)}: add its kind to package_data in setup.cfg."


def test_every_toml_parses() -> None:
    for path in sorted(path for room in ROOMS for path in (HERE / room).rglob("*.toml")):
        assert tomllib.loads(path.read_text("utf-8")), f"{place(path)} is empty."


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", ["python3 start.py demo", "python3 start.py test"])
def test_readme_names_the_first_commands(name: str, command: str) -> None:
    readme = HERE / name
    told = readme.read_text("utf-8") if readme.exists() else ""
    assert command in told, f"{name} must tell the newcomer “{command}”."
