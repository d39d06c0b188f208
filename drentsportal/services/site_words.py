"""The words of sites for search: names and where they lie, folded; nothing of them is internal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.ports.text_index import TextField
from drentsportal.services.word_folding import FIELD_END, LINE_END, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.sites.site_table import SiteRows, SiteTable

_NAME_TO_PLACE = FIELD_END * (list(TextField).index(TextField.PLACE) - list(TextField).index(TextField.NAME))


class SiteWords:
    """The words of the sites of one data version, and what is told of one that was found."""

    def __init__(self, table: SiteTable) -> None:
        """Fold each name and place once, however many sites have it."""
        self._rows: dict[str, tuple[SiteRows, int]] = {}
        self.folded: dict[str, str] = {}
        for rows in (table.parks, table.plots, table.premises):
            ids = rows.ids.tolist()
            self._rows |= {each: (rows, row) for row, each in enumerate(ids)}
            self.folded |= dict(zip(ids, _folded_rows(rows, ids), strict=True))

    def fields(self, site_id: str) -> dict[TextField, tuple[str, ...]]:
        """Return what is told of a site."""
        rows, row = self._rows[site_id]
        code = _text_at(rows, "municipality_code", row)
        places = (_text_at(rows, "locality", row), MUNICIPALITIES.get(code, code))
        return {
            TextField.NAME: (_text_at(rows, "name", row) or site_id,),
            TextField.PLACE: tuple(filter(None, places)),
        }


def _folded_rows(rows: SiteRows, ids: list[str]) -> Iterator[str]:
    names = _folded_column(rows, "name")
    localities = _folded_column(rows, "locality")
    municipalities = _folded_column(rows, "municipality_code")
    for site_id, name, locality, municipality in zip(ids, names, localities, municipalities, strict=True):
        places = LINE_END.join(filter(None, (locality, municipality)))
        yield f"{name or folded(site_id)}{_NAME_TO_PLACE}{places}"


def _folded_column(rows: SiteRows, attribute_id: str) -> list[str]:
    """Return the folded texts of a column, empty where it is unknown; gemeenten by their names."""
    column = rows.columns.get(attribute_id)
    if column is None:
        return [""] * len(rows)
    is_code = attribute_id == "municipality_code"
    texts = [folded(MUNICIPALITIES.get(each, each) if is_code else each) for each in column.categories]
    codes, known = column.values.tolist(), column.known.tolist()
    return [texts[code] if is_known else "" for code, is_known in zip(codes, known, strict=True)]


def _text_at(rows: SiteRows, attribute_id: str, row: int) -> str:
    column = rows.columns.get(attribute_id)
    return "" if column is None else column.text_at(row) or ""
