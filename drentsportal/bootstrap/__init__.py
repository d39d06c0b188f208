"""The composition root: settings become wired services; the only place that chooses adapters."""

from drentsportal.bootstrap.languages import open_language
from drentsportal.bootstrap.match_services import open_road_times
from drentsportal.bootstrap.people import FixedClock, SettingsActor, SystemClock
from drentsportal.bootstrap.services import AppServices, open_services, schema_revision

__all__ = [
    "AppServices",
    "FixedClock",
    "SettingsActor",
    "SystemClock",
    "open_language",
    "open_road_times",
    "open_services",
    "schema_revision",
]
