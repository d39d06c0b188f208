"""Splits the header of a sender into names and addresses, before anything encoded in it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from typing import TYPE_CHECKING, Final

from drentsportal.mail.characters import decoded, one_line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_WORD: Final = r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?="
_ENCODED: Final = re.compile(rf"{_WORD}(?:\s*{_WORD})*")
_BEGIN, _END = "\ue000", "\ue001"
"""What stands around the number of an encoded word while a header is split; no header holds these signs."""
_HELD: Final = re.compile(rf"{_BEGIN}(\d+){_END}")
_PIECE: Final = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*)"|\((?P<comment>(?:[^()\\]|\\.)*)\)|<(?P<angle>[^<>]*)>|(?P<comma>[,;])'
    r"|(?P<plain>[^\"(<,;]+|.)"
)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One name with its address; ``shown`` are other addresses that only the name shows."""

    name: str
    address: str
    shown: tuple[str, ...] = ()


def mailboxes(header: str) -> tuple[Mailbox, ...]:
    """Return who a header names, one for each address in it; a name without an address goes to the next.

    An encoded word is a name and nothing else (RFC 2047 5): an address that is encoded into it is only shown.
    """
    words: list[str] = []

    def hold(match: re.Match[str]) -> str:
        words.append(_words(match[0]))
        return f"{_BEGIN}{len(words) - 1}{_END}"

    def read(text: str) -> str:
        return _HELD.sub(lambda held: words[int(held[1])], text)

    line = _ENCODED.sub(hold, one_line_of(header))
    found, waiting = [], ""
    for said, angles in _parts(line):
        box = _mailbox(read(f"{waiting}{said}"), said, angles)
        waiting = "" if box.address else f"{waiting}{said}, "
        found += [box] if box.address else []
    return tuple(found) or (_mailbox(read(line), "", ()),)


def mailbox(name: str, address: str) -> Mailbox:
    """Return a name and an address that a file keeps apart; what is no address is none."""
    plain = one_line_of(address)
    return _mailbox(one_line_of(name), "", (plain,) if ADDRESS.fullmatch(plain) else ())


def _parts(line: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what stands between the commas that part senders, with what stands in angle brackets there."""
    said, comments, angles = [""], [""], [""]
    for piece in _PIECE.finditer(line):
        if piece["comma"]:
            yield _said(said, comments), tuple(filter(None, angles))
            said, comments, angles = [""], [""], [""]
        elif piece["angle"] is not None:
            angles.append(piece["angle"].strip())
        elif piece["comment"] is not None:
            comments.append(piece["comment"])
        else:
            said.append(piece["plain"] or re.sub(r"\\(.)", r"\1", piece["quoted"] or ""))
    yield _said(said, comments), tuple(filter(None, angles))


def _said(said: list[str], comments: list[str]) -> str:
    """Return a name; without one the remark in brackets is it, as in old mails."""
    plain = "".join(said).strip()
    return f"{plain} {''.join(comments)}" if ADDRESS.fullmatch(plain) or not plain else plain


def _mailbox(name: str, said: str, angles: tuple[str, ...]) -> Mailbox:
    real = [each for each in angles if ADDRESS.fullmatch(each)] or ADDRESS.findall(said)
    address = real[-1].casefold() if real else ""
    shown = dict.fromkeys(each.casefold() for each in (*real, *ADDRESS.findall(one_line_of(name))))
    plain = ADDRESS.sub("", one_line_of(name))
    plain = re.sub(r"[<\[(]\s*(?:mailto:)?\s*[>\])]", "", plain)
    others = tuple(each for each in shown if each != address)
    return Mailbox(" ".join(plain.split()).strip(" \"',;"), address, others if address else ())


def _words(text: str) -> str:
    """Read encoded words; what cannot be read stays as it is."""
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(
        each if isinstance(each, str) else decoded(each, charset or "utf-8")[0] for each, charset in pieces
    )
