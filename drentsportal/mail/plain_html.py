"""HTML as a person would read it: text alone. Nothing in it is fetched, run or followed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_SKIPPED: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "svg", "math", "object"}
)
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section"}
    | {"article", "header", "footer", "blockquote", "pre", "dl", "dt", "dd", "address", "center", "form"}
)
_PARAGRAPHS: Final = frozenset({"p", "table", "ul", "ol", "h1", "h2", "h3", "blockquote", "hr"})
_VOID: Final = frozenset(
    {
        "br",
        "hr",
        "img",
        "meta",
        "link",
        "input",
        "area",
        "base",
        "col",
        "embed",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.IGNORECASE
)
_QUOTE: Final = "\ue000"
_UNQUOTE: Final = "\ue001"


class _Text(HTMLParser):
    """Gathers text; ``_hidden`` is the stack of open elements within one that is not shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if not self._hidden and tag in _BLOCKS:
                self.pieces.append("\n")
            return
        given = dict(attrs)
        if self._hidden or tag in _SKIPPED or "hidden" in given or _HIDDEN.search(given.get("style") or ""):
            self._hidden.append(tag)
            return
        self._open(tag, given)

    def _open(self, tag: str, given: dict[str, str | None]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n\n" if tag in _PARAGRAPHS else "\n")
        if tag == "li":
            self.pieces.append("- ")
        elif tag in {"td", "th"}:
            self.pieces.append(" ")
        elif tag == "blockquote" and (
            given.get("type") == "cite" or "gmail_quote" in (given.get("class") or "")
        ):
            self.pieces.append(_QUOTE)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._close_hidden(tag)
        elif tag == "blockquote":
            self.pieces.append(_UNQUOTE)
        elif tag in _BLOCKS and tag not in _VOID:
            self.pieces.append("\n\n" if tag in _PARAGRAPHS else "\n")

    def _close_hidden(self, tag: str) -> None:
        """Close up to the element of this name; an end without a beginning closes nothing."""
        if tag in self._hidden:
            at = len(self._hidden) - 1 - self._hidden[::-1].index(tag)
            del self._hidden[at:]

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", data))


def html_text(markup: str) -> str:
    """Return the text of a piece of HTML; quoted replies carry ``> `` before their lines."""
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return _tidy(_with_quotes("".join(reader.pieces)))


def _with_quotes(text: str) -> str:
    if _QUOTE not in text:
        return text.replace(_UNQUOTE, "\n\n")
    lines, depth = [], 0
    for piece in re.split(f"([{_QUOTE}{_UNQUOTE}])", text):
        if piece == _QUOTE:
            depth += 1
            lines.append("\n")
        elif piece == _UNQUOTE:
            depth = max(0, depth - 1)
            lines.append("\n")
        else:
            lines.append(re.sub(r"(?m)^", "> ", piece) if depth else piece)
    return "".join(lines)


def _tidy(text: str) -> str:
    """Take away space around line breaks, and more than one empty line."""
    plain = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]{2,}", " ", text))
    return re.sub(r"\n{3,}", "\n\n", plain).strip()
