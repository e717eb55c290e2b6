"""Public links of posts: few, slowly, newest first, only where a post is shown to anyone; a gate ends the asking."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from loopback import Answer, Site, naming, serving

from crawler.archive import Archive, ArchiveWriter, Page
from crawler.post_links import PostOptions, PostSummary, check_posts, is_public
from crawler.targets import Kind, Target

HOST = "mp.weixin.qq.com"
HEAD = "账号,标题,链接,发布时间,阅读,点赞,评论,转发\n"
POST = Answer('<h1 id="activity-name">甲</h1><div id="js_content">文</div>'.encode())
GATE = Answer("<h2>环境异常</h2><p>完成验证后即可继续访问</p>".encode())


def account(out: Path, name: str, *links: str) -> Target:
    """With a ledger in which the first link is the newest."""
    rows = "".join(f"{name},推文{n},{link},2026-11-{20 - n:02},9,1,0,0\n" for n, link in enumerate(links))
    at = datetime.fromisoformat("2026-11-20T04:00:00+00:00")
    with ArchiveWriter(out / "archive" / name, {"software": "tests"}) as archive:
        archive.write(Page("ledger:a.csv", "ledger", 0, at, 0.0, detail="a.csv"), (HEAD + rows).encode())
    return Target(name, name, Kind.WECHAT, "某局", account=name)


def posts(out: Path, name: str) -> list[Page]:
    return [page for page in Archive(out / "archive" / name).pages() if page.purpose == "post"]


@contextmanager
def platform(pages: dict[str, Answer]) -> Iterator[tuple[Site, str, str]]:
    """The site, the address of its pages by the platform's name, and the name server that knows it."""
    with serving(Site(dict(pages))) as site, naming({(HOST, "A"): ["127.0.0.1"]}) as (nameserver, _):
        yield site, f"http://{HOST}:{urlsplit(site.url).port}", nameserver


def asked(out: Path, nameserver: str, *targets: Target, interval: float = 0.0, most: int = 20) -> PostSummary:
    options = PostOptions(nameserver, 5.0, interval, most)
    return check_posts(targets, out, options, {"software": "tests"}, lambda done: None)


def shown(site: Site) -> list[str]:
    return [path for path in site.asked if path != "/robots.txt"]


def test_the_newest_links_of_every_account_in_turn(tmp_path: Path) -> None:
    with platform({f"/s/{name}": POST for name in ("a0", "a1", "a2", "b0")}) as (site, base, names):
        first = account(tmp_path, "a", *(f"{base}/s/a{n}" for n in range(3)))
        second = account(tmp_path, "b", f"{base}/s/b0")
        summary = asked(tmp_path, names, first, second, most=2)
    assert shown(site) == ["/s/a0", "/s/b0", "/s/a1"] and summary == PostSummary(3, 0)
    assert [page.url.rpartition("/")[2] for page in posts(tmp_path, "a")] == ["a0", "a1"]


def test_the_bytes_are_kept_in_the_accounts_own_archive(tmp_path: Path) -> None:
    with platform({"/s/1": POST}) as (_, base, names):
        asked(tmp_path, names, account(tmp_path, "a", f"{base}/s/1"))
    archive = Archive(tmp_path / "archive" / "a")
    (page,) = posts(tmp_path, "a")
    assert archive.body(page) == POST.body and (page.status, page.via, page.family) == (200, "", 4)


def test_what_was_asked_is_not_asked_again(tmp_path: Path) -> None:
    with platform({"/s/1": POST, "/s/2": POST}) as (site, base, names):
        target = account(tmp_path, "a", f"{base}/s/1", f"{base}/s/2")
        asked(tmp_path, names, target, most=1)
        asked(tmp_path, names, target)
    assert shown(site) == ["/s/1", "/s/2"]


def test_requests_at_one_host_are_spaced_whatever_the_account(tmp_path: Path) -> None:
    with platform({"/s/1": POST, "/s/2": POST, "/s/3": POST}) as (site, base, names):
        targets = [account(tmp_path, name, f"{base}/s/{n}") for n, name in enumerate("abc", 1)]
        asked(tmp_path, names, *targets, interval=0.3)
    times = [time for time, path in zip(site.times, site.asked, strict=True) if path != "/robots.txt"]
    assert len(times) == 3 and all(after - before > 0.15 for before, after in pairwise(times))


def test_a_gate_that_stays_shut_is_let_be(tmp_path: Path) -> None:
    with platform({f"/s/{n}": GATE for n in range(6)}) as (site, base, names):
        summary = asked(tmp_path, names, account(tmp_path, "a", *(f"{base}/s/{n}" for n in range(6))))
    assert len(shown(site)) == 3 and summary == PostSummary(3, 3)


def test_a_redirect_is_followed_on_public_hosts_alone(tmp_path: Path) -> None:
    away = Answer(status=302, headers={"Location": "http://127.0.0.1:9/secret"})
    with platform({"/s/1": Answer(status=302, headers={"Location": "/s/2"}), "/s/2": POST, "/s/3": away}) as (
        _,
        base,
        names,
    ):
        asked(tmp_path, names, account(tmp_path, "a", f"{base}/s/1", f"{base}/s/3"))
    kept = [(page.url.rpartition("/")[2], page.via.rpartition("/")[2], page.status) for page in posts(tmp_path, "a")]
    assert kept == [("1", "", 302), ("2", "1", 200), ("3", "", 302)]


def test_robots_are_obeyed(tmp_path: Path) -> None:
    robots = Answer(b"User-agent: *\nDisallow: /", content_type="text/plain")
    with platform({"/robots.txt": robots, "/s/1": POST}) as (site, base, names):
        asked(tmp_path, names, account(tmp_path, "a", f"{base}/s/1"))
    assert shown(site) == [] and [page.error for page in posts(tmp_path, "a")] == ["robots"]


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://mp.weixin.qq.com/s/abc", True),
        ("http://m.weibo.cn/status/1", True),
        ("https://mp.weixin.qq.com.evil.example/s/abc", False),
        ("http://127.0.0.1/s", False),
        ("file:///etc/passwd", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_only_hosts_that_show_posts_to_anyone(url: str, public: bool) -> None:
    assert is_public(url) is public


def test_accounts_without_files_or_links(tmp_path: Path) -> None:
    with platform({}) as (site, _, names):
        none = Target("z", "z", Kind.WECHAT, "某局", account="z")
        assert asked(tmp_path, names, none, account(tmp_path, "a", "", "http://10.0.0.1/x")) == PostSummary(0, 0)
    assert site.asked == []
