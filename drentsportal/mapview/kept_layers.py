"""Ground, parks and premises kept from the last time, so that a start shows the map before it reads the file.

What is kept belongs to one workspace file in one state: its size and the time of its last change, taken when
we closed it, stand beside the layers. A file that anybody changed since, or that was not closed, has none. So
nothing old is ever shown; whatever does not match costs time only. Only what the map draws is kept (outlines
and names of sites), and of a protected workspace nothing.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.mapview.page import page_key
from drentsportal.mapview.prepared import PreparedGround, PreparedLayers, PreparedSites
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_LOG = logging.getLogger(__name__)

_LAYOUT: Final = 2
"""Raise this with every change of what stands in the layers."""

_MOST_KEPT: Final = 5


@dataclass(frozen=True, slots=True)
class KeptLayers:
    """The kept layers of workspaces, in one folder, for one version of the program and one language."""

    cache_dir: Path
    resources_dir: Path
    language_code: str

    def read(self, workspace: Path) -> PreparedLayers | None:
        """Read the layers of a workspace file as it is now; ``None`` where there are none."""
        stamp = self._stamp(workspace)
        if stamp is None:
            return None
        try:
            head, _, body = self._place(workspace).read_bytes().partition(b"\n")
            kept = json.loads(head)
            if kept["stamp"] != stamp:
                return None
            size = int(kept["ground_size"])
            ground = PreparedGround(body[:size], str(kept["attribution"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return PreparedLayers(ground, PreparedSites(body[size:]))

    def keep(self, workspace: Path, layers: PreparedLayers) -> None:
        """Keep the layers of a workspace file that was just closed; a full disk costs time only."""
        stamp = self._stamp(workspace)
        if stamp is None:
            return
        ground = layers.ground
        head = {"stamp": stamp, "attribution": ground.attribution, "ground_size": len(ground.content)}
        place = self._place(workspace)
        try:
            write_whole(place, json.dumps(head).encode() + b"\n" + ground.content + layers.sites.content)
            self._tidy()
        except OSError as error:
            _LOG.info("layers of the map not kept: %s", error)

    def _stamp(self, workspace: Path) -> list[object] | None:
        """Tell which file this is, in which state, and for which program."""
        log = workspace.with_name(workspace.name + "-wal")
        try:
            found = workspace.stat()
            if log.exists():
                return None
        except OSError:
            return None
        state = [found.st_ino, found.st_size, found.st_mtime_ns]
        return [*state, _LAYOUT, page_key(self.resources_dir), self.language_code]

    def _place(self, workspace: Path) -> Path:
        name = hashlib.sha256(os.fsencode(workspace.absolute())).hexdigest()[:16]
        return self.cache_dir / f"map-layers-{name}.bin"

    def _tidy(self) -> None:
        """Forget the workspaces that were closed longest ago."""
        kept = sorted(self.cache_dir.glob("map-layers-*.bin"), key=lambda path: path.stat().st_mtime_ns)
        for old in kept[:-_MOST_KEPT]:
            old.unlink(missing_ok=True)
