"""Turns a worded model and a template into a tagged PDF, by typst."""

from __future__ import annotations

import hashlib
import json
import re
import struct
import weakref
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import typst

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.message import message
from drentsportal.errors import ReportError
from drentsportal.reports.typeset.blocks import as_json
from drentsportal.reports.typeset.broken_template import broken_template
from drentsportal.reports.typeset.document_theme import DocumentTheme, read_theme
from drentsportal.reports.typeset.glyphs import Glyphs
from drentsportal.reports.typeset.held_folder import HeldFolder
from drentsportal.reports.typeset.no_packages import refuse_packages
from drentsportal.reports.typeset.own_pictures import refuse_left
from drentsportal.reports.typeset.set_apart import set_apart
from drentsportal.reports.typeset.setting import SettingJob, open_compiler, open_fonts, set_pdf
from drentsportal.reports.typeset.typeset_folder import (
    FONT_FAMILY,
    gather_fonts,
    gather_templates,
    theme_data,
)
from drentsportal.services.failures import system_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_PAGE_OBJECT: Final = re.compile(rb"/Type\s*/Page\b")
_SCREEN_PPI: Final = 200.0
_DATA: Final = "data.json"
_PICTURE: Final = "picture.typ"
_BY_INPUT: Final = b"sys.inputs.data"


class Typesetter:
    """One compiler for all documents of a run; the second sheet is far cheaper than the first.

    Only the fonts of its theme are known to it, so a document looks the same on every machine. Templates,
    pictures, logo and faces are gathered in a folder of their own, which goes when this object goes: a
    template of the province takes the place of ours of the same name. The font package holds each face
    twice (.otf and .ttf) and typst would mix them, so only one of each is copied.
    """

    def __init__(
        self, templates_dir: Path, theme: DocumentTheme | None = None, own_templates_dir: Path | None = None
    ) -> None:
        """Gather templates and fonts; raises ``ReportError`` when a face is missing."""
        self.theme = theme or read_theme(templates_dir / "themes" / "neutral.toml")
        held = HeldFolder()
        self._finalizer = weakref.finalize(self, held.let_go)
        folder = held.path
        self._templates_dir = folder / "templates"
        self._left_pictures = gather_templates(
            self._templates_dir, templates_dir, own_templates_dir, self.theme
        )
        fonts_dir = folder / "fonts"
        faces = gather_fonts(fonts_dir, self.theme)
        fonts = open_fonts(str(fonts_dir))
        for family in filter(None, (FONT_FAMILY, self.theme.font)):
            if family not in fonts.families():
                raise ReportError("error.document.font_missing", file_name=family)
        try:
            self._glyphs = Glyphs.of(faces)
        except (OSError, ValueError, struct.error) as error:
            raise ReportError("error.document.font_missing", file_name=FONT_FAMILY) from error
        self._fonts_dir = fonts_dir
        self._looked_at: set[str] = set()
        self._compiler = open_compiler(str(self._templates_dir), fonts)
        self._theme_data = json.dumps(self._glyphs.shown(theme_data(self.theme)), ensure_ascii=False)
        self.fingerprint = _fingerprint(self._theme_data, self._templates_dir, fonts_dir)
        """Checksum of all that sets a model: compiler, theme, templates, their pictures, logo and faces."""

    def pdf(self, template: str, model: Mapping[str, object], made_at_utc: datetime) -> bytes:
        """Set a model in a template as PDF/A-2a and PDF/UA-1; equal input on one day gives equal bytes.

        What the font cannot show is replaced, see ``not_shown``.
        Raises ``ReportError`` naming the template when it cannot be set or asks for what it may not use.
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
        try:
            content = set_pdf(self._compiler, self._job(template, data, made_at_utc))
        except typst.TypstError as error:
            raise broken_template(template, error.message, error.diagnostic or "") from error
        finally:
            self._drop_data()
        return _with_pages(content, template)

    def pdf_apart(self, template: str, data: str, made_at_utc: datetime, watch: Callable[[], None]) -> bytes:
        """Set as ``pdf_of``, to the same bytes, in a process of its own: for what takes long and much memory.

        ``watch`` is called meanwhile; what it raises ends the work at once.
        """
        try:
            return _with_pages(set_apart(self._job(template, data, made_at_utc), watch), template)
        finally:
            self._drop_data()

    def _drop_data(self) -> None:
        """Take the model off the disk: it may be confidential, and nobody reads it again."""
        with suppress(OSError):
            (self._templates_dir / _DATA).unlink(missing_ok=True)

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

    def _job(self, template: str, data: str, made_at_utc: datetime) -> SettingJob:
        self._look_at(template)
        return SettingJob(
            str(self._templates_dir),
            str(self._fonts_dir),
            template,
            self._inputs(template, data),
            _start_of_day(made_at_utc),
        )

    def _inputs(self, template: str, data: str) -> dict[str, str]:
        """Lay the model where the template reads it: in a file beside it, or among the inputs.

        While the inputs stay the same, typst keeps what it read of the theme: a tenth of the time of a sheet.
        """
        try:
            if _BY_INPUT in (self._templates_dir / template).read_bytes():
                return {"data": data, "theme": self._theme_data}
            (self._templates_dir / _DATA).write_text(data, encoding="utf-8")
        except OSError as error:
            reason = message(f"file_reason.{system_reason(error)}", number=error.errno or 0)
            raise ReportError("error.document.not_prepared", template=template, reason=reason) from error
        return {"theme": self._theme_data}

    def png(self, svg: str) -> bytes:
        """Return a drawing as a picture of points, for where no vector is taken (letters)."""
        self._look_at(_PICTURE)
        content = self._compiler.compile(
            input=self._templates_dir / _PICTURE,
            format="png",
            ppi=_SCREEN_PPI,
            sys_inputs={"svg": self._glyphs.shown(svg)},
        )
        if isinstance(content, list):
            content = content[0]
        if content is None:
            raise ReportError("error.document.no_pages", template=_PICTURE)
        return content

    def _look_at(self, template: str) -> None:
        """Look once at each template: what was gathered stays the same."""
        if template not in self._looked_at:
            refuse_packages(self._templates_dir, template)
            refuse_left(self._left_pictures, self._templates_dir, template)
            self._looked_at.add(template)


def _start_of_day(made_at_utc: datetime) -> int:
    """Return the Dutch day of a moment as typst takes it: what is made twice on a day is the same file."""
    day = made_at_utc.astimezone(DUTCH_TIME).date()
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _fingerprint(theme: str, *folders: Path) -> str:
    digest = hashlib.sha256(f"{version('typst')}\n{theme}".encode())
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _with_pages(content: bytes, template: str) -> bytes:
    if not content:
        raise ReportError("error.document.no_pages", template=template)
    return content


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF that we set ourselves: its page objects lie open in the file."""
    return len(_PAGE_OBJECT.findall(pdf))
