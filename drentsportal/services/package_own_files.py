"""Own files of packages: what may be one, and how it is recognised among the attachments of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.domain.package.parts import PackagePart
from drentsportal.domain.relations.company import names_company
from drentsportal.errors import InputError
from drentsportal.services.failures import system_reason
from drentsportal.services.ports.packages import MOST_OWN_BYTES, OWN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from drentsportal.domain.cases.case import Attachment

PART_MEDIA_TYPE: Final = "application/pdf; part="
"""Marks an attachment of a case as pages of a part; the part follows."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept with the case for a part; the newest of a name stands for all."""

    id: str
    part: PackagePart
    name: str
    size_bytes: int


def own_content(path: Path, company_names: Iterable[str]) -> bytes:
    """Read a file that somebody adds.

    Raises ``InputError`` naming a file that cannot be used, or whose name tells one of ``company_names``.
    """
    if any(_tells(path.stem, each) for each in company_names):
        raise InputError("error.package.file_names_company", field="add", file_name=path.name)
    if path.suffix.casefold() not in OWN_SUFFIXES:
        raise InputError(
            "error.package.file_kind", field="add", file_name=path.name, accepted=", ".join(OWN_SUFFIXES)
        )
    try:
        if path.stat().st_size > MOST_OWN_BYTES:
            most_mb = MOST_OWN_BYTES // 1_000_000
            raise InputError("error.package.file_large", field="add", file_name=path.name, most_mb=most_mb)
        return path.read_bytes()
    except OSError as error:
        reason = message(f"file_reason.{system_reason(error)}", number=error.errno or 0)
        raise InputError(
            "error.case.file_unreadable", field="add", file_name=path.name, reason=reason
        ) from error


def kept_files(attachments: Iterable[Attachment]) -> tuple[KeptFile, ...]:
    """Return the attachments that are pages of a part, in the order of adding."""
    found: dict[tuple[PackagePart, str], KeptFile] = {}
    for each in attachments:
        if each.media_type.startswith(PART_MEDIA_TYPE):
            part = PackagePart(each.media_type.removeprefix(PART_MEDIA_TYPE))
            found.pop((part, each.name), None)
            found[part, each.name] = KeptFile(each.id, part, each.name, each.size_bytes)
    return tuple(found.values())


def _tells(text: str, name: str) -> bool:
    plain = text.replace("_", " ").replace("-", " ")
    return any(name.casefold() in each.casefold() or names_company(each, name) for each in (text, plain))
