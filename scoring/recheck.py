"""What became of what units were told to put right, judged on the pages that were read again.

`已销号` needs a word: the rule calls the very place right or no concern of the site, or it read the page again and
speaks of the site without the fault. Whatever could not be read again stays `未能复核`, and is never held against a unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from checks.around import Around
from checks.errands import BY_CLOCK, FORMER_DAY, KEPT, ONCE, SAMPLED
from checks.facts.answers import Reach, failure
from checks.facts.dates import local_day
from checks.finding import Finding, Outcome
from checks.overlay import Overlay
from checks.rule import load_rules
from checks.run import run
from checks.site import Site
from crawler.addresses import page_key
from crawler.archive import Archive
from crawler.targets import Target
from scoring.demands import Demand, Recheck, State
from scoring.silence import UNKNOWN, Habits, is_address, is_problem, silence

CLOCK = "一次访问说明不了可用率，须按时访问首页满一周（visit 命令）后，在下一轮评估中复核。"
PEOPLE = "新媒体账号的问题须有新的数据文件或人工核查，请在下一轮评估中复核。"
UNSAID = "本轮检查结果中已没有这一条（可能重新检查过），请重新运行 rectify 后再复核。"


@dataclass(frozen=True, slots=True)
class Looked:
    """One site that was visited again."""

    target: Target
    former: Path
    """Its archive of the round."""
    again: Path
    """Its archive of the second visit."""
    around: Around
    said: tuple[Finding, ...]
    """All that the round says of it."""
    habits: Habits
    as_of: date | None = None
    """The day that the round was asked to judge by; None: that of its capture."""


def recheck(looked: Looked, demands: Sequence[Demand]) -> Iterator[tuple[Demand, Recheck]]:
    """Each demand with what is so now, in their order."""
    judgement = _Judgement(looked, {demand.rule for demand in demands})
    told = {finding.key: finding for finding in looked.said if is_problem(finding)}
    for demand in demands:
        finding = told.get(demand.key)
        if reason := unanswerable(demand, looked.target, finding):
            yield demand, judgement.event(State.UNVERIFIED, reason)
        elif finding:
            yield demand, judgement.of(finding)


def recorded(demand: Demand, event: Recheck) -> Demand:
    """With the event, where it says something. That nothing could be told takes nothing back that was known or asked
    before; and an appeal waits for its ruling, whatever the page shows, unless the page shows that it is settled."""
    if event.state is State.UNVERIFIED and demand.state not in (State.SENT, State.ANSWERED, State.UNVERIFIED):
        return demand
    if demand.state is State.APPEALED and event.state is not State.CLOSED:
        return demand
    return demand.with_event(event)


def unanswerable(demand: Demand, target: Target, finding: Finding | None) -> str:
    """Why no second visit can decide it, or ''."""
    if finding is None:
        return UNSAID
    if not target.kind.is_site:
        return PEOPLE
    return CLOCK if demand.rule in BY_CLOCK else ""


def _day_of(looked: Looked) -> date | None:
    """That the round was judged by."""
    former = Site(looked.target, Archive(looked.former), looked.around)
    if looked.as_of or not former.visits:
        return looked.as_of
    return local_day((former.home or former.visits[0]).fetched_at)


class _Judgement:
    """One site judged again by the rules that it was found at fault by."""

    def __init__(self, looked: Looked, rules: Iterable[str]) -> None:
        self._looked = looked
        self._overlay = Overlay(looked.former, looked.again)
        self._site = Site(looked.target, self._overlay, looked.around)
        self._known = {finding.key for finding in looked.said if is_problem(finding)}
        cards = load_rules()
        alone = Site(looked.target, Archive(looked.again), looked.around)
        then = Site(looked.target, self._overlay, replace(looked.around, as_of=_day_of(looked)))
        self._said: dict[str, list[Finding]] = defaultdict(list)
        for rule in sorted(set(rules) & set(cards)):
            site = alone if rule in SAMPLED else then if rule in FORMER_DAY else self._site
            if site.visits:
                self._said[rule] = list(run(site, [cards[rule]]))

    def of(self, told: Finding) -> Recheck:
        said = self._said[told.rule]
        same = [one for one in said if one.key == told.key]
        if word := next((one for one in same if is_problem(one)), None) or next(iter(same), None):
            return self._heard(told, word)
        if moved := self._moved(told, said):
            return self._elsewhere(told, moved)
        of_item = [one for one in said if one.item == told.item]
        if told.rule in ONCE and len(of_item) == 1:
            return (self._elsewhere if is_problem(of_item[0]) else self._heard)(told, of_item[0])
        if gone := self._gone(told):
            return gone
        if reason := self._unreached(told.url):
            return self.event(State.UNVERIFIED, reason)
        if told.rule in KEPT:
            return self._kept(told, said)
        followed = self._followed(told) if is_address(told.place) else ""
        quiet = silence(told, said, self._looked.habits, self._read, followed=bool(followed))
        if not quiet.mended:
            return self.event(State.UNVERIFIED, quiet.reason)
        return self._closed(followed or quiet.reason, quiet.word, told.url)

    def event(self, state: State, message: str, word: Finding | None = None) -> Recheck:
        seen = (word.seen_at, word.sha256) if word else ("", "")
        return Recheck(state, self._day, message, *seen)

    @cached_property
    def _day(self) -> str:
        last = max((page.fetched_at for page in self._overlay.again.pages()), default=None)
        return local_day(last).isoformat() if last else ""

    @cached_property
    def _read(self) -> set[str]:
        """`page_key` of the pages that were read again, whole."""
        fresh = self._overlay.fresh
        return {page_key(page.url) for page in fresh if page.url in self._site.documents}

    def _heard(self, told: Finding, word: Finding) -> Recheck:
        """The rule speaks of the very place."""
        if word.outcome in UNKNOWN:
            return self.event(State.UNVERIFIED, f"未测得：{word.message}")
        if not self._overlay.is_fresh(word.seen_at, word.sha256):
            reason = self._unreached(told.url) or "没有再读取到能说明这一问题的页面。"
            return self.event(State.UNVERIFIED, reason)
        if not is_problem(word):
            return self.event(State.CLOSED, f"{word.outcome.label}：{word.message}", word)
        if word.outcome is Outcome.FAIL and word.certain:
            return self.event(State.OPEN, word.message, word)
        # A person confirmed what the machine only suspects: other words than those are to be looked at by one.
        same = (word.outcome, word.certain, word.quote) == (told.outcome, told.certain, told.quote)
        if same and (word.quote or word.message == told.message):
            return self.event(State.OPEN, word.message, word)
        return self.event(State.UNVERIFIED, f"机器不能确定：{word.message}", word)

    def _moved(self, told: Finding, said: Iterable[Finding]) -> Finding | None:
        """Another problem of the rule in the same place, that the round did not have."""
        pages = {page_key(page.url) for page in self._site.answers.chain(told.url)} | {page_key(told.url)}
        for one in said:
            if not is_problem(one) or one.key in self._known:
                continue
            here = page_key(one.url) in pages
            same_item, same_place = one.item == told.item, one.place == told.place
            if (here and (same_item or same_place)) or (same_item and same_place and bool(told.place)):
                return one
        return None

    def _elsewhere(self, told: Finding, now: Finding) -> Recheck:
        fresh = self._overlay.is_fresh(now.seen_at, now.sha256)
        if not fresh:
            return self.event(State.UNVERIFIED, f"该页已不见此问题，另一页面（{now.url}）上的同一问题没有再读取到。")
        if now.outcome is not Outcome.FAIL or not now.certain:
            return self.event(State.UNVERIFIED, f"机器不能确定：{now.message}", now)
        state = State.OPEN if told.rule in ONCE | SAMPLED else State.CHANGED
        return self.event(state, now.message, now)

    def _gone(self, told: Finding) -> Recheck | None:
        """The page at fault is not there any more. It is settled only when nothing leads to it."""
        answer = self._overlay.answers.of(told.url)
        if answer is None or answer.reach is not Reach.GONE or page_key(told.url) == page_key(self._looked.target.url):
            return None
        carriers = [one for one in self._site.carriers.get(told.url, ()) if one != told.url]
        page = answer.page
        seen = page.fetched_at.isoformat(), page.sha256
        code = f"状态码 {page.status}"
        live = [one for one in carriers if page_key(one) in self._read]
        if live:
            said = f"问题页面已不存在（{code}），而 {live[0]} 仍有链接指向它。"
            return Recheck(State.CHANGED, self._day, said, *seen)
        if carriers:
            said = f"问题页面已不存在（{code}）；仍链接它的页面（{carriers[0]} 等 {len(carriers)} 个）没有再读取到。"
            return Recheck(State.UNVERIFIED, self._day, said, *seen)
        said = f"问题页面已撤下（{code}），原来链接它的页面不再有链接。应当公开的内容被撤下的，须另行核实。"
        return Recheck(State.CLOSED, self._day, said, *seen)

    def _kept(self, told: Finding, said: Iterable[Finding]) -> Recheck:
        """Of an item that must still be on its page for silence to mean that it was put right."""
        document = self._site.shown.get(told.url)
        if unknown := next((one for one in said if one.outcome in UNKNOWN), None):
            return self.event(State.UNVERIFIED, f"未测得：{unknown.message}")
        if document is None or not any(told.item in line for line in document.lines):
            return self.event(State.UNVERIFIED, "该页已不见这一条，是否办结须人工核实。")
        return self._closed("这一条仍在该页，规则未再指出此问题。", None, told.url)

    def _unreached(self, url: str) -> str:
        """Why the page was not read again, or ''."""
        answers = self._overlay.answers
        answer, home = answers.of(url), answers.of(self._looked.target.url)
        if answer is None and home is not None and home.reach is Reach.OK:
            return "" if url == self._looked.target.url else "没有再访问到该页，不能复核。"
        answer = answer or home
        if answer is None:
            return "没有再访问到该网站，不能复核。"
        if answer.reach in (Reach.OK, Reach.GONE):
            return ""
        what = "该页" if answers.of(url) else "该网站首页"
        return f"{what}没有读到（{answer.reach.label}，{failure(answer.page)}），不能复核。"

    def _followed(self, told: Finding) -> str:
        """Of a link: what became of it, in Chinese: the page does not carry it any more, or it leads somewhere now; or ''."""
        document = self._site.shown.get(told.url)
        if document and page_key(told.url) in self._read and all(link.url != told.place for link in document.links):
            return "重新读取了该页，已不再有这一链接。"
        answer = self._overlay.answers.of(told.place)
        return f"这一链接现在可以打开（状态码 {answer.page.status}）。" if answer and answer.reach is Reach.OK else ""

    def _closed(self, reason: str, word: Finding | None, url: str) -> Recheck:
        """With the page that was read as its evidence, where the rule names none."""
        if word and self._overlay.is_fresh(word.seen_at, word.sha256):
            return self.event(State.CLOSED, reason, word)
        document = self._site.shown.get(url)
        if document is None or page_key(url) not in self._read:
            return self.event(State.UNVERIFIED, "没有再读取到该页。")
        page = document.page
        return Recheck(State.CLOSED, self._day, reason, page.fetched_at.isoformat(), page.sha256)
