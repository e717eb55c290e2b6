"""Forms edited at random, a third of them saved again by LibreOffice: no row is lost, none is another's."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from filled_forms import MARK, Truth, mistreated

from scoring.demands import Reply
from scoring.receiving import Received, receive, refusal
from scoring.returns import read_form


def round_trip(folder: Path, count: int, seed: int) -> tuple[Truth, Received]:
    dice, truth = random.Random(seed), Truth()
    paths = [mistreated(folder, f"单位{number:03d}", dice, truth) for number in range(count)]
    again = paths[::3]
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, again)], check=True, capture_output=True, timeout=900)
    there = [folder / "out" / path.name if path in again else path for path in paths]
    forms = [read_form(path.name, path.read_bytes()) for path in there]
    units, keys = {demand.unit for demand in truth.demands}, {demand.key for demand in truth.demands}
    assert {refusal(form, MARK, units, keys) for form in forms} == {""}
    return truth, receive(truth.demands, [(form, form.file) for form in forms], "2026-04-02")


def verify(truth: Truth, received: Received) -> None:
    by_key = {demand.key: demand for demand in received.demands}
    assert len(by_key) == len(truth.demands)
    for key, demand in by_key.items():
        reply = demand.reply
        got = (reply.answer, reply.note, reply.proof, reply.owner, reply.done_on) if reply else None
        assert got == truth.answers.get(key), (key, demand.history)
        assert all(one.doubt for one in demand.history if isinstance(one, Reply) and key not in truth.answers)
    counts = received.counts
    assert counts.sent == len(truth.demands) == counts.answered + counts.blank + counts.reported
    assert counts.answered == len(truth.answers)
    assert counts.blank == len(truth.blank)
    assert counts.reported == len(truth.reported)
    assert sum("不是下发的行" in report for report in received.reports) == truth.strays


@pytest.mark.libreoffice
def test_every_row_of_mistreated_forms_is_recovered_or_reported(tmp_path: Path) -> None:
    verify(*round_trip(tmp_path, 20, seed=7))
