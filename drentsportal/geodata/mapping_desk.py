"""Looks at one file while a person decides what its columns mean; the file is read once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.errors import InputError
from drentsportal.geodata.detection import propose
from drentsportal.geodata.drafting import try_draft
from drentsportal.geodata.encodings import encoding_choice
from drentsportal.geodata.mapping_aliases import load_aliases
from drentsportal.services.mapping_draft import OPEN

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.geodata.mapping_shelf import MappingShelf
    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.geodata.source_gate import CheckedSource
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.imports import ImportOptions

_STEPS: Final = 2


class OpenFile(Protocol):
    """Reads a file as a table, in a given encoding where it is a text."""

    def __call__(self, path: Path, options: ImportOptions, encoding: str) -> tuple[CheckedSource, RawTable]:
        """Read it; raises what reading raises."""
        ...


class MappingDesk:
    """Proposes and tries mappings; keeps the file that was read last, since each answer tries it again."""

    def __init__(self, aliases_file: Path, shelf: MappingShelf, open_file: OpenFile) -> None:
        """Keep where the known names stand, the kept mappings, and what reads files."""
        self._aliases_file = aliases_file
        self._shelf = shelf
        self._open_file = open_file
        self._read: tuple[object, CheckedSource, RawTable] | None = None

    def propose(
        self, path: Path, options: ImportOptions, progress: Progress, encoding: str = ""
    ) -> MappingProposal:
        """Propose a mapping for a file. Raises ``InputError`` for one that says itself what it holds."""
        progress.step(0, _STEPS, "progress.import.opening")
        checked, table = self._table(path, options, encoding)
        if table.exchange is not None:
            raise InputError("error.mapping.not_needed", field="file", file=path.name)
        progress.step(1, _STEPS, "progress.mapping.looking")
        aliases = load_aliases(self._aliases_file)
        proposal = propose(table, path.name, aliases, self._shelf.load(), options.crs)
        choice = encoding_choice(checked, table.layer)
        return replace(
            proposal,
            encodings=choice.encodings,
            encoding_samples=choice.samples,
            encoding=encoding or next(iter(choice.encodings), ""),
            asks_encoding=choice.is_asked and not encoding,
        )

    def try_draft(
        self, path: Path, options: ImportOptions, draft: MappingDraft, progress: Progress
    ) -> MappingTrial:
        """Read every row of the file as a draft says; nothing is stored."""
        progress.step(0, _STEPS, "progress.mapping.trying")
        # While nobody chose an encoding, the file is read as it was when it was looked at.
        _, table = self._table(path, options, "" if draft.encoding == OPEN else draft.encoding)
        return try_draft(table, draft)

    def _table(self, path: Path, options: ImportOptions, encoding: str) -> tuple[CheckedSource, RawTable]:
        stat = path.stat() if path.exists() else None
        changed = (stat.st_mtime_ns, stat.st_size) if stat else None
        key = (path, changed, options.layer, options.crs, options.join_geometry, options.join_on, encoding)
        if self._read is None or self._read[0] != key:
            self._read = None
            checked, table = self._open_file(path, options, encoding)
            self._read = (key, checked, table)
        return self._read[1], self._read[2]
