"""Own files of packages: what may be one, and how it is recognised among the attachments of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.message import message
from drentsportal.domain.package.parts import PackagePart
from drentsportal.domain.retention.giveaways import gives_away
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.failures import system_reason
from drentsportal.services.ports.packages import MOST_OWN_BYTES, OWN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.case import Attachment
    from drentsportal.services.ports.cases import CaseReader
    from drentsportal.services.ports.workspace import Workspace

PART_MEDIA_TYPE: Final = "application/pdf; part="
"""Marks an attachment of a case as pages of a part; the part follows."""
_ENDING: Final = ".pdf"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept with the case for a part.

    Of one name the newest stands for all: workspaces of before two files of a name were told apart hold them.
    """

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


def take_away(workspace: Workspace, number: str, file_id: str, at_utc: datetime, actor: Actor) -> KeptFile:
    """Take a file of a part out of a case, with its content; the timeline tells by name that it was there.

    Raises ``NotFoundError`` for a file that is none of a part: what came in with the case stays.
    """
    with workspace.unit_of_work() as work:
        kept = work.cases.attachments(number)
        found = next((each for each in kept_files(kept) if each.id == file_id), None)
        if found is None:
            raise NotFoundError("error.storage.no_attachment", number=number)
        for each in kept:
            # Earlier files of the same name stood behind it, and would come back in its place.
            if each.name == found.name and each.media_type == f"{PART_MEDIA_TYPE}{found.part.value}":
                work.cases.remove_attachment(number, each.id)
        details = {"name": found.name, "action": "removed"}
        work.cases.add_event(number, CaseEvent(at_utc, EventKind.ATTACHMENT, actor, details))
        work.commit()
    return found


def kept_files(attachments: Iterable[Attachment]) -> tuple[KeptFile, ...]:
    """Return the attachments that are pages of a part, in the order of adding."""
    found: dict[tuple[PackagePart, str], KeptFile] = {}
    for each in attachments:
        if each.media_type.startswith(PART_MEDIA_TYPE):
            part = PackagePart(each.media_type.removeprefix(PART_MEDIA_TYPE))
            found.pop((part, each.name), None)
            found[part, each.name] = KeptFile(each.id, part, each.name, each.size_bytes)
    return tuple(found.values())


def beside_kept(
    cases: CaseReader, number: str, part: PackagePart, name: str, content: bytes
) -> tuple[KeptFile | None, str]:
    """Return the file of a part that has this content already, and else a name that none of the part has.

    Two brochures may well be called the same; the second never takes the place of the first.
    """
    taken = {each.name: each for each in kept_files(cases.attachments(number)) if each.part is part}
    stem, count = name.removesuffix(_ENDING), 1
    while name in taken:
        held = taken[name]
        if held.size_bytes == len(content) and cases.attachment_content(number, held.id) == content:
            return held, name
        count += 1
        name = f"{stem} ({count}){_ENDING}"
    return None, name


def _tells(text: str, name: str) -> bool:
    plain = text.replace("_", " ").replace("-", " ")
    return gives_away(text, name) or gives_away(plain, name)
