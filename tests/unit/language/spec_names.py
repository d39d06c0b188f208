"""The format specs that a template may use, and where the source is."""

from __future__ import annotations

from pathlib import Path

import drentsportal
from drentsportal.language.figures_in_words import FiguresInWords
from drentsportal.language.wording import WORDING

PACKAGE = Path(drentsportal.__file__).parent
FORMAT_SPECS = frozenset(FiguresInWords("nl", WORDING["nl"]).specs) | {"id", "msg", "list", "name", "plural"}
