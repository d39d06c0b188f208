"""What of the legend a person folded, kept from one start to the next."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError
from drentsportal.mapview.page_events import parse_folds

if TYPE_CHECKING:
    from pathlib import Path

_LOG = logging.getLogger(__name__)
_NAME: Final = "legend.json"


class LegendMemory:
    """A small file beside what the page caches; without it, or unreadable, nothing is folded by choice."""

    def __init__(self, folder: Path) -> None:
        """Keep where the file lies; the folder need not exist yet."""
        self._path = folder / _NAME

    def read(self) -> dict[str, bool]:
        """Return part of the legend to folded or not; empty where nothing was chosen."""
        try:
            return parse_folds(json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, InputError):
            return {}

    def write(self, folds: dict[str, bool]) -> None:
        """Keep the choice; where that fails, the choice holds until the window closes."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(folds), encoding="utf-8")
        except OSError as error:
            _LOG.warning("the legend is not remembered: %s", error.strerror)
