"""Which languages and house styles documents can be made in, and what makes them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError, ReportError
from drentsportal.language import Language, available_languages
from drentsportal.paths import resources_dir, user_cache_dir, user_data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.quarter_writer import DeskReportWriter
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.reports.writer import ReportWriter
    from drentsportal.services.ports.documents import DocumentStyle

_OWN: Final = "documenten"


class DocumentStyles:
    """Makes one writer per style; what ships stands under what the user's own folder holds.

    ``own_dir`` is ``documenten`` in the user's data folder, with ``themas`` and ``sjablonen`` in it.
    """

    def __init__(self, own_dir: Path | None = None) -> None:
        """Keep where own themes and templates lie; nothing is read yet."""
        self.own_dir = own_dir or user_data_dir() / _OWN
        self.themes_dir = self.own_dir / "themas"
        self.templates_dir = self.own_dir / "sjablonen"
        self._shipped = resources_dir() / "documents"

    def theme_choices(self) -> tuple[tuple[str, str], ...]:
        """Return id and name of every theme that can be read, those that ship first; a wrong one is left out.

        What is wrong with a theme is told by checking it.
        """
        told = []
        for theme_id in self.theme_ids():
            with suppress(ReportError):
                told.append((theme_id, self.theme(theme_id).name))
        return tuple(told)

    def theme_ids(self) -> tuple[str, ...]:
        """Return the themes that can be chosen, those that ship first."""
        shipped = sorted((self._shipped / "themes").glob("*.toml"))
        own = sorted(self.themes_dir.glob("*.toml"))
        return tuple(dict.fromkeys(path.stem for path in (*shipped, *own)))

    def theme(self, theme_id: str) -> DocumentTheme:
        """Read a theme. Raises ``InputError`` where it is absent, ``ReportError`` where it is wrong."""
        from drentsportal.reports.typeset.document_theme import read_theme, theme_files  # noqa: PLC0415 - loads typst

        files = theme_files((self._shipped / "themes", self.themes_dir))
        if theme_id not in files:
            raise InputError(
                "error.theme.unknown", field="theme", theme=theme_id, accepted=", ".join(self.theme_ids())
            )
        return read_theme(files[theme_id])

    def writer(self, style: DocumentStyle) -> ReportWriter:
        """Make the writer of a style; errors as ``theme``, and ``InputError`` for a language."""
        from drentsportal.reports.writer import ReportWriter  # noqa: PLC0415 - loads typst and docx

        theme = self.theme(style.theme_id)
        return ReportWriter(self._language(style), self._shipped, theme, self._own_templates)

    def desk_writer(self, style: DocumentStyle) -> DeskReportWriter:
        """Make the writer of reports of the desk; errors as ``writer``."""
        from drentsportal.reports.quarter_writer import DeskReportWriter  # noqa: PLC0415 - loads typst

        theme = self.theme(style.theme_id)
        return DeskReportWriter(self._language(style), self._shipped, theme, self._own_templates)

    @property
    def _own_templates(self) -> Path | None:
        return self.templates_dir if self.templates_dir.is_dir() else None

    def _language(self, style: DocumentStyle) -> Language:
        known = available_languages(resources_dir())
        if style.language_code not in known:
            raise InputError(
                "error.document.language",
                field="lang",
                language=style.language_code,
                accepted=", ".join(known),
            )
        return Language(style.language_code, resources_dir(), cache_dir=user_cache_dir()).unbroken()
