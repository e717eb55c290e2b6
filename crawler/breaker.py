"""Whether to go on asking a host: one that falls silent, or shuts this program out, is let alone, tried again, given up."""

from __future__ import annotations

from enum import Enum

from crawler.archive import Page

SILENCES = 4
"""In a row before a host is let alone. Our default: one more than the attempts at a home page."""
REFUSALS = 10
"""In a row before a host is let alone: a part of a site may be closed to all. Our default."""
TRIALS = 3
"""Single requests, each after a longer rest, before a host is given up. Our default."""

_CHALLENGES = frozenset({412, 521})
_OVERLOADED = frozenset({502, 503, 504})
_SHUT = frozenset({401, 403, 405, 406, 429}) | _CHALLENGES | _OVERLOADED

TITLES = {
    "silent": "连续多次没有应答",
    "blocked": "连续拒绝本程序访问",
    "challenge": "连续返回脚本验证页",
    "overloaded": "连续返回服务器繁忙",
}
"""Why a host was given up → Chinese."""


class Step(Enum):
    """What to do with a host."""

    GO_ON = "go on"
    REST = "rest"
    GIVE_UP = "give up"


class Breaker:
    """One host's answers in a row. A host that never answered counts as silent by time-outs only: they cost time."""

    def __init__(self) -> None:
        self.why = ""
        """Key of TITLES while it rests or is on trial, and for good once it was given up."""
        self.rests = 0
        self.resting = False
        """No request is sent. What was under way when the rest began may still come in."""
        self.given_up = False
        self._answered = False
        self._bad: dict[str, int] = {}

    @property
    def on_trial(self) -> bool:
        return self.rests > 0 and not self.resting

    def heard(self, page: Page) -> Step:
        if self.given_up:
            return Step.GIVE_UP
        fault = self._fault(page)
        if not fault:
            self.why, self.rests, self.resting = "", 0, False
            self._answered, self._bad = True, {}
            return Step.GO_ON
        if self.resting:
            return Step.REST
        self._bad = {fault: self._bad.get(fault, 0) + 1}
        if not self.on_trial and self._bad[fault] < (SILENCES if fault == "silent" else REFUSALS):
            return Step.GO_ON
        self.why = fault
        if self.rests >= TRIALS:
            self.given_up = True
            return Step.GIVE_UP
        self.rests, self.resting = self.rests + 1, True
        return Step.REST

    def _fault(self, page: Page) -> str:
        if page.status is None:
            silences = {"timeout", "reset", "refused", "dns", "failed"} if self._answered or self.rests else {"timeout"}
            return "silent" if page.error in silences else ""
        if page.status in _CHALLENGES:
            return "challenge"
        if page.status in _OVERLOADED:
            return "overloaded"
        return "blocked" if page.status in _SHUT else ""
