"""Writes every format of sites that is no sheet: the adapter behind ``SiteFileWriter``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.errors import InputError
from drentsportal.geodata.writing.dxf import write_dxf
from drentsportal.geodata.writing.exchange import write_exchange
from drentsportal.geodata.writing.flatgeobuf import write_flatgeobuf
from drentsportal.geodata.writing.geojson import write_geojson
from drentsportal.geodata.writing.geopackage import write_geopackage
from drentsportal.geodata.writing.ibis_table import write_ibis
from drentsportal.geodata.writing.open_data import write_open_data
from drentsportal.geodata.writing.target import Target
from drentsportal.services.ports.exports import ExportFormat, MadeExport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from drentsportal.domain.message import Message
    from drentsportal.language import Language
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.exports import ExportJob

_STEPS = 3


class GeoFileWriter:
    """Writes sites to files; ``live_files`` names the workspaces that are open in this process.

    ``language_of`` gives the language of a reader by its code, for a file that is not for oneself.
    """

    def __init__(
        self,
        language: Language,
        live_files: Callable[[], Sequence[Path]] = tuple,
        language_of: Callable[[str], Language] | None = None,
    ) -> None:
        """Keep the words of titles and legends."""
        self._language = language
        self._live_files = live_files
        self._language_of = language_of

    def write(self, job: ExportJob, progress: Progress) -> MadeExport:
        """Write one export.

        Raises ``ReportError`` when it cannot be written, ``InputError`` when the format does not hold what
        is asked, and ``CancelledError`` when the person stopped; nothing is left behind then.
        """
        notes: list[Message] = []
        count = sum(len(each) for each in job.content.tables)

        def told(done: int) -> None:
            progress.step(done, count, "progress.export.writing")

        def make(folder: Path) -> None:
            progress.step(1, _STEPS, "progress.export.writing")
            notes.extend(self._make(job, folder, told))
            # The last moment to stop: after this the file takes its place.
            progress.step(2, _STEPS, "progress.export.finishing")

        target = Target(job.path, job.replace, self._live_files())
        document = target.finish(job.form.value, make)
        return MadeExport(document, count, tuple(notes))

    def _make(self, job: ExportJob, folder: Path, told: Callable[[int], None]) -> tuple[Message, ...]:
        path, tables = folder / job.path.name, job.content.tables
        say = self._language.text
        day = job.content.made_at_utc.date().isoformat()
        abstract = say("export.abstract", day=day, version=job.content.data_version)
        if job.form is ExportFormat.GEOPACKAGE:
            write_geopackage(path, job.content, self._language, say("export.no_licence"))
        elif job.form is ExportFormat.GEOJSON:
            write_geojson(path, tables, say("export.title"), told)
        elif job.form is ExportFormat.FLATGEOBUF:
            write_flatgeobuf(path, tables, say("export.title"), abstract)
        elif job.form is ExportFormat.EXCHANGE:
            return write_exchange(folder, job.content, told)
        elif job.form is ExportFormat.IBIS:
            return write_ibis(path, tables[0], self._language)
        elif job.form is ExportFormat.DXF:
            absent = write_dxf(path, job.content, self._reader_language(job.language_code), told)
            return (message("export.note.not_drawn", count=absent),) if absent else ()
        elif job.form is ExportFormat.OPEN_DATA and job.publication is not None:
            write_open_data(folder, job.content, job.publication, self._language, told)
        else:
            raise InputError("error.export.form", field="format", form=job.form.value)
        return ()

    def _reader_language(self, language_code: str | None) -> Language:
        if language_code is None or self._language_of is None:
            return self._language
        return self._language_of(language_code)
