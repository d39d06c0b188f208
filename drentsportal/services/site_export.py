"""Exports a list of sites as a sheet, with every value, source and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.services.documents import DocumentWriter, SheetFormat
    from drentsportal.services.ports import Clock, MadeDocument, Workspace


class SiteExport:
    """Writes sheets of sites; nothing internal is in a site, so nothing has to be left out."""

    def __init__(self, workspace: Workspace, writer: DocumentWriter, clock: Clock) -> None:
        """Keep where sites are found, what writes sheets, and the time."""
        self._workspace = workspace
        self._writer = writer
        self._clock = clock

    def make(self, site_ids: Sequence[str], form: SheetFormat, path: Path) -> MadeDocument:
        """Write the sites in the given order, all at one data version.

        Raises ``InputError`` for an empty list, ``NotFoundError`` for an unknown site before anything is
        written, and ``ReportError`` when the file cannot be written.
        """
        if not site_ids:
            raise InputError("error.export.no_sites", field="site")
        catalogue = self._workspace.catalogue
        version = catalogue.data_version()
        sites = [catalogue.site(each, version) for each in site_ids]
        return self._writer.site_sheet(sites, form, self._clock.now_utc(), path)
