"""Full-text search over cases, companies and sites, with where it was found; internal, in no export.

The words lie in memory only. They are brought up to date by what changed, at each search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import SEARCH
from drentsportal.errors import InputError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.many_objects import no_tidying
from drentsportal.services.ports.text_index import TextField
from drentsportal.services.site_words import SiteWords
from drentsportal.services.word_folding import (
    FIELD_END,
    fields_of,
    folded,
    folded_fields,
    plain_signs,
)
from drentsportal.services.word_index import WordIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.relations.company import Company
    from drentsportal.services.ports.case_bulk import CaseRevision, KeptWords
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import ReadUnit, Workspace

MOST_HITS: Final = 50
"""So many things are shown at most; more words make fewer."""

_EXCERPT: Final = 120
_BEFORE: Final = 40
_CHECKSUM: Final = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{56}\b")


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


@dataclass(slots=True)
class _Held:
    """What is held of cases and companies; internal and confidential, let go of when the window locks."""

    state_mark: tuple[int, ...] = ()
    revisions: dict[str, CaseRevision] = field(default_factory=dict)
    company_marks: dict[str, str] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    folded_names: dict[str, str] = field(default_factory=dict)
    words: dict[str, KeptWords] = field(default_factory=dict)
    case_index: WordIndex = field(default_factory=WordIndex)
    company_index: WordIndex = field(default_factory=WordIndex)

    def name_of(self, company_key: str) -> str:
        """Return the name of a company, empty where it is not known."""
        company = self.companies.get(company_key)
        return "" if company is None else company.name


class CaseSearch:
    """Finds by the beginnings of words, whatever their order, accents and capitals. Threads take turns."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep where things are, the time and the person at the desk."""
        self._workspace = workspace
        self._access = AccessLog(workspace, clock, actors)
        self._lock = Lock()
        self._held = _Held()
        self._sites: SiteWords | None = None
        self._site_index = WordIndex()
        self._site_version = -1

    def find(self, text: str, limit: int = MOST_HITS) -> tuple[FoundText, ...]:
        """Find what has every word of ``text``, the best first; raises ``InputError`` without a word.

        Lines of cases and companies are internal: showing them is logged as one look, never what was sought.

        A thing is the better the weightier the places are where the words stand; of equal ones cases come
        first, the newest before the others, then companies, then sites.
        """
        words = [each for each in text.split() if any(sign.isalnum() for sign in each)]
        if not words:
            raise InputError("error.search.no_words", field="words")
        with self._lock:
            self._bring_up_to_date()
            self._take_in_sites()
            held = self._held
            cases = sorted(held.case_index.find(words), key=itemgetter(1), reverse=True)
            companies = sorted(held.company_index.find(words), key=itemgetter(1))
            sites = sorted(self._site_index.find(words), key=itemgetter(1))
            hits = [
                (weight, kind, name)
                for kind, found in zip(FoundKind, (cases, companies, sites), strict=True)
                for weight, name in found
            ]
            hits.sort(key=lambda each: -each[0])
            shown = tuple(
                _found(kind, name, self._fields(kind, name), words) for _, kind, name in hits[:limit]
            )
        if any(each.kind is not FoundKind.SITE for each in shown):
            self._access.opened(SEARCH)
        return shown

    def refresh(self) -> None:
        """Bring what is held of cases and companies up to date, so that the next search finds it ready."""
        with self._lock:
            self._bring_up_to_date()

    def forget(self) -> None:
        """Let go of every word in memory, as when the workspace is locked."""
        with self._lock:
            self._held = _Held()
            self._sites, self._site_index, self._site_version = None, WordIndex(), -1

    def _fields(self, kind: FoundKind, name: str) -> Mapping[TextField, Sequence[str]]:
        if kind is FoundKind.CASE:
            words = self._held.words[name]
            return fields_of(words, self._held.name_of(words.company_key))
        if kind is FoundKind.COMPANY:
            return _company_fields(self._held.companies[name])
        return {} if self._sites is None else self._sites.fields(name)

    def _bring_up_to_date(self) -> None:
        held = self._held
        with no_tidying(), self._workspace.reading() as unit:
            mark = unit.cases.bulk.state_mark()
            if mark == held.state_mark:
                return
            renamed = self._take_in_companies(unit)
            revisions = unit.cases.bulk.revisions()
            changed = {number for number, at in revisions.items() if held.revisions.get(number) != at}
            if changed:
                read = unit.cases.bulk.kept_words(None if len(changed) == len(revisions) else changed)
                held.words |= {each.number: each for each in read}
        gone = held.revisions.keys() - revisions.keys()
        for number in gone:
            held.words.pop(number, None)
        held.case_index.remove(gone)
        if renamed:
            changed |= {each.number for each in held.words.values() if each.company_key in renamed}
        held.case_index.put({number: self._searched(held.words[number]) for number in changed})
        held.revisions, held.state_mark = revisions, mark

    def _searched(self, words: KeptWords) -> str:
        """Return what is searched of a case: its words, and behind them the name of its company."""
        name = self._held.folded_names.get(words.company_key)
        return f"{words.folded}{FIELD_END}{name}" if name else words.folded

    def _take_in_companies(self, unit: ReadUnit) -> set[str]:
        """Bring companies up to date; returns the keys of those whose name may be another one."""
        held = self._held
        marks = unit.relations.bulk.company_revisions()
        gone = held.company_marks.keys() - marks.keys()
        changed = {key for key, mark in marks.items() if held.company_marks.get(key) != mark}
        held.company_index.remove(gone)
        for key in gone:
            held.companies.pop(key, None)
            held.folded_names.pop(key, None)
        if changed:
            companies = unit.relations.bulk.companies_of(changed)
            held.companies |= {each.key: each for each in companies}
            held.folded_names |= {each.key: folded(each.name) for each in companies}
            held.company_index.put({each.key: folded_fields(_company_fields(each)) for each in companies})
        held.company_marks = marks
        return gone | changed

    def _take_in_sites(self) -> None:
        """Hold the words of sites, from the first search on: of a hundred thousand they take a while."""
        version = self._workspace.catalogue.data_version()
        if version == self._site_version:
            return
        self._sites = SiteWords(self._workspace.catalogue.site_table(version))
        self._site_index = WordIndex()
        self._site_index.put(self._sites.folded)
        self._site_version = version


