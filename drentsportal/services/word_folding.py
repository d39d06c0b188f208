"""Words as search compares them: without accents and capitals, letters and figures only.

A folded text has one blank before each word and nothing else between them, so that a word is found by its
beginning with one plain look for it. What stands in several lines and fields is parted by signs that no word
has, so that words of two of them never read as one after the other.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from typing import TYPE_CHECKING, Final

from drentsportal.services.ports.case_bulk import KeptWords
from drentsportal.services.ports.text_index import TextField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drentsportal.services.ports.case_bulk import CaseWords

FIELD_END: Final = "\x1f"
LINE_END: Final = "\x1e"
"""Parts fields and lines in a folded text; control signs are no part of a word, and are folded away."""


class _PlainSigns(dict[int, str]):
    """A sign for a sign, worked out when it comes first."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = sign.lower()
        if not sign.isascii():
            plain = unicodedata.normalize("NFKD", sign)[0].casefold()
        self[code] = plain if len(plain) == 1 else sign
        return self[code]


class _WordSigns(dict[int, str]):
    """As ``_PlainSigns``, and a blank for what is no part of a word."""

    def __missing__(self, code: int) -> str:
        plain = _PLAIN[code]
        self[code] = plain if plain.isalnum() else " "
        return self[code]


_PLAIN: Final = _PlainSigns()
_WORDS: Final = _WordSigns()


def plain_signs(text: str) -> str:
    """Return a text without accents and capitals, a sign for a sign, so that places in it stay."""
    return text.translate(_PLAIN)


def folded(text: str) -> str:
    """Return the words of a text, a blank before each; empty where there is none."""
    words = text.translate(_WORDS).split()
    return f" {' '.join(words)}" if words else ""


def folded_lines(lines: Iterable[str]) -> str:
    """Return the words of several lines."""
    return LINE_END.join(map(folded, lines))


def folded_fields(fields: Mapping[TextField, Sequence[str]]) -> str:
    """Return the words of a thing, every field in its place, the weightiest first."""
    return FIELD_END.join(folded_lines(fields.get(each, ())) for each in TextField)


def kept_words(words: CaseWords) -> KeptWords:
    """Return the words of a case as they are kept: folded, and as they were told."""
    told = [
        words.title,
        words.request,
        words.company,
        words.contacts,
        words.notes,
        words.timeline,
        words.files,
    ]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    fields = _fields(words.number, words.company_key, told, "")
    return KeptWords(words.number, words.company_key, folded_fields(fields), zlib.compress(text.encode()))


def fields_of(words: KeptWords, company_name: str) -> dict[TextField, tuple[str, ...]]:
    """Return what a case tells, by field; ``company_name`` is that of its company, empty where unknown."""
    return _fields(words.number, words.company_key, json.loads(zlib.decompress(words.told)), company_name)


def _fields(
    number: str, company_key: str, told: Sequence[Sequence[str]], company_name: str
) -> dict[TextField, tuple[str, ...]]:
    title, request, company, contacts, notes, timeline, files = told
    return {
        TextField.NAME: (number,),
        TextField.TITLE: (str(title),),
        TextField.COMPANY: tuple(filter(None, (*company, company_key, company_name))),
        TextField.REQUEST: tuple(request),
        TextField.CONTACTS: tuple(contacts),
        TextField.NOTES: tuple(notes),
        TextField.TIMELINE: tuple(timeline),
        TextField.FILES: tuple(files),
    }
