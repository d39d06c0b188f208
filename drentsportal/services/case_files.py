"""Files that are kept with a case: what may be one, and keeping it with its line in the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import Attachment, CaseEvent, EventKind
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.services.ports.cases import CaseStore

_BYTES_PER_MB: Final = 1_000_000
MOST_ATTACHMENT_BYTES: Final = 50 * _BYTES_PER_MB
"""The most that one attachment may weigh: it goes into the workspace file and into every copy of it."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be kept with a case."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"

    def check(self) -> None:
        """Raise ``InputError`` for an empty file and for one above ``MOST_ATTACHMENT_BYTES``."""
        if not self.content:
            raise InputError("error.case.attachment_empty", field="file", file_name=self.name)
        if len(self.content) > MOST_ATTACHMENT_BYTES:
            raise InputError(
                "error.case.attachment_too_large",
                field="file",
                file_name=self.name,
                # Rounded up, so that one just over the limit does not read as the limit itself.
                size_mb=-(-len(self.content) // _BYTES_PER_MB),
                most_mb=MOST_ATTACHMENT_BYTES // _BYTES_PER_MB,
            )


def keep_file(cases: CaseStore, number: str, file: NewFile, at_utc: datetime) -> Attachment:
    """Keep a file with a case; its id counts within the case (``b1``, ``b2``), past the highest there is."""
    counted = (each.id.removeprefix("b") for each in cases.attachments(number))
    identifier = f"b{max((int(each) for each in counted if each.isdecimal()), default=0) + 1}"
    kept = Attachment(identifier, file.name, file.media_type, len(file.content), at_utc)
    cases.add_attachment(number, kept, file.content)
    return kept


def kept_event(file: NewFile, at_utc: datetime, actor: Actor) -> CaseEvent:
    """Return the line of the timeline that tells that a file was kept."""
    return CaseEvent(at_utc, EventKind.ATTACHMENT, actor, {"name": file.name})
