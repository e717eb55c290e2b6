"""The portal's list of accounts and the roster disagree.

Opening, renaming and closing an account must be put on record; what stands on one list only was not, or is gone.

Fails          when an account on the portal's own list is not in the roster, or one in the roster is not on the list. The
               machine's word is certain only of a table of accounts, on a site of which nothing is left unread, and where
               the roster has at least half of what the table names: then it is a register and no sample. Of a name that is
               part of one on the other list it is a suspicion.
Unsure         never.
Not measured   when no such list was read, or the roster has no account of the portal's region.
Blind spots    lists that are pictures or are drawn by scripts; accounts of which the list or the roster does not say the
               platform are compared by name alone. Accounts marked as closed are let pass. A platform that the list does
               not speak of is not asked for.
Item           the account's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.facts.account_names import bare_name, beside, is_identifier
from checks.facts.matrices import Entry, matrix
from checks.rule import Verdict, failed, not_measured, passed, rule
from checks.site import Site
from crawler.targets import Kind, Target

REGISTER = 0.5
"""Share of the portal's accounts from which the roster counts as a register (our default)."""


@rule(
    title="新媒体矩阵与名册不符",
    basis="国办发〔2018〕123号 政务新媒体开设、变更、关停、注销分级备案；集约整合、统筹矩阵",
    fix="核对门户公布的账号与备案名册：漏报的备案，已关停的从门户撤下，遗漏的补充公布。",
    kinds=(Kind.PORTAL,),
)
def account_unlisted(site: Site) -> Iterator[Verdict]:
    entries = site.fact(matrix)
    own = [one for one in site.around.accounts if beside(site.target, one)]
    if not entries:
        yield not_measured("没有读到门户的新媒体账号名单，无从与名册比较。", site.home)
    elif not own:
        yield not_measured("名册中没有本地区的新媒体账号，无从与门户的名单比较。", entries[0].document.page)
    else:
        found = list(_Comparison(entries, own, site.around.accounts, not site.unread).verdicts())
        known = f"门户名单中的 {len(entries)} 个账号与名册中本地区的 {len(own)} 个账号一致。"
        yield from found or [passed(known, entries[0].document.page, quote=entries[0].quote)]


@dataclass(frozen=True, slots=True)
class _Comparison:
    entries: tuple[Entry, ...]
    own: list[Target]
    """Accounts of the portal's region."""
    every: tuple[Target, ...]
    """A portal may list accounts of the level above or below, which the roster has elsewhere."""
    read: bool
    """Was all of the site read?"""

    def verdicts(self) -> Iterator[Verdict]:
        strange = [entry for entry in self.entries if not any(_same(entry, one) for one in self.every)]
        register = len(self.entries) - len(strange) >= REGISTER * len(self.entries)
        for entry in strange:
            alike = any(entry.bare in (name := bare_name(one.account)) or name in entry.bare for one in self.every)
            yield self._unregistered(entry, certain=register and entry.listed and not alike)
        table = next((entry for entry in self.entries if entry.listed), None)
        for account in self._missing():
            name = bare_name(account.account)
            alike = any(entry.bare in name or name in entry.bare for entry in self.entries)
            certain = bool(table) and self.read and register and not alike
            yield self._unlisted(account, table or self.entries[0], certain=certain)

    def _missing(self) -> list[Target]:
        """Accounts in the roster that the list should have."""
        platforms = {entry.platform for entry in self.entries}
        return [
            one
            for one in self.own
            if not is_identifier(one.account)
            and ("" in platforms or not one.platform or one.platform in platforms)
            and not any(_same(entry, one) for entry in self.entries)
        ]

    def _unregistered(self, entry: Entry, *, certain: bool) -> Verdict:
        platform = f"（{entry.platform}）" if entry.platform else ""
        unit = f"，主办单位“{entry.unit}”" if entry.unit else ""
        said = f"门户的新媒体名单列有“{entry.name}”{platform}{unit}，名册中没有这个账号。"
        return failed(
            said,
            entry.document.page,
            quote=entry.quote,
            item=entry.name,
            place=f"unregistered {entry.platform}".strip(),
            certain=certain,
        )

    def _unlisted(self, account: Target, entry: Entry, *, certain: bool) -> Verdict:
        said = (
            f"名册中的“{account.account}”（{account.platform or account.kind.label}，{account.unit}）"
            f"不在门户的新媒体名单中，该名单列有“{entry.name}”等 {len(self.entries)} 个账号。"
        )
        return failed(
            said,
            entry.document.page,
            quote=entry.quote,
            item=account.account,
            place=f"unlisted {account.platform}".strip(),
            certain=certain,
        )


def _same(entry: Entry, account: Target) -> bool:
    return entry.bare == bare_name(account.account) and (
        not entry.platform or not account.platform or entry.platform == account.platform
    )
