"""The photograph of a site: what it shows in words, who made it, and as of when."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.documents import FactsheetSubject, SitePhotograph


def photograph_file(photograph: SitePhotograph) -> str:
    """Return the name under which a template finds a photograph."""
    return f"photograph-{photograph.sha256[:32]}{photograph.suffix}"


def photograph_figure(subject: FactsheetSubject, language: Language) -> dict[str, str] | None:
    """Return what a template shows of the photograph, ``None`` where there is none.

    Raises ``ReportError`` for one that is not as it was added.
    """
    photograph = subject.photograph
    if photograph is None:
        return None
    if hashlib.sha256(photograph.content).hexdigest() != photograph.sha256:
        raise ReportError("error.document.photograph")
    text = language.text
    parts = (
        photograph.title,
        text("doc.photograph.credit", credit=photograph.credit) if photograph.credit else "",
        photograph.licence,
        text("doc.photograph.as_of", as_of=photograph.as_of),
    )
    return {
        "file": photograph_file(photograph),
        "alt": text("doc.photograph.alt", name=subject.site.name, title=photograph.title),
        "caption": " · ".join(filter(None, parts)),
    }
