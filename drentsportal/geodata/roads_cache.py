"""Keeps a network that was made of a file, so that the next start need not read the file again.

It can always be made again: what is absent, damaged or of another version of this module is passed over. A
network is found by the digest of its file and of everything else that decided it. The digest of a large file
takes a second, so it is noted with the size and the moment of the last change, and made anew when these
differ.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.road_network import NetworkFacts, RoadNetwork
from drentsportal.domain.values import PartialDate
from drentsportal.whole_file import whole_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOG: Final = logging.getLogger(__name__)
_FORMAT: Final = 2
"""Raise this when what is kept, or how it is made of a file, changes."""

_DIGITS: Final = 32
_KEPT: Final = 6
"""Networks that stay; the one used longest ago goes first."""


class RoadsCache:
    """Networks in a folder of the user; ``None`` keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        """Keep the folder, which is made when something is kept."""
        self._folder = folder

    def known_sha256(self, path: Path) -> str:
        """Return the digest of an unchanged file, "" where it is not known."""
        try:
            note = json.loads(self._note(path).read_text(encoding="utf-8"))
            return str(note["sha256"]) if note["stamp"] == _stamp(path) else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def find(self, sha256: str, decided_by: str) -> tuple[RoadNetwork, NetworkFacts] | None:
        """Return what was kept of a file, ``None`` where there is nothing sound."""
        place = self._place(sha256, decided_by)
        try:
            with place.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
                found = _network(kept), _facts(str(kept["facts"]))
            os.utime(place)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
            _LOG.warning("kept network %s: %s", place.name, error)
            return None
        return found

    def keep(self, path: Path, network: RoadNetwork, facts: NetworkFacts, decided_by: str) -> None:
        """Keep a network, beside and then renamed; a folder that cannot be written keeps nothing."""
        if self._folder is None:
            return
        place = self._place(facts.sha256, decided_by)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with whole_file(place) as stream:
                np.savez(stream, allow_pickle=False, **_arrays(network), facts=np.array(_text(facts)))
            note = {"stamp": _stamp(path), "sha256": facts.sha256}
            self._note(path).write_text(json.dumps(note), encoding="utf-8")
            self._make_room()
        except OSError as error:
            _LOG.warning("keeping a network: %s", error)

    def _make_room(self) -> None:
        if self._folder is None:
            return
        kept = sorted(self._folder.glob("*.npz"), key=lambda each: each.stat().st_mtime, reverse=True)
        for each in kept[_KEPT:]:
            each.unlink(missing_ok=True)

    def _place(self, sha256: str, decided_by: str) -> Path:
        digest = hashlib.sha256(f"{_FORMAT}\n{sha256}\n{decided_by}".encode()).hexdigest()[:_DIGITS]
        return self._in_folder(f"{digest}.npz")

    def _note(self, path: Path) -> Path:
        digest = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:_DIGITS]
        return self._in_folder(f"{digest}.json")

    def _in_folder(self, name: str) -> Path:
        return (self._folder or Path(os.devnull)) / name


def _stamp(path: Path) -> list[int]:
    seen = path.stat()
    return [seen.st_size, seen.st_mtime_ns]


def _arrays(network: RoadNetwork) -> dict[str, NDArray[Any]]:
    return {
        "nodes_rd": network.nodes_rd,
        "edge_from": network.edge_from,
        "edge_to": network.edge_to,
        "is_entry": network.is_entry,
        "is_ramp": network.is_ramp,
        **{f"ms_{vehicle.value}": times for vehicle, times in network.edge_ms.items()},
    }


def _network(kept: Any) -> RoadNetwork:  # noqa: ANN401 - the archive type of numpy is not public
    return RoadNetwork(
        nodes_rd=kept["nodes_rd"],
        edge_from=kept["edge_from"],
        edge_to=kept["edge_to"],
        edge_ms={vehicle: kept[f"ms_{vehicle.value}"] for vehicle in Vehicle},
        is_entry=kept["is_entry"],
        is_ramp=kept["is_ramp"],
    )


def _text(facts: NetworkFacts) -> str:
    return json.dumps({**asdict(facts), "as_of": facts.as_of.iso, "main_share": None})


def _facts(text: str) -> NetworkFacts:
    content = json.loads(text)
    content["as_of"] = PartialDate.parse(content["as_of"])
    content["box_rd"] = tuple(content["box_rd"])
    return NetworkFacts(**content)
