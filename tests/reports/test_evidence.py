"""Evidence pages: what they are called, and that sheets link only to those that are written."""

from __future__ import annotations

from reports.evidence import evidence_path
from reports.rows import lay_out
from tests.reports.sample import sample


def test_a_saying_links_to_its_place_only_where_the_page_of_its_target_is_written() -> None:
    result = sample()
    assert {issue.saying.evidence for issue in lay_out(result).issues} == {""}
    chosen = lay_out(result).issues[0].saying
    rows = lay_out(result, {chosen.target.id})
    linked = {(i.saying.target.id, i.saying.key): i.saying.evidence for i in rows.issues if i.saying.evidence}
    assert linked[chosen.target.id, chosen.key] == evidence_path(chosen.target.id, chosen.key)
    assert {target for target, _ in linked} == {chosen.target.id}
