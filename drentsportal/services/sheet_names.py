"""Names of the files of sheets: the same site always has the same name, and never that of another."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from drentsportal.services.document_names import FileNames, file_stem, style_ending
from drentsportal.services.documents import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable
    from drentsportal.services.ports.documents import DocumentStyle


class SheetNames:
    """Gives the sheet of a site its name in one batch.

    A site of whose words another site in use has the same ones carries its id as well, in every run and
    whichever of them are made together: else the second run would replace the sheet of another site. So does
    the language, of anything but Dutch, and the number of the request where a sheet answers it.
    """

    def __init__(self, table: SiteTable, style: DocumentStyle | None, case_number: str | None = None) -> None:
        """Count how many sites share the words of a name."""
        self._number = () if case_number is None else (case_number,)
        self._style = style_ending(style)
        endings = {self._style, (*self._number, *self._style)}
        self._counts = {each: Counter(_stems(table, each)) for each in endings}
        self._names = FileNames()

    def take(self, site: Site, park: Site | None, *, is_answering: bool = True) -> str:
        """Return the name of the sheet of a site; one that answers no request bears none's number."""
        words = (DocumentKind.FACTSHEET, *site_words(site, park))
        ending = (*(self._number if is_answering else ()), *self._style)
        is_shared = self._counts[ending][file_stem(*words, ending=ending)] > 1
        ending = (site.id, *ending) if is_shared else ending
        return self._names.take("pdf", *words, ending=ending)


def site_words(site: Site, park: Site | None) -> tuple[str, ...]:
    """Return the words of a site's file name: the park's first, so that names sort together."""
    return (park.name, site.name) if park is not None else (site.name,)


def _stems(table: SiteTable, ending: tuple[str, ...]) -> Iterator[str]:
    parks = {site_id: _name(table.parks, row) for row, site_id in enumerate(table.parks.ids.tolist())}
    # A hundred thousand plots share few words: "A1" is in many parks.
    stem = cache(file_stem)
    for rows in (table.parks, table.plots, table.premises):
        park_ids = rows.columns.get("park_id")
        for row in range(len(rows)):
            park_id = None if park_ids is None else park_ids.text_at(row)
            park = parks.get(park_id) if park_id else None
            words = (_name(rows, row),) if park is None else (park, _name(rows, row))
            yield stem(DocumentKind.FACTSHEET, *words, ending=ending)


def _name(rows: SiteRows, row: int) -> str:
    return rows.columns["name"].text_at(row) or str(rows.ids[row])
