"""Sets every template with its sample, so that what is wrong in one is told before a document is needed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.typeset.typesetter import Typesetter

_MOMENT_UTC: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """One template: its sample could be set, or ``fault`` tells file, line and words."""

    name: str
    fault: ReportError | None = None


def check_templates(typesetter: Typesetter, samples_dir: Path) -> tuple[CheckedTemplate, ...]:
    """Set the sample of each template (``samples_dir/<name>.json``), by name; never raises for a template."""
    return tuple(_checked(typesetter, path) for path in sorted(samples_dir.glob("*.json")))


def _checked(typesetter: Typesetter, path: Path) -> CheckedTemplate:
    name = f"{path.stem}.typ"
    try:
        typesetter.pdf(name, json.loads(path.read_text(encoding="utf-8")), _MOMENT_UTC)
    except ReportError as error:
        return CheckedTemplate(name, error)
    return CheckedTemplate(name)
