"""Requests as files and as filled-in forms: checked, opened as a case, and written back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.text_bounds import bounded_request, bounded_text
from drentsportal.domain.message import message
from drentsportal.errors import InputError
from drentsportal.services.request_content import request_content
from drentsportal.services.request_exchange import RequestFile, read_entry, read_request, read_request_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import Case
    from drentsportal.services.intake import Intake
    from drentsportal.services.request_admission import RequestAdmission
    from drentsportal.services.sector_admission import SectorAdmission

_WHOLE: Final = frozenset({None, "file", "request", "case"})
"""Fields that stand for the file or a part of it; their errors name the key themselves."""


class RequestFiles:
    """Reads what ``sample_data/requests`` shows; a form fills in the same object."""

    def __init__(self, intake: Intake, admission: RequestAdmission, sectors: SectorAdmission) -> None:
        """Keep the intake, which opens the cases, and what judges a request and its sector before that."""
        self._intake = intake
        self._admission = admission
        self._sectors = sectors

    def read(self, text: str) -> RequestFile:
        """Read and check JSON text; raises ``InputError`` that names the key at fault in its own words."""
        try:
            read = read_request_file(text, self._admission.regions())
            read = self._admitted(read)
        except InputError as error:
            if error.field in _WHOLE or "key" in error.params:
                raise
            reason = message(error.message_id, **error.params)
            raise InputError(
                "error.request.in_file", field=error.field, key=error.field, reason=reason
            ) from error
        return read

    def check(self, entry: Mapping[str, object]) -> RequestFile:
        """Read and check a filled-in form; raises ``InputError`` naming the field at fault.

        The intake is checked too, so that a form stays open until its request can be stored.
        """
        read = self._admitted(read_entry(entry, self._admission.regions()))
        self._intake.check(
            read.request, read.received_at_utc, read.asked_at_utc, company_name=read.company_name
        )
        return read

    def open_case(self, entry: Mapping[str, object]) -> Case:
        """Open a case from a filled-in form; errors as ``check`` and ``Intake.open_case``."""
        return self.open_file(self.check(entry))

    def open_file(self, read: RequestFile) -> Case:
        """Open a case from a request that was read.

        Raises ``InputError`` when the moment of receipt is not stated, it is never "now" in silence, and
        when nothing says through whom the request came.
        """
        if read.received_at_utc is None:
            raise InputError("error.request.received_missing", field="received_at")
        case, _ = self._intake.open_case(
            read.request,
            read.through(),
            read.received_at_utc,
            read.asked_at_utc,
            requester=read.requester,
            company_name=read.company_name,
        )
        return case

    def read_request(self, content: Mapping[str, object]) -> LocationRequest:
        """Read and check only what is asked; errors as ``check``."""
        request = bounded_request(read_request(content, self._admission.regions()))
        self._admission.admit(request)
        return self._sectors.admitted(request)

    def _admitted(self, read: RequestFile) -> RequestFile:
        request = bounded_request(read.request)
        self._admission.admit(request)
        return replace(
            read,
            request=self._sectors.admitted(request),
            requester=bounded_text("requester", read.requester),
            company_name=bounded_text("company_name", read.company_name),
        )

    def write_request(self, request: LocationRequest) -> dict[str, object]:
        """Write what is asked as the object that ``read_request`` reads."""
        return request_content(request)
