"""Servers that keep their lists as the families of site builders do, with what is known to be wrong with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from loopback import Answer, Site

COUNT = 23
SIZE = 5
PAGES = 5
"""23 items, five a page: the last page is not full."""

Page = Callable[[str, dict[str, str]], Answer | None]


@dataclass
class Built(Site):
    """`page` answers for a path and its query; an article answers for itself, anything else is not there."""

    page: Page = field(default=lambda path, query: None)
    article: str = "/art/2026/1/2/art_7_{}.html"
    count: int = COUNT

    def answer(self, path: str) -> Answer | None:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        if parts.path == "/":
            return whole('<a href="/tzgg/">通知公告</a>')
        if parts.path in {self.article.format(number) for number in range(1, self.count + 1)}:
            return whole("<p>正文</p>")
        return self.page(parts.path, query) or Answer(b"<title>404</title>no such page", 404)

    def items(self) -> list[str]:
        return [self.url.rstrip("/") + self.article.format(number) for number in range(1, self.count + 1)]


def whole(body: str, head: str = "") -> Answer:
    return Answer(f"<!doctype html><html><head><title>通知公告</title>{head}</head><body>{body}</body></html>".encode())


def title(number: int) -> str:
    return f"关于做好第{number}号有关工作的通知"


def day(number: int) -> str:
    return f"2026-03-{29 - number:02d}"


def row(article: str, number: int) -> str:
    return f'<li><a href="{article.format(number)}" title="{title(number)}">{title(number)[:8]}...</a><span>{day(number)}</span></li>'


def rows(article: str, page: int, size: int = SIZE, count: int = COUNT) -> str:
    return "".join(row(article, number) for number in range((page - 1) * size + 1, min(page * size, count) + 1))


ART = "/art/2026/1/2/art_7_{}.html"


def jcms_groups(proxy: str, *, from_one: bool) -> Built:
    """Groups by `page`; a build that counts from 1 gives the first group, which the page has, for 1."""

    def page(path: str, query: dict[str, str]) -> Answer | None:
        if path == "/tzgg/":
            group = (
                f'<nextgroup><![CDATA[<a href="{proxy}?page=1&amp;columnid=7&amp;webname=市政府"></a>]]></nextgroup>'
            )
            store = f"<datastore>{group}<recordset>{_records(1, SIZE)}</recordset></datastore>"
            return whole(
                f'<div id="9"><script type="text/xml">{store}</script></div>'
                f"<script>$('#9').jpage({{totalRecord:{COUNT},perPage:{SIZE}}})</script>"
            )
        if path == proxy and query.get("columnid") == "7":
            number = int(query["page"]) - from_one
            body = _records(number * SIZE + 1, (number + 1) * SIZE, stray="<table>")
            text = f"<datastore><totalrecord>{COUNT}</totalrecord><recordset>{body}</recordset>"
            return Answer(text.encode(), content_type="text/xml")
        return None

    return Built({}, page=page)


def jcms_records(proxy: str, *, literal: bool, first: int = 15, option: bool = True) -> Built:
    """First and last record, three pages a call; the page keeps an array of the `first` ones."""
    start = f"proxyUrl:'{proxy}'," if option else ""
    script = "" if option else f'<script src="{proxy.rpartition("/")[0]}/script/jquery.jpage.js"></script>'

    def page(path: str, query: dict[str, str]) -> Answer | None:
        if path == "/tzgg/":
            store = ",".join(f"'{row(ART, number)}'" for number in range(1, first + 1))
            call = (
                f"totalRecord:{COUNT},openCookies:false,dataStore:InitData9,groupSize:3,{start}perPage:{SIZE},"
                "ajaxParam:{col:1,appid:'1',webid:60,path:'/',columnid:7,unitid:'9',webname:'市政府',permissiontype:0}"
            )
            return whole(
                f'{script}<div id="9"></div><script>var InitData9=[{store}];$(function(){{$("#9").jpage({{{call}}});}});</script>'
            )
        if path == proxy and (query.get("columnid"), query.get("webname")) == ("7", "市政府"):
            begin, end = int(query["startrecord"]), int(query["endrecord"])
            assert end - begin < 3 * SIZE == 3 * int(query["perpage"])
            if not literal:
                text = f"<datastore><totalrecord>{COUNT}</totalrecord><recordset>{_records(begin, end)}"
                return Answer(text.encode(), content_type="text/html; charset=utf-8")
            kept = ",".join("'" + row(ART, n).replace("/", "\\/") + "'" for n in range(begin, min(end, COUNT) + 1))
            return Answer(f"{{totalRecord:{COUNT},dataStore:[{kept}]}}".encode(), content_type="text/plain")
        return None

    return Built({}, page=page)


def _records(begin: int, end: int, stray: str = "") -> str:
    numbers = range(begin, min(end, COUNT) + 1)
    return stray.join(f"<record><![CDATA[{row(ART, number)}]]></record>" for number in numbers)


T = "/tzgg/202603/t20260301_{}.html"


def files(pager: str, name: str, first: int, article: str = T, *, again: bool = False, ending: str = "html") -> Built:
    """Pages in files beside the column; page 2 has number `first`. `again`: the number before shows page 1 once more."""

    def page(path: str, query: dict[str, str]) -> Answer | None:
        number = 1 if path == "/tzgg/" else 0
        for one in range(1 if again else 2, PAGES + 1):
            number = one if path == f"/tzgg/{name}_{one - 2 + first}.{ending}" else number
        said = pager.replace("CURRENT", str(number - 2 + first if number > 1 else max(first - 1, 0)))
        return whole(f"<ul>{rows(article, number)}</ul>{said}") if number else None

    return Built({}, page=page, article=article)


U = "/tzgg/c100119/202603/{}.shtml"
CHANNEL = "e5eb2abb5014415399847ba2bb99b31f"


def ucap_json(endpoint: str) -> Built:
    """A shell with its static list in a comment, which nobody keeps up."""

    def page(path: str, query: dict[str, str]) -> Answer | None:
        if path == "/tzgg/":
            old = '<li><a href="/tzgg/c100119/201901/900.shtml">很久以前的一条通知</a><b>2019-01-02</b></li>'
            pager = "<script>createPageHTML('page_div',10, 1,'zwgklist','shtml',200);</script>"
            shell = f'<input id="pageSize" type="hidden" value="{SIZE}"><ul><!-- {old * 9} {pager} --></ul>'
            return whole(shell + '<div id="page_div"></div>', f'<meta name="channelId" content="{CHANNEL}">')
        if path == f"{endpoint}{CHANNEL}" and query.get("_isJson") == "true":
            size, number = int(query["_pageSize"]), int(query["page"])
            shown = range((number - 1) * size + 1, min(number * size, COUNT) + 1)
            results = [
                {"title": f"<em>{title(n)}</em>", "url": U.format(n), "publishedTimeStr": f"{day(n)} 09:00:00"}
                for n in shown
            ]
            return _json({"data": {"results": results, "total": COUNT, "rows": size, "page": number}})
        return None

    return Built({}, page=page, article=U)


G = "/gkmlpt/content/11/22/post_{}.html"


def gkmlpt(*, everything: bool) -> Built:
    """`everything`: category 0 answers; else only those of the tree do."""

    def page(path: str, query: dict[str, str]) -> Answer | None:
        if path in ("/tzgg/", "/gkmlpt/index"):
            tree = '[{"id":5,"name":"法规公文","children":[{"id":51,"name":"规范性文件"}]},{"id":6,"name":"公告"}]'
            config = f"<script>window._CONFIG = {{ NAME: '市政府', SID: '756001', TREE: {tree} }};</script>"
            return whole(
                '<a href="/gkmlpt/index">政府信息公开</a>' if path == "/tzgg/" else f'<div id="app"></div>{config}'
            )
        if path.startswith("/gkmlpt/api/all/") and query.get("sid") == "756001":
            category = path.rpartition("/")[2]
            kept = {"0": range(1, COUNT + 1), "5": range(1, 11), "51": range(1, 4), "6": range(11, COUNT + 1)}
            numbers = [] if category == "0" and not everything else kept.get(category, [])
            begin = (int(query["page"]) - 1) * SIZE
            articles = [
                {
                    "id": n,
                    "title": title(n),
                    "url": G.format(n),
                    "created_at": day(n),
                    "display_publish_time": 1775000000 - n,
                }
                for n in numbers[begin : begin + SIZE]
            ]
            return _json({"articles": articles, "total": len(numbers)}) if numbers else None
        return None

    return Built({}, page=page, article=G)


V = "/info/1037/{}.htm"


def vsb(*, static: bool) -> Built:
    def page(path: str, query: dict[str, str]) -> Answer | None:
        if static:
            numbers = {"/tzgg/": 0, "/tzgg.htm": 1} | {f"/tzgg/{n}.htm": PAGES + 1 - n for n in range(1, PAGES)}
        else:
            at = query.get("PAGENUM", "1") if query.get("wbtreeid") == "1029" else "0"
            numbers = {"/tzgg/": 0, "/list.jsp": int(at)}
        number = numbers.get(path, 0)
        if path == "/tzgg/":
            href = "/tzgg.htm" if static else "/list.jsp?urltype=tree.TreeTempUrl&amp;wbtreeid=1029"
            return whole(f'<a href="{href}">通知公告</a>')
        return whole(f"<ul>{rows(V, number)}</ul>{pager(number)}") if 0 < number <= PAGES else None

    def pager(number: int) -> str:
        tail = "&amp;urltype=tree.TreeTempUrl&amp;wbtreeid=1029"
        at = lambda n: f"/tzgg/{PAGES + 1 - n}.htm" if static else f"/list.jsp?totalpage={PAGES}&amp;PAGENUM={n}{tail}"  # noqa: E731
        onward = f'<a href="{at(number + 1)}"><span>下页</span></a>' if number < PAGES else "<span>下页</span>"
        return f'共{COUNT}条 {number}/{PAGES} {onward} <a href="{at(PAGES)}">尾页</a>'

    return Built({}, page=page, article=V)


E = "/zwgk/20260302{}/index.html"


def easysite(*, buttons: bool) -> Built:
    """With buttons the pages are files named by eight characters of the module's id; without, a dynamic address."""
    module = "3b3662a6db7145c0" if buttons else "17081"

    def page(path: str, query: dict[str, str]) -> Answer | None:
        number = 1 if path == "/tzgg/" else 0
        for one in range(2, PAGES + 1):
            number = one if buttons and path == f"/tzgg/3b3662a6-{one}.html" else number
        if not buttons and path == "/eportal/ui" and (query["pageId"], query["moduleId"]) == ("374006", module):
            number = int(query["currentPage"])
        file = f"/tzgg/3b3662a6-{number + 1}.html"
        onward = f"""<a onclick="queryArticleByCondition(this,'{file}')" tagname="{file}">下一页</a>"""
        onward = onward if buttons and number < PAGES else "<a tagname='[NEXTPAGE]'>下一页</a>"
        hidden = f'<input type="hidden" name="article_paging_list_hidden" moduleid="{module}" totalpage="{PAGES}">'
        here = '<input type="hidden" id="eprotalCurrentPageId" value="374006">'
        return whole(f"{here}<table>{rows(E, number)}</table>{onward}{hidden}") if 0 < number <= PAGES else None

    return Built({}, page=page, article=E)


