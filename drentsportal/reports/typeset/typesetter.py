"""Turns a worded model and a template into a tagged PDF, by typst."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import struct
import tempfile
import weakref
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst

from drentsportal.errors import ReportError
from drentsportal.reports.typeset.blocks import as_json
from drentsportal.reports.typeset.document_theme import DocumentTheme, read_theme
from drentsportal.reports.typeset.glyphs import Glyphs
from drentsportal.reports.typeset.typeset_folder import (
    FONT_FAMILY,
    gather_fonts,
    gather_templates,
    theme_data,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_PAGE_OBJECT: Final = re.compile(rb"/Type\s*/Page\b")
_PLACE: Final = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):\d+\n[^\n]*\n *\d+ │(?P<shown>[^\n]*)")
_BROKEN_PICTURE: Final = "failed to decode image"
_STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]
_SCREEN_PPI: Final = 200.0
_DATA: Final = "data.json"
_BY_INPUT: Final = b"sys.inputs.data"


class Typesetter:
    """One compiler for all documents of a run; the second sheet is far cheaper than the first.

    Only the fonts of its theme are known to it, so a document looks the same on every machine. Templates,
    logo and faces are gathered in a folder of their own, which goes when this object goes: a template of
    the province takes the place of ours of the same name. The font package holds each face twice (.otf
    and .ttf) and typst would mix them, so only one of each is copied.
    """

    def __init__(
        self, templates_dir: Path, theme: DocumentTheme | None = None, own_templates_dir: Path | None = None
    ) -> None:
        """Gather templates and fonts; raises ``ReportError`` when a face is missing."""
        self.theme = theme or read_theme(templates_dir / "themes" / "neutral.toml")
        folder = Path(tempfile.mkdtemp(prefix="drentsportal-set-"))
        self._finalizer = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._templates_dir = folder / "templates"
        gather_templates(self._templates_dir, templates_dir, own_templates_dir, self.theme)
        fonts_dir = folder / "fonts"
        faces = gather_fonts(fonts_dir, self.theme)
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts_dir)]
        )
        for family in filter(None, (FONT_FAMILY, self.theme.font)):
            if family not in fonts.families():
                raise ReportError("error.document.font_missing", file_name=family)
        try:
            self._glyphs = Glyphs.of(faces)
        except (OSError, ValueError, struct.error) as error:
            raise ReportError("error.document.font_missing", file_name=FONT_FAMILY) from error
        self._compiler = typst.Compiler(
            root=str(self._templates_dir), font_paths=fonts, ignore_system_fonts=True
        )
        self._theme_data = json.dumps(self._glyphs.shown(theme_data(self.theme)), ensure_ascii=False)
        self.fingerprint = _fingerprint(self._theme_data, self._templates_dir, fonts_dir)
        """Checksum of all that sets a model: the compiler, theme, templates, logo and faces."""

    def pdf(self, template: str, model: Mapping[str, object], made_at_utc: datetime) -> bytes:
        """Set a model in a template as PDF/A-2a and PDF/UA-1; equal input gives equal bytes.

        What the font cannot show is replaced, see ``not_shown``.
        Raises ``ReportError`` naming the template when it cannot be set.
        """
        return self.pdf_of(template, self.data(model), made_at_utc)

    def data(self, model: Mapping[str, object]) -> str:
        """Return a model as templates read it: JSON, with every text as the font can show it."""
        text = as_json(model)
        if self._glyphs.shows_all(text):
            return text
        return json.dumps(self._glyphs.shown(json.loads(text)), ensure_ascii=False)

    def pdf_of(self, template: str, data: str, made_at_utc: datetime) -> bytes:
        """Set what ``data`` returned; as ``pdf``."""
        content = self._compile(template, data, made_at_utc)
        if not isinstance(content, bytes):
            raise ReportError("error.document.not_set", template=template, reason="no pages")
        return content

    def keep_picture(self, name: str, content: bytes) -> None:
        """Lay a picture beside the templates, for the models that name it."""
        path = self._templates_dir / name
        if not path.is_file():
            path.write_bytes(content)

    def drop_picture(self, name: str) -> None:
        """Take a picture away again."""
        (self._templates_dir / name).unlink(missing_ok=True)

    def not_shown(self, model: Mapping[str, object]) -> tuple[str, ...]:
        """Return the characters of a model for which a substitute stands on paper."""
        text = as_json(model)
        return () if self._glyphs.shows_all(text) else self._glyphs.missing(json.loads(text))

    def _compile(self, template: str, data: str, made_at_utc: datetime) -> bytes | list[bytes] | None:
        try:
            return self._compiler.compile(
                input=self._templates_dir / template,
                format="pdf",
                sys_inputs=self._inputs(template, data),
                pdf_standards=_STANDARDS,
                timestamp=int(made_at_utc.timestamp()),
            )
        except typst.TypstError as error:
            raise broken_template(template, error) from error

    def _inputs(self, template: str, data: str) -> dict[str, str]:
        """Lay the model where the template reads it: in a file beside it, or among the inputs.

        While the inputs stay the same, typst keeps what it read of the theme: a tenth of the time of a sheet.
        """
        try:
            if _BY_INPUT in (self._templates_dir / template).read_bytes():
                return {"data": data, "theme": self._theme_data}
            (self._templates_dir / _DATA).write_text(data, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            raise ReportError("error.document.not_set", template=template, reason=reason) from error
        return {"theme": self._theme_data}

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


def _fingerprint(theme: str, *folders: Path) -> str:
    digest = hashlib.sha256(f"{version('typst')}\n{theme}".encode())
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def broken_template(template: str, error: typst.TypstError) -> ReportError:
    """Name the file, the line and what is there, as the compiler points at it.

    A picture that cannot be read is no fault of the template.
    """
    if _BROKEN_PICTURE in error.message:
        return ReportError("error.document.photograph")
    found = _PLACE.search(error.diagnostic or "")
    if found is None:
        return ReportError("error.document.not_set", template=template, reason=error.message)
    return ReportError(
        "error.document.template_line",
        template=Path(found["file"]).name,
        line=int(found["line"]),
        reason=error.message,
        shown=found["shown"].strip(),
    )


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF that we set ourselves: its page objects lie open in the file."""
    return len(_PAGE_OBJECT.findall(pdf))
