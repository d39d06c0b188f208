"""Makes gemeenten, landmarks, functions to ask and PHP claims of the rows of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.message import message
from drentsportal.domain.sites.reference_fields import CLAIM_LEVELS, REFERENCE_FIELDS, REQUIRED_FIELDS
from drentsportal.domain.sites.site import ContactPoint, Landmark, Municipality, RestructuringClaim
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import InputError
from drentsportal.geodata.readings import bare_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from drentsportal.geodata.issue_log import IssueLog

    Row = Mapping[str, Any]

_CONTACT_FIELDS: Final = ("id", *(field.id for field in REFERENCE_FIELDS["contact_points"]))
_CONTACT_REQUIRED: Final = ("id", *REQUIRED_FIELDS["contact_points"])
_CLAIM_FIELDS: Final = tuple(field.id for field in REFERENCE_FIELDS["restructuring_claims"])
_CLAIM_REQUIRED: Final = REQUIRED_FIELDS["restructuring_claims"]
_LANDMARK_KINDS: Final = frozenset(each.value for each in LandmarkKind)


class ReferenceRows:
    """The rows of one file of one kind, with the source and date that hold where a row has none."""

    def __init__(self, rows: Sequence[Row], source: str, dates: Sequence[PartialDate], log: IssueLog) -> None:
        """Keep the rows and where remarks go."""
        self._rows = rows
        self._source = source
        self._dates = dates
        self._log = log

    def municipalities(
        self, codes: Sequence[str], geometries_rd: NDArray[np.object_]
    ) -> tuple[Municipality, ...]:
        """Make gemeenten; one without a boundary, a name or a code of its own is refused."""
        made: dict[str, Municipality] = {}
        for index, row in self._taken():
            shape = geometries_rd[index]
            name = _text(row, "name")
            if shape is None:
                self._refuse(index, "issue.boundary_missing")
            elif not name:
                self._refuse(index, "issue.required_missing", "name")
            elif codes[index] in made:
                self._refuse(index, "issue.duplicate_code")
            else:
                code = codes[index]
                made[code] = Municipality(code, name, shape, self._source_of(row), self._dates[index])
        return tuple(made.values())

    def landmarks(self, ids: Sequence[str], geometries_rd: NDArray[np.object_]) -> tuple[Landmark, ...]:
        """Make landmarks; one without geometry, of an unknown kind or with an id used before is refused."""
        made: dict[str, Landmark] = {}
        for index, row in self._taken():
            shape = geometries_rd[index]
            kind = _text(row, "kind")
            if shape is None or shape.is_empty:
                self._refuse(index, "issue.landmark_without_geometry")
            elif kind not in _LANDMARK_KINDS:
                self._refuse(index, "issue.landmark_kind", "kind")
            elif ids[index] in made:
                self._refuse(index, "issue.duplicate_code")
            else:
                made[ids[index]] = Landmark(
                    id=ids[index],
                    kind=LandmarkKind(kind),
                    name=_text(row, "name"),
                    geometry_rd=shape,
                    source=self._source_of(row),
                    as_of=self._dates[index],
                    label=_text(row, "label"),
                    rank=_rank(row),
                    cemt_class=_text(row, "cemt_class"),
                )
        return tuple(made.values())

    def contact_points(self) -> tuple[ContactPoint, ...]:
        """Make the functions that can be asked."""
        made: dict[str, ContactPoint] = {}
        for index, row in self._taken():
            if not self._has(index, row, _CONTACT_REQUIRED):
                continue
            texts = {name: _text(row, name) for name in _CONTACT_FIELDS}
            if texts["id"] in made:
                self._refuse(index, "issue.duplicate_code", "id")
                continue
            made[texts["id"]] = ContactPoint(**texts, source=self._source_of(row), as_of=self._dates[index])
        return tuple(made.values())

    def restructuring_claims(self) -> tuple[RestructuringClaim, ...]:
        """Make the PHP claims; contradicting ones stay side by side, the same one twice does not."""
        made: dict[RestructuringClaim, None] = {}
        for index, row in self._taken():
            if not self._has(index, row, _CLAIM_REQUIRED):
                continue
            texts = {name: _text(row, name) for name in _CLAIM_FIELDS}
            if texts["level"] not in CLAIM_LEVELS:
                self._refuse(index, "issue.claim_level", "level")
                continue
            claim = RestructuringClaim(**texts, source=self._source_of(row), as_of=self._dates[index])
            if claim in made:
                self._refuse(index, "issue.duplicate_code")
            made[claim] = None
        return tuple(made)

    def _taken(self) -> list[tuple[int, Row]]:
        taken = self._log.taken
        return [(index, row) for index, row in enumerate(self._rows) if taken[index]]

    def _has(self, index: int, row: Row, names: Sequence[str]) -> bool:
        missing = [name for name in names if not _text(row, name)]
        for name in missing:
            self._refuse(index, "issue.required_missing", name)
        return not missing

    def _source_of(self, row: Row) -> str:
        return _text(row, "source") or self._source

    def _refuse(self, index: int, message_id: str, field: str = "") -> None:
        self._log.add(index, RowOutcome.REFUSED, message(message_id), field)


def row_date(value: object, fallback: PartialDate | None) -> PartialDate | None:
    """Return the date of a row of a plain table, ``None`` where it cannot be read or there is none."""
    if value is None or value == "":
        return fallback
    try:
        return PartialDate.parse(bare_text(value))
    except InputError:
        return None


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else bare_text(value)


def _rank(row: Row) -> int:
    text = _text(row, "rank")
    return int(text) if text.isdigit() else 0
