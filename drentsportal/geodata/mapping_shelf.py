"""Where mappings are kept: those that ship with the program, and those that people here decided on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError, InputError
from drentsportal.geodata.drafting import mapping_of
from drentsportal.geodata.mapping import ImportMapping, load_mapping, load_mappings
from drentsportal.geodata.mapping_writing import mapping_text
from drentsportal.services.mapping_draft import OPEN
from drentsportal.services.mapping_proposal import folded
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drentsportal.services.mapping_draft import MappingDraft

_LONGEST_ID: Final = 60


class MappingShelf:
    """Shipped and own mappings by id; an own one is found again by the exact columns of a file.

    ``own_folder`` is read anew each time, since people may change the files in it; ``None`` for no such
    folder. An own mapping that cannot be read is left out and told, so that it does not stop every import.
    """

    def __init__(self, shipped_folder: Path, own_folder: Path | None = None) -> None:
        """Keep where both kinds are; nothing is read yet."""
        self._shipped_folder = shipped_folder
        self._own_folder = own_folder
        self._shipped: dict[str, ImportMapping] | None = None
        self._own: dict[str, ImportMapping] = {}
        self._own_paths: dict[str, Path] = {}
        self.problems: tuple[Message, ...] = ()

    def load(self) -> dict[str, ImportMapping]:
        """Read what is there; raises ``DataSourceError`` for a shipped mapping at fault."""
        if self._shipped is None:
            self._shipped = load_mappings(self._shipped_folder)
        self._read_own()
        return {**self._shipped, **self._own}

    def path_of(self, mapping_id: str) -> Path:
        """Return where the file of a mapping stands."""
        return self._own_paths.get(mapping_id, self._shipped_folder / f"{mapping_id}.toml")

    @property
    def own_ids(self) -> frozenset[str]:
        """The ids of the own mappings, as read last."""
        return frozenset(self._own)

    def keep(
        self,
        draft: MappingDraft,
        remarks: Mapping[str, Sequence[str]],
        target: Path | None,
        *,
        confirmed: bool,
    ) -> Path:
        """Write a draft as a mapping file and return where it stands.

        ``target`` None means the own folder, under a name made of the title. Raises ``InputError`` when a
        file or a mapping of that name exists, or when a confirmed draft still has something open, and
        ``DataSourceError`` when it cannot be written.
        """
        if confirmed:
            _refuse_open(draft)
        mapping_id = self._id_of(draft, target)
        path = target or self._own_path(mapping_id)
        mapping = mapping_of(draft, mapping_id)
        open_keys = {"as_of"} if draft.as_of == OPEN and not draft.as_of_column else set()
        open_keys |= {"parts"} if draft.parts == OPEN else set()
        text = mapping_text(mapping, remarks, confirmed=confirmed, open_keys=frozenset(open_keys))
        _write_new(path, text)
        return path

    def _id_of(self, draft: MappingDraft, target: Path | None) -> str:
        stem = target.stem if target is not None else draft.title
        words = [folded(word) for word in re.split(r"[\W_]+", stem) if folded(word)]
        mapping_id = "_".join(words)[:_LONGEST_ID].strip("_")
        if not mapping_id:
            raise InputError("error.mapping.no_title", field="title")
        if mapping_id in self.load():
            raise InputError("error.mapping.exists", field="title", file=mapping_id)
        return mapping_id

    def _own_path(self, mapping_id: str) -> Path:
        if self._own_folder is None:
            raise InputError("error.mapping.no_folder", field="title")
        return self._own_folder / f"{mapping_id}.toml"

    def _read_own(self) -> None:
        self._own, self._own_paths, problems = {}, {}, []
        folder = self._own_folder
        for path in sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else ():
            try:
                mapping = load_mapping(path)
            except DataSourceError as error:
                problems.append(message("note.own_mapping_unread", file=path.name, reason=error))
            else:
                self._own[mapping.id] = mapping
                self._own_paths[mapping.id] = path
        self.problems = tuple(problems)


def _refuse_open(draft: MappingDraft) -> None:
    if draft.open_columns:
        raise InputError("error.mapping.still_open", field=draft.open_columns[0].column)
    if draft.open_settings:
        raise InputError("error.mapping.still_open", field=draft.open_settings[0])


def _write_new(path: Path, text: str) -> None:
    """Write beside the target and give it its name when complete; never over a file that is there."""
    if path.exists():
        raise InputError("error.mapping.exists", field="title", file=path.name)
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise DataSourceError(
            "error.mapping.not_written", file=path.name, reason=error.strerror or str(error)
        ) from error