def directory() -> Built:
    ui = "/eportal/ui?moduleId=5&portal.url=/portlet/xxgkml!queryList.portlet&pageNo=1&pageSize=5&flmc=通知"

    def page(path: str, query: dict[str, str]) -> Answer | None:
        if path == "/tzgg/":
            return whole(f"<div id='list'></div><script>$.getJSON('{ui}', draw)</script>")
        if path == "/eportal/ui" and query.get("flmc") == "通知":
            begin = (int(query["pageNo"]) - 1) * SIZE
            numbers = range(begin + 1, min(begin + SIZE, COUNT) + 1)
            return _json({"result": [{"title": title(n), "url": E.format(n), "publishDate": day(n)} for n in numbers]})
        return None

    return Built({}, page=page, article=E)


A = "/public/7011/{}.html"


def anhui(*, shell: bool, named: bool) -> Built:
    """Gives page 1 for 0 too. `named`: the page shows the address whole, else the script's data."""

    def page(path: str, query: dict[str, str]) -> Answer | None:
        tail = "file=/xxgk/publicInfoList_newest2020"
        if path == "/tzgg/":
            return whole('<a href="/public/column/7011?type=4&amp;catId=994&amp;action=list">通知公告</a>')
        if path == "/public/column/7011":
            address = f"/site/label/8888?labelName=publicInfoList&siteId=49&pageSize={SIZE}&pageIndex=1&organId=7011&type=4&catId=994&{tail}"
            data = f"{{labelName:'publicInfoList',siteId:'49',pageSize:{SIZE},action:'list',{tail.replace('=', ':', 1).replace('/', chr(39) + '/', 1)}'}}"
            script = f"$('#l').load('{address}')" if named else f"$.ajax({{url:'/site/label/8888',data:{data}}})"
            inline = "" if shell else f"<ul>{rows(A, 1)}</ul>"
            return whole(f'<div id="l">{inline}</div><script>{script};</script>')
        if path == "/site/label/8888" and (query.get("organId"), query.get("catId")) == ("7011", "994"):
            number = max(int(query["pageIndex"]), 1)
            if number > PAGES:
                return Answer("暂无相关信息".encode())
            pager = f"<script>$('.p').pagination({{pageCount:{PAGES},pageIndex:{number}}});</script>"
            return Answer(f'<ul class="xxgk_nav_list">{rows(A, number)}</ul>{pager}'.encode())
        return None

    return Built({}, page=page, article=A)


