"""Build hook: compiled translations and data folders inside the wheel.

The editable install runs it too; then the data stays where it is, in the checkout.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA_FOLDERS = ("resources", "sample_data")
TRANSLATIONS = Path("resources", "translations")


def compile_translations(root: Path) -> None:
    """Write the `.mo` beside each `.po` below `root`; none is fine."""
    for po in sorted((root / TRANSLATIONS).glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalog = read_po(source)
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)


class DataFoldersHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles translations, and maps the data folders to `drentsportal/_data`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatch calls this before each build; `version` is the kind of build."""
        root = Path(self.root)
        compile_translations(root)
        if self.target_name != "wheel" or version == "editable":
            return
        for folder in DATA_FOLDERS:
            if (root / folder).is_dir():
                build_data["force_include"][folder] = f"drentsportal/_data/{folder}"
