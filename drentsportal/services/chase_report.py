"""The report of a chase list that came back, in the form of that of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.merge.delivery import AreaTotals, ImportReport, RowIssue, RowOutcome
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.checks.chase_answers import Answer
    from drentsportal.domain.message import Message
    from drentsportal.services.chase_returns import ChaseReturn

CHASE_KIND: Final = "chase_list"
"""What reports and mappings of chase lists are called."""


def import_report(
    came_back: ChaseReturn, taken: Sequence[Answer], refused: Sequence[Answer], note: Message
) -> ImportReport:
    """Tell a list that came back as an import: what was taken, looked odd, was kept out or not read."""
    issues = [
        RowIssue(each.row, RowOutcome.REFUSED, each.message, each.attribute_id, each.site_id, each.site_name)
        for each in came_back.left
    ]
    issues += [
        RowIssue(each.row, RowOutcome.FLAGGED, each.message, each.attribute_id, each.site_id, each.site_name)
        for each in came_back.remarks
    ]
    issues += [_taken_issue(each) for each in taken if each.filled_by or each.remark]
    issues += [issue for each in taken for issue in _odd_issues(each, RowOutcome.FLAGGED)]
    issues += [issue for each in refused for issue in _kept_issues(each)]
    return ImportReport(
        file_name=came_back.file.file_name,
        source=came_back.file.source,
        mapping_id=f"{CHASE_KIND}:{came_back.file.list_id}",
        feature_count=len(came_back.answers) + len(came_back.left),
        site_count=len({each.site_id for each in taken}),
        kind=CHASE_KIND,
        municipality_count=0,
        totals=AreaTotals(None, None, None),
        issues=tuple(sorted(issues, key=lambda each: each.row)),
        notes=(note,),
    )


def _taken_issue(answer: Answer) -> RowIssue:
    if not answer.remark:
        what = message("chase.filled_by", function=answer.filled_by)
    elif not answer.filled_by:
        what = message("chase.remarked", remark=answer.remark)
    else:
        what = message("chase.filled_in", function=answer.filled_by, remark=answer.remark)
    return _issue(answer, RowOutcome.TAKEN, what)


def _odd_issues(answer: Answer, outcome: RowOutcome) -> list[RowIssue]:
    return [_issue(answer, outcome, message("chase.odd", what=each)) for each in answer.odd]


def _kept_issues(answer: Answer) -> list[RowIssue]:
    if answer.is_odd_change:
        return _odd_issues(answer, RowOutcome.REFUSED)
    return [_issue(answer, RowOutcome.REFUSED, message("chase.kept"))]


def _issue(answer: Answer, outcome: RowOutcome, what: Message) -> RowIssue:
    return RowIssue(answer.row, outcome, what, answer.attribute_id, answer.site_id, answer.site_name)
