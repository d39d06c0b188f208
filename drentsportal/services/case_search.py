"""Full-text search over cases, companies and sites, with where it was found; internal, in no export.

The index lies in memory only. It is brought up to date by what changed, at each search.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Final

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError
from drentsportal.services.ports.text_index import IndexedText, TextField

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from drentsportal.domain.relations.company import Company
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable
    from drentsportal.services.ports.case_bulk import CaseRevision, CaseWords
    from drentsportal.services.ports.text_index import TextIndex
    from drentsportal.services.ports.workspace import ReadUnit, Workspace

MOST_HITS: Final = 50
"""So many things are shown at most; more words make fewer."""

_EXCERPT: Final = 120
_BEFORE: Final = 40


class FoundKind(StrEnum):
    """What kind of thing was found."""

    CASE = "case"
    COMPANY = "company"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class FoundText:
    """A thing that was found: ``id`` is the number of a case, the key of a company, the id of a site.

    ``title`` is that of the request, or the name. ``found_in`` tells where, the weightiest first; ``excerpt``
    is the line with the first word that was found there.
    """

    kind: FoundKind
    id: str
    title: str
    found_in: tuple[TextField, ...]
    excerpt: str


class CaseSearch:
    """Finds by the beginnings of words, whatever their order, accents and capitals. Threads take turns."""

    def __init__(self, workspace: Workspace, index: TextIndex) -> None:
        """Keep where things are, and an empty index."""
        self._workspace = workspace
        self._index = index
        self._lock = Lock()
        self._reset()

    def _reset(self) -> None:
        self._state_mark: tuple[int, ...] = ()
        self._revisions: dict[str, CaseRevision] = {}
        self._company_marks: dict[str, str] = {}
        self._company_names: dict[str, str] = {}
        self._cases_of: dict[str, set[str]] = {}
        self._site_version = -1
        self._site_ids: set[str] = set()

    def find(self, text: str, limit: int = MOST_HITS) -> tuple[FoundText, ...]:
        """Find what has every word of ``text``, the best first; raises ``InputError`` without a word."""
        words = [each for each in text.split() if any(sign.isalnum() for sign in each)]
        if not words:
            raise InputError("error.search.no_words", field="words")
        self.refresh()
        return tuple(_found(each, words) for each in self._index.find(words, limit))

    def refresh(self) -> None:
        """Bring the index up to date; the first time reads every case, which takes seconds for thousands."""
        with self._lock:
            with self._workspace.reading() as unit:
                mark = unit.cases.bulk.state_mark()
                if mark != self._state_mark:
                    self._take_in(unit)
            self._state_mark = mark
            self._take_in_sites()

    def forget(self) -> None:
        """Let go of every word in memory, as when the workspace is locked."""
        with self._lock:
            self._index.clear()
            self._reset()

    def _take_in(self, unit: ReadUnit) -> None:
        renamed = self._take_in_companies(unit)
        revisions = unit.cases.bulk.revisions()
        self._index.remove(FoundKind.CASE, self._revisions.keys() - revisions.keys())
        changed = {number for number, at in revisions.items() if self._revisions.get(number) != at}
        changed |= {
            number for key in renamed for number in self._cases_of.get(key, ()) if number in revisions
        }
        if changed:
            words = unit.cases.bulk.words(None if len(changed) == len(revisions) else changed)
            for each in words.values():
                if each.company_key:
                    self._cases_of.setdefault(each.company_key, set()).add(each.number)
            self._index.put(_case_text(each, self._company_names) for each in words.values())
        self._revisions = revisions

    def _take_in_companies(self, unit: ReadUnit) -> set[str]:
        """Bring companies up to date; returns the keys of those whose name may be another one."""
        marks = unit.relations.bulk.company_revisions()
        gone = self._company_marks.keys() - marks.keys()
        changed = {key for key, mark in marks.items() if self._company_marks.get(key) != mark}
        self._index.remove(FoundKind.COMPANY, gone)
        for key in gone:
            self._company_names.pop(key, None)
        if changed:
            companies = unit.relations.bulk.companies_of(changed)
            self._company_names |= {each.key: each.name for each in companies}
            self._index.put(_company_text(each) for each in companies)
        self._company_marks = marks
        return gone | changed

    def _take_in_sites(self) -> None:
        version = self._workspace.catalogue.data_version()
        if version == self._site_version:
            return
        texts = list(_site_texts(self._workspace.catalogue.site_table(version)))
        ids = {each.id for each in texts}
        self._index.remove(FoundKind.SITE, self._site_ids - ids)
        self._index.put(texts)
        self._site_version, self._site_ids = version, ids


def _case_text(words: CaseWords, company_names: Mapping[str, str]) -> IndexedText:
    known = company_names.get(words.company_key, "")
    fields = {
        TextField.NAME: (words.number,),
        TextField.TITLE: (words.title,),
        TextField.COMPANY: tuple(filter(None, (*words.company, words.company_key, known))),
        TextField.REQUEST: words.request,
        TextField.CONTACTS: words.contacts,
        TextField.NOTES: words.notes,
        TextField.TIMELINE: words.timeline,
    }
    return IndexedText(FoundKind.CASE, words.number, fields)


def _company_text(company: Company) -> IndexedText:
    persons = tuple(
        " · ".join(filter(None, (each.name, each.function, each.email, each.phone)))
        for each in company.persons
    )
    fields = {
        TextField.NAME: (company.name,),
        TextField.COMPANY: tuple(filter(None, (company.key, company.kvk_number))),
        TextField.PLACE: tuple(filter(None, (company.place,))),
        TextField.CONTACTS: persons,
    }
    return IndexedText(FoundKind.COMPANY, company.key, fields)


def _site_texts(table: SiteTable) -> Iterator[IndexedText]:
    for rows in (table.parks, table.plots, table.premises):
        for row in range(len(rows)):
            code = _text_at(rows, "municipality_code", row)
            places = (_text_at(rows, "locality", row), MUNICIPALITIES.get(code, code))
            fields = {
                TextField.NAME: (_text_at(rows, "name", row) or str(rows.ids[row]),),
                TextField.PLACE: tuple(filter(None, places)),
            }
            yield IndexedText(FoundKind.SITE, str(rows.ids[row]), fields)


def _text_at(rows: SiteRows, attribute_id: str, row: int) -> str:
    column = rows.columns.get(attribute_id)
    return "" if column is None else column.text_at(row) or ""


def _found(text: IndexedText, words: Sequence[str]) -> FoundText:
    kind = FoundKind(text.kind)
    titled = TextField.TITLE if kind is FoundKind.CASE else TextField.NAME
    # As typed where it stands so; the index also takes the parts of a word with other signs between them.
    whole = [_folded(each).strip(_edge(each)) for each in words]
    found_in, excerpt = _places(text, whole)
    if not found_in:
        found_in, excerpt = _places(text, [part for each in whole for part in _parts(each)])
    return FoundText(kind, text.id, " ".join(text.fields.get(titled, ())), found_in, excerpt)


def _places(text: IndexedText, wanted: Sequence[str]) -> tuple[tuple[TextField, ...], str]:
    """Return the fields with one of the wanted words, and the line with the first of them."""
    found_in: list[TextField] = []
    excerpt = ""
    for field, lines in text.fields.items():
        hit = next(((line, at) for line in lines if (at := _first(line, wanted)) is not None), None)
        if hit is not None:
            found_in.append(field)
            excerpt = excerpt or _shortened(*hit)
    return tuple(found_in), excerpt


def _edge(word: str) -> str:
    """Return the signs of a word that are neither letters nor figures."""
    return "".join(sign for sign in word if not sign.isalnum())


def _parts(word: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in word).split()


def _first(line: str, wanted: Sequence[str]) -> int | None:
    """Return where the first word begins that begins with one of the wanted."""
    folded = _folded(line)
    found = [at for each in wanted if (at := _word_start(folded, each)) is not None]
    return min(found, default=None)


def _word_start(folded: str, wanted: str) -> int | None:
    at = folded.find(wanted)
    while at > 0 and folded[at - 1].isalnum():
        at = folded.find(wanted, at + 1)
    return None if at < 0 else at


def _folded(text: str) -> str:
    """Return a text without accents and capitals, a sign for a sign."""
    return "".join(_plain_sign(each) for each in text)


def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    plain = unicodedata.normalize("NFKD", sign)[0].casefold()
    return plain if len(plain) == 1 else sign


def _shortened(line: str, at: int) -> str:
    if len(line) <= _EXCERPT:
        return line
    start = max(0, min(at - _BEFORE, len(line) - _EXCERPT))
    cut = line[start : start + _EXCERPT].strip()
    return ("… " if start else "") + cut + (" …" if start + _EXCERPT < len(line) else "")
