"""Where a site uses wrong terms: each with the sentences that it stands in and the pages that bear them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from checks.facts.texts import own_lines
from checks.lexicon import Entry
from checks.terms import Hit, terms_of

if TYPE_CHECKING:
    from checks.site import Site

_CHUNK = 200_000
"""Characters searched at a time."""
_AROUND = 40
"""Characters of its sentence that are kept on each side of a term (our default)."""
_STOPS = "。！？!?；;\n"
_TAUGHT = re.compile(
    r"应改为|误写|误为|错写|正确写法|错别字|错误表述|规范表述|禁用词|不得使用|不能使用|不要写|勿写|勘误"
)
"""A sentence about how a term is written."""


@dataclass(slots=True)
class Wording:
    entry: Entry
    sentence: str
    """The first, cut to what stands around the term."""
    pages: dict[str, int] = field(default_factory=dict)
    """Address → times, in order."""


def wordings(site: Site) -> list[Wording]:
    """In the site's own words, by term."""
    return wordings_in(own_lines(site), site.around.lexicon)


def wordings_in(lines: Mapping[str, list[str]], lexicon: Path | None) -> list[Wording]:
    """By term. `lines`: each line, with the places that bear it."""
    terms = terms_of(lexicon)
    found: dict[str, Wording] = {}
    for line, hit in _hits(list(lines), terms.find):
        sentence = _sentence(line, hit)
        if _TAUGHT.search(sentence) or (hit.entry.suggestion and hit.entry.suggestion in sentence):
            continue
        wording = found.setdefault(hit.entry.term, Wording(hit.entry, sentence))
        for url in lines[line]:
            wording.pages[url] = wording.pages.get(url, 0) + 1
    return [found[term] for term in sorted(found)]


def _hits(lines: list[str], find: Callable[[str], list[Hit]]) -> Iterator[tuple[str, Hit]]:
    """Lines are searched many at a time; what stands on many pages is searched once."""
    for chunk in _chunks(lines):
        starts = [0, *accumulate(len(line) + 1 for line in chunk)]
        for hit in find("\n".join(chunk)):
            at = bisect_right(starts, hit.start) - 1
            if hit.end <= starts[at] + len(chunk[at]):
                yield chunk[at], Hit(hit.entry, hit.start - starts[at], hit.end - starts[at])


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _sentence(line: str, hit: Hit) -> str:
    start = max(line.rfind(stop, 0, hit.start) for stop in _STOPS) + 1
    ends = [end for stop in _STOPS if (end := line.find(stop, hit.end)) >= 0]
    end = min(ends) + 1 if ends else len(line)
    return line[max(start, hit.start - _AROUND) : min(end, hit.end + _AROUND)].strip()
