"""Adapters with heavy libraries, imported when they are first used.

So ``--help``, a list of cases and the window start without pandas, geopandas and typst.
"""

# ruff: noqa: D102, D107 - every method is that of the port which the class names, and stands described there

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.paths import resources_dir, user_data_dir
from drentsportal.services.ports.documents import ComparisonForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.bootstrap.document_styles import DocumentStyles
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from drentsportal.domain.roads.postcode_places import PostcodePlaces
    from drentsportal.domain.sites.site import Site
    from drentsportal.geodata.reader import GeoSiteReader
    from drentsportal.language import Language
    from drentsportal.reports.writer import ReportWriter
    from drentsportal.services.assessing import AssessmentSubject
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.day_subject import DaySubject
    from drentsportal.services.documents import AdviceSubject, FactsheetSubject, SheetFormat
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.bidbooks import BidbookFiles
    from drentsportal.services.ports.chase import (
        AnswerFile,
        ChaseAnswerReader,
        ChaseList,
        WrittenChaseList,
    )
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.services.ports.exports import ExportJob, MadeExport, SiteFileWriter
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.services.ports.packages import PackageSubject
    from drentsportal.services.ports.postcodes import PostcodeOptions
    from drentsportal.services.ports.questions import QuestionMailSubject, WrittenQuestionMail
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.sources import FetchedFile, FetchLimits, LayerOffer, SourceFetcher


class LateReader:
    """``SiteReader`` and ``MappingReader`` that load the geodata libraries when the first file is read."""

    def __init__(self, live_file: Path) -> None:
        self._live_file = live_file
        self._reader: GeoSiteReader | None = None

    def read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        return self._opened().read(path, options, progress)

    def propose(
        self, path: Path, options: ImportOptions, progress: Progress, encoding: str = ""
    ) -> MappingProposal:
        return self._opened().propose(path, options, progress, encoding)

    def try_draft(
        self, path: Path, options: ImportOptions, draft: MappingDraft, progress: Progress
    ) -> MappingTrial:
        return self._opened().try_draft(path, options, draft, progress)

    def mapping_titles(self) -> dict[str, str]:
        return self._opened().mapping_titles()

    def keep_mapping(
        self,
        draft: MappingDraft,
        remarks: Mapping[str, Sequence[str]],
        target: Path | None,
        *,
        confirmed: bool,
    ) -> Path:
        return self._opened().keep_mapping(draft, remarks, target, confirmed=confirmed)

    def _opened(self) -> GeoSiteReader:
        if self._reader is None:
            from drentsportal.geodata.reader import GeoSiteReader  # noqa: PLC0415 - loads geopandas

            self._reader = GeoSiteReader(
                resources_dir() / "mappings",
                lambda: (self._live_file,),
                own_mappings=user_data_dir() / "mappings",
            )
        return self._reader


class LatePostcodes:
    """``PostcodeReader`` that loads the geodata libraries when a layer of postcodes is read."""

    def __init__(self, live_file: Path) -> None:
        self._live_file = live_file

    def read(self, path: Path, options: PostcodeOptions, progress: Progress) -> PostcodePlaces:
        from drentsportal.geodata.postcode_places_reading import PostcodeFileReader  # noqa: PLC0415 - as above

        return PostcodeFileReader(lambda: (self._live_file,)).read(path, options, progress)


class LateFiles:
    """``SiteFileWriter`` that loads the geodata libraries when the first file is written."""

    def __init__(self, language: Language, live_file: Path, language_of: Callable[[str], Language]) -> None:
        self._language = language
        self._live_file = live_file
        self._language_of = language_of
        self._writer: SiteFileWriter | None = None

    def write(self, job: ExportJob, progress: Progress) -> MadeExport:
        if self._writer is None:
            from drentsportal.geodata.writing.writer import GeoFileWriter  # noqa: PLC0415 - loads pyogrio and ezdxf

            self._writer = GeoFileWriter(self._language, lambda: (self._live_file,), self._language_of)
        return self._writer.write(job, progress)


