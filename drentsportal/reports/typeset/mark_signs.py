"""The marks of documents as signs, for files of text: letter and web page. A PDF draws the same ones."""

from __future__ import annotations

from typing import Final

MARK_SIGNS: Final = {
    "equal": "=",
    "differs": "≠",
    "not_comparable": "◌",
    "deviates": "≠",
    "best": "▲",
    "tied": "△",
    "fits": "✓",
    "fails": "✕",
    "check": "◇",
    "unknown": "◌",
    "stale": "◷",
    "conflicting": "⧉",
}
"""A sign never stands alone: its word follows."""
