"""Which part of a text is the message itself: signatures, quoted replies and forwarded mail told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class PartKind(StrEnum):
    """What a stretch of text is."""

    OWN = "own"
    SIGNATURE = "signature"
    QUOTED = "quoted"
    FORWARD_HEAD = "forward_head"
    FORWARDED = "forwarded"
    FORWARDED_SIGNATURE = "forwarded_signature"


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of text from ``start`` to ``end``."""

    kind: PartKind
    start: int
    end: int


_SIGN_OFF: Final = re.compile(
    r"^[ \t]*(?:-- ?|_{5,}|(?:best|cheers|thanks|bedankt|alvast\s+(?:bedankt|dank)|vielen\s+dank)"
    r"|(?:(?:met\s+)?(?:vriendelijke|hartelijke|beste)\s+groet(?:en)?|(?:met\s+)?groet(?:en|jes)?"
    r"|m\.?v\.?g\.?|gr\.?|hoogachtend|"
    r"(?:with\s+)?(?:kind|best|warm)\s+regards|regards|sincerely(?:\s+yours)?|yours\s+(?:sincerely"
    r"|faithfully)|best\s+wishes|"
    r"(?:mit\s+)?(?:freundlichen|besten|herzlichen|schönen)\s+grüßen?|(?:viele|beste|freundliche"
    r"|schöne)\s+grüße|mfg|hochachtungsvoll)(?:[ \t]*,?[ \t]+[\w.,()'\u2019\-]+){0,5}|"
    r"(?:disclaimer|aan\s+(?:dit\s+bericht|deze\s+e-?mail)|de\s+inhoud\s+van\s+(?:dit|deze)"
    r"|dit\s+(?:e-?mail)?bericht\s+is\s+(?:uitsluitend|vertrouwelijk)|denk\s+aan\s+het\s+milieu"
    r"|this\s+(?:e-?mail|message)\s+(?:and|is|may|contains)|please\s+consider\s+the\s+environment"
    r"|diese\s+e-?mail\s+(?:ist|kann|enthält)|diese\s+nachricht\s+ist).*|"
    r"(?:verstuurd|verzonden)\s+(?:vanaf|met|via)\s+mijn\s+\w+.*|sent\s+from\s+my\s+\w+.*"
    r"|von\s+meinem\s+\w+\s+gesendet.*)[ \t]*[,.!]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARD_MARK: Final = re.compile(
    r"^[ \t>]*(?:-{2,}\s*)?(?:forwarded\s+message|doorgestuurd\s+bericht|weitergeleitete\s+nachricht"
    r"|begin\s+forwarded\s+message|"
    r"begin\s+doorgestuurd\s+bericht|anfang\s+der\s+weitergeleiteten\s+nachricht)\s*:?(?:\s*-{2,})?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ORIGINAL_MARK: Final = re.compile(
    r"^[ \t]*-{2,}\s*(?:original\s+message|oorspronkelijk\s+bericht"
    r"|ursprüngliche\s+nachricht)\s*-{2,}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD: Final = re.compile(
    r"^[ \t*]*(?:van|from|von)[ \t]*:[^\n]*\n(?:[ \t*]*[A-Za-zÄÖÜäöü -]{2,20}:[^\n]*\n|[ \t]+\S[^\n]*\n"
    r"|[ \t]*\n(?=[ \t*]*(?:sent|verzonden|gesendet|date|datum|to|aan|an|subject|onderwerp"
    r"|betreff)[ \t*]*:)){1,9}",
    re.IGNORECASE | re.MULTILINE,
)
_WROTE: Final = re.compile(
    r"^[ \t]*(?:op\s[^\n]{5,120}(?:\n[^\n]{0,80})?\s(?:schreef|heeft[^\n]{0,80}geschreven)"
    r"|on\s[^\n]{5,120}(?:\n[^\n]{0,80})?\swrote|am\s[^\n]{5,120}(?:\n[^\n]{0,80})?\sschrieb)"
    r"[^\n:]{0,80}:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_AUTHOR: Final = re.compile(
    r"^[ \t>*]*(?:van|from|von)[ \t*]*:[ \t*]*(?P<name>[^<\[(@\n]{2,80})", re.IGNORECASE | re.MULTILINE
)
_QUOTED_LINE: Final = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)
_FORWARD_SUBJECT: Final = re.compile(
    r"^\s*(?:fwd?|fw|doorst|doorgestuurd|weitergeleitet|forwarded|wg|tr)\s*:", re.IGNORECASE
)


_REPLY_SUBJECT: Final = re.compile(
    r"^\s*(?:(?:fwd?|fw|doorst|wg|tr)\s*:\s*)*(?:re|aw|antw|antwoord|sv|betr)(?:\s*\[\d+\])?\s*:",
    re.IGNORECASE,
)


