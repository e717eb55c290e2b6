"""Which edition of a rule judged a round: a digest of its source, of the facts it reads, and of the lists given to it.

A rule's own file is often ten lines over a fact; a digest of that file alone would call two rules the same that say
different things of the same page. So its imports within this room are followed, and the lists that they read. The
runner, the archive and other people's libraries are left out: they are the program's version.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from checks.rule import load_rules

VERSIONS = "rules.json"
_LENGTH = 12
_LIBRARIES = (
    "ahocorasick-rs",
    "beautifulsoup4",
    "chinesecalendar",
    "cryptography",
    "lxml",
    "msgspec",
    "pypdf",
    "selectolax",
)
_FRAME = frozenset({"checks.around", "checks.check", "checks.finding", "checks.rule", "checks.run"})
_LISTS = Path(__file__).parent / "words"
_IMPORT = re.compile(r"^\s*from (checks(?:\.\w+)+) import", re.MULTILINE)
_GIVEN = {
    "content.toml": "checks.content.catalogue",
    "lexicon": "checks.lexicon",
    "workdays.csv": "checks.facts.workdays",
}
"""What a round may have of its own → the module that speaks of it: rules that read it are another edition with it."""


def rule_versions(folder: Path | None = None) -> dict[str, str]:
    """Rule → twelve hex digits, sorted; with the lists that the round in `folder` was given, where it has any."""
    own = {module: _digest_of(folder / name) for name, module in _GIVEN.items()} if folder else {}
    return {rule: _digest([*_sources(f"checks.rules.{rule}"), *_told(rule, own)]) for rule in sorted(load_rules())}


@cache
def reading_version() -> str:
    """Of what reads a page: its facts, the archive's code, and the libraries under them."""
    return _digest([*_sources("checks.facts.documents"), *_ground()])


@cache
def program_version() -> str:
    """Of all that is no rule's: the runner and what it observes itself, the archive's code, libraries."""
    return _digest([*_sources("checks.run"), *_ground()])


def _ground() -> list[str]:
    """The archive's room, and the libraries that the rooms above read pages and files with."""
    room = Path(__file__).parents[1] / "crawler"
    files = [*sorted(room.rglob("*.py")), *(_file(module) for module in sorted(_FRAME))]
    return [_digest_of(path) for path in files] + [f"{name} {version(name)}" for name in _LIBRARIES] + [sys.version]


def keep_versions(folder: Path) -> dict[str, str]:
    """DIR/rules.json: the editions that judge the round now, as `rule_versions` tells them."""
    versions = rule_versions(folder)
    (folder / VERSIONS).write_text(json.dumps(versions, indent=1) + "\n", encoding="utf-8")
    return versions


def read_versions(folder: Path) -> dict[str, str]:
    """As kept; of a round that was judged before they were, none."""
    path = folder / VERSIONS
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return kept


def _told(rule: str, own: Mapping[str, str]) -> list[str]:
    read = _reached(f"checks.rules.{rule}")
    return [f"{module} {digest}" for module, digest in sorted(own.items()) if digest and module in read]


@cache
def _sources(module: str) -> tuple[str, ...]:
    files = {path for one in _reached(module) for path in (_file(one), *_lists(one))}
    return tuple(_digest_of(path) for path in sorted(files))


@cache
def _reached(module: str) -> frozenset[str]:
    """The module and what it imports of this room, however far; the frame is not followed."""
    found, ahead = {module}, [module]
    while ahead:
        for name in _imports(ahead.pop()) - found - _FRAME:
            found.add(name)
            ahead.append(name)
    return frozenset(found)


@cache
def _imports(module: str) -> frozenset[str]:
    return frozenset(_IMPORT.findall(_file(module).read_text(encoding="utf-8")))


def _lists(module: str) -> list[Path]:
    """TOML files that the module names, or of whose folder it reads all."""
    path = _file(module)
    text = path.read_text(encoding="utf-8")
    beside = [*path.parent.glob("*.toml"), *_LISTS.glob("*.toml")]
    return [one for one in beside if f'"{one.name}"' in text or ('glob("*.toml")' in text and one.parent != _LISTS)]


@cache
def _file(module: str) -> Path:
    spec = importlib.util.find_spec(module)
    assert spec is not None and spec.origin, module
    return Path(spec.origin)


def _digest_of(path: Path) -> str:
    """Of a file, or of all files in a folder; '' of what is not there."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path] if path.exists() else []
    return _digest(hashlib.sha256(one.read_bytes()).hexdigest() for one in files if one.is_file()) if files else ""


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]
