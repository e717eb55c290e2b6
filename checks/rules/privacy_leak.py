"""Personal numbers stand on a page in full.

Whoever publishes an identity card or a list of people's telephones hands them to every fraudster; no list of grants
or exam results needs them.

Fails          when a page shows a full identity card number (GB 11643: province, date and check digit are right; the old
               15 digits only where they are labelled so), a full bank card number (labelled, right by Luhn's formula,
               holder no unit), or at least 3 people's names with full mobile numbers.
Unsure         when an unlabelled number fits an identity card but may be a serial number: its day is of 2005 or later; when
               names with mobile numbers are listed without a word of whose they are.
Not measured   for pages that were not crawled or could not be read.
Blind spots    pictures; numbers that a script writes; mobile numbers published for an office or trade (on duty, heads of
               grids, shops, doctors, contacts) are let pass, and so are accounts of units and the examples of GB 11643.
               What is shown in the finding is covered.
Item           `identity` · `card` · `mobile`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.leaks import Leak, leaks
from checks.facts.numbers import Kind
from checks.facts.texts import Text, texts
from checks.rule import Verdict, failed, passed, rule, unsure
from checks.site import Site

_CALLED = {Kind.IDENTITY: "居民身份证号码", Kind.CARD: "银行卡号", Kind.MOBILE: "个人姓名和手机号码"}


@rule(
    title="泄露个人信息",
    basis="《政府信息公开条例》第十五条；《个人信息保护法》第二十八条、第三十四条",
    fix="立即撤下并遮盖身份证号、银行卡号、手机号后重新发布，清除缓存和附件中的完整号码。",
    certain=False,
)
def privacy_leak(site: Site) -> Iterator[Verdict]:
    shown: dict[tuple[Kind, tuple[str, ...]], list[tuple[Text, Leak]]] = {}
    read = site.fact(texts)
    for text in read:
        for leak in leaks(text, site.today):
            digits = tuple(sorted(number.digits for number in leak.numbers))
            shown.setdefault((leak.kind, digits), []).append((text, leak))
    for places in shown.values():
        yield _said(places)
    if not shown:
        yield passed(f"检查了 {len(read)} 个页面的文字，未发现完整的身份证号、银行卡号或个人手机号名单。", site.home)


def _said(places: list[tuple[Text, Leak]]) -> Verdict:
    text, leak = places[0]
    first = leak.numbers[0].covered
    count = f"{len(leak.numbers)} 个" if len(leak.numbers) > 1 else "1 个"
    also = f"，另有 {len(places) - 1} 个页面内容相同" if len(places) > 1 else ""
    if not leak.sure and leak.kind is Kind.MOBILE:
        message = f"页面列出了 {count}姓名和未遮盖的手机号码（如 {first}）{also}，可能是工作联系方式，须人工核实。"
        return unsure(message, text.page, quote=leak.where, item=leak.kind.value)
    if not leak.sure:
        message = (
            f"页面上有 {count}符合居民身份证编码规则的号码（如 {first}）{also}，但没有标明，可能是编号，须人工核实。"
        )
        return unsure(message, text.page, quote=leak.where, item=leak.kind.value)
    message = f"页面公开了 {count}未遮盖的{_CALLED[leak.kind]}（如 {first}）{also}。"
    return failed(message, text.page, quote=leak.where, item=leak.kind.value)