def _company_fields(company: Company) -> dict[TextField, tuple[str, ...]]:
    persons = tuple(
        " · ".join(filter(None, (each.name, each.function, each.email, each.phone)))
        for each in company.persons
    )
    return {
        TextField.NAME: (company.name,),
        TextField.COMPANY: tuple(filter(None, (company.key, company.kvk_number))),
        TextField.PLACE: tuple(filter(None, (company.place,))),
        TextField.CONTACTS: persons,
    }


def _found(
    kind: FoundKind, name: str, fields: Mapping[TextField, Sequence[str]], words: Sequence[str]
) -> FoundText:
    titled = TextField.TITLE if kind is FoundKind.CASE else TextField.NAME
    # As typed where it stands so; the words of an index also stand with other signs between their parts.
    whole = [plain_signs(each).strip(_edge(each)) for each in words]
    found_in, excerpt = _places(fields, whole)
    if not found_in:
        found_in, excerpt = _places(fields, [part for each in whole for part in _parts(each)])
    return FoundText(kind, name, " ".join(fields.get(titled, ())), found_in, excerpt)


def _places(
    fields: Mapping[TextField, Sequence[str]], wanted: Sequence[str]
) -> tuple[tuple[TextField, ...], str]:
    """Return the fields with one of the wanted words, and the line with the first of them."""
    found_in: list[TextField] = []
    excerpt = ""
    for place, lines in fields.items():
        text = "\n".join(lines)
        at = _first(plain_signs(text), wanted)
        if at is None:
            continue
        found_in.append(place)
        if not excerpt:
            begin = text.rfind("\n", 0, at) + 1
            line = text[begin:].partition("\n")[0]
            excerpt = shortened(_readable(line), len(_readable(line[: at - begin])))
    return tuple(found_in), excerpt


def _readable(line: str) -> str:
    """Return a line with the beginning alone of each checksum, as the timeline shows it."""
    return _CHECKSUM.sub(lambda each: f"{each[1]}…", line)


def _edge(word: str) -> str:
    """Return the signs of a word that are neither letters nor figures."""
    return "".join(sign for sign in word if not sign.isalnum())


def _parts(word: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in word).split()


def _first(plain: str, wanted: Sequence[str]) -> int | None:
    """Return where the first word begins that begins with one of the wanted."""
    found = [at for each in wanted if (at := _word_start(plain, each)) is not None]
    return min(found, default=None)


def _word_start(plain: str, wanted: str) -> int | None:
    at = plain.find(wanted)
    while at > 0 and plain[at - 1].isalnum():
        at = plain.find(wanted, at + 1)
    return None if at < 0 else at


def shortened(line: str, at: int) -> str:
    """Return a line, or what of it stands around a place: whole words, with an ellipsis where it was cut."""
    if len(line) <= _EXCERPT:
        return line
    start = max(0, min(at - _BEFORE, len(line) - _EXCERPT))
    end = start + _EXCERPT
    if start and not line[start - 1].isspace():
        # Not in the middle of a word, unless that word is the one that was found or what is before it has no
        # space at all.
        start = next((i + 1 for i in range(start, at) if line[i].isspace()), start)
    if end < len(line) and not line[end].isspace():
        end = next((i for i in range(end - 1, at, -1) if line[i].isspace()), end)
    cut = line[start:end].strip()
    return ("… " if start else "") + cut + (" …" if end < len(line) else "")
