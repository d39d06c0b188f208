"""Build hook: the data folders inside the wheel.

The editable install runs it too; then the data stays where it is, in the checkout.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA_FOLDERS = ("resources", "sample_data")


class DataFoldersHook(BuildHookInterface):  # type: ignore[type-arg] # hatchling leaves its parameter open
    """Maps the data folders to `drentsportal/_data`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatch calls this before each build; `version` is the kind of build."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        for file in (each for folder in DATA_FOLDERS for each in sorted((root / folder).rglob("*"))):
            if file.is_file() and "__pycache__" not in file.parts:
                inside = file.relative_to(root).as_posix()
                build_data["force_include"][inside] = f"drentsportal/_data/{inside}"
