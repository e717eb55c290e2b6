"""Every generated mutation is noticed, and no harmless one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.labelled import Case, judge
from demo.mutations import mutations

CASES = list(mutations())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_mutation(case: Case, tmp_path: Path) -> None:
    verdicts = judge(case, tmp_path)
    said = [(one.outcome.value, one.item, one.url, one.message) for one in verdicts.said]
    assert not verdicts.missed, (case.why, said)
    assert not verdicts.false, (case.why, said)
