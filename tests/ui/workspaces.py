"""A real workspace file filled from the sample data, as the window gets it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.paths import sample_data_dir
from drentsportal.services.progress import NoProgress
from drentsportal.services.samples import import_samples
from drentsportal.settings import Settings
from tests.fakes import MOMENT_UTC
from tests.new_files import put_new_file

if TYPE_CHECKING:
    from drentsportal.bootstrap import AppServices


SETTINGS = Settings(actor_name="Anna de Vries", actor_organisation="Provincie Drenthe")


@cache
def _sample_file() -> bytes:
    """Make the workspace of the sample data once for all tests of a run; a closed workspace is one file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "voorbeeld.drents"
        services = open_services(SETTINGS, path, create=True, clock=FixedClock(MOMENT_UTC))
        import_samples(services.imports, sample_data_dir(), NoProgress())
        services.workspace.close()
        return path.read_bytes()


def sample_services(path: Path) -> AppServices:
    """Open a workspace at ``path`` with all sample data, under a clock that stands still."""
    path.write_bytes(_sample_file())
    return open_services(SETTINGS, path, clock=FixedClock(MOMENT_UTC))


def empty_services(path: Path) -> AppServices:
    """Make a workspace at ``path`` that holds nothing yet, as at the first start."""
    put_new_file(path)
    return open_services(SETTINGS, path, clock=FixedClock(MOMENT_UTC))
