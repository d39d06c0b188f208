"""Says of a template that cannot be set which line it is, and what stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from drentsportal.errors import ReportError

_PLACE: Final = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):\d+\n[^\n]*\n *\d+ │(?P<shown>[^\n]*)")
_BROKEN_PICTURE: Final = "failed to decode image"


def broken_template(template: str, message: str, diagnostic: str) -> ReportError:
    """Name the file, the line and what is there, as the compiler points at it.

    A picture that cannot be read is no fault of the template.
    """
    if _BROKEN_PICTURE in message:
        return ReportError("error.document.photograph")
    found = _PLACE.search(diagnostic)
    if found is None:
        return ReportError("error.document.not_set", template=template, reason=message)
    return ReportError(
        "error.document.template_line",
        template=Path(found["file"]).name,
        line=int(found["line"]),
        reason=message,
        shown=found["shown"].strip(),
    )
