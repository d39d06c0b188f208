"""How much of a message is read; own choices, far beyond what a mail server passes on."""

from __future__ import annotations

from typing import Final

MOST_FILE_BYTES: Final = 50_000_000
"""A mail file; 15 MB of attachments come to 21 MB in it, and servers seldom pass more than 50. As much
as one attachment of a case may weigh."""

MOST_TEXT: Final = 100_000
"""Characters of text in which is searched; what is beyond is cut off and told."""

MOST_ATTACHMENTS: Final = 200
"""Attachments of one message."""

DEEPEST: Final = 20
"""How deep messages and parts may lie within each other."""

BYTES_PER_MB: Final = 1_000_000
