"""Which languages and house styles documents can be made in, and what makes them."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError, ReportError
from drentsportal.language import Language, available_languages
from drentsportal.paths import resources_dir, user_cache_dir, user_data_dir
from drentsportal.services.document_names import file_stem

if TYPE_CHECKING:
    from drentsportal.reports.quarter_writer import DeskReportWriter
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.reports.typeset.template_check import CheckedTemplate
    from drentsportal.reports.writer import ReportWriter
    from drentsportal.services.ports.documents import DocumentStyle

_OWN: Final = "documenten"
_NAME: Final = re.compile(r"[\w-]+")
_THEME_NAME: Final = re.compile(r"^name = .*$", re.MULTILINE)


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

    def theme_choices(self, language: Language) -> tuple[tuple[str, str], ...]:
        """Return id and name of every theme that can be read, those that ship first; a wrong one is left out.

        One that ships is named in the language, an own one as its file says. What is wrong with a theme is
        told by checking it.
        """
        told = []
        for theme_id in self.theme_ids():
            with suppress(ReportError):
                told.append((theme_id, self.theme_name(theme_id, language)))
        return tuple(told)

    def theme_name(self, theme_id: str, language: Language) -> str:
        """Return how a theme is called; errors as ``theme``."""
        name = self.theme(theme_id).name
        is_ours = self._theme_file(theme_id).parent == self._shipped / "themes"
        return language.text(f"document_theme.{theme_id}") if is_ours else name

    def theme_ids(self) -> tuple[str, ...]:
        """Return the themes that can be chosen, those that ship first."""
        shipped = sorted((self._shipped / "themes").glob("*.toml"))
        own = sorted(self.themes_dir.glob("*.toml"))
        return tuple(dict.fromkeys(path.stem for path in (*shipped, *own)))

    def theme(self, theme_id: str) -> DocumentTheme:
        """Read a theme. Raises ``InputError`` where it is absent, ``ReportError`` where it is wrong."""
        from drentsportal.reports.typeset.document_theme import read_theme  # noqa: PLC0415 - loads typst

        return read_theme(self._theme_file(theme_id))

    def _theme_file(self, theme_id: str) -> Path:
        from drentsportal.reports.typeset.document_theme import theme_files  # noqa: PLC0415 - loads typst

        files = theme_files((self._shipped / "themes", self.themes_dir))
        if theme_id not in files:
            raise InputError(
                "error.theme.unknown", field="theme", theme=theme_id, accepted=", ".join(self.theme_ids())
            )
        return files[theme_id]

    def copy_theme(self, theme_id: str, name: str) -> Path:
        """Write a theme under a name of one's own into the folder of own themes; returns where it is.

        The copy bears that name also where themes are chosen.

        Raises ``InputError`` for a theme that is absent, a name that is taken or no name of a file, and one
        that would give documents the file names of those in another theme, and ``ReportError``
        for a theme that cannot be read.
        """
        from drentsportal.reports.typeset.theme_entries import theme_text  # noqa: PLC0415 - loads typst

        source = self._theme_file(theme_id)
        if not _NAME.fullmatch(name):
            raise InputError("error.theme.name", field="as", name=name)
        for other in self.theme_ids():
            if other != name and file_stem(other) == file_stem(name):
                raise InputError("error.theme.same_files", field="as", name=name, other=other)
        named = _THEME_NAME.sub(f'name = "{name}"', theme_text(source), count=1)
        return self._copied(named.encode(), self.themes_dir / f"{name}.toml")

    def check_theme(self, path: Path) -> DocumentTheme:
        """Read a theme from any file. Raises ``ReportError`` that names the entry and what it may be."""
        from drentsportal.reports.typeset.document_theme import read_theme  # noqa: PLC0415 - loads typst

        return read_theme(path)

    def templates(self) -> tuple[tuple[str, bool], ...]:
        """Return each template by the name of its file, and whether one's own takes the place of ours."""
        own = {each.name for each in self.templates_dir.glob("*.typ")}
        shipped = {each.name for each in self._shipped.glob("*.typ")}
        return tuple((name, name in own) for name in sorted(own | shipped))

    def copy_template(self, name: str) -> Path:
        """Write a template that ships into the folder of own templates, to be changed there."""
        file_name = name if name.endswith(".typ") else f"{name}.typ"
        source = self._shipped / file_name
        if Path(file_name).name != file_name or not source.is_file():
            accepted = ", ".join(each for each, _ in self.templates())
            raise InputError("error.template.unknown", field="copy", name=name, accepted=accepted)
        return self._copied(source.read_bytes(), self.templates_dir / file_name)

    def check_templates(self, theme_id: str) -> tuple[CheckedTemplate, ...]:
        """Set every template that has a sample, one's own before ours."""
        from drentsportal.reports.typeset.template_check import check_templates  # noqa: PLC0415 - loads typst
        from drentsportal.reports.typeset.typesetter import Typesetter  # noqa: PLC0415 - as above

        typesetter = Typesetter(self._shipped, self.theme(theme_id), self._own_templates)
        return check_templates(typesetter, self._shipped / "samples")

    def _copied(self, content: bytes, target: Path) -> Path:
        if target.exists():
            raise InputError("error.style_file.exists", field="copy", path=str(target))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError as error:
            raise ReportError("error.style_file.not_written", path=str(target)) from error
        return target

    def writer(self, style: DocumentStyle) -> ReportWriter:
        """Make the writer of a style; errors as ``theme``, and ``InputError`` for a language."""
        from drentsportal.reports.writer import ReportWriter  # noqa: PLC0415 - loads typst and docx

        theme, language = self.theme(style.theme_id), document_language(style.language_code)
        return ReportWriter(language, self._shipped, theme, self._own_templates)

    def desk_writer(self, style: DocumentStyle) -> DeskReportWriter:
        """Make the writer of reports of the desk; errors as ``writer``."""
        from drentsportal.reports.quarter_writer import DeskReportWriter  # noqa: PLC0415 - loads typst

        theme = self.theme(style.theme_id)
        return DeskReportWriter(
            document_language(style.language_code), self._shipped, theme, self._own_templates
        )

    @property
    def _own_templates(self) -> Path | None:
        return self.templates_dir if self.templates_dir.is_dir() else None


def document_language(code: str) -> Language:
    """Open the words of documents in a language. Raises ``InputError`` for one that documents are not in."""
    known = available_languages(resources_dir())
    if code not in known:
        raise InputError("error.document.language", field="lang", language=code, accepted=", ".join(known))
    return Language(code, resources_dir(), cache_dir=user_cache_dir()).unbroken()
