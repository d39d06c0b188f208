"""What a compiler of documents reads: templates, logo and faces, gathered in one folder."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import font_source_sans_pro

from drentsportal.errors import ReportError
from drentsportal.reports.typeset.own_pictures import gather_pictures

if TYPE_CHECKING:
    from drentsportal.domain.message import Message
    from drentsportal.reports.typeset.document_theme import DocumentTheme

FONT_FAMILY: Final = "Source Sans Pro"
_FACES: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
_LOGO_STEM: Final = "theme-logo"


def gather_templates(
    folder: Path, shipped_dir: Path, own_dir: Path | None, theme: DocumentTheme
) -> dict[str, Message]:
    """Copy the templates that ship, over them those of the province and their pictures, and the logo.

    Returns which pictures stayed behind, with why. Raises ``ReportError`` naming an unreadable file.
    """
    folder.mkdir(parents=True)
    for source in (shipped_dir, own_dir):
        for path in sorted(source.glob("*.typ")) if source is not None else ():
            _copy(path, folder / path.name)
    left = {} if own_dir is None else gather_pictures(folder, own_dir)
    if theme.logo is not None:
        _copy(theme.logo, folder / _logo_name(theme.logo))
    return left


def gather_fonts(folder: Path, theme: DocumentTheme) -> list[Path]:
    """Copy the faces of Source Sans Pro and those of the theme; return the former.

    Maps are always set in Source Sans Pro. The package holds each face as ``.otf`` and as ``.ttf``; typst
    would mix them. Raises ``ReportError`` naming a face that is missing.
    """
    folder.mkdir(parents=True)
    own = folder / "own"
    if theme.font_folder is not None:
        own.mkdir()
        for path in sorted(theme.font_folder.glob("*.ttf")):
            _copy(path, own / path.name)
    source = Path(font_source_sans_pro.font_directory)
    for face in _FACES:
        name = f"SourceSansPro-{face}.ttf"
        try:
            shutil.copyfile(source / name, folder / name)
        except OSError as error:
            raise ReportError("error.document.font_missing", file_name=name) from error
    return sorted(folder.glob("SourceSansPro-*.ttf"))


def theme_data(theme: DocumentTheme) -> dict[str, object]:
    """Return what a template knows of the theme: owner, colours, fonts in order, band and logo."""
    return {
        "colours": asdict(theme.colours),
        "fonts": [theme.font, FONT_FAMILY] if theme.font else [FONT_FAMILY],
        "band": theme.has_band,
        "logo": "" if theme.logo is None else _logo_name(theme.logo),
        "logo_text": theme.logo_text,
        "framed": theme.is_black_and_white,
        "owner": theme.owner,
    }


def _logo_name(logo: Path) -> str:
    return _LOGO_STEM + logo.suffix.casefold()


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise ReportError("error.document.part_missing", file_name=source.name) from error
