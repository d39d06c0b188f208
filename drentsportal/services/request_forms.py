"""The request form as a file: written empty, read back with every fault by its cell."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from drentsportal.domain.message import message
from drentsportal.errors import InputError
from drentsportal.services.request_content import request_content
from drentsportal.services.request_faults import all_faults
from drentsportal.services.request_form import FormFault
from drentsportal.services.request_keys import KEY_BY_CRITERION, KEY_BY_NAME
from drentsportal.services.request_schema import request_schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.message import Message
    from drentsportal.services.ports.desk import Clock
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.request_form import RequestFormReader, RequestFormWriter
    from drentsportal.services.request_exchange import RequestFile
    from drentsportal.services.request_files import RequestFiles
    from drentsportal.services.request_form import FilledForm


class RequestForms:
    """Writes the form that NOM fills in, and reads it back."""

    def __init__(
        self,
        writer: RequestFormWriter,
        reader: RequestFormReader,
        files: RequestFiles,
        reference: ReferenceData,
        clock: Clock,
    ) -> None:
        """Keep what writes and reads, and what judges a request."""
        self._writer = writer
        self._reader = reader
        self._files = files
        self._reference = reference
        self._clock = clock

    def write(self, path: Path) -> MadeDocument:
        """Write an empty form as XLSX. Raises ``ReportError``."""
        return self._writer.write_form(path, self._reference.segments(), self._clock.now_utc())

    def write_schema(self, path: Path) -> MadeDocument:
        """Write the JSON schema of a request file. Raises ``ReportError``."""
        return self._writer.write_text(path, schema_text(), "request_schema")

    def read_json(self, text: str, received_at_utc: datetime | None = None) -> RequestFile:
        """Read a request file; a moment of receipt that is confirmed stands before the one that it states.

        Raises ``InputError`` as ``RequestFiles.read``.
        """
        read = self._files.read(text)
        return replace(read, received_at_utc=received_at_utc or read.received_at_utc)

    def faults(self, form: FilledForm) -> tuple[FormFault, ...]:
        """Return everything that is wrong with a form, each with its cell; none where it can be read."""
        found = all_faults(form.entry, self._check)
        cells = {each.cell for each in form.faults}
        placed = (FormFault(_cell(form, each.field or ""), each) for each in found)
        return (*form.faults, *(each for each in placed if each.cell not in cells))

    def read(self, path: Path, received_at_utc: datetime | None = None) -> RequestFile:
        """Read a filled-in form; the moment of receipt is confirmed by who receives it, and may come later.

        Raises ``DataSourceError`` for what is no such form, and ``InputError`` naming every fault with its
        cell.
        """
        form = self._reader.read_form(path, self._reference.segments())
        faults = self.faults(form)
        if faults:
            told = tuple(
                message(
                    "form.fault", cell=each.cell, reason=message(each.error.message_id, **each.error.params)
                )
                for each in faults
            )
            raise InputError(
                "error.form.faults",
                file_name=form.file_name,
                count=len(told),
                faults=told,
                told=_in_a_row(told),
            )
        return replace(self._files.check(form.entry), received_at_utc=received_at_utc)

    def changed(self, request: LocationRequest, asked: Mapping[str, Any]) -> LocationRequest:
        """Return a request with other answers to what it asks, by the keys of a request file.

        A requirement stands in the place of that of the same criterion. Raises ``InputError`` as
        ``RequestFiles.check``.
        """
        content = request_content(request)
        kept = cast("dict[str, object]", content["requirements"])
        given = asked.get("requirements", {})
        criteria = {KEY_BY_NAME[key].criterion_id for key in given}
        others = {key: limit for key, limit in kept.items() if KEY_BY_NAME[key].criterion_id not in criteria}
        content |= {**asked, "requirements": {**others, **given}}
        return self._files.check({"case": {}, "request": content}).request

    def _check(self, entry: dict[str, Any]) -> object:
        return self._files.check(entry)


def _in_a_row(faults: tuple[Message, ...]) -> Message:
    """Set sentences behind each other: each ends with a stop of its own."""
    *before, told = faults
    for each in reversed(before):
        told = message("form.fault_and_next", fault=each, others=told)
    return told


def schema_text() -> str:
    """Return the JSON schema of a request file as text."""
    return json.dumps(request_schema(), ensure_ascii=False, indent=2) + "\n"


def _cell(form: FilledForm, field: str) -> str:
    """Find the cell of a field of a request file, by its key or by its criterion."""
    known = KEY_BY_NAME.get(field) or KEY_BY_CRITERION.get(field)
    names = [field, field.rpartition(".")[2]]
    if known is not None:
        names += [
            known.key,
            *(
                key
                for key in form.cells
                if key in KEY_BY_NAME and KEY_BY_NAME[key].criterion_id == known.criterion_id
            ),
        ]
    return next((form.cells[each] for each in names if each in form.cells), "-")
