"""An account offers no way to interact that works.

An account that only speaks and cannot be spoken to is what the check calls 不互动无服务.

Fails          when people tried the account's functions, messages among them, and found none that works.
Unsure         when two people found different things of messages, the only function that may work.
Not measured   when nobody tried messages or comments, which no program may do.
Blind spots    what worked on the day and not before or after; what was asked of the reviewer is on the task sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.facts.listed_posts import posts
from checks.facts.tasks import YES, tasks
from checks.rule import ACCOUNTS, Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site


@rule(
    title="未提供有效互动功能",
    basis="国办秘函〔2019〕19号 政务新媒体单项否决“互动回应差”：未提供有效互动功能；国办发〔2018〕123号",
    fix="开通留言、评论或菜单中的互动功能，安排专人受理并按时答复。",
    kinds=ACCOUNTS,
    certain=False,
    reads_pages=False,
)
def interaction_missing(site: Site) -> Iterator[Verdict]:
    found = site.fact(tasks)
    messages = {task.answer == YES for _, task in found if task.function == "message"}
    working = [task for _, task in found if task.answer == YES]
    told = "；".join(task.said for _, task in found)
    page = found[-1][0] if found else None
    if not messages:
        yield not_measured("没有人工核查留言或评论的结果（用 media --tasks 生成核查表），无法评判互动。", page)
    elif messages == {True, False} and all(task.function == "message" for task in working):
        yield unsure(f"几次人工核查的结果不一致，须再次核实：{told}。", page, quote=told)
    elif working:
        yield passed(f"人工核查：{told}。", page, quote=told)
    else:
        newest = next((one.post.url for one in site.fact(posts)), "")
        yield replace(failed(f"人工核查未见能用的互动功能：{told}。", page, quote=told), url=newest)
