"""Page tags as pages really write them."""

import pytest
from sites import page, read

from checks.facts.tags import Tags


def tags(head: str) -> Tags:
    return read(page(head=head)).tags


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='SiteName' content='澄湖'>",
        '<META NAME="sitename" CONTENT=" 澄湖 "/>',
        "<meta content='澄湖' name=' SiteName '>",
        "<meta name=SiteName content=澄湖>",
    ],
)
def test_ways_of_writing(head: str) -> None:
    assert tags(head).value("SiteName") == "澄湖"


@pytest.mark.parametrize(
    "head",
    [
        "<!--<meta name='SiteName' content='澄湖'>-->",
        "<meta property='SiteName' content='澄湖'>",
        '<script>\'<meta name="SiteName" content="澄湖">\'</script>',
    ],
)
def test_what_is_no_tag(head: str) -> None:
    assert not tags(head).has("SiteName")


def test_empty_and_repeated() -> None:
    found = tags(
        "<meta name='PubDate'><meta name='PubDate' content=''><meta name='pubdate' content='2026-11-20'><meta name='PubDate' content='2026-11-21'>"
    )
    assert found.values["PubDate"] == ("", "", "2026-11-20", "2026-11-21")
    assert found.value("PubDate") == "2026-11-20" and found.has("PubDate")
    assert found.value("ArticleTitle") == "" and not found.has("ArticleTitle")


def test_entities() -> None:
    assert (
        tags("<meta name='ArticleTitle' content='&ldquo;十四五&rdquo; &amp; 规划'>").value("ArticleTitle")
        == "“十四五” & 规划"
    )


def test_a_tag_in_the_body() -> None:
    assert (
        read("<html><head></head><body><meta name='ColumnName' content='动态'></body></html>").tags.value("ColumnName")
        == "动态"
    )
