"""The evidence pages: 证据/<对象编号>.html for each target with problems, one anchor for each finding.

One file that opens by a double click, offline: what was asked, what was seen, and the archived page itself with the
place marked, in a frame that may run nothing (`checks.facts.exhibits` says why it could not anyhow).
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checks.dossier import Dossier, Shown
from checks.evidence import Evidence
from crawler.archive import Page
from reports.cells import address, file_names
from reports.evidence_words import Try, asked, notes, seen, state, told, tried, tries

FOLDER = "证据"
SCREENSHOTS = "截图"
_TEMPLATES = Path(__file__).parent / "templates"


def evidence_file(target: str) -> str:
    """Name of the page of a target, in 证据; a target's id is already what every file system takes."""
    return f"{target}.html"


def evidence_path(target: str, key: str) -> str:
    """From DIR/reports to the place of one finding: `证据/<对象编号>.html#<编号>`."""
    return f"{FOLDER}/{evidence_file(target)}#{key}"


def screenshot_path(key: str) -> str:
    """From DIR/reports/证据 to the picture of the marked place: `截图/<编号>.png`."""
    return f"{SCREENSHOTS}/{key}.png"


@dataclass(frozen=True, slots=True)
class Case:
    """One finding as its article shows it; pairs are title and text of a row."""

    key: str
    state: str
    tag: str
    title: str
    message: str
    asked: list[tuple[str, str]]
    rule: str
    """Id of the rule, whose documentation stands once in the page; empty where this edition has no such rule."""
    url: str
    place: str
    quote: str
    seen: list[tuple[str, str]]
    digest: str
    size: int
    intact: bool | None
    """None where the bytes were never kept."""
    headers: list[tuple[str, str]]
    clocked: list[Try]
    tried: str
    tries: list[Try]
    open_tries: bool
    notes: list[str]
    page: str
    """Id of the packed document; empty when there is none."""
    file: str
    file_name: str
    screenshot: str


def write_evidence(dossier: Dossier, room: float, path: Path, screenshots: Mapping[str, str]) -> None:
    """`room`: megabytes that the packed pages were kept to. `screenshots`: key → path from the page, where there is one."""
    ids = {page: f"page-{number}" for number, page in enumerate(dossier.shown)}
    shelf = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    script = (_TEMPLATES / "evidence.js").read_text(encoding="utf-8")
    text = shelf.get_template("evidence.html.j2").render(
        name=told(dossier.target.name),
        unit=told(dossier.target.unit),
        cases=[
            _case(
                one,
                dossier,
                ids.get(one.page, "") if one.page and one.intact else "",
                screenshots.get(one.finding.key, ""),
            )
            for one in _distinct(dossier.evidence)
        ],
        room=f"{room:g}",
        left_out=dossier.left_out,
        rules={one.rule.id: one.rule.doc for one in dossier.evidence if one.rule},
        packed=list(_packed(dossier, ids)),
        script=script,
        script_hash="sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _packed(dossier: Dossier, ids: Mapping[Page, str]) -> Iterator[tuple[str, str]]:
    """Id and Base64 of each document, and of the files that are handed on."""
    for page, one in dossier.shown.items():
        for kind, data in (("", one.packed), ("file-", one.file)):
            if data:
                yield f"{kind}{ids[page]}", b64encode(data).decode()


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    """What is certain first; rows of one key say the same and get one article."""
    first = {one.finding.key: one for one in reversed(evidence)}
    ordered = [one for one in evidence if first[one.finding.key] is one]
    return sorted(ordered, key=lambda one: state(one.finding)[1] != "bad")


def _case(evidence: Evidence, dossier: Dossier, page: str, screenshot: str) -> Case:
    finding, rule = evidence.finding, evidence.rule
    shown = dossier.shown[evidence.page] if page and evidence.page else None
    said, tag = state(finding)
    return Case(
        key=finding.key,
        state=said,
        tag=tag,
        title=rule.title if rule else finding.rule,
        message=told(finding.message),
        asked=asked(finding, rule),
        rule=rule.id if rule else "",
        url=address(finding.url),
        place=told(finding.place),
        quote=told(finding.quote),
        seen=seen(evidence, dossier.folder),
        digest=evidence.page.sha256 if evidence.page else "",
        size=evidence.page.size if evidence.page else 0,
        intact=evidence.intact,
        headers=[(told(name), told(value)) for name, value in evidence.headers],
        clocked=tries(evidence.clocked),
        tried=told(tried(evidence)),
        tries=tries(evidence.tries),
        open_tries=not shown or bool(tried(evidence) != finding.url),
        notes=notes(evidence, shown),
        page=page if shown and shown.packed else "",
        file=f"file-{page}" if shown and shown.file else "",
        file_name=_file_name(shown) if shown else "",
        screenshot=screenshot,
    )


def _file_name(shown: Shown) -> str:
    """As the site called it, as far as a file system takes that, with the ending of what the bytes are."""
    name = unquote(urlsplit(shown.page.url).path).rpartition("/")[2]
    return f"{file_names([name])[name].removesuffix(f'.{shown.kind}')}.{shown.kind}"
