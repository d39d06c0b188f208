"""Every refusal of the store has a sentence, and every sentence a refusal."""

from __future__ import annotations

import re
from pathlib import Path

import drentsportal.storage
from drentsportal.paths import resources_dir


def test_every_message_of_the_store_has_its_sentence() -> None:
    """Compare the ids in the code with those in the catalogue."""
    folder = Path(drentsportal.storage.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))
    texts = resources_dir() / "translations" / "nl"
    catalogue = "".join(path.read_text(encoding="utf-8") for path in sorted(texts.glob("*.po")))
    used = set(re.findall(r'"(error\.storage\.\w+)"', code))
    assert used == set(re.findall(r'msgid "(error\.storage\.\w+)"', catalogue))
