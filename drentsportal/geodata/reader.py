"""The reader of site files that the services use: gate, format, mapping, and the steps in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.reference_fields import SITE_KINDS, SURROUNDINGS_KINDS
from drentsportal.errors import DataSourceError, InputError, QuestionError
from drentsportal.geodata.capacity_map import CAPACITY_MAP, is_capacity_map, read_capacity_map
from drentsportal.geodata.chase_answers import is_chase_list
from drentsportal.geodata.coordinate_columns import (
    CoordinateColumns,
    recognised_coordinates,
    with_coordinates,
)
from drentsportal.geodata.decisions import RULES, WITHOUT_GEOMETRY, Decisions
from drentsportal.geodata.file_kinds import SourceFormat
from drentsportal.geodata.joining import with_geometry_of
from drentsportal.geodata.json_source import JsonFile
from drentsportal.geodata.limits import LIMITS, ReadLimits
from drentsportal.geodata.mapping import ImportMapping, keep_decisions
from drentsportal.geodata.mapping_choice import check_columns, exchange_mapping, mapping_for, named_mapping
from drentsportal.geodata.mapping_desk import MappingDesk
from drentsportal.geodata.mapping_shelf import MappingShelf
from drentsportal.geodata.opening import open_table
from drentsportal.geodata.own_files import OwnPart, joined, own_mapping, own_parts
from drentsportal.geodata.plain_rows import PLAIN_KINDS, read_plain_rows, read_plain_table, rows_table
from drentsportal.geodata.postcode_reading import postcodes_mapping, read_postcodes
from drentsportal.geodata.reading import Context, read_reference_features, read_sites, without_points
from drentsportal.geodata.source_gate import CheckedSource, check_source
from drentsportal.geodata.surroundings_reading import read_surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.geodata.source_gate import LiveFiles
    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.imports import ImportOptions

_STEPS: Final = 5


class GeoSiteReader:
    """Reads files of every format in ``file_kinds.SourceFormat`` into deliveries.

    ``mappings_folder`` holds the shipped mappings (``resources/mappings``). ``live_files`` names the files
    of workspaces that are open in this process, whatever they are called; they are refused unopened.
    ``limits`` bounds how much is read, and so how much memory it takes. ``own_mappings`` is the folder of the
    mappings that people here decided on, which go before the shipped ones.
    """

    def __init__(
        self,
        mappings_folder: Path,
        live_files: LiveFiles = tuple,
        limits: ReadLimits = LIMITS,
        own_mappings: Path | None = None,
    ) -> None:
        """Keep where the mappings are; nothing is read yet."""
        self._shelf = MappingShelf(mappings_folder, own_mappings)
        aliases = mappings_folder.parent / "mapping_aliases.toml"
        self._desk = MappingDesk(aliases, self._shelf, self._opened_plain)
        self._live_files = live_files
        self._limits = limits

    def read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        """Read, map and validate a file; nothing is stored.

        Raises ``QuestionError`` when a choice is needed, ``DataSourceError`` when the file cannot be read
        and ``InputError`` when an option makes no sense.
        """
        _check_rules(Decisions(options.accepted))
        progress.step(0, _STEPS, "progress.import.opening")
        checked = check_source(path, self._live_files(), self._limits)
        if checked.format is SourceFormat.WORKBOOK and is_chase_list(path):
            raise DataSourceError("error.chase.is_answer", file=path.name)
        if (special := self._special(checked, options, progress)) is not None:
            return special
        table = self._opened(checked, options, self._named(options))
        if isinstance(table, JsonFile):
            return self._plain_rows(checked, table, options, progress)
        if not table.row_count:
            raise DataSourceError("error.import.no_rows", file=path.name)
        parts = own_parts(table, options.as_of) if options.mapping is None else ()
        if parts:
            return self._own_sites(checked, table, parts, options, progress)
        mapping = mapping_for(table, options.mapping, path.name, self._shipped(), self._shelf.own_ids)
        if mapping.encoding and options.mapping is None:
            # Found by its columns, so the file was read before its encoding was known.
            again = self._opened(checked, options, mapping)
            table = table if isinstance(again, JsonFile) else again
        table = replace(table, notes=table.notes + self._shelf.problems)
        if options.join_geometry is not None:
            table = self._joined(without_points(table, mapping), options)
        return self._read_as(mapping, checked, table, options, progress)

    def keep_decisions(self, mapping_id: str, accepted: frozenset[str], target: Path) -> str:
        """Write a mapping file with what a person decided on top of a shipped mapping; return its id.

        ``mapping_id`` may be the one from a report, with decisions behind it. Raises ``QuestionError`` when
        there is no such mapping and ``InputError`` when ``target`` exists.
        """
        base = named_mapping(mapping_id.partition("+")[0], self._shipped()).id
        _check_rules(Decisions(accepted))
        return keep_decisions(self._shelf.path_of(base), target, target.stem, accepted).id

    def propose(
        self, path: Path, options: ImportOptions, progress: Progress, encoding: str = ""
    ) -> MappingProposal:
        """Propose what the columns of a file mean; see ``services.ports.imports.MappingReader``."""
        return self._desk.propose(path, options, progress, encoding)

    def try_draft(
        self, path: Path, options: ImportOptions, draft: MappingDraft, progress: Progress
    ) -> MappingTrial:
        """Read every row of a file as a draft says; nothing is stored."""
        return self._desk.try_draft(path, options, draft, progress)

    def mapping_titles(self) -> dict[str, str]:
        """Return titles by id; see ``services.ports.imports.MappingReader``."""
        return {each.id: each.title for each in self._shelf.load().values()}

    def keep_mapping(
        self,
        draft: MappingDraft,
        remarks: Mapping[str, Sequence[str]],
        target: Path | None,
        *,
        confirmed: bool,
    ) -> Path:
        """Write a draft as a mapping file; see ``services.ports.imports.MappingReader``."""
        return self._shelf.keep(draft, remarks, target, confirmed=confirmed)

    def _opened_plain(
        self, path: Path, options: ImportOptions, encoding: str
    ) -> tuple[CheckedSource, RawTable]:
        """Read a file as a table whatever mapping it may have; coordinates stay columns like all others."""
        _check_rules(Decisions(options.accepted))
        checked = check_source(path, self._live_files(), self._limits)
        table = open_table(checked, options.layer, Decisions(options.accepted), encoding, self._limits)
        if isinstance(table, JsonFile):
            raise InputError("error.mapping.not_needed", field="file", file=path.name)
        if not table.row_count:
            raise DataSourceError("error.import.no_rows", file=path.name)
        return checked, self._joined(table, options)

    def _read_as(
        self,
        mapping: ImportMapping,
        checked: CheckedSource,
        table: RawTable,
        options: ImportOptions,
        progress: Progress,
    ) -> tuple[Delivery, ImportReport]:
        """Read a table by its mapping, sites or what they are set against."""
        mapping, notes = check_columns(mapping, table, checked.path.name)
        table = replace(table, notes=table.notes + notes)
        context = self._context(checked, mapping, options, progress)
        if mapping.kind in PLAIN_KINDS:
            return read_plain_table(context, table)
        if table.geometries is None and not context.decisions.has(WITHOUT_GEOMETRY):
            raise QuestionError(
                "error.import.no_geometry",
                option="--join-geometry",
                choices=(WITHOUT_GEOMETRY,),
                file=checked.path.name,
            )
        if mapping.kind in SITE_KINDS:
            return read_sites(context, table)
        read = read_surroundings if mapping.kind in SURROUNDINGS_KINDS else read_reference_features
        return read(context, table)

    def _own_sites(
        self,
        checked: CheckedSource,
        table: RawTable,
        parts: Sequence[OwnPart],
        options: ImportOptions,
        progress: Progress,
    ) -> tuple[Delivery, ImportReport]:
        """Read an export of ours kind by kind, as one delivery."""
        read = []
        for part in parts:
            part_table = self._joined(part.table, options)
            mapping = own_mapping(self._shipped()[part.name], part_table)
            mapping, notes = check_columns(mapping, part_table, checked.path.name)
            part_table = replace(part_table, notes=part_table.notes + notes)
            context = self._context(checked, mapping, options, progress)
            read.append((part, read_sites(context, part_table)))
        return joined(read, table, options.as_of)

    def _plain_rows(
        self, checked: CheckedSource, parsed: JsonFile, options: ImportOptions, progress: Progress
    ) -> tuple[Delivery, ImportReport]:
        if parsed.exchange is None:
            raise DataSourceError("error.import.exchange_rows", file=checked.path.name)
        mapping = exchange_mapping(parsed.exchange, checked.path.name, self._shipped())
        if mapping.kind not in PLAIN_KINDS:
            raise DataSourceError(
                "error.import.exchange_kind", file=checked.path.name, kind=parsed.exchange.kind
            )
        if mapping.kind not in SURROUNDINGS_KINDS:
            return read_plain_rows(self._context(checked, mapping, options, progress), parsed)
        table = rows_table(parsed, checked.path.name)
        mapping, notes = check_columns(mapping, table, checked.path.name)
        table = replace(table, notes=table.notes + notes)
        return read_plain_table(self._context(checked, mapping, options, progress), table)

    def _special(
        self, checked: CheckedSource, options: ImportOptions, progress: Progress
    ) -> tuple[Delivery, ImportReport] | None:
        """Read what is too large for a table, or is none: the files of the capacity map of the grid."""
        shipped, named = self._shipped(), self._named(options)
        if is_capacity_map(checked):
            mapping = named or shipped[CAPACITY_MAP]
            return read_capacity_map(self._context(checked, mapping, options, progress))
        by_postcode = postcodes_mapping(checked, named, shipped)
        if by_postcode is None:
            return None
        return read_postcodes(self._context(checked, by_postcode, options, progress))

    def _context(
        self, checked: CheckedSource, mapping: ImportMapping, options: ImportOptions, progress: Progress
    ) -> Context:
        decisions = Decisions(options.accepted | mapping.accepted)
        _check_rules(decisions)
        return Context(checked, mapping, options, decisions, progress)

    def _named(self, options: ImportOptions) -> ImportMapping | None:
        return None if options.mapping is None else named_mapping(options.mapping, self._shipped())

    def _opened(
        self, checked: CheckedSource, options: ImportOptions, named: ImportMapping | None
    ) -> RawTable | JsonFile:
        """Open a file, and make geometry of the columns that hold coordinates.

        These are the ones that the mapping names, that a shipped mapping of exactly these columns names, or
        that are recognised by their names.
        """
        decisions = Decisions(options.accepted | (named.accepted if named else frozenset()))
        encoding = named.encoding if named else ""
        table = open_table(checked, options.layer, decisions, encoding, self._limits)
        if isinstance(table, JsonFile) or not table.may_hold_coordinates:
            return table
        used, accepted = self._coordinates(table, named)
        if used is None:
            return table
        return with_coordinates(table, used, Decisions(decisions.accepted | accepted), checked.path.name)

    def _coordinates(
        self, table: RawTable, named: ImportMapping | None
    ) -> tuple[CoordinateColumns | None, frozenset[str]]:
        """Say which columns hold the coordinates, and what was decided about them.

        A mapping of exactly these columns that says nothing of coordinates reads them as what they are.
        """
        columns = frozenset(table.columns)
        asked = self._shipped().values() if named is None else [named]
        fitting = [each for each in asked if not each.native and each.all_columns == columns]
        if len({each.geometry for each in fitting}) == 1:
            return fitting[0].geometry, fitting[0].accepted
        if named is not None and named.geometry is not None:
            return named.geometry, frozenset()
        return recognised_coordinates(tuple(table.columns)), frozenset()

    def _joined(self, table: RawTable, options: ImportOptions) -> RawTable:
        if options.join_geometry is None:
            return table
        checked = check_source(options.join_geometry, self._live_files(), self._limits)
        named = self._named(options)
        # What the mapping says of columns is about the table; what was accepted holds for both files.
        plain = replace(named, geometry=None, encoding="") if named else None
        other = self._opened(checked, options, plain)
        if isinstance(other, JsonFile):
            raise InputError("error.import.join_without_geometry", field="--join-geometry")
        return with_geometry_of(table, other, options.join_on)

    def _shipped(self) -> dict[str, ImportMapping]:
        return self._shelf.load()


def _check_rules(decisions: Decisions) -> None:
    if decisions.unknown:
        raise InputError("error.import.unknown_rule", field="--accept", rules=decisions.unknown, known=RULES)
