"""Reads one file in a process of its own, and prints what came of it and the most memory it took."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from drentsportal.errors import DrentsPortalError
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.benchmarks.import_child import memory_mb
from tests.unit.geodata.conftest import MAPPINGS


def main() -> None:
    """Read the file named first, with the mapping and reference system named after it."""
    path, crs = Path(sys.argv[1]), sys.argv[2]
    try:
        _, report = GeoSiteReader(MAPPINGS).read(path, ImportOptions(crs=crs), NoProgress())
        said, sites = "", report.site_count
    except DrentsPortalError as error:
        said, sites = error.message_id, 0
    most_mb = memory_mb()
    sys.stdout.write(json.dumps({"said": said, "sites": sites, "most_mb": most_mb}))


if __name__ == "__main__":
    main()
