"""What a roster's columns are called."""

from __future__ import annotations

COLUMNS = {
    "单位名称": ("单位", "单位全称", "责任单位", "主办单位", "机构名称", "部门名称"),
    "网址": ("网站地址", "网站网址", "首页网址", "首页地址", "网站首页", "网站首页网址", "网站链接",
           "网站域名", "主域名", "域名", "url"),
    "账号": ("帐号", "账户", "账号名称", "帐号名称", "新媒体账号", "新媒体名称", "公众号", "公众号名称", "微信公众号"),
    "网站名称": ("站点名称",),
    "类型": ("网站类型", "网站类别", "账号类型", "类别"),
    "层级": ("级别", "行政层级", "行政级别", "网站层级"),
    "地区": ("所属地区", "所在地区", "行政区划", "行政区划代码", "地区代码"),
    "网站标识码": ("标识码", "政府网站标识码", "网站标识编码"),
    "平台": ("平台名称", "账号平台", "新媒体平台", "发布平台"),
    "数据文件": ("导出文件", "数据文件路径", "文件"),
    "上级单位": ("上级", "上级主管单位"),
}  # fmt: skip
"""What a roster's columns are called, and the other names they go by."""
REQUIRED = (("单位名称",), ("网址", "账号"))
"""Of each group one must be there."""
EXACT = frozenset({"上级单位"})
"""Other columns are called nearly the same, as 二级单位: no slip of the pen is taken for it."""
