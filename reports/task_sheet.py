"""The sheet on which people write what they find of an account's interaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from checks.facts.tasks import ANSWERS, FUNCTIONS
from checks.task_sheets import HEADER
from crawler.targets import Target


def write_sheet(path: Path, accounts: Sequence[Target]) -> None:
    """A row for each function of each account; the answers from a drop-down."""
    rows = [
        (one.id, one.account, one.platform or one.kind.label, one.unit, name, how)
        for one in sorted(accounts, key=lambda one: (one.unit, one.account, one.id))
        for name, how in FUNCTIONS.values()
    ]
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("互动核查")
        page.freeze_panes(1, 0)
        page.set_column(0, len(HEADER) - 1, 18)
        page.write_row(0, 0, HEADER, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, row)
        answers = HEADER.index("结果")
        page.data_validation(1, answers, max(len(rows), 1), answers, {"validate": "list", "source": list(ANSWERS)})
