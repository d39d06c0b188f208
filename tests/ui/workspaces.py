"""A real workspace file filled from the sample data, as the window gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.paths import sample_data_dir
from drentsportal.services.progress import NoProgress
from drentsportal.services.samples import import_samples
from drentsportal.settings import Settings
from tests.fakes import MOMENT_UTC

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap import AppServices


def sample_services(path: Path) -> AppServices:
    """Make a workspace at ``path`` with all sample data, under a clock that stands still."""
    settings = Settings(actor_name="Anna de Vries", actor_organisation="Provincie Drenthe")
    services = open_services(settings, path, create=True, clock=FixedClock(MOMENT_UTC))
    import_samples(services.imports, sample_data_dir(), NoProgress())
    return services


def empty_services(path: Path) -> AppServices:
    """Make a workspace at ``path`` that holds nothing yet, as at the first start."""
    settings = Settings(actor_name="Anna de Vries", actor_organisation="Provincie Drenthe")
    return open_services(settings, path, create=True, clock=FixedClock(MOMENT_UTC))