class LateFetcher:
    """``SourceFetcher`` that loads what reads services when the first one is asked."""

    def __init__(self) -> None:
        self._fetcher: SourceFetcher | None = None

    def layers(
        self, kind: DataSourceKind, address: str, limits: FetchLimits, progress: Progress
    ) -> tuple[LayerOffer, ...]:
        return self._opened().layers(kind, address, limits, progress)

    def fetch(self, source: DataSource, folder: Path, limits: FetchLimits, progress: Progress) -> FetchedFile:
        return self._opened().fetch(source, folder, limits, progress)

    def _opened(self) -> SourceFetcher:
        if self._fetcher is None:
            from drentsportal.geodata.fetching.fetcher import ServiceFetcher  # noqa: PLC0415 - as above

            self._fetcher = ServiceFetcher()
        return self._fetcher


class LateWriter:
    """``DocumentWriter`` that loads the document libraries when the first document is made."""

    def __init__(self, styles: DocumentStyles, style: DocumentStyle) -> None:
        self._styles = styles
        self._style = style
        self._writer: ReportWriter | None = None

    def styled(self, style: DocumentStyle) -> LateWriter:
        return self if style == self._style else LateWriter(self._styles, style)

    def factsheet(self, subject: FactsheetSubject, path: Path) -> MadeDocument:
        return self._opened().factsheet(subject, path)

    def advice(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        return self._opened().advice(subject, path)

    def letter(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        return self._opened().letter(subject, path)

    def assessment(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        return self._opened().assessment(subject, path)

    def assessment_sheet(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        return self._opened().assessment_sheet(subject, path)

    def comparison(
        self, table: ComparisonTable, path: Path, form: ComparisonForm = ComparisonForm.XLSX
    ) -> MadeDocument:
        return self._opened().comparison(table, path, form)

    def ranking(
        self, result: MatchResult, case_number: str | None, path: Path, plot_names: Mapping[str, str]
    ) -> MadeDocument:
        return self._opened().ranking(result, case_number, path, plot_names)

    def package(self, subject: PackageSubject, pdf: Path, archive: Path) -> tuple[MadeDocument, ...]:
        return self._opened().package(subject, pdf, archive)

    def site_sheet(
        self, sites: Sequence[Site], form: SheetFormat, made_at_utc: datetime, path: Path
    ) -> MadeDocument:
        return self._opened().site_sheet(sites, form, made_at_utc, path)

    def bidbook_files(self) -> BidbookFiles:
        return self._opened().bidbook_files(self._style)

    def day_programme(self, subject: DaySubject, path: Path) -> MadeDocument:
        return self._opened().day_programme(subject, path)

    def day_calendar(self, subject: DaySubject, path: Path) -> MadeDocument:
        return self._opened().day_calendar(subject, path)

    def _opened(self) -> ReportWriter:
        if self._writer is None:
            self._writer = self._styles.writer(self._style)
        return self._writer


class LateChaseFiles:
    """Writes and reads chase lists; loads what makes or reads a workbook when it is first needed."""

    def __init__(self, language: Language, reference: ReferenceData) -> None:
        self._language = language
        self._reference = reference

    def write(self, chase_list: ChaseList, folder: Path) -> WrittenChaseList:
        from drentsportal.reports.sheets.chase_writer import ChaseListFiles  # noqa: PLC0415 - loads xlsxwriter

        return ChaseListFiles(self._language).write(chase_list, folder)

    def is_chase_list(self, path: Path) -> bool:
        return self._reader().is_chase_list(path)

    def read(self, path: Path) -> AnswerFile:
        return self._reader().read(path)

    def _reader(self) -> ChaseAnswerReader:
        from drentsportal.geodata.chase_answers import ChaseAnswerFile  # noqa: PLC0415 - reads workbooks

        return ChaseAnswerFile(self._language, self._reference.segments())


class LateQuestionFiles:
    """``QuestionMailWriter`` that loads what writes mails when the first draft is made."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def write(self, subject: QuestionMailSubject, folder: Path) -> WrittenQuestionMail:
        from drentsportal.reports.question_writer import QuestionMailFiles  # noqa: PLC0415 - loads email

        return QuestionMailFiles(self._language).write(subject, folder)


def late_file_words(name: str, content: bytes) -> str:
    """Return what search finds in a file that is kept with a case; see ``mail.file_words``."""
    from drentsportal.mail.file_words import file_words  # noqa: PLC0415 - see the module

    return file_words(name, content)
