"""Rich text (RTF 1.9) as its words, or as the HTML that it wraps (MS-OXRTFEX). Nothing in it is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from drentsportal.mail.limits import MOST_RTF_DEPTH, MOST_RTF_MADE, MOST_RTF_TOKENS

_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-zA-Z'])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n\x00]+)"
)
_UNREAD: Final = (
    "colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf object "
    "listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping latentstyles "
    "datastore fldinst footnote annotation bkmkstart bkmkend filetbl revtbl mmathPr"
)
_SKIPPED: Final = frozenset(_UNREAD.split())
"""Groups whose text nobody reads."""
_SAID: Final = {
    "par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "tab": "\t", "cell": "\t",
    "nestcell": "\t",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022",
    "endash": "\u2013", "emdash": "\u2014", "emspace": " ", "enspace": " ", "qmspace": " ", "nestrow": "\n",
}  # fmt: skip
_SYMBOLS: Final = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_UTF_8: Final = 65001
_CODE_PAGES: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Code page by character set of a font."""


@dataclass(frozen=True, slots=True)
class RichText:
    """What a rich text says: as HTML where it wraps it. ``is_cut``: it was longer than is read."""

    text: str
    is_html: bool
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds until the brace that closes it."""

    is_skipped: bool = False
    is_tag: bool = False
    is_hidden: bool = False
    fallback: int = 1
    code_page: str = ""
    in_fonts: bool = False


def rich_text(content: bytes) -> RichText:
    """Read rich text in one pass, however deep its groups lie.

    Raises ``ValueError`` for what is none, and for more open groups than ``MOST_RTF_DEPTH``.
    """
    if not content.startswith(b"{\\rtf"):
        raise ValueError("begin")
    reader, text, at = _Reader(), content.decode("latin-1"), 0
    for _ in range(MOST_RTF_TOKENS):
        token = _TOKEN.search(text, at)
        if token is None:
            return reader.result(is_cut=False)
        if reader.made_length > MOST_RTF_MADE:
            break
        reader.take(token)
        at = token.end() + _raw_bytes(token)
    return reader.result(is_cut=True)


def _raw_bytes(token: re.Match[str]) -> int:
    """Return how many bytes behind a token are of a picture and no text."""
    return max(0, int(token["number"] or 0)) if token["word"] == "bin" else 0


class _Reader:
    """Takes token by token; bytes wait until it is known that no other byte belongs to them."""

    def __init__(self) -> None:
        self.made_length = 0
        self._made: list[str] = []
        self._bytes = bytearray()
        self._group = _Group()
        self._open: list[_Group] = []
        self._is_html = False
        self._is_first = False
        self._is_ignorable = False
        self._to_skip = 0
        self._code_page = "cp1252"
        self._font = 0
        self._fonts: dict[int, str] = {}

    def result(self, *, is_cut: bool) -> RichText:
        self._flush()
        text = "".join(self._made).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return RichText(text, self._is_html, is_cut)

    def take(self, token: re.Match[str]) -> None:
        if token["brace"]:
            self._brace(token["brace"])
        elif token["byte"]:
            self._byte(int(token["byte"], 16))
        elif token["word"]:
            self._word(token["word"], token["number"])
        elif token["symbol"]:
            self._symbol(token["symbol"])
        else:
            self._text(token["text"])

    def _brace(self, brace: str) -> None:
        self._flush()
        self._to_skip = 0
        if brace == "}":
            self._group = self._open.pop() if self._open else self._group
            return
        if len(self._open) >= MOST_RTF_DEPTH:
            raise ValueError("depth")
        self._open.append(self._group)
        self._is_first, self._is_ignorable = True, False

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._is_ignorable = self._is_first
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    def _word(self, word: str, number: str | None) -> None:
        value = int(number) if number else None
        if self._is_first:
            self._begin(word)
        if word == "u" and value is not None:
            self._say(chr(value & 0xFFFF))
            self._to_skip = self._group.fallback
        elif word in _SAID:
            self._say(_SAID[word])
        elif not self._of_wrapping(word, value):
            self._of_characters(word, value)

    def _begin(self, word: str) -> None:
        """Tell by its first word what a group is."""
        self._is_first = False
        if word == "fonttbl":
            self._group = replace(self._group, is_skipped=True, in_fonts=True)
        elif word == "htmltag" and self._is_ignorable:
            self._group = replace(self._group, is_tag=True, is_skipped=False)
        elif self._is_ignorable or word in _SKIPPED:
            self._group = replace(self._group, is_skipped=True)

    def _of_wrapping(self, word: str, value: int | None) -> bool:
        """Take the words that tell of hidden text and of HTML within."""
        if word == "fromhtml":
            self._is_html = value != 0
        elif word == "htmlrtf" or (word == "v" and not self._is_html):
            self._group = replace(self._group, is_hidden=value != 0)
        elif word == "plain" and not self._is_html:
            self._group = replace(self._group, is_hidden=False)
        else:
            return False
        self._flush()
        return True

    def _of_characters(self, word: str, value: int | None) -> None:
        """Take the words that tell how bytes are to be read."""
        if word == "uc" and value is not None:
            self._group = replace(self._group, fallback=max(0, min(value, 10)))
        elif word == "ansicpg" and value is not None:
            self._code_page = f"cp{value}" if value != _UTF_8 else "utf-8"
        elif word == "f" and value is not None:
            self._flush()
            self._font = value
            if not self._group.in_fonts:
                self._group = replace(self._group, code_page=self._fonts.get(value, ""))
        elif word == "fcharset" and value in _CODE_PAGES and self._group.in_fonts:
            self._fonts[self._font] = _CODE_PAGES[value]

    def _byte(self, value: int) -> None:
        self._is_first = False
        if self._to_skip:
            self._to_skip -= 1
        elif self._is_shown():
            self._bytes.append(value)

    def _text(self, text: str) -> None:
        self._is_first = False
        kept = text[self._to_skip :]
        self._to_skip = max(0, self._to_skip - len(text))
        if self._is_shown():
            self._bytes += kept.encode("latin-1")

    def _say(self, text: str) -> None:
        self._is_first = False
        self._flush()
        if self._is_shown():
            self._add(text)

    def _is_shown(self) -> bool:
        return not self._group.is_skipped and (self._group.is_tag or not self._group.is_hidden)

    def _flush(self) -> None:
        if self._bytes:
            code_page = self._group.code_page or self._code_page
            try:
                text = self._bytes.decode(code_page, errors="replace")
            except LookupError:
                text = self._bytes.decode("cp1252", errors="replace")
            self._bytes.clear()
            self._add(text)

    def _add(self, text: str) -> None:
        self._made.append(text)
        self.made_length += len(text)
