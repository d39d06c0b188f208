"""Requests as files and as filled-in forms: checked, opened as a case, and written back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.request_check import check_request
from drentsportal.errors import InputError
from drentsportal.services.request_content import request_content
from drentsportal.services.request_exchange import RequestFile, read_entry, read_request, read_request_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.case import Case
    from drentsportal.domain.request import LocationRequest
    from drentsportal.services.intake import Intake


class RequestFiles:
    """Reads what ``sample_data/requests`` shows; a form fills in the same object."""

    def __init__(self, intake: Intake) -> None:
        """Keep the intake, which opens the cases."""
        self._intake = intake

    def read(self, text: str) -> RequestFile:
        """Read and check JSON text; raises ``InputError`` naming the key at fault."""
        read = read_request_file(text)
        check_request(read.request)
        return read

    def check(self, entry: Mapping[str, object]) -> RequestFile:
        """Read and check a filled-in form; raises ``InputError`` naming the field at fault."""
        read = read_entry(entry)
        check_request(read.request)
        if not read.request.title.strip():
            raise InputError("error.intake.title_missing", field="title")
        return read

    def open_case(self, entry: Mapping[str, object]) -> Case:
        """Open a case from a filled-in form; errors as ``check`` and ``Intake.open_case``."""
        return self.open_file(self.check(entry))

    def open_file(self, read: RequestFile) -> Case:
        """Open a case from a request that was read.

        Raises ``InputError`` when the moment of receipt is not stated; it is never "now" in silence.
        """
        if read.received_at_utc is None:
            raise InputError("error.request.received_missing", field="received_at")
        case, _ = self._intake.open_case(
            read.request,
            read.channel,
            read.received_at_utc,
            read.asked_at_utc,
            requester=read.requester,
            company_name=read.company_name,
        )
        return case

    def read_request(self, content: Mapping[str, object]) -> LocationRequest:
        """Read only what is asked."""
        return read_request(content)

    def write_request(self, request: LocationRequest) -> dict[str, object]:
        """Write what is asked as the object that ``read_request`` reads."""
        return request_content(request)
