"""What taking in sites needs of the outside: readers of files, and the answers that a file leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.desk import Progress


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The person's answers to what a file leaves open; ``None`` means: refuse and ask.

    ``layer``: layer name. ``crs``: ``EPSG:28992`` or ``EPSG:4326``. ``mapping``: id of a shipped mapping or
    path of a mapping file. ``source``: name of the source, overriding the mapping's. ``as_of``: reference
    date, where the file has none. ``join_geometry``: file with geometry, joined by ``join_on`` for a table
    without geometry. ``accepted``: rules accepted (``repair_geometry``, ``m2_to_ha`` ...). ``strict``: all
    rows or nothing. ``is_complete``: the file holds all that the source has, so what is absent has vanished.
    """

    layer: str | None = None
    crs: str | None = None
    mapping: str | None = None
    source: str | None = None
    as_of: PartialDate | None = None
    join_geometry: Path | None = None
    join_on: str | None = None
    accepted: frozenset[str] = frozenset()
    strict: bool = False
    is_complete: bool = False


class SiteReader(Protocol):
    """Reads a file of sites or gemeenten into a delivery; never the live workspace."""

    def read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        """Read, map and validate a file; nothing is stored.

        Raises ``QuestionError`` when a choice is needed and ``DataSourceError`` when it cannot be read.
        """
        ...


class MappingReader(Protocol):
    """Proposes what the columns of a file mean, tries what a person decides, and keeps it."""

    def propose(
        self, path: Path, options: ImportOptions, progress: Progress, encoding: str = ""
    ) -> MappingProposal:
        """Look at names and values of a file; nothing is decided and nothing stored.

        Raises ``QuestionError`` when a choice is needed and ``DataSourceError`` when it cannot be read.
        """
        ...

    def try_draft(
        self, path: Path, options: ImportOptions, draft: MappingDraft, progress: Progress
    ) -> MappingTrial:
        """Read all rows as a draft says; nothing is stored."""
        ...

    def mapping_titles(self) -> dict[str, str]:
        """Return the title of every mapping by its id, the user's own among them."""
        ...

    def keep_mapping(
        self,
        draft: MappingDraft,
        remarks: Mapping[str, Sequence[str]],
        target: Path | None,
        *,
        confirmed: bool,
    ) -> Path:
        """Write a draft as a mapping file and return where it stands; ``None`` is the user's own folder.

        Raises ``InputError`` when something is open in a confirmed one or the name is taken, and
        ``DataSourceError`` when it cannot be written.
        """
        ...
