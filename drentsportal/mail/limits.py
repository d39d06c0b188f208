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

MOST_RTF_BYTES: Final = 8_000_000
"""Rich text of a message, unpacked; its pictures are attachments."""

MOST_RTF_TOKENS: Final = 1_000_000
"""Words, braces and stretches of rich text that are looked at: about two seconds."""

MOST_RTF_MADE: Final = 2_000_000
"""Characters that rich text may give, of which much is HTML around the words."""

MOST_RTF_DEPTH: Final = 1_000
"""Groups of rich text that may be open at once; mail programs stay below fifty."""
