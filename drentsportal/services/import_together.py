"""Importing files that belong together, such as those of the exchange format: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.merge.merge_answers import MergeAnswers
from drentsportal.errors import QuestionError
from drentsportal.services.site_import import check_usable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.domain.merge.merge_answers import MergeAnswer
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.services.site_import import ImportReview, SiteImport


def look_together(
    imports: SiteImport, paths: Sequence[Path], options: ImportOptions, progress: Progress
) -> tuple[ImportReview, ...]:
    """Review every file; nothing is stored. Raises what ``SiteImport.look`` raises."""
    return tuple(imports.look(path, options, progress) for path in paths)


def store_together(
    imports: SiteImport,
    reviews: Sequence[ImportReview],
    options: ImportOptions,
    progress: Progress,
    on_conflict: MergeAnswer | None = None,
) -> tuple[ImportReport, ...]:
    """Store what was reviewed, in order, each file as a step of its own.

    Raises ``QuestionError`` where a file contradicts what is in use and nobody answered, before anything is
    stored, and what ``check_usable`` and ``SiteImport.store`` raise; the steps already made are taken back
    then, also when the person stopped.
    """
    for review in reviews:
        check_usable(review.delivery, review.report, strict=options.strict)
    undecided = sum(each.merge.undecided for each in reviews)
    if undecided and on_conflict is None:
        raise QuestionError(
            "error.import.undecided",
            option="--on-conflict",
            choices=("keep", "take"),
            file=", ".join(each.report.file_name for each in reviews if each.merge.undecided),
            sites=undecided,
        )
    stored: list[ImportReport] = []
    try:
        for review in reviews:
            stored.append(imports.store(review, progress, MergeAnswers(on_conflict=on_conflict)))  # noqa: PERF401 - what is stored must be known when the next one fails
    except BaseException:
        for report in reversed(stored):
            if report.data_version is not None:
                imports.undo(report.data_version)
        raise
    return tuple(stored)
