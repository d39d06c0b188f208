"""What a person chose on the map, kept from one start to the next in a small file."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LOG = logging.getLogger(__name__)
Choice = TypeVar("Choice")


class KeptChoice(Generic[Choice]):
    """One choice in one file of the user; a file that is absent or unreadable is as if nothing was chosen."""

    def __init__(self, path: Path, parse: Callable[[Any], Choice], nothing: Choice) -> None:
        """Keep where the file lies; its folder need not exist yet."""
        self._path = path
        self._parse = parse
        self._nothing = nothing

    def read(self) -> Choice:
        """Return what was chosen."""
        try:
            return self._parse(json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, InputError):
            return self._nothing

    def write_json(self, choice: object) -> None:
        """Keep the choice as plain data; where that fails, it holds until the window closes."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(choice), encoding="utf-8")
        except OSError as error:
            _LOG.warning("%s is not remembered: %s", self._path.name, error.strerror)
