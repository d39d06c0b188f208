"""How the files of a package are called: by number and part, safe on every system, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.package.parts import part_name, part_number
from drentsportal.services.document_names import FileNames, file_stem

if TYPE_CHECKING:
    from drentsportal.domain.package.parts import PackagePart
    from drentsportal.language import Language


class ArchiveNames:
    """Gives every file of a package its place: ``3-relevante-factsheets/factsheet-pollux.pdf``."""

    def __init__(self, language: Language) -> None:
        """Begin with no name taken."""
        self._language = language
        self._taken: dict[PackagePart, FileNames] = {}

    def take(self, part: PackagePart, ending: str, *words: str) -> str:
        """Return a free name in the folder of a part."""
        names = self._taken.setdefault(part, FileNames())
        return f"{self.folder(part)}/{names.take(ending, *words)}"

    def folder(self, part: PackagePart) -> str:
        """Return the folder of a part."""
        return file_stem(str(part_number(part)), self._language.text(part_name(part)))

    def contents(self, ending: str) -> str:
        """Return the name of the list of contents; it sorts before all folders."""
        return f"0-{file_stem(self._language.text('doc.package.contents_file'))}.{ending}"
