"""A policy document and its interpretation do not lead to each other.

Who reads the one must come to the other: a document without its 解读 is hard, a 解读 without the document proves nothing.

Fails          when a document and an interpretation that is surely its own stand on the site, and the document's page has no
               link to any of its interpretations, or the interpretation's page none to the document. Links to a copy of
               the other, links with the other's title and links anywhere in the page all count.
Unsure         when a script of the page may draw links to related documents; when the page has a heading for them and
               nothing under it that could be read.
Not measured   when the other's page was not read.
Not applicable when no document and interpretation were found that surely belong together, or only such as are older than
               the clause.
Blind spots    pairs whose titles are not alike and that nothing else tells.
Item           `document` the document's page lacks the link · `interpretation` the interpretation's page lacks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checks.facts.documents import Document
from checks.facts.interpretations import Interpretation, pairs
from checks.facts.policies import Policy
from checks.facts.titles import bare
from checks.rule import Verdict, failed, not_found, not_measured, passed, rule, unsure
from checks.site import Site

SINCE = date(2017, 6, 8)
"""国办发〔2017〕47号 was published on that day; older documents are left."""
_BLOCK = re.compile(
    r"[【\[]?(?:相关|关联)(?:政策)?(?:解读|文件|文档|链接|阅读|稿件|政策)|[【\[]?(?:解读|原文|文件)链接|[【\[]?政策原文|[【\[]?解读材料"
)
_PRESS = re.compile(r"发布会|吹风会|通气会")
"""Press conferences speak of many documents; one named in passing is not theirs."""
_TITLE = 6
"""Characters at least of a title that tells a link's goal."""


@rule(
    title="政策文件与解读未相互关联",
    basis="国办发〔2017〕47号 政策文件与解读材料相互关联；国办秘函〔2019〕19号 扣分指标“解读关联”",
    fix="在政策文件页面链接其解读，在解读页面链接政策文件原文。",
)
def interpretation_unlinked(site: Site) -> Iterator[Verdict]:
    documents: dict[str, dict[str, Policy]] = {}
    explained: dict[str, dict[str, Interpretation]] = {}
    for pair in site.fact(pairs):
        policy = pair.policy
        told = pair.told_by != "正文引用" or not _PRESS.search(pair.interpretation.title)
        if pair.sure and told and policy.own and (policy.published is None or policy.published >= SINCE):
            documents.setdefault(policy.core, {})[policy.url] = policy
            explained.setdefault(policy.core, {})[pair.interpretation.url] = pair.interpretation
    if not documents:
        yield not_found("没有读到能够确定对应关系的政策文件和解读。", site.unread, site.home)
    for subject in documents:
        copies, explaining = list(documents[subject].values()), list(explained[subject].values())
        yield _of_document(site, copies, explaining)
        yield from _of_interpretations(site, copies, explaining)


def _of_document(site: Site, copies: Sequence[Policy], explaining: Sequence[Interpretation]) -> Verdict:
    policy, other = copies[0], explaining[0]
    goals, titles = {one.url for one in explaining}, [one.title for one in explaining]
    for copy in copies:
        if _links(site, copy.document, goals, titles):
            return passed(f"《{copy.title}》链接了解读。", copy.document.page, item="document", quote=copy.title)
    said = f"《{policy.title}》的页面没有链接其解读“{other.title}”（{other.url}）"
    return _fault(said, [copy.document for copy in copies], policy.title, "document")


def _of_interpretations(
    site: Site, copies: Sequence[Policy], explaining: Sequence[Interpretation]
) -> Iterator[Verdict]:
    goals, titles = {one.url for one in copies}, [one.title for one in copies] + [one.core for one in copies]
    groups: dict[str, list[Interpretation]] = {}
    for one in explaining:
        groups.setdefault(bare(one.title), []).append(one)
    for group in groups.values():
        title = group[0].title
        read = [one.document for one in group if one.document]
        if not read:
            said = f"解读“{title}”（{group[0].url}）的页面没有读到，不评判其是否链接《{copies[0].title}》。"
            yield not_measured(said, copies[0].document.page, item="interpretation")
        elif linking := next((one for one in read if _links(site, one, goals, titles)), None):
            yield passed(f"解读“{title}”链接了政策文件。", linking.page, item="interpretation", quote=title)
        else:
            said = f"解读“{title}”的页面没有链接政策文件《{copies[0].title}》（{copies[0].url}）"
            yield _fault(said, read, title, "interpretation")


def _links(site: Site, document: Document, goals: set[str], titles: Sequence[str]) -> bool:
    """Does the page link to one of the goals, directly or by a redirect, or name one of the titles in a link?"""
    names = [name for title in titles if len(name := bare(title)) >= _TITLE]
    for link in document.links:
        if link.url == document.page.url:
            continue
        if link.url in goals or any(page.url in goals for page in site.answers.chain(link.url)):
            return True
        said = bare(link.text)
        if any(name in said for name in names) and not link.url.startswith(document.page.url):
            return True
    return False


def _fault(said: str, documents: Sequence[Document], quote: str, item: str) -> Verdict:
    page = documents[0].page
    for document in documents:
        if document.relates or document.frames:
            return unsure(f"{said}；页面有可能绘制相关链接的脚本或框架，须人工核实。", page, quote=quote, item=item)
        if (heading := _unread_block(document)) and (document.scripts or document.inline):
            return unsure(
                f"{said}；页面有“{heading}”一栏而读不到其中的链接，须人工核实。", page, quote=quote, item=item
            )
    return failed(said + "。", page, quote=quote, item=item)


def _unread_block(document: Document) -> str:
    """A heading for related documents that is no link itself, or ''."""
    linked = {link.text for link in document.links}
    return next((line for line in document.lines if len(line) <= 12 and line not in linked and _BLOCK.match(line)), "")
