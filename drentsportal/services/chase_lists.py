"""Chase lists: what to ask each gemeente, as a workbook with a mail draft."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from drentsportal.domain.checks.chase_list import ChaseGround, chase_questions
from drentsportal.domain.checks.quality import COUNTED_CODES, NO_MUNICIPALITY
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.ports.chase import ChaseList

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.checks.chase_list import ChaseQuestion
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.ports.chase import ChaseListWriter, WrittenChaseList
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace
    from drentsportal.services.quality import Quality, QualityReport

_ID_LENGTH: Final = 6


class ChaseLists:
    """Makes chase lists; stores nothing."""

    def __init__(
        self,
        workspace: Workspace,
        quality: Quality,
        reference: ReferenceData,
        writer: ChaseListWriter,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep where sites are, what judges them, what writes lists, the clock and who is here."""
        self._workspace = workspace
        self._quality = quality
        self._reference = reference
        self._writer = writer
        self._clock = clock
        self._actors = actors

    def questions(self, report: QualityReport, municipality_code: str) -> tuple[ChaseQuestion, ...]:
        """List what to ask a gemeente, from a report over all gemeenten."""
        return questions_of(report, municipality_code)

    def make(self, municipality_code: str, folder: Path, progress: Progress) -> WrittenChaseList:
        """Write the list of one gemeente as a workbook and a mail draft with it.

        Raises ``InputError`` for a gemeente outside Drenthe, ``NotFoundError`` when there is nothing to ask,
        ``ReportError`` when a file cannot be written, and ``CancelledError``.
        """
        if municipality_code not in MUNICIPALITIES:
            raise InputError("error.chase.municipality", field="municipality", code=municipality_code)
        report = self._quality.report(progress)
        questions = questions_of(report, municipality_code)
        name = MUNICIPALITIES[municipality_code]
        if not questions:
            raise NotFoundError("error.chase.nothing_to_ask", field="municipality", municipality=name)
        now_utc = self._clock.now_utc()
        made = ChaseList(
            list_id=_list_id(municipality_code, report, now_utc.isoformat()),
            municipality_code=municipality_code,
            questions=questions,
            contacts=self.contacts(municipality_code),
            segments=self._reference.segments(),
            data_version=report.data_version,
            made_at_utc=now_utc,
            made_on=report.today,
            sender=self._actors.current().organisation,
        )
        return self._writer.write(made, folder)

    def contacts(self, municipality_code: str) -> tuple[ContactPoint, ...]:
        """Return the functions of a gemeente that can be asked; none where nobody is known."""
        everyone = self._workspace.catalogue.contact_points()
        return tuple(each for each in everyone if each.scope == municipality_code)


def questions_of(report: QualityReport, municipality_code: str) -> tuple[ChaseQuestion, ...]:
    """List what to ask a gemeente; none for what is no gemeente of Drenthe."""
    if municipality_code == NO_MUNICIPALITY or municipality_code not in COUNTED_CODES:
        return ()
    ground = ChaseGround(report.table, report.ages, report.findings, report.contested, report.edited)
    return chase_questions(ground, municipality_code)


def _list_id(municipality_code: str, report: QualityReport, made_at: str) -> str:
    seed = f"{municipality_code}|{report.data_version}|{made_at}"
    return hashlib.sha256(seed.encode("ascii")).hexdigest()[:_ID_LENGTH]
