"""Sites as global search finds them: by name, RIN, postcode, gemeente, place, and the park they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind
from drentsportal.services.finding_index import FindingIndex, FindingRow

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable

_CODES: Final = ("rin", "postcode")


class FoundSites:
    """The sites of one data version: an index per kind, and what is told of each."""

    def __init__(self, table: SiteTable) -> None:
        """Prepare the indexes; a hundred thousand sites take about a second."""
        self._rows = {
            SiteKind.PARK: table.parks,
            SiteKind.PLOT: table.plots,
            SiteKind.PREMISES: table.premises,
        }
        self._at = {
            kind: {each: row for row, each in enumerate(rows.ids.tolist())}
            for kind, rows in self._rows.items()
        }
        park_names = {each: _text(table.parks, "name", row) for each, row in self._at[SiteKind.PARK].items()}
        self._park_names = park_names
        self.indexes = {kind: FindingIndex(self._found_by(kind)) for kind in SiteKind}

    def name(self, kind: SiteKind, site_id: str) -> str | None:
        """Return how a site is called, its id where it has no name; ``None`` where there is no such site."""
        row = self._at[kind].get(site_id)
        return None if row is None else _text(self._rows[kind], "name", row) or site_id

    def beside(self, kind: SiteKind, site_id: str) -> tuple[str, ...]:
        """Return what is told beside the name: park, place and gemeente, RIN, postcode; known ones only."""
        rows, row = self._rows[kind], self._at[kind][site_id]
        park = self._park_names.get(_text(rows, "park_id", row), "")
        code = _text(rows, "municipality_code", row)
        municipality = MUNICIPALITIES.get(code, code)
        rin = _text(rows, "rin", row)
        told = (
            park,
            _text(rows, "locality", row),
            municipality,
            f"RIN {rin}" if rin else "",
            _text(rows, "postcode", row),
        )
        return tuple(dict.fromkeys(filter(None, told)))

    def _found_by(self, kind: SiteKind) -> list[FindingRow]:
        rows = self._rows[kind]
        ids: list[str] = rows.ids.tolist()
        names, rins, postcodes, places, parks = (
            _texts(rows, each) for each in ("name", *_CODES, "locality", "park_id")
        )
        municipalities = [MUNICIPALITIES.get(each, each) for each in _texts(rows, "municipality_code")]
        # Ids of a hundred thousand plots would be as many words, and nobody knows a plot by its id.
        is_known_by_id = kind is not SiteKind.PLOT
        return [
            FindingRow(
                site_id,
                name or site_id,
                tuple(filter(None, (*codes, site_id if is_known_by_id else ""))),
                tuple(filter(None, (place, municipality, self._park_names.get(park)))),
            )
            for site_id, name, *codes, place, municipality, park in zip(
                ids, names, rins, postcodes, places, municipalities, parks, strict=True
            )
        ]


def _texts(rows: SiteRows, attribute_id: str) -> list[str]:
    """Return the texts of a column, empty where they are unknown or the kind has no such column."""
    column = rows.columns.get(attribute_id)
    if column is None:
        return [""] * len(rows)
    pairs = zip(column.values.tolist(), column.known.tolist(), strict=True)
    return [column.categories[int(code)] if is_known else "" for code, is_known in pairs]


def _text(rows: SiteRows, attribute_id: str, row: int) -> str:
    column = rows.columns.get(attribute_id)
    return "" if column is None else column.text_at(row) or ""
