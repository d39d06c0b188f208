"""Makes the advice of a case: PDF, editable letter, and the factsheets of its shortlist."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.firmness.draws import draws
from drentsportal.domain.firmness.stability import dethroning_changes
from drentsportal.domain.instruments.advisable import advisable, known_of
from drentsportal.domain.instruments.instrument import outgoing
from drentsportal.domain.match.regional_context import regional_context
from drentsportal.errors import InputError
from drentsportal.services.access_log import only_when_logged
from drentsportal.services.case_clock import case_clock
from drentsportal.services.code_names import check_code_name, names_behind
from drentsportal.services.comparing import MOST, Comparing
from drentsportal.services.document_names import FileNames, style_ending
from drentsportal.services.documents import AdviceClock, AdviceSite, AdviceSubject, DocumentKind
from drentsportal.services.drafts import Draft
from drentsportal.services.factsheets import (
    Factsheets,
    SheetWish,
    factsheet_subject,
    record_draft,
    surroundings_of,
)
from drentsportal.services.failed_documents import IncompleteBatchError
from drentsportal.services.firmness_words import firmest_message, has_order, top_count, trials_message
from drentsportal.services.fitting import GroundFitting
from drentsportal.services.match_analysis import seed_of
from drentsportal.services.ports.documents import AdviceForm
from drentsportal.services.retired_sites import refuse_retired
from drentsportal.services.row_likeness import FEWEST

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.documents import Surroundings
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.documents import DocumentStyle, DocumentWriter, MadeDocument
    from drentsportal.services.ports.matches import LatestMatch
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace

_STEP: Final = "progress.advice"
_REJECTIONS_TOLD: Final = 12
_SHORT_WORD: Final = "kort"
"""Stands in the file name of the short form, so that both forms lie beside each other."""


class Advising:
    """Writes what is sent: nothing internal, every value with its source."""

    def __init__(
        self,
        workspace: Workspace,
        reference: ReferenceData,
        matching: LatestMatch,
        writer: DocumentWriter,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep what an advice is made from and with."""
        self._workspace = workspace
        self._reference = reference
        self._matching = matching
        self._factsheets = Factsheets(workspace, reference, writer, clock, actors)
        self._writer = writer
        self._clock = case_clock(clock)
        self._comparing = Comparing(workspace, reference, matching, clock)
        self._actors = actors

    def make(
        self,
        case_number: str,
        out_dir: Path,
        progress: Progress,
        style: DocumentStyle | None = None,
        form: AdviceForm = AdviceForm.FULL,
    ) -> tuple[MadeDocument, ...]:
        """Make advice and letter in a form, and the factsheets, and record them in the case.

        Raises ``InputError`` without a shortlist or a match, for a retired site, when data or request
        changed since the newest match, when a shortlisted site does not qualify in it, or when the title
        or place names the company; ``NotFoundError`` for an unknown case; ``IncompleteBatchError`` when a
        factsheet failed (advice, letter and the other sheets remain).
        """
        draft = self.draft(case_number, out_dir, progress, style, form)
        record_draft(self._workspace, draft, self._actors)
        if draft.failures:
            raise IncompleteBatchError(draft.documents, draft.failures)
        return draft.documents

    def draft(
        self,
        case_number: str,
        out_dir: Path,
        progress: Progress,
        style: DocumentStyle | None = None,
        form: AdviceForm = AdviceForm.FULL,
    ) -> Draft:
        """Make the same without noting or logging it; errors as ``make``, failures in the draft."""
        now_utc = self._clock.now_utc()
        with self._workspace.reading() as unit:
            case = unit.cases.get(case_number)
            behind = names_behind(unit, case)
        _check_shortlist(case)
        refuse_retired(self._workspace.catalogue, (each.candidate_id for each in case.shortlist))
        check_code_name(case, behind)
        result = self._matching.latest(case_number)
        if result is None:
            raise InputError("error.advise.no_match", field="case", number=case_number)
        self._check_match(case, result)
        names = FileNames()
        subject = replace(self._subject(case, result, now_utc), form=form)
        progress.step(0, len(subject.shortlist) + 2, _STEP)
        fittings = {each.site.id: each.sheet.fitting for each in subject.shortlist if each.sheet}
        known = {site_id: fitting for site_id, fitting in fittings.items() if fitting is not None}
        cards = {each.site.id: each.card for each in subject.shortlist}
        wish = SheetWish(case_number, known, style, cards)
        sheets = self._factsheets.draft([each.site.id for each in subject.shortlist], out_dir, progress, wish)
        writer = self._writer if style is None else self._writer.styled(style)
        ending = style_ending(style)
        words = (_SHORT_WORD, case_number) if form is AdviceForm.SHORT else (case_number,)
        with only_when_logged(*(each.path for each in sheets.documents)):
            letters = (
                writer.advice(
                    subject, out_dir / names.take("pdf", DocumentKind.ADVICE, *words, ending=ending)
                ),
                writer.letter(
                    subject, out_dir / names.take("docx", DocumentKind.LETTER, *words, ending=ending)
                ),
            )
        progress.step(len(subject.shortlist) + 2, len(subject.shortlist) + 2, _STEP)
        return Draft((*sheets.groups, letters), sheets.failures, case_number, now_utc)

    def _clock_of(self, case: Case, now_utc: datetime) -> AdviceClock:
        """Tell the moments of a case; what has passed since is told as it passed, whatever rule counts."""
        reading = self._clock.reading_at(case, now_utc)
        answered_at_utc = case.answered_at_utc
        elapsed = (answered_at_utc or now_utc) - reading.started_at_utc
        due_at_utc = reading.due_at_utc
        return AdviceClock(
            case.received_at_utc, case.asked_at_utc, due_at_utc, now_utc, elapsed, answered_at_utc
        )

    def _check_match(self, case: Case, result: MatchResult) -> None:
        """Refuse a match of older data or of another request: an advice tells what holds now."""
        newest = self._workspace.catalogue.data_version()
        if result.data_version != newest:
            raise InputError(
                "error.advice.stale_match",
                field="case",
                number=case.number,
                match_version=result.data_version,
                data_version=newest,
            )
        if result.request != case.request:
            raise InputError("error.advice.request_changed", field="case", number=case.number)

    def _subject(self, case: Case, result: MatchResult, now_utc: datetime) -> AdviceSubject:
        surroundings = surroundings_of(self._workspace.catalogue, self._reference, result.data_version)
        found = self._shortlist(case, result, surroundings)
        shortlist = _with_firmness(self._with_sheets(found, result, surroundings, now_utc), result)
        chosen = {each.site.id for each in shortlist}
        others = [
            result.card(position)
            for position, site_id in enumerate(result.ranking())
            if site_id not in chosen
        ]
        told = min(_REJECTIONS_TOLD, result.rejection_count)
        confirmed = outgoing(self._reference.instruments(), _today(now_utc))
        known = known_of(case.request, (each.site.municipality_code or "" for each in shortlist))
        instruments = advisable(confirmed, known, _today(now_utc))
        return AdviceSubject(
            number=case.number,
            channel=case.channel,
            clock=self._clock_of(case, now_utc),
            request=case.request,
            shortlist=shortlist,
            others=tuple(others),
            rejections=tuple(result.rejection_of(each) for each in result.rejected()[:told]),
            rejection_count=result.rejection_count,
            rule=result.rule,
            instruments=instruments,
            unfit_count=len(confirmed) - len(instruments),
            surroundings=surroundings,
            attachments=tuple(each.site.name for each in shortlist),
            told_of_regions=regional_context(result, [each.card for each in shortlist]),
            comparison=self._compared(case, result, [each.site.id for each in shortlist]),
        )

    def _compared(self, case: Case, result: MatchResult, site_ids: list[str]) -> ComparisonTable | None:
        """Put the shortlist side by side; ``None`` where that are too few or too many for a page."""
        if not FEWEST <= len(site_ids) <= MOST:
            return None
        return self._comparing.make(site_ids, case.number, result)

    def _shortlist(
        self, case: Case, result: MatchResult, surroundings: Surroundings
    ) -> tuple[AdviceSite, ...]:
        """Return the chosen candidates in the order of the ranking, whoever chose them when."""
        catalogue, version = self._workspace.catalogue, surroundings.data_version
        found, missing, qualified = [], [], frozenset(result.ranking())
        for entry in case.shortlist:
            site = catalogue.site(entry.candidate_id, version)
            if entry.candidate_id not in qualified:
                missing.append(site.name)
                continue
            card = result.card_of(entry.candidate_id)
            offers = tuple(catalogue.site(each, version) for each in card.candidate.offer_ids)
            found.append(AdviceSite(site, card, offers))
        if missing:
            raise InputError(
                "error.advise.not_qualified",
                field="shortlist",
                number=case.number,
                names=tuple(missing),
            )
        return tuple(sorted(found, key=lambda each: each.card.rank))

    def _with_sheets(
        self,
        shortlist: tuple[AdviceSite, ...],
        result: MatchResult,
        surroundings: Surroundings,
        now_utc: datetime,
    ) -> tuple[AdviceSite, ...]:
        """Gather what the detail maps draw: the site with its plots, and those offered with what fits."""
        catalogue = self._workspace.catalogue
        fittings = GroundFitting(catalogue).of_outcome(result, [each.site.id for each in shortlist])
        return tuple(
            replace(
                each,
                sheet=replace(
                    factsheet_subject(catalogue, each.site.id, surroundings, now_utc),
                    fitting=fittings.get(each.site.id),
                ),
            )
            for each in shortlist
        )


def _with_firmness(shortlist: tuple[AdviceSite, ...], result: MatchResult) -> tuple[AdviceSite, ...]:
    """Tell of each site how firm its place is; the same match always gives the same words."""
    if not has_order(result):
        return shortlist
    drawn = draws(result, seed_of(result))
    return tuple(
        replace(
            each,
            trials=trials_message(top_count(drawn, each.site.id), drawn.count),
            tipping=firmest_message(result, dethroning_changes(result)) if each.card.rank == 1 else None,
        )
        for each in shortlist
    )


def _check_shortlist(case: Case) -> None:
    if not case.shortlist:
        raise InputError("error.advise.no_shortlist", field="shortlist", number=case.number)


def _today(now_utc: datetime) -> date:
    return now_utc.astimezone(DUTCH_TIME).date()