P = "/wz/{}.html"


def plain(pattern: str, first: int, shown: str) -> Built:
    """`pattern`: path and query of a page, `first`: its number for page 2; `shown`: numbers, ends or next."""

    def page(path: str, query: dict[str, str]) -> Answer | None:
        at = {pattern.format(number - 2 + first): number for number in range(2, PAGES + 1)} | {"/tzgg/": 1}
        asked = path + "".join(f"?{name}={value}" for name, value in query.items())
        return whole(f"<ul>{rows(P, at[asked])}</ul>{pager(at[asked])}") if asked in at else None

    def pager(here: int) -> str:
        link = lambda n, text: f'<a href="{pattern.format(n - 2 + first) if n > 1 else "/tzgg/"}">{text}</a>'  # noqa: E731
        numbers = "".join(link(n, n) for n in range(1, PAGES + 1) if n != here and abs(n - here) < 3)
        onward = link(here + 1, "下一页 &gt;") if here < PAGES else ""
        return {"numbers": numbers, "ends": onward + link(PAGES, "尾页"), "next": onward}[shown]

    return Built({}, page=page, article=P)


def _json(value: object) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False).encode(), content_type="application/json;charset=UTF-8")


TRS = '<script>createPageHTML(5, CURRENT, "index", "html");</script>'
TRS_INLINE = """<script>var countnum= 23; var currentPage=CURRENT; var prevPage=currentPage-1; var nextPage=currentPage+1
var countPage=5; document.write("<a href=\\"index"+"_"+nextPage+"."+"html\\">下一页</a>");</script>"""
UCAP = "<script>createPageHTML('page_div',5, CURRENT,'index','shtml',23);</script>"

