"""The public pages of the county's posts, as WeChat shows them: the post, or why it cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from crawler.beijing import BEIJING
from demo.articles import content
from demo.pages import Address, Answer, render

POSTS = "mp.weixin.qq.com"
_NOTICES = {
    "deleted": "该内容已被发布者删除",
    "violating": "此内容因违规无法查看",
    "unavailable": "该内容暂时无法查看",
    "challenge": "当前环境异常，完成验证后即可继续访问。",
}


def post_path(account: Mapping[str, object], number: int) -> str:
    """`number` counts the account's posts from 1, the newest."""
    return f"/s/{account['biz']}{number:03d}"


def said(title: str) -> str:
    """What the post of that title says; "" where it says no more than its title."""
    text: str = content("posts")["said"].get(title, "")
    return text


def pages() -> Iterator[tuple[Address, Answer]]:
    """A row of posts.toml may say in its fourth place what became of the post."""
    for account in content("posts")["account"]:
        for number, (time, title, _, *state) in enumerate(account["posts"], 1):
            created = int(datetime.fromisoformat(time).replace(tzinfo=BEIJING).timestamp())
            notice = _NOTICES[state[0]] if state else ""
            body = render(
                "post.html.j2", notice=notice, title=title, account=account["name"], created=created, said=said(title)
            )
            yield (POSTS, post_path(account, number)), Answer(body)
