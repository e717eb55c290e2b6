"""A rule and its card; the verdicts it may give; finding all rules by walking their folder."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from checks.finding import Outcome
from crawler.archive import Page
from crawler.targets import Kind

if TYPE_CHECKING:
    from checks.site import Site

SITES = (Kind.PORTAL, Kind.DEPARTMENT)
ACCOUNTS = (Kind.WECHAT, Kind.WEIBO, Kind.ACCOUNT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says; the runner adds rule, target and key."""

    outcome: Outcome
    message: str
    page: Page | None
    quote: str = ""
    item: str = ""
    place: str = ""
    certain: bool = True
    url: str = ""
    """Of the page at fault, where it is another than the one that proves it."""


def passed(message: str, page: Page | None = None, *, quote: str = "", item: str = "", place: str = "") -> Verdict:
    return Verdict(Outcome.PASS, message, page, quote, item, place)


def failed(
    message: str, page: Page | None, *, quote: str = "", item: str = "", place: str = "", certain: bool = True
) -> Verdict:
    """`certain=False` makes this one fail of a certain rule a suspicion."""
    return Verdict(Outcome.FAIL, message, page, quote, item, place, certain)


def unsure(message: str, page: Page | None = None, *, quote: str = "", item: str = "", place: str = "") -> Verdict:
    return Verdict(Outcome.UNSURE, message, page, quote, item, place)


def not_applicable(message: str, page: Page | None = None, *, item: str = "") -> Verdict:
    return Verdict(Outcome.NOT_APPLICABLE, message, page, item=item)


def not_measured(message: str, page: Page | None = None, *, item: str = "") -> Verdict:
    return Verdict(Outcome.NOT_MEASURED, message, page, item=item)


def not_found(message: str, unread: str, page: Page | None = None) -> Verdict:
    """Nothing that the rule speaks of: not applicable where all was read; `unread` says what was not, or is ''."""
    return not_measured(f"{unread}，{message}", page) if unread else not_applicable(message, page)


Judge = Callable[["Site"], Iterator[Verdict]]


@dataclass(frozen=True, slots=True)
class Rule:
    """The card of one rule. `id` is its file's name; `doc` is that file's docstring, which is its published page."""

    id: str
    title: str
    basis: str
    fix: str
    kinds: tuple[Kind, ...]
    certain: bool
    reads_pages: bool
    """Needs a readable home page; without one the runner says `not_measured` in its place."""
    doc: str
    judge: Judge


def rule(
    *,
    title: str,
    basis: str,
    fix: str,
    kinds: tuple[Kind, ...] = SITES,
    certain: bool = True,
    reads_pages: bool = True,
) -> Callable[[Judge], Rule]:
    """Make a rule of a generator of verdicts; its module's name and docstring become the rule's."""

    def card(judge: Judge) -> Rule:
        module = inspect.getmodule(judge)
        assert module is not None and module.__doc__, f"{judge.__name__}: the rule's file needs a docstring"
        return Rule(judge.__name__, title, basis, fix, kinds, certain, reads_pages, module.__doc__.strip(), judge)

    return card


@cache
def load_rules() -> dict[str, Rule]:
    """Every rule of `checks/rules/`, by id, sorted."""
    import checks.rules as folder

    found = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(folder.__path__)):
        found[name] = getattr(importlib.import_module(f"checks.rules.{name}"), name)
    return found


def rule_table(rules: dict[str, Rule]) -> str:
    """One line a rule: id, certain or suspicion, title, clause."""
    rows = [
        f"{rule.id:26}{'确定' if rule.certain else '疑似'}  {rule.title}  —— {rule.basis}" for rule in rules.values()
    ]
    return "\n".join([*rows, f"共 {len(rules)} 条。rules ID 查看一条规则的说明。"])


def rule_page(rule: Rule) -> str:
    """All that is published of one rule; its documentation is its file's docstring."""
    word = "确定：机器的结论可以直接扣分" if rule.certain else "疑似：须经人工核实才能扣分"
    kinds = "、".join(kind.label for kind in rule.kinds)
    return (
        f"{rule.id}  {rule.title}\n依据：{rule.basis}\n对象：{kinds}\n性质：{word}\n整改建议：{rule.fix}\n\n{rule.doc}"
    )


def rules_document(rules: dict[str, Rule]) -> str:
    """All cards and their documentation as one Markdown text: docs/rules.md."""
    head = "# 规则\n\n由程序生成：`python3 start.py rules --markdown > docs/rules.md`。说明取自各规则文件开头的文字。\n"
    lines = ["| 规则 | 性质 | 名称 | 依据 |", "| --- | --- | --- | --- |"]
    lines += [
        f"| [{rule.id}](#{rule.id}) | {'确定' if rule.certain else '疑似'} | {rule.title} | {rule.basis} |"
        for rule in rules.values()
    ]
    pages = [f"## {rule.id}\n\n{_card(rule)}\n\n```\n{rule.doc}\n```" for rule in rules.values()]
    return "\n".join([head, *lines, "", "\n\n".join(pages)])


def _card(rule: Rule) -> str:
    kinds = "、".join(kind.label for kind in rule.kinds)
    word = "确定" if rule.certain else "疑似，须经人工核实"
    return f"{rule.title}（{word}）\n\n- 依据：{rule.basis}\n- 对象：{kinds}\n- 整改：{rule.fix}"
