"""What chase lists need of the outside: a file that goes out, and the same file when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from drentsportal.domain.checks.chase_list import ChaseQuestion
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.ports.documents import MadeDocument

MARKER_SHEET: Final = "_drents_opvraaglijst"
"""Name of the hidden sheet by which a file is recognised; its rows are ``MARKER_KEYS`` with their values."""

MARKER_KEYS: Final = ("format", "list_id", "municipality_code", "data_version", "source")
MARKER_FORMAT: Final = "1"

COLUMN_KEYS: Final = (
    "site_id",
    "attribute_id",
    "sent",
    "confirmed",
    "value",
    "as_of",
    "filled_by",
    "remark",
    "shown",
)
"""What columns are called in the hidden row of keys, each after ``KEY_PREFIX``; headings are for people."""

KEY_PREFIX: Final = "drents:"


@dataclass(frozen=True, slots=True)
class ChaseList:
    """The questions for one gemeente, as they go out.

    ``list_id`` is short and differs per list; ``contacts`` are the functions of the gemeente, none where no
    one is known; ``sender`` is the organisation that asks.
    """

    list_id: str
    municipality_code: str
    questions: tuple[ChaseQuestion, ...]
    contacts: tuple[ContactPoint, ...]
    segments: Mapping[str, str]
    data_version: int
    made_at_utc: datetime
    made_on: date
    sender: str


@dataclass(frozen=True, slots=True)
class WrittenChaseList:
    """The files of one chase list: the workbook, the mail draft with it, and the text of the mail."""

    workbook: MadeDocument
    mail: MadeDocument
    mail_text: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question as it came back; cells as text, "" where empty.

    ``value`` and ``sent`` are in the form in which values are typed: ids for choices, a decimal comma, ISO
    dates. ``unreadable`` is the message id of what is wrong with the answer cell itself.
    """

    row: int
    site_id: str
    attribute_id: str
    sent: str
    confirmed: str
    value: str
    as_of: str
    filled_by: str
    remark: str
    shown: str = ""
    unreadable: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether anything was filled in that changes or confirms a value."""
        return bool(self.confirmed or self.value or self.unreadable)


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A chase list that came back: which one it is, and its rows in the order of the file."""

    file_name: str
    file_sha256: str
    list_id: str
    municipality_code: str
    data_version: int
    source: str
    rows: tuple[AnswerRow, ...]


class ChaseListWriter(Protocol):
    """Writes chase lists in the language of the reader."""

    def write(self, chase_list: ChaseList, folder: Path) -> WrittenChaseList:
        """Write the workbook and the mail draft. Raises ``ReportError``."""
        ...


class ChaseAnswerReader(Protocol):
    """Reads chase lists that came back."""

    def is_chase_list(self, path: Path) -> bool:
        """Tell whether a file is a chase list, by its hidden marker; False for anything else."""
        ...

    def read(self, path: Path) -> AnswerFile:
        """Read every question with its answer. Raises ``DataSourceError`` for what is no chase list."""
        ...
