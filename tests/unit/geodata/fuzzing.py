"""Damages good files of every format in ways drawn by chance, and judges what the reader makes of it."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from drentsportal.domain.values import PartialDate
from drentsportal.errors import DrentsPortalError
from drentsportal.geodata.file_kinds import SourceFormat
from drentsportal.geodata.limits import MEGABYTE, ReadLimits
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.unit.geodata.conftest import MAPPINGS
from tests.unit.geodata.small_files import HEADER, good_file, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from drentsportal.language import Language

    Change = tuple[str, int, bytes]

SMALL: Final = ReadLimits(
    format_bytes=dict.fromkeys(SourceFormat, 20 * MEGABYTE),
    unpacked_bytes=40 * MEGABYTE,
    workbook_bytes=20 * MEGABYTE,
    rows=20_000,
)
"""Limits under which no example takes long or much memory; the rules are the same."""

ANSWERS: Final = (
    ImportOptions(),
    ImportOptions(
        layer="goed",
        crs="EPSG:28992",
        as_of=PartialDate(2026),
        accepted=frozenset(
            {"repair_geometry", "without_geometry", "decimal_comma", "proposed_reading", "drawing_in_m"}
        ),
    ),
)
"""Without any answer, and with as many as a person could give."""

CHANGES: Final = st.lists(
    st.tuples(
        st.sampled_from(["set", "cut", "insert", "repeat", "end"]),
        st.integers(0, 2**32).map(lambda drawn: drawn * 2_654_435_761 % 2**32),
        st.binary(min_size=1, max_size=8)
        | st.sampled_from(
            [b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"1e999", b"NaN", b"\x00", b",", b"<", b'"']
        ),
    ),
    min_size=1,
    max_size=8,
)
"""Changes of bytes anywhere in a file: overwritten, cut out, put in, repeated, or the end cut off."""

CELLS: Final = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=12)
    | st.dates()
    | st.datetimes()
    | st.timedeltas()
    | st.sampled_from(
        ["=1/0", "#N/A", "1.234", "1,5", "<b>", "=HYPERLINK(1)", "POLYGON ((1 1))", "POINT (1e400 2)"]
    )
)
"""What somebody may type into a cell."""

TABLES: Final = st.lists(st.lists(CELLS, max_size=12), max_size=6)
MEMBER_NAMES: Final = st.text(max_size=12) | st.sampled_from(
    [
        "a.shp",
        "a.shx",
        "a.dbf",
        "map/a.shp",
        "map/a.dbf",
        "../a.shp",
        "xl/workbook.xml",
        "[Content_Types].xml",
        "mimetype",
    ]
)
MEMBERS: Final = st.lists(st.tuples(MEMBER_NAMES, st.binary(max_size=200)), max_size=6)


def damaged(content: bytes, changes: Sequence[Change]) -> bytes:
    """Apply changes one after the other."""
    for how, place, what in changes:
        at = place % (len(content) + 1)
        if how == "set":
            content = content[:at] + what + content[at + len(what) :]
        elif how == "cut":
            content = content[:at] + content[at + 1 + place % 64 :]
        elif how == "insert":
            content = content[:at] + what + content[at:]
        elif how == "repeat":
            content = content[:at] + content[at : at + 64] * (1 + what[0] % 8) + content[at:]
        else:
            content = content[: max(at, 1)]
    return content


def in_members(content: bytes, changes: Sequence[Change]) -> bytes:
    """Damage what an archive holds instead of the archive, whose check sums would tell at once."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(members)
    for how, place, what in changes:
        name = names[place % len(names)]
        members[name] = damaged(members[name], [(how, place // len(names), what)])
    return archive_of(members.items())


def archive_of(members: Any) -> bytes:  # noqa: ANN401 - pairs of name and content
    """Pack members, also ones with the same name."""
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in members:
                archive.writestr(name.partition("\x00")[0] or "x", content)
    return stream.getvalue()


class Damage:
    """Writes damaged files into one folder and reads each of them.

    Every method fails unless each reading ends in a whole delivery or an error of ours, and returns how many
    readings it judged.
    """

    def __init__(self, folder: Path, language: Language) -> None:
        """Keep where to write; good files are made once."""
        self._folder = folder
        self._language = language
        self._reader = GeoSiteReader(MAPPINGS, limits=SMALL)
        self._good: dict[SourceFormat, Path] = {}

    def bytes_of(self, kind: SourceFormat, changes: Sequence[Change]) -> int:
        """Read a file of a format of which bytes were changed, and if it is an archive, its members."""
        path = self._good_file(kind)
        whole = path.read_bytes()
        ways: list[Callable[[bytes, Sequence[Change]], bytes]] = [damaged]
        if kind in {SourceFormat.WORKBOOK, SourceFormat.SHAPEFILE_ZIP}:
            ways.append(in_members)
        return sum(self._judged(path, way(whole, changes), whole) for way in ways)

    def table_of_shapefile(self, changes: Sequence[Change]) -> int:
        """Read a shapefile of which the table was changed."""
        path = self._good_file(SourceFormat.SHAPEFILE)
        table = path.with_suffix(".dbf")
        whole = table.read_bytes()
        table.write_bytes(damaged(whole, changes))
        try:
            return self._judged(path, path.read_bytes(), path.read_bytes())
        finally:
            table.write_bytes(whole)

    def cells(self, rows: Sequence[Sequence[object]], header: Sequence[str]) -> int:
        """Read a workbook of any cells, and the same as CSV."""
        folder = self._folder / "cellen"
        folder.mkdir(exist_ok=True)
        lines: list[list[object]] = [list(header or HEADER), *(list(line) for line in rows)]
        path, judged = folder / "a.xlsx", 0
        try:
            workbook(path, lines)
        except (ValueError, TypeError, OverflowError, IllegalCharacterError):
            # What cannot be written into a workbook at all.
            path.unlink(missing_ok=True)
        else:
            judged = self._judged(path, path.read_bytes(), b"")
        table = folder / "a.csv"
        text = "\n".join(";".join("" if cell is None else str(cell) for cell in line) for line in lines)
        return judged + self._judged(table, text.encode("utf-8", "surrogatepass"), b"")

    def members(self, members: Sequence[tuple[str, bytes]]) -> int:
        """Read an archive of any members."""
        paths = [self._folder / f"leden{suffix}" for suffix in (".zip", ".xlsx")]
        return sum(self._judged(path, archive_of(members), b"") for path in paths)

    def _good_file(self, kind: SourceFormat) -> Path:
        if kind not in self._good:
            folder = self._folder / kind.name.lower()
            folder.mkdir()
            self._good[kind] = good_file(kind, folder)
        return self._good[kind]

    def _judged(self, path: Path, content: bytes, whole: bytes) -> int:
        path.write_bytes(content)
        before = sorted(each.name for each in path.parent.iterdir())
        try:
            for options in ANSWERS:
                self._outcome(path, options)
            assert sorted(each.name for each in path.parent.iterdir()) == before
        finally:
            path.write_bytes(whole)
        return len(ANSWERS)

    def _outcome(self, path: Path, options: ImportOptions) -> None:
        """Read; anything but an error of ours is raised, and so is a warning or a text that is missing."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                delivery, report = self._reader.read(path, options, NoProgress())
            except DrentsPortalError as error:
                self._language.text(error)
                return
        for what in (*report.notes, *(issue.message for issue in report.issues)):
            self._language.text(what)
        sites = sum(len(batch) for batch in delivery.batches)
        assert sites == report.site_count <= report.feature_count
        for batch in delivery.batches:
            lengths = {len(batch.site_ids), len(batch.as_of), len(batch.geometries_wkb)}
            assert lengths | {len(values) for values in batch.columns.values()} == {len(batch)}
            assert len(set(batch.site_ids)) == len(batch)
