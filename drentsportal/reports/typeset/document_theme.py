"""The house style of documents: a file that a person without programming can edit."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.message import message
from drentsportal.errors import ReportError
from drentsportal.figures.symbology import HouseColours, Look, Theme
from drentsportal.paths import EDITED_ENCODING
from drentsportal.reports.typeset.toml_fault import line_of, toml_fault
from drentsportal.services.failures import system_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LEAST_CONTRAST: Final = 4.5
"""What text needs beside its ground: WCAG 2.1, success criterion 1.4.3, level AA."""

_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_WHITE: Final = "#FFFFFF"
_MAPS: Final = frozenset({"colour", "black_and_white"})
_LOGO_SUFFIXES: Final = frozenset({".svg", ".png", ".jpg", ".jpeg"})
_MOST_LOGO_BYTES: Final = 2_000_000
_SRGB_KNEE: Final = 0.04045


@dataclass(frozen=True, slots=True)
class ThemeColours:
    """The colours of a theme as ``#RRGGBB``; all but ``surface`` and ``rule`` carry text."""

    text: str
    quiet: str
    head: str
    site: str
    surface: str
    rule: str


@dataclass(frozen=True, slots=True)
class SenderBlock:
    """Whom to reach at the organisation that sends: a name and its lines; empty for none."""

    name: str = ""
    rows: tuple[str, ...] = ()


_KNOWN: Final = {
    "": (
        "name", "owner", "band", "logo", "logo_text", "font_folder", "font", "maps", "colours", "contact",
    ),
    "colours": tuple(each.name for each in fields(ThemeColours)),
    "contact": tuple(each.name for each in fields(SenderBlock)),
}  # fmt: skip
"""What a theme can hold, by table; "" is what stands before the first."""

NO_SENDER: Final = SenderBlock()
"""The desk of the data stands where a theme names nobody."""


@dataclass(frozen=True, slots=True)
class DocumentTheme:
    """One house style. ``id`` is the name of its file without ending.

    ``owner`` empty means the portal's own name. ``logo`` and ``font_folder`` are whole paths that exist.
    """

    id: str
    name: str
    colours: ThemeColours
    owner: str = ""
    has_band: bool = False
    logo: Path | None = None
    logo_text: str = ""
    font: str = ""
    font_folder: Path | None = None
    is_black_and_white: bool = False
    sender: SenderBlock = NO_SENDER

    @property
    def look(self) -> Look:
        """How maps and charts are drawn: in the colours of the house, or by patterns and frames alone."""
        if self.is_black_and_white:
            return Theme.MONOCHROME
        return HouseColours(self.colours.site, self.colours.head)


def contrast_ratio(first: str, second: str) -> float:
    """Return the contrast of two colours (``#RRGGBB``), 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def low_contrasts(colours: ThemeColours) -> tuple[tuple[str, str, float], ...]:
    """Return each pair of text and ground that stays under ``LEAST_CONTRAST``, with its ratio.

    Text stands on white and on ``surface``; white stands on ``head`` (the band) and on ``site`` (numbers).
    """
    pairs = [(role, ground) for role in ("text", "quiet", "head", "site") for ground in ("white", "surface")]
    told = {each.name: str(getattr(colours, each.name)) for each in fields(colours)} | {"white": _WHITE}
    ratios = ((role, ground, contrast_ratio(told[role], told[ground])) for role, ground in pairs)
    return tuple(each for each in ratios if each[2] < LEAST_CONTRAST)


def theme_files(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the theme files by id; a later folder takes the place of an earlier one."""
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def read_theme(path: Path) -> DocumentTheme:
    """Read a theme. Raises ``ReportError`` that names the file, the entry and what it may be."""
    text = theme_text(path)
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReportError("error.theme.unreadable", file_name=path.name, reason=toml_fault(error)) from error
    reader = _Entries(path, entries)
    reader.check_known(text)
    theme = DocumentTheme(
        id=path.stem,
        name=reader.text("name") or path.stem,
        colours=reader.colours(),
        owner=reader.text("owner"),
        has_band=reader.flag("band"),
        logo=reader.logo(),
        logo_text=reader.text("logo_text"),
        font=reader.text("font"),
        font_folder=reader.folder("font_folder"),
        is_black_and_white=reader.maps() == "black_and_white",
        sender=reader.sender(),
    )
    reader.check_whole(theme)
    return theme


