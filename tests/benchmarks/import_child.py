"""One import in a process of its own, for its memory: ``python -m tests.benchmarks.import_child FOLDER``.

FOLDER holds ``parks.gpkg`` and ``plots.gpkg``; the workspace is made beside them. Prints milliseconds and the
largest memory of the process in MB as JSON, before the import and after.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from drentsportal.bootstrap import open_services
from drentsportal.services.progress import NoProgress
from drentsportal.settings import Settings
from tests.benchmarks.measuring import one_ms
from tests.benchmarks.national_files import options_for

KIB_PER_MB = 1000
SETTINGS = Settings(actor_name="Meting", actor_organisation="Provincie Drenthe")


def imported(files: dict[str, Path], target: Path) -> None:
    """Import the files into a new workspace."""
    services = open_services(SETTINGS, target)
    for mapping_id, path in files.items():
        services.imports.run(path, options_for(mapping_id), NoProgress())
    services.workspace.close()


def memory_mb() -> int:
    """Return the largest memory that the process had, in MB.

    Read from Linux itself: ``ru_maxrss`` of a child counts what its parent had when it was started.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(peak) // KIB_PER_MB


def main(folder: Path) -> None:
    """Measure and print."""
    before = memory_mb()
    files = {name: folder / f"{name}.gpkg" for name in ("parks", "plots")}
    spent = one_ms(lambda: imported(files, folder / "child.drents"))
    print(json.dumps({"ms": spent, "before_mb": before, "peak_mb": memory_mb()}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
