"""The house style of documents: a file that a person without programming can edit."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from drentsportal.figures.symbology import HouseColours, Look, Theme
from drentsportal.reports.typeset.theme_entries import ThemeEntries

if TYPE_CHECKING:
    from collections.abc import Iterable
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
    entries = ThemeEntries(path)
    entries.check_known(_KNOWN)
    theme = DocumentTheme(
        id=path.stem,
        name=entries.text("name") or path.stem,
        colours=_colours(entries),
        owner=entries.text("owner"),
        has_band=entries.flag("band"),
        logo=_logo(entries),
        logo_text=entries.text("logo_text"),
        font=entries.text("font"),
        font_folder=_font_folder(entries),
        is_black_and_white=_maps(entries) == "black_and_white",
        sender=SenderBlock(entries.text("contact.name"), entries.texts("contact.rows")),
    )
    _check_whole(theme, entries)
    return theme


def _maps(entries: ThemeEntries) -> str:
    value = entries.value("maps", "colour")
    if not isinstance(value, str) or value not in _MAPS:
        raise entries.wrong("maps", "maps")
    return value


def _colours(entries: ThemeEntries) -> ThemeColours:
    told = {}
    for each in fields(ThemeColours):
        entry = f"colours.{each.name}"
        value = entries.value(entry)
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise entries.wrong(entry, "colour")
        told[each.name] = value.upper()
    colours = ThemeColours(**told)
    for role, ground, ratio in low_contrasts(colours):
        # Rounded down, so that no ratio that is refused reads as the limit.
        shown = math.floor(ratio * 10) / 10
        entry = f"colours.{role}"
        raise entries.fault(entry, "contrast", found=told[role], ground=ground, ratio=shown)
    return colours


def _logo(entries: ThemeEntries) -> Path | None:
    name = entries.text("logo")
    if not name:
        return None
    folder = entries.path.parent
    path = folder / name
    is_beside = path.parent == folder and path.suffix.casefold() in _LOGO_SUFFIXES
    if not is_beside or not path.is_file() or path.stat().st_size > _MOST_LOGO_BYTES:
        raise entries.wrong("logo", "logo")
    return path


def _font_folder(entries: ThemeEntries) -> Path | None:
    value = entries.text("font_folder")
    if not value:
        return None
    path = entries.path.parent / value
    if path.parent != entries.path.parent or not any(path.glob("*.ttf")):
        raise entries.wrong("font_folder", "font_folder")
    return path


def _check_whole(theme: DocumentTheme, entries: ThemeEntries) -> None:
    """Refuse a logo without words and a font without folder: a reader or printer would miss them."""
    if theme.logo is not None and not theme.logo_text:
        raise entries.wrong("logo_text", "logo_text")
    if theme.font and theme.font_folder is None:
        raise entries.wrong("font_folder", "font_folder")
    if theme.font_folder is not None and not theme.font:
        raise entries.wrong("font", "font")


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.1)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _SRGB_KNEE else ((part + 0.055) / 1.055) ** 2.4
