"""Keeps the places of postcodes that a user supplied, as JSON in the user's own folder."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.roads.postcode_places import PostcodeFacts, PostcodePlaces, postcode4_of
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, StorageError
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = 1
_DAMAGED: Final = (KeyError, TypeError, ValueError)


class JsonPostcodes:
    """``PostcodeShelf`` in one file; a file of another version, or a damaged one, is refused."""

    def __init__(self, path: Path) -> None:
        """Keep where the file is."""
        self._path = path

    def load(self) -> PostcodePlaces | None:
        """Read what is kept, ``None`` for nothing. Raises ``DataSourceError`` when it cannot be read."""
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            return _places(content)
        except FileNotFoundError:
            return None
        except (OSError, *_DAMAGED) as error:
            raise DataSourceError("error.postcodes.kept_damaged", path=str(self._path)) from error

    def keep(self, places: PostcodePlaces) -> None:
        """Write beside and rename. Raises ``StorageError`` when that is not possible."""
        facts = asdict(places.facts) | {"as_of": places.facts.as_of.iso}
        content = {"version": VERSION, "facts": facts, "points_rd": dict(places.points_rd)}
        try:
            write_whole(self._path, f"{json.dumps(content, ensure_ascii=False)}\n".encode())
        except OSError as error:
            raise StorageError("error.settings.not_writable", path=str(self._path)) from error

    def forget(self) -> None:
        """Remove the file. Raises ``StorageError`` when that is not possible."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError("error.settings.not_writable", path=str(self._path)) from error


def _places(content: dict[str, Any]) -> PostcodePlaces:
    if content["version"] != VERSION:
        raise ValueError(content["version"])
    points = {str(code): (int(x), int(y)) for code, (x, y) in content["points_rd"].items()}
    if any(postcode4_of(code) != code for code in points):
        raise ValueError("points_rd")
    kept = dict(content["facts"])
    facts = PostcodeFacts(
        **(kept | {"as_of": PartialDate.parse(kept["as_of"]), "twice": tuple(kept["twice"])})
    )
    return PostcodePlaces(facts, points)
