"""A page of HTML to read and print: no script, nothing from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Final

_GROUND: Final = (
    "body{font:11pt/1.5 'Source Sans 3',sans-serif;margin:2rem auto;padding:0 1rem;"
    "color:#1b2733;background:#fff}"
    "h1{font-size:1.5rem}"
)
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def plain_page(language_code: str, title: str, body: str, style: str) -> str:
    """Return the page as text; ``body`` is HTML, ``style`` what its own parts look like."""
    return (
        f'<!doctype html>\n<html lang="{language_code}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{_GROUND}{style}</style></head>\n<body>\n{body}\n</body></html>\n"
    )