def theme_text(path: Path) -> str:
    """Return the text of a theme's file. Raises ``ReportError`` that names the file and why it cannot be."""
    try:
        return path.read_text(encoding=EDITED_ENCODING)
    except OSError as error:
        reason = message(f"file_reason.{system_reason(error)}", number=error.errno or 0)
        raise ReportError("error.theme.unreadable", file_name=path.name, reason=reason) from error
    except UnicodeDecodeError as error:
        reason = message("file_reason.no_text")
        raise ReportError("error.theme.unreadable", file_name=path.name, reason=reason) from error


class _Entries:
    """The entries of one theme file, each checked when it is read."""

    def __init__(self, path: Path, entries: Mapping[str, Any]) -> None:
        self._path = path
        self._entries = entries

    def check_known(self, text: str) -> None:
        """Refuse an entry that no theme has: a word that was mistyped would do nothing without a word."""
        for table, known in _KNOWN.items():
            entries = self._table(table) if table else self._entries
            for name in entries:
                if name in known:
                    continue
                told = {
                    "file_name": self._path.name,
                    "entry": f"{table}.{name}" if table else name,
                    "known": ", ".join(known),
                }
                line = line_of(text, table, name)
                if line is None:
                    raise ReportError("error.theme.unknown_entry", **told)
                raise ReportError("error.theme.unknown_line", line=line, **told)

    def text(self, name: str) -> str:
        value = self._entries.get(name, "")
        if not isinstance(value, str):
            raise self._wrong(name, "text")
        return value.strip()

    def flag(self, name: str) -> bool:
        value = self._entries.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(name, "flag")
        return value

    def maps(self) -> str:
        value = self.text("maps") or "colour"
        if value not in _MAPS:
            raise self._wrong("maps", "maps")
        return value

    def colours(self) -> ThemeColours:
        table = self._table("colours")
        told = {}
        for each in fields(ThemeColours):
            value = table.get(each.name)
            if not isinstance(value, str) or not _COLOUR.fullmatch(value):
                entry = f"colours.{each.name}"
                raise self._wrong(entry, "colour")
            told[each.name] = value.upper()
        colours = ThemeColours(**told)
        for role, ground, ratio in low_contrasts(colours):
            raise ReportError(
                "error.theme.contrast",
                file_name=self._path.name,
                entry=f"colours.{role}",
                ground=ground,
                ratio=math.floor(ratio * 10) / 10,
            )
        return colours

    def logo(self) -> Path | None:
        name = self.text("logo")
        if not name:
            return None
        path = self._path.parent / name
        is_beside = path.parent == self._path.parent and path.suffix.casefold() in _LOGO_SUFFIXES
        if not is_beside or not path.is_file() or path.stat().st_size > _MOST_LOGO_BYTES:
            raise self._wrong("logo", "logo")
        return path

    def folder(self, name: str) -> Path | None:
        value = self.text(name)
        if not value:
            return None
        path = self._path.parent / value
        if path.parent != self._path.parent or not any(path.glob("*.ttf")):
            raise self._wrong(name, "font_folder")
        return path

    def sender(self) -> SenderBlock:
        table = self._table("contact")
        name, rows = table.get("name", ""), table.get("rows", [])
        if not isinstance(name, str) or not _are_texts(rows):
            raise self._wrong("contact", "contact")
        return SenderBlock(name.strip(), tuple(row.strip() for row in rows if row.strip()))

    def check_whole(self, theme: DocumentTheme) -> None:
        """Refuse a logo without words and a font without folder: a reader or printer would miss them."""
        if theme.logo is not None and not theme.logo_text:
            raise self._wrong("logo_text", "logo_text")
        if bool(theme.font) != (theme.font_folder is not None):
            raise self._wrong("font", "font")

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self._entries.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong(name, "table")
        return table

    def _wrong(self, entry: str, kind: str) -> ReportError:
        return ReportError(f"error.theme.{kind}", file_name=self._path.name, entry=entry)


def _are_texts(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(each, str) for each in rows)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.1)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _SRGB_KNEE else ((part + 0.055) / 1.055) ** 2.4