def is_reply_subject(subject: str) -> bool:
    """Whether a subject says that the message answers an earlier one."""
    return _REPLY_SUBJECT.match(subject) is not None


def is_forward_subject(subject: str) -> bool:
    """Whether a subject says that the message was forwarded."""
    return _FORWARD_SUBJECT.match(subject) is not None


def parts_of(text: str, subject: str = "", sender_name: str = "") -> tuple[TextPart, ...]:
    """Divide a text, from its beginning to its end.

    A block of header lines is a forwarded message where a mark or the subject says so or nothing stands
    above it, and a quoted reply otherwise. A signature begins at a sign-off, or at a line with the name of
    whoever wrote: ``sender_name``, in a forwarded message the name in its head.
    """
    cut, head_end, is_forward = _first_cut(text, subject)
    own = _signed(text, 0, cut, (PartKind.OWN, PartKind.SIGNATURE), sender_name)
    if cut == len(text):
        return own
    if not is_forward:
        return (*own, TextPart(PartKind.QUOTED, cut, len(text)))
    inner, _, _ = _first_cut(text[head_end:], "")
    end = head_end + inner if inner else len(text)
    kinds = (PartKind.FORWARDED, PartKind.FORWARDED_SIGNATURE)
    author = _AUTHOR.search(text[cut:head_end])
    forwarded = _signed(text, head_end, end, kinds, author["name"] if author else "")
    rest = (TextPart(PartKind.QUOTED, end, len(text)),) if end < len(text) else ()
    return (*own, TextPart(PartKind.FORWARD_HEAD, cut, head_end), *forwarded, *rest)


def _first_cut(text: str, subject: str) -> tuple[int, int, bool]:
    """Return where foreign text begins, where its header lines end, and whether it was forwarded."""
    cuts: list[tuple[int, int, bool]] = []
    if mark := _FORWARD_MARK.search(text):
        cuts.append((mark.start(), _end_of_head(text, mark.end()), True))
    if mark := _ORIGINAL_MARK.search(text):
        forwarded = is_forward_subject(subject) or not text[: mark.start()].strip()
        cuts.append((mark.start(), _end_of_head(text, mark.end()), forwarded))
    if head := _HEAD.search(text):
        forwarded = is_forward_subject(subject) or not text[: head.start()].strip()
        cuts.append((head.start(), head.end(), forwarded))
    if wrote := _WROTE.search(text):
        cuts.append((wrote.start(), wrote.end(), False))
    if (quoted := _QUOTED_LINE.search(text)) and not _FORWARD_MARK.search(text):
        cuts.append((quoted.start(), quoted.start(), False))
    return min(cuts, default=(len(text), len(text), False))


def _end_of_head(text: str, start: int) -> int:
    head = _HEAD.search(text, start)
    return head.end() if head and not text[start : head.start()].strip() else start


def _signed(
    text: str, start: int, end: int, kinds: tuple[PartKind, PartKind], name: str
) -> tuple[TextPart, ...]:
    """Divide a stretch at its first sign-off, or line with the writer's name, that something stands above."""
    lines = [each.start() for each in _SIGN_OFF.finditer(text, start, end)]
    if name_line := _name_line(name):
        lines += [each.start() for each in name_line.finditer(text, start, end)]
    for at in sorted(lines):
        if text[start:at].strip():
            return TextPart(kinds[0], start, at), TextPart(kinds[1], at, end)
    return (TextPart(kinds[0], start, end),)


def _name_line(name: str) -> re.Pattern[str] | None:
    """Make what finds a line that is a name: whole, its first name alone, or its last with a word or two."""
    known = re.findall(r"[^\W\d_][\w'\u2019-]+", name)
    if not known:
        return None
    first, last = re.escape(known[0]), re.escape(known[-1])
    alone = rf"(?:{first}|(?:[\w.'\u2019-]+[ \t]+){{0,2}}{last})"
    tail = r"(?:[ \t]+[\w.&'\u2019-]+)?[ \t]*$|[ \t]*[,|][^.!?\n]{0,60}$"
    return re.compile(rf"^[ \t]*{alone}(?:{tail})", re.MULTILINE)


def only(text: str, parts: tuple[TextPart, ...], kinds: frozenset[PartKind]) -> str:
    """Return the text with everything blank that is of other kinds; places stay the same."""
    kept = []
    for part in parts:
        stretch = text[part.start : part.end]
        kept.append(stretch if part.kind in kinds else re.sub(r"[^\n]", " ", stretch))
    return "".join(kept)
