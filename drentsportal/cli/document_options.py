"""How a document is asked for on the command line: ``--lang`` or ``--in``, and ``--theme``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.services.ports.documents import DocumentStyle

if TYPE_CHECKING:
    from drentsportal.cli.session import Session

LangOption = Annotated[str | None, typer.Option("--lang", "--in", metavar="CODE", help="cli.document.lang")]
ThemeOption = Annotated[str | None, typer.Option("--theme", metavar="NAME", help="cli.document.theme")]


def style_of(session: Session, lang: str | None, theme: str | None) -> DocumentStyle:
    """Return the style that was asked for, the rest as in the settings."""
    usual = session.settings.document_style
    return DocumentStyle(lang or usual.language_code, theme or usual.theme_id)
