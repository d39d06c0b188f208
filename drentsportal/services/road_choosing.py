"""Choosing the road network of the drive times: read it, say what it is and reaches, remember it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.road_speeds import ROAD_CLASSES
from drentsportal.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from drentsportal.domain.roads.road_network import NetworkFacts
    from drentsportal.errors import DrentsPortalError
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.road_times import Coverage, RoadFile, RoadTimes

_NUMBERS: Final = frozenset({"maxspeed", "maxspeed_hgv"})
_OPEN_OR_NOT: Final = ("yes", "no")
_NONE: Final = "none"
_SPECIAL: Final = {"oneway": ("no", "yes", "reverse"), "junction": (_NONE, "roundabout")}
_EMPTY: Final = '""'
"""How the question about values writes an empty one."""


@dataclass(frozen=True, slots=True)
class RoadState:
    """What is in use: the file, what it is, and what it reaches; ``facts`` ``None`` where there is none."""

    file: RoadFile | None
    facts: NetworkFacts | None
    coverage: tuple[Coverage, ...] = ()
    fault: DrentsPortalError | None = None


@dataclass(frozen=True, slots=True)
class RoadColumnsDraft:
    """A person's answers about a line layer: columns by key, and per key what each value means.

    ``values``: ``osm`` where the columns hold the words of OpenStreetMap, else ``own``.
    """

    columns: Mapping[str, str]
    values: str = "own"
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def key_of(self, column: str, values: tuple[str, ...]) -> str:
        """Return the key of a column of which values are not named yet."""
        keys = [key for key, name in self.columns.items() if name == column]
        plain = {_plain(each) for each in values}
        return next((key for key in keys if plain - set(self.words.get(key, {}))), keys[0])

    def meanings_of(self, key: str) -> tuple[str, ...]:
        """Return what a value of a key may mean."""
        if key == "highway":
            return (*(each.value for each in ROAD_CLASSES), _NONE)
        return _SPECIAL.get(key, _OPEN_OR_NOT)

    def with_words(self, key: str, said: Mapping[str, str]) -> RoadColumnsDraft:
        """Add what values of a key mean."""
        named = {_plain(value): meaning for value, meaning in said.items()}
        return replace(self, words={**self.words, key: {**self.words.get(key, {}), **named}})

    def text(self) -> str:
        """Write the mapping (TOML) that the reader of roads takes."""
        lines = [f"values = {_quoted(self.values)}", "[columns]"]
        lines += [f"{key} = {_quoted(name)}" for key, name in self.columns.items()]
        for key in self.columns if self.values == "own" else ():
            if key in _NUMBERS:
                continue
            lines.append(f"[{key}]")
            by_meaning: dict[str, list[str]] = {}
            for value, meaning in self.words.get(key, {}).items():
                by_meaning.setdefault(meaning, []).append(value)
            lines += [
                f"{meaning} = [{', '.join(_quoted(each) for each in values)}]"
                for meaning, values in by_meaning.items()
            ]
        return "\n".join(lines) + "\n"


class RoadChoosing:
    """Takes a network into use and remembers it for the next start."""

    def __init__(
        self,
        road_times: RoadTimes,
        catalogue: SiteCatalogue,
        remember: Callable[[RoadFile | None], None],
        folder: Path,
    ) -> None:
        """Keep the parts; ``remember`` writes the settings, ``folder`` takes answers about columns."""
        self._times = road_times
        self._catalogue = catalogue
        self._remember = remember
        self._folder = folder

    @property
    def has_roads(self) -> bool:
        """Whether a network is set, readable or not."""
        return self._times.file is not None

    def state(self, progress: Progress, vehicle: Vehicle = Vehicle.TRUCK) -> RoadState:
        """Tell what is in use, and read it where that was not done; a fault is told, not raised."""
        facts = self._times.facts(progress)
        if facts is None:
            return RoadState(self._times.file, None, (), self._times.fault)
        table = self._catalogue.site_table()
        return RoadState(self._times.file, facts, self._times.coverage(table, vehicle))

    def use(self, file: RoadFile, progress: Progress) -> RoadState:
        """Take a file into use and remember it; raises as ``RoadsReader.read``, the one before then stays."""
        self._times.use(file, progress)
        self._remember(file)
        return self.state(progress)

    def forget(self) -> RoadState:
        """Use no network any more; the file itself stays as it is."""
        self._times.forget()
        self._remember(None)
        return RoadState(None, None)

    def write_columns(self, roads: Path, draft: RoadColumnsDraft) -> Path:
        """Keep the answers about the columns of a file. Raises ``StorageError`` where it cannot."""
        path = self._folder / f"{roads.stem}.toml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(draft.text(), encoding="utf-8")
        except OSError as error:
            raise StorageError("error.settings.not_writable", path=str(path)) from error
        return path


def _plain(value: str) -> str:
    return "" if value == _EMPTY else value


def _quoted(text: str) -> str:
    # A string of JSON is one of TOML too.
    return json.dumps(text, ensure_ascii=False)
