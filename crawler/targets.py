"""What is audited: one row of the roster, one target."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from crawler.addresses import SLUG_LIMIT, AddressError, address_key, address_slug, digest, home_page
from crawler.columns import find_columns
from crawler.datafiles import DataFiles
from crawler.kinds import Kind, guessed_kind, is_kind_word, told_kind
from crawler.roster_columns import COLUMNS, EXACT, REQUIRED
from crawler.sheets import Row, Sheet, SheetError, read_sheet

__all__ = ["Kind", "Roster", "RosterError", "Target", "read_roster"]


@dataclass(frozen=True, slots=True)
class Target:
    """One website or one account. `id` names its folder in the archive and is unique in a round."""

    id: str
    name: str
    kind: Kind
    unit: str
    """Who must rectify."""
    url: str = ""
    """Home page of a site; empty for an account."""
    level: str = ""
    """省 / 设区市 / 县 / 部门 / 乡镇, as the roster has it."""
    region: str = ""
    site_code: str = ""
    """网站标识码, ten digits or bm + eight; empty when the roster has none."""
    account: str = ""
    platform: str = ""
    data_files: tuple[str, ...] = ()
    """Exporters' files of an account: absolute paths as found beside the roster."""
    superior: str = ""
    """上级单位: the unit, by its name in the roster, to whose total this one counts where a scheme rolls up."""
    line: str = ""
    """教育 / 卫生健康 / 公安 …: the line of administration it belongs to, over all regions and levels."""


SITE_CODE = re.compile(r"[1-9]\d{9}|bm\d{8}", re.ASCII)


class RosterError(ValueError):
    """The roster cannot be used. `problems` has every one of them: file, row, column, what is wrong, what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Roster:
    targets: tuple[Target, ...]
    """In the order of the roster's rows."""
    warnings: tuple[str, ...]
    """Chinese sentences: what was passed over or guessed."""
    path: Path
    counted: str = ""
    """What became of the data files' rows, in Chinese."""


def read_roster(path: Path) -> Roster:
    """The targets of an xlsx or csv whose columns are found by name. Raises RosterError with all problems at once."""
    try:
        sheet = read_sheet(path, [name for proper, others in COLUMNS.items() for name in (proper, *others)])
    except SheetError as problem:
        raise RosterError([str(problem)]) from problem
    columns = find_columns(sheet, COLUMNS, REQUIRED, EXACT)
    reading = _Reading(sheet, columns.at, path.parent, list(columns.problems), list(columns.warnings))
    if not sheet.rows:
        reading.problems.append(f"{sheet.file}：表头下面没有任何一行，请填写要评估的网站或账号。")
    drafts = {row: reading.target(row) for row in sheet.rows}
    reading.tell_repeats(drafts)
    if reading.problems:
        raise RosterError(reading.problems)
    reading.warnings += reading.files.sums(path, {target.account for target in drafts.values()})
    if reading.guessed:
        what = f"有 {reading.guessed} 行没有写明“类型”，已按层级和名称推断是门户还是部门网站，请核对。"
        reading.warnings.append(f"{sheet.file}：{what}")
    return Roster(_identified(list(drafts.values())), tuple(reading.warnings), path, reading.files.counted)


def _identified(drafts: list[Target]) -> tuple[Target, ...]:
    """With ids that depend on the target alone, not on its place in the roster."""
    plain = [_plain_id(target) for target in drafts]
    seen = Counter(plain)
    return tuple(
        replace(target, id=name if seen[name] == 1 else f"{name[: SLUG_LIMIT - 17]}-{digest(_essence(target), 16)}")
        for target, name in zip(drafts, plain, strict=True)
    )


def _plain_id(target: Target) -> str:
    if not target.kind.is_site:
        return f"{target.kind}-{digest(_essence(target))}"
    return target.site_code or address_slug(target.url)


def _essence(target: Target) -> str:
    """What makes two rows the same target."""
    return address_key(target.url) if target.kind.is_site else target.platform + target.account


