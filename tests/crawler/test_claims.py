"""A site's archive has one writer at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from loopback import ROOT

from crawler.claims import claimed
from crawler.rounds import RoundError

_HOLD = """
import sys
from pathlib import Path
from crawler.claims import claimed
with claimed(Path(sys.argv[1]), ["a", "b"]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_it_is_let_go_when_its_writer_dies(tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    words = [sys.executable, "-c", _HOLD, str(tmp_path)]
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        with claimed(tmp_path, ["c"], patience=0):
            pass
        with pytest.raises(RoundError, match="正由另一个采集进程写入"), claimed(tmp_path, ["b", "c"], patience=0):
            pass
        other.kill()
    with claimed(tmp_path, ["a", "b"], patience=5):
        pass
