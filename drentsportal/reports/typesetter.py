"""Turns a worded model and a template into a tagged PDF, by typst."""

from __future__ import annotations

import json
import re
import shutil
import struct
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Final

import font_source_sans_pro
import typst

from drentsportal.errors import ReportError
from drentsportal.reports.blocks import as_data
from drentsportal.reports.glyphs import Glyphs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

FONT_FAMILY: Final = "Source Sans Pro"
_FACES: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
_PAGE_OBJECT: Final = re.compile(rb"/Type\s*/Page\b")
_STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]
_SCREEN_PPI: Final = 200.0


class Typesetter:
    """One compiler for all documents of a run; the second sheet is far cheaper than the first.

    Only the bundled font is known to it, so a document looks the same on every machine. The
    package holds each face twice (.otf and .ttf) and typst would mix them, so the faces in
    use are copied to a folder of their own, which goes when this object goes.
    """

    def __init__(self, templates_dir: Path, theme: str = "neutral") -> None:
        """Load the font; raises ``ReportError`` when a face is missing."""
        self._templates_dir = templates_dir
        self._theme = theme
        folder = Path(tempfile.mkdtemp(prefix="drentsportal-fonts-"))
        self._finalizer = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        source = Path(font_source_sans_pro.font_directory)
        for face in _FACES:
            file = source / f"SourceSansPro-{face}.ttf"
            try:
                shutil.copyfile(file, folder / file.name)
            except OSError as error:
                raise ReportError("error.document.font_missing", file_name=file.name) from error
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        if len(fonts.fonts()) != len(_FACES):
            raise ReportError("error.document.font_missing", file_name=FONT_FAMILY)
        try:
            self._glyphs = Glyphs.of(folder.iterdir())
        except (OSError, ValueError, struct.error) as error:
            raise ReportError("error.document.font_missing", file_name=FONT_FAMILY) from error
        self._compiler = typst.Compiler(root=str(templates_dir), font_paths=fonts, ignore_system_fonts=True)

    def pdf(self, template: str, model: Mapping[str, object], made_at_utc: datetime) -> bytes:
        """Set a model in a template as PDF/A-2a and PDF/UA-1; equal input gives equal bytes.

        What the font cannot show is replaced, see ``not_shown``.
        Raises ``ReportError`` naming the template when it cannot be set.
        """
        content = self._compile(template, model, made_at_utc)
        if not isinstance(content, bytes):
            raise ReportError("error.document.not_set", template=template, reason="no pages")
        return content

    def not_shown(self, model: Mapping[str, object]) -> tuple[str, ...]:
        """Return the characters of a model for which a substitute stands on paper."""
        return self._glyphs.missing(as_data(dict(model)))

    def _compile(
        self, template: str, model: Mapping[str, object], made_at_utc: datetime
    ) -> bytes | list[bytes] | None:
        data = json.dumps(self._glyphs.shown(as_data(dict(model))), ensure_ascii=False)
        try:
            return self._compiler.compile(
                input=self._templates_dir / template,
                format="pdf",
                sys_inputs={"data": data, "theme": self._theme},
                pdf_standards=_STANDARDS,
                timestamp=int(made_at_utc.timestamp()),
            )
        except typst.TypstError as error:
            raise ReportError("error.document.not_set", template=template, reason=error.message) from error

    def png(self, svg: str) -> bytes:
        """Return a drawing as a picture of points, for where no vector is taken (letters)."""
        content = self._compiler.compile(
            input=self._templates_dir / "picture.typ",
            format="png",
            ppi=_SCREEN_PPI,
            sys_inputs={"svg": self._glyphs.shown(svg)},
        )
        if isinstance(content, list):
            content = content[0]
        if content is None:
            raise ReportError("error.document.not_set", template="picture.typ", reason="no pages")
        return content


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF that we set ourselves: its page objects lie open in the file."""
    return len(_PAGE_OBJECT.findall(pdf))
