"""A term is written wrong.

A slip in a standing phrase is read as carelessness at best; inspections count each one.

Fails          when the site's own words hold a term of the user's list (`--lexicon`), or one of the built-in set phrases
               written wrong; not where a longer phrase of the white list makes it right.
Not measured   for pages that were not crawled or could not be read.
Blind spots    pictures; what citizens wrote in letters that the site answers, and sentences about how a term is
               written, are let pass. Each term is told once, with the first page and the number of pages.
Item           the term as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.wordings import Wording, wordings
from checks.rule import Verdict, failed, passed, rule
from checks.site import Site
from checks.terms import BUILT_IN, terms_of

_EXAMPLES = 3


@rule(
    title="用词表述错误",
    basis="国办秘函〔2019〕19号 单项否决“安全、泄密事故等严重问题”（严重表述错误）；国办发〔2017〕47号 内容准确",
    fix="改正错误表述，检查同一来源的其他稿件，落实三审三校。",
    certain=False,
)
def wrong_word(site: Site) -> Iterator[Verdict]:
    found = wordings(site)
    for wording in found:
        yield _said(site, wording)
    if not found:
        count = len(terms_of(site.around.lexicon))
        yield passed(f"用 {count} 条词语检查了 {len(site.shown)} 个页面，未发现错误表述。", site.home)


def _said(site: Site, wording: Wording) -> Verdict:
    entry, pages = wording.entry, list(wording.pages)
    times = sum(wording.pages.values())
    source = "" if entry.source == BUILT_IN else f"词库“{entry.source}”"
    level = f"级别“{entry.level}”" if entry.level else ""
    given = "，".join(part for part in (source, level) if part)
    remark = f"（{given}）" if given else ""
    advice = f"，建议改为“{entry.suggestion}”" if entry.suggestion else ""
    others = "、".join(pages[1 : 1 + _EXAMPLES])
    also = f"，另见 {others}{'等' if len(pages) > 1 + _EXAMPLES else ''}" if others else ""
    message = f"疑似错误表述“{entry.term}”{remark}{advice}；{len(pages)} 个页面共 {times} 处{also}。"
    page = site.shown[pages[0]].page
    return failed(message, page, quote=wording.sentence, item=entry.term, place=entry.term)
