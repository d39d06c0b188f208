"""What stands on the hidden sheet of a workbook with sites: which column and word is which id and value.

Whoever writes the workbook and whoever reads it agree on this and on nothing else, so a workbook in any
language, with words that changed since, comes back as what it was.
"""

from __future__ import annotations

from typing import Final

SHEET: Final = "drentsportal"
"""Name of the sheet, and the first cell on it."""
WIDTH: Final = 4

TABLE: Final = "sheet"
"""Row that names the sheet with the sites: ``(TABLE, name, "", "")``."""
COLUMN: Final = "column"
"""Row per column: ``(COLUMN, heading, id, "")``; ``<id>_bron`` and ``<id>_peildatum`` are of a value."""
WORD: Final = "word"
"""Row per word: ``(WORD, id of the column, word, value)``."""
EMPTY: Final = "empty"
"""Row per word that stands for no value in any column: ``(EMPTY, "", word, "")``."""
