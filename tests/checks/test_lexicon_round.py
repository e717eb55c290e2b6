"""A round keeps the list of wrong terms it was judged by: a copied round comes out the same, another list is refused."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sites import ABOUT, HOME, page

from audit import main
from checks.finding import FINDINGS, read_findings
from crawler.archive import SUMMARY, ArchiveWriter, Page
from crawler.rounds import ARCHIVES, LEXICON, Round, read_round, write_round
from crawler.targets import Kind, Target

AT = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sites whose home pages hold a term of the list."""
    made = tmp_path / "round"
    targets = tuple(
        Target(f"t{n}", f"第{n}站", Kind.DEPARTMENT, "某局", url=HOME.replace("www", f"t{n}")) for n in (1, 2)
    )
    for target in targets:
        with ArchiveWriter(made / ARCHIVES / target.id, ABOUT) as archive:
            home = Page(target.url, "home", 0, AT, 0.1, status=200, content_type="text/html", ip="192.0.2.1", family=4)
            archive.write(home, page("<p>湖畔渡假村开业。</p>").encode(), [("Content-Type", "text/html")])
        (made / ARCHIVES / target.id / SUMMARY).write_text('{"finished": true}', encoding="utf-8")
    write_round(made, Round("名单.xlsx", "2026-11-20T04:00:00+00:00", "0", targets))
    return made


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "词库.csv"
    path.write_bytes("错误表述,建议\n渡假村,度假村\n".encode("gbk"))
    return path


def accused(folder: Path) -> list[tuple[str, str]]:
    found = read_findings(folder / FINDINGS)
    return [(one.target, one.item) for one in found if one.rule == "wrong_word" and one.outcome == "fail"]


def test_the_list_goes_with_the_round(folder: Path, words: Path, tmp_path: Path) -> None:
    assert main(["check", str(folder)]) == 0 and accused(folder) == []
    assert main(["check", str(folder), "--lexicon", str(words), "--workers", "2"]) == 0
    assert accused(folder) == [("t1", "渡假村"), ("t2", "渡假村")]
    kept = read_round(folder)
    assert (kept.lexicon, kept.lexicon_terms, len(kept.lexicon_digest)) == ("词库.csv", 1, 64)
    assert kept.lexicon_digest[:16] in kept.facts(None)["词库"] and "1 条" in kept.facts(None)["词库"]
    first = (folder / FINDINGS).read_bytes()
    words.unlink()
    copied = tmp_path / "copied"
    shutil.move(folder, copied)
    assert main(["check", str(copied)]) == 0 and (copied / FINDINGS).read_bytes() == first


def test_a_copy_that_is_gone_or_changed(folder: Path, words: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder), "--lexicon", str(words)]) == 0
    copy = folder / LEXICON / "词库.csv"
    copy.write_text("错误表述\n其他词\n", encoding="utf-8")
    assert main(["check", str(folder)]) == 2 and "不同" in capsys.readouterr().err
    copy.unlink()
    assert main(["check", str(folder)]) == 2 and "缺少词库" in capsys.readouterr().err


def test_the_copy_itself_may_be_given_again(folder: Path, words: Path) -> None:
    assert main(["check", str(folder), "--lexicon", str(words)]) == 0
    assert main(["check", str(folder), "--lexicon", str(folder / LEXICON / "词库.csv")]) == 0
    assert accused(folder)


def test_a_bad_list_is_refused_with_the_roster_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "词库.csv"
    words.write_text("错误表述,建议\n的,地\n甲乙,丙\n甲乙,丁\n", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["run", str(tmp_path / "none.xlsx"), "--out", str(out), "--lexicon", str(words)]) == 2
    told = capsys.readouterr().err
    for part in ("none.xlsx", "词库.csv 第2行 A列", "词库.csv 第4行 B列", "共 3 处问题"):
        assert part in told
    assert not out.exists()


def test_a_bad_list_leaves_the_round_as_it_was(folder: Path, tmp_path: Path) -> None:
    words = tmp_path / "w.csv"
    words.write_text("错误表述\n的\n", encoding="utf-8")
    before = json.loads((folder / "run.json").read_text("utf-8"))
    assert main(["check", str(folder), "--lexicon", str(words)]) == 2
    assert json.loads((folder / "run.json").read_text("utf-8")) == before and not (folder / FINDINGS).exists()