FAMILIES: dict[str, Callable[[], Built]] = {
    "jcms-groups": lambda: jcms_groups("/module/web/jpage/dataproxy.jsp", from_one=False),
    "jcms-groups-again": lambda: jcms_groups("/module/jpage/dataproxy.jsp", from_one=True),
    "jcms-records": lambda: jcms_records("/module/jslib/jquery/jpage/dataproxy.jsp", literal=False),
    "jcms-literal": lambda: jcms_records("/module/jslib/jquery/jpage/dataproxy.jsp", literal=True),
    "jcms-columns": lambda: jcms_records("/module/jpage/morecolumndataproxy.jsp", literal=False, first=5),
    "jcms-shell": lambda: jcms_records("/module/web/jpage/dataproxy.jsp", literal=False, first=0, option=False),
    "trs": lambda: files(TRS, "index", 1),
    "trs-from-two": lambda: files(TRS, "index", 2),
    "trs-again": lambda: files(TRS, "index", 2, again=True),
    "trs-inline": lambda: files(TRS_INLINE, "index", 1),
    "ucap-static": lambda: files(UCAP, "index", 2, U, ending="shtml"),
    "ucap-json": lambda: ucap_json("/common/search/"),
    "ucap-json-list": lambda: ucap_json("/searchList/"),
    "gkmlpt": lambda: gkmlpt(everything=True),
    "gkmlpt-tree": lambda: gkmlpt(everything=False),
    "vsb": lambda: vsb(static=False),
    "vsb-static": lambda: vsb(static=True),
    "easysite-buttons": lambda: easysite(buttons=True),
    "easysite-dynamic": lambda: easysite(buttons=False),
    "easysite-directory": directory,
    "anhui-data": lambda: anhui(shell=True, named=False),
    "anhui-address": lambda: anhui(shell=True, named=True),
    "anhui-inline": lambda: anhui(shell=False, named=False),
    "plain-query": lambda: plain("/tzgg/?page={}", 2, "numbers"),
    "plain-index": lambda: plain("/tzgg/index_{}.html", 1, "ends"),
    "plain-index-numbers": lambda: plain("/tzgg/index_{}.html", 1, "numbers"),
    "plain-next": lambda: plain("/tzgg/index_{}.shtml", 2, "next"),
}
