"""One export in a process of its own: ``python -m tests.benchmarks.export_child FILE FORM OUT``.

FILE is a workspace. Prints milliseconds and the largest memory of the process in MB as JSON, before the
export and after; before it the workspace was opened and its sites read once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from drentsportal.bootstrap import open_services
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.ports.exports import ExportFormat
from drentsportal.services.progress import NoProgress
from drentsportal.services.publication import Publication
from drentsportal.services.site_export import ExportRequest
from tests.benchmarks.import_child import SETTINGS, memory_mb
from tests.benchmarks.measuring import one_ms

_ONE_KIND = {ExportFormat.IBIS: (SiteKind.PARK,), ExportFormat.DXF: (SiteKind.PLOT,)}
_BOTH = (SiteKind.PARK, SiteKind.PLOT)
_SOURCE = "meting"


def request_for(form: ExportFormat, target: Path) -> ExportRequest:
    """Ask for all parks and plots, as far as a format holds both."""
    publication = None
    if form is ExportFormat.OPEN_DATA:
        publication = Publication("CC0-1.0", "Meting", "Meting", "m@p.example", frozenset({_SOURCE}))
    return ExportRequest(form, target, _ONE_KIND.get(form, _BOTH), publication=publication)


def main(workspace: Path, form: ExportFormat, target: Path) -> None:
    """Measure and print."""
    services = open_services(SETTINGS, workspace)
    services.catalogue.site_table()
    before = memory_mb()
    spent = one_ms(lambda: services.exporting.run(request_for(form, target), NoProgress()))
    services.workspace.close()
    print(json.dumps({"ms": spent, "before_mb": before, "peak_mb": memory_mb()}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), ExportFormat(sys.argv[2]), Path(sys.argv[3]))