@dataclass(slots=True)
class _Reading:
    """One pass over a roster; gathers what is wrong instead of stopping at it."""

    sheet: Sheet
    at: Mapping[str, int]
    folder: Path
    problems: list[str]
    warnings: list[str]
    guessed: int = 0
    files: DataFiles = field(default_factory=DataFiles)

    def target(self, row: Row) -> Target:
        unit, account = self.text(row, "单位名称"), self.text(row, "账号")
        url = self.home_page(row)
        kind, platform = self.kind(row, unit)
        self.tell_gaps(row, kind)
        return Target(
            id="",
            name=(self.text(row, "网站名称") or unit) if kind.is_site else account,
            kind=kind,
            unit=unit,
            url=url if kind.is_site else "",
            level=self.text(row, "层级"),
            region=self.text(row, "地区"),
            site_code=self.site_code(row),
            account="" if kind.is_site else account,
            platform=platform,
            data_files=self.data_files(row, kind, account),
            superior=self.text(row, "上级单位"),
            line=self.text(row, "条线"),
        )

    def text(self, row: Row, column: str) -> str:
        return row.cells[self.at[column]].strip() if column in self.at else ""

    def place(self, row: Row, column: str) -> str:
        where = self.sheet.place(row.number, self.at[column]) if column in self.at else f"第{row.number}行"
        return f"{self.sheet.file} {where}"

    def wrong(self, row: Row, column: str, what: str) -> None:
        self.problems.append(f"{self.place(row, column)}：{what}。")

    def tell_gaps(self, row: Row, kind: Kind) -> None:
        """Cells without a value, and what the row must have and has not."""
        broken = {name: why for name, at in self.at.items() if (why := self.sheet.broken.get((row.number, at)))}
        for column, why in broken.items():
            self.wrong(row, column, why)
        if not self.text(row, "单位名称") and "单位名称" in self.at.keys() - broken.keys():
            self.wrong(row, "单位名称", "是空的，请填写负责整改的单位；合并的单元格请取消合并、逐行填写")
        need, what = ("网址", "首页网址") if kind.is_site else ("账号", "账号名称")
        if not {"网址", "账号"} & self.at.keys() or {"网址", "账号"} & broken.keys() or self.text(row, need):
            return
        if not self.text(row, "网址") and not self.text(row, "账号"):
            self.wrong(row, "网址" if "网址" in self.at else "账号", "“网址”和“账号”都是空的，至少填写一项")
        else:
            self.wrong(row, need, f"没有{need}，而这一行是{kind.label}，请填写{what}")

    def home_page(self, row: Row) -> str:
        text = self.text(row, "网址")
        try:
            return home_page(text) if text else ""
        except AddressError as problem:
            self.wrong(row, "网址", f"“{text}”{problem}")
            return ""

    def site_code(self, row: Row) -> str:
        text = self.text(row, "网站标识码")
        code = unicodedata.normalize("NFKC", text).lower()
        if not text or SITE_CODE.fullmatch(code):
            return code
        why = "应为 10 位数字（首位不为 0），或 bm 加 8 位数字，请核对"
        if re.fullmatch(r"\d+(\.\d+)?e\+?\d+|\d+\.\d+", code):
            why = "是数字格式，可能被 Excel 改写过，请把这一列设为文本后重新填写 10 位数字"
        elif re.fullmatch(r"\d{7,9}", code):
            why = f"只有 {len(code)} 位，可能被 Excel 当作数字丢了开头的数字，请把这一列设为文本后补足 10 位"
        self.wrong(row, "网站标识码", f"“{text}”{why}")
        return ""

    def kind(self, row: Row, unit: str) -> tuple[Kind, str]:
        """The kind, and the platform of an account."""
        typed = self.text(row, "类型")
        if not is_kind_word(typed):
            known = "门户网站、部门网站、微信公众号、微博、抖音、客户端"
            self.wrong(row, "类型", f"“{typed}”不认识，可填：{known}等；其他平台请填“其他新媒体”并在“平台”列写明")
        site, account = bool(self.text(row, "网址")), bool(self.text(row, "账号"))
        told = told_kind(typed, self.text(row, "平台"), site=site, account=account)
        if told:
            return told
        self.guessed += 1
        return guessed_kind(self.text(row, "层级"), self.text(row, "网站名称") or unit), ""

    def data_files(self, row: Row, kind: Kind, account: str) -> tuple[str, ...]:
        names = [one.strip() for one in re.split(r"[;；\n]", self.text(row, "数据文件")) if one.strip()]
        if kind.is_site:
            if names:
                self.warnings.append(f"{self.place(row, '数据文件')}：这一行是网站，数据文件不会使用。")
            return ()
        if not names:
            self.warnings.append(f"{self.place(row, '账号')}：“{account}”没有数据文件，更新情况将记为“未测得”。")
        paths = [self.folder / name.replace("\\", "/") for name in dict.fromkeys(names)]
        return tuple(str(path.resolve()) for path in paths if self.readable(row, path, account))

    def readable(self, row: Row, path: Path, account: str) -> bool:
        if not path.is_file():
            self.wrong(row, "数据文件", f"找不到文件“{path}”，请核对文件名；相对路径从名册所在的文件夹算起")
            return False
        first, glance = self.files.first(path), self.files.glance(path)
        if glance.problem:
            self.problems.append(f"{self.place(row, '数据文件')}：{glance.problem}")
            return False
        self.warnings += [f"{self.place(row, '数据文件')}：{remark}" for remark in glance.remarks if first]
        if glance.accounts and account not in glance.accounts:
            self.tell_stranger(row, path.name, account, glance.accounts)
        return True

    def tell_stranger(self, row: Row, file: str, account: str, found: tuple[str, ...]) -> None:
        what = f"“{file}”里的账号是{'、'.join(f'“{one}”' for one in found[:5])}，名册写的是“{account}”"
        if len(found) > 1:
            self.wrong(row, "数据文件", f"{what}，分不清哪些文章属于它，请核对账号名称或文件")
        else:
            self.warnings.append(f"{self.place(row, '数据文件')}：{what}，请核对是不是同一个账号。")

    def tell_repeats(self, drafts: Mapping[Row, Target]) -> None:
        first: dict[tuple[str, str], Row] = {}
        for row, target in drafts.items():
            site = target.kind.is_site
            keys = [("网址" if site else "账号", _essence(target), target.url or target.account)]
            keys += [("网站标识码", target.site_code, target.site_code)] if site else []
            for name, same, shown in keys:
                if shown and (before := first.setdefault((name, same), row)) is not row:
                    self.wrong(row, name, f"“{shown}”与第{before.number}行重复，请删去一行或改正")
