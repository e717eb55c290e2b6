"""Everything that is odd about the county: broken files, shy servers, a script challenge, the world outside."""

from __future__ import annotations

from collections.abc import Iterator

from demo import twofold
from demo.pages import HTML, Address, Answer, Ports, moved, pdf, png

PORTAL = "www.chenghu-demo.gov.cn"
CHALLENGED = "gaj.chenghu-demo.gov.cn"
ALWAYS_THERE = "sthjj.chenghu-demo.gov.cn"
OUTSIDE = ("bszs.conac.cn", "beian.miit.gov.cn", "www.beian.gov.cn", "zfwzgl.www.gov.cn", "www.chenghu-wenlv.example",
           "www.chenghu-jiazhuang.example", "www.yulecheng777.example")  # fmt: skip
MARK = png(40, 48, (200, 22, 29))
CHALLENGE = Answer(
    b'<!DOCTYPE html><html><head><meta charset="utf-8"><meta id="9DhefwqGPrzGxEp9hPaoag" content="qqqqqqqq">'
    b'<script type="text/javascript" src="/d2y5gYpN1hWv/mK9Z.c2fa1b.js" r="m"></script>'
    b'<script type="text/javascript" r="m">$_ts=window[\'$_ts\'];if(!$_ts)$_ts={};$_ts.nsd=80114;$_ts.cd="qhcrrq";</script>'
    b"</head><body></body></html>",
    status=412,
    headers={"Set-Cookie": "FSSBBIl1UgzbN7N80S=60demo; Path=/; HttpOnly"},
)
"""What a 瑞数 kind of gate gives to any first request."""


def pages(ports: Ports) -> Iterator[tuple[Address, Answer]]:
    yield from _portal()
    yield from _bureaus()
    for host in OUTSIDE:
        yield (host, "/"), _text(f"澄湖演示：这里代替外部网站 {host}")
    yield ("www.chenghu-caijia.example", "/"), _text("chenghu-caijia.example 此域名可出售，有意者请与持有人联系。")
    yield ("bszs.conac.cn", "/sitename"), _text("澄湖演示：党政机关网站标识查询")
    yield ("www.beian.gov.cn", "/portal/registerSystemInfo"), _text("澄湖演示：公安备案查询")
    yield ("zfwzgl.www.gov.cn", "/exposure/jiucuo.html"), _text("澄湖演示：我为政府网站找错")
    yield ("zfwzgl.www.gov.cn", "/exposure/jiucuo.js"), Answer(b"", content_type="application/javascript")
    yield ("www.chenghu-wenlv.example", "/minyi/"), _text("澄湖演示：托管在外部网站的民意征集")
    yield ("zwfw.chenghu-demo.gov.cn", "/"), moved(f"http://{PORTAL}:{ports.web}/col/col1040/index.html")


def _portal() -> Iterator[tuple[Address, Answer]]:
    robots = b"User-agent: *\nDisallow: /private/\n"
    yield (PORTAL, "/robots.txt"), Answer(robots, content_type="text/plain; charset=utf-8")
    yield (PORTAL, "/private/renzheng.html"), _text("资格认证系统")
    yield (PORTAL, "/attach/0/sdyy2026.pdf"), Answer(b"", content_type="application/pdf")
    yield (PORTAL, "/attach/0/msss2026.pdf"), Answer(pdf("Form 2026"), content_type="application/pdf")
    yield (PORTAL, "/attach/0/管制路段（示意图）.pdf"), Answer(pdf("Map 2026"), content_type="application/pdf")
    yield (PORTAL, "/zt/zhishu/shuoming.html"), Answer("<title>访问受限</title>禁止访问".encode(), status=403)
    yield (PORTAL, "/zt/duijie/ziliao.html"), Answer(_text("会议资料").body, head=405)
    yield (PORTAL, "/jump/ymjz"), moved("/jump/ymjz/", 301)
    yield (PORTAL, "/jump/ymjz/"), moved("/zt/yimiao/dianwei.html")
    yield (PORTAL, "/zt/yimiao/dianwei.html"), _text("接种点位一览")
    yield (PORTAL, "/zt/gongnuan/anpai.html"), Answer(_text("检修安排").body, first=503)
    feedback = '{"rows":[{"title":"关于停车收费调整意见征集的反馈"}]}'
    yield (PORTAL, "/api/front/feedback"), Answer(feedback.encode(), content_type="application/json")
    for name in ("red.png", "wzbs.png"):
        yield (PORTAL, f"/images/{name}"), Answer(MARK, content_type="image/png")


def nowhere(host: str) -> Answer:
    """What a host answers to an address it does not have; one says 200 of everything."""
    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>页面不存在</title></head>'
        '<body><p>您访问的页面不存在或已删除。</p><p><a href="/">返回首页</a></p></body></html>'
    )
    return Answer(page.encode(), status=200 if host == ALWAYS_THERE else 404)


def _bureaus() -> Iterator[tuple[Address, Answer]]:
    education, ecology = "jyj.chenghu-demo.gov.cn", "sthjj.chenghu-demo.gov.cn"
    wrong = "<html><head><title>系统提示</title></head><body>文件不存在或已被删除</body></html>"
    for name in ("xiaoche2026.xls", "jingfei2026.docx"):
        yield (education, f"/fujian/{name}"), Answer(wrong.encode("gb18030"), content_type="text/html; charset=gb2312")
    nothing = "<html><head><title>检索结果</title></head><body><p>很抱歉，没有检索到相关内容。</p></body></html>"
    yield (education, "/so/"), Answer(nothing.encode("gb18030"), content_type="text/html; charset=gb2312")
    yield (education, "/zhuanti/fnishui/index.html"), Answer(b"<h1>HTTP Status 500</h1>", status=500)
    yield (education, "/images/gongan.png"), Answer(MARK, content_type="image/png")
    refresh = '<html><head><meta http-equiv="refresh" content="0;url=/hbdt/"><title>企业帮扶</title></head><body></body></html>'
    yield (ecology, "/zxft/"), Answer(refresh.encode())
    for name in ("red.png", "jiucuo.png"):
        yield (twofold.HOST, f"/images/{name}"), Answer(MARK, content_type="image/png")
    for name in ("red.png", "wzbs.png", "jiucuo.png"):
        yield (ecology, f"/images/{name}"), Answer(MARK, content_type="image/png")


def _text(title: str) -> Answer:
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><p>{title}</p></body></html>'
    return Answer(page.encode(), content_type=HTML)
