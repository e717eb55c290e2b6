"""The one time zone of China: what a reader of a report, a roster or a page means by a day."""

from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
