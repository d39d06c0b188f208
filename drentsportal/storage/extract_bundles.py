"""Bundles: the extracts of a hundred cases and more in one sealed value, so that all are read at once.

A bundle lies under a key of its own. That key and the bundle go as soon as anything of one of its cases is
written, erased or anonymised, here and in every copy: no bundle ever holds what a case no longer says. It
counts only while its cases are those that it was made of, each at the same revision.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, select

from drentsportal.storage import bundle_contents, dialect, schema
from drentsportal.storage.reference_records import next_id
from drentsportal.storage.sealed import bundle_scope, place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Connection

    from drentsportal.services.ports.case_bulk import CaseEntry, CaseRevision, KeptWords
    from drentsportal.storage.bundle_contents import NamedContact
    from drentsportal.storage.sealed import Sealer

_FORM: Final = "1"
"""How a bundle is written. Whoever writes another one raises it: those of before then count no more."""

_USUAL: Final = 128
_LEAST: Final = 32
"""Fewer cases beside each other make no bundle."""

_WORTH_MAKING: Final = 512
"""While fewer cases are in no bundle, none is made: so many are read one by one in no time."""


class ExtractBundles:
    """Keeps and opens bundles, within one transaction."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        """Work on ``connection``; ``sealer`` holds the keys."""
        self._connection = connection
        self._sealer = sealer

    def entries(
        self, revisions: Mapping[str, CaseRevision], wanted: AbstractSet[str] | None
    ) -> dict[str, CaseEntry]:
        """Return the entries of the cases in bundles; ``revisions`` are those of all cases."""
        found: dict[str, CaseEntry] = {}
        for content in self._opened("outlines", revisions, wanted):
            found.update(bundle_contents.read_entries(content))
        return found

    def words(
        self, revisions: Mapping[str, CaseRevision], wanted: AbstractSet[str] | None
    ) -> dict[str, KeptWords]:
        """Return the words of the cases in bundles."""
        found: dict[str, KeptWords] = {}
        for content in self._opened("words", revisions, wanted):
            found.update(bundle_contents.read_words(content))
        return found

    def contact_names(
        self, revisions: Mapping[str, CaseRevision], wanted: AbstractSet[str] | None
    ) -> dict[str, list[NamedContact]]:
        """Return of the cases in bundles when each contact was, and whom it names."""
        found: dict[str, list[NamedContact]] = {}
        for content in self._opened("contacts", revisions, wanted):
            found.update(bundle_contents.read_contacts(content))
        return found

    def keep(
        self,
        revisions: Mapping[str, CaseRevision],
        entries: Iterable[CaseEntry],
        words: Iterable[KeptWords],
        contacts: Mapping[str, Sequence[NamedContact]],
    ) -> None:
        """Keep a bundle of the cases of ``revisions``, in the place of those that held any of them.

        Between the first and the last of them there is no other case. Raises ``KeyError``, ``TypeError`` or
        ``ValueError`` for a damaged paper; nothing is kept then.
        """
        contents = {
            "outlines": bundle_contents.entries_content(entries),
            "words": bundle_contents.words_content(words),
            "contacts": bundle_contents.contacts_content(contacts),
        }
        table, numbers = schema.extract_bundle, sorted(revisions)
        self.drop_with(numbers)
        row_id = next_id(self._connection, table)
        self._drop([row_id])
        scope = bundle_scope(row_id)
        self._sealer.make_key(scope)
        sealed = [
            self._sealer.seal(scope, place(table.name, column, row_id), content)
            for column, content in contents.items()
        ]
        names = ("id", "first_number", "last_number", "case_count", "members", *contents)
        told = (numbers[0], numbers[-1], len(numbers), _members(numbers, revisions))
        dialect.insert_rows(self._connection, table, names, [(row_id, *told, *sealed)])

    def drop_with(self, numbers: Collection[str]) -> None:
        """Destroy the bundles that any of these cases can be in."""
        table, ordered = schema.extract_bundle, sorted(numbers)
        held = dialect.fetch_raw(
            self._connection, select(table.c.id, table.c.first_number, table.c.last_number)
        )
        gone = [each for each, first, last in held if _between(ordered, first, last)]
        if gone:
            self._drop(gone)

    def _drop(self, ids: Sequence[int]) -> None:
        table, keys = schema.extract_bundle, schema.sealing_key
        self._connection.execute(delete(table).where(table.c.id.in_(ids)))
        scopes = [bundle_scope(each) for each in ids]
        self._connection.execute(delete(keys).where(keys.c.scope.in_(scopes)))

    def are_worth_making(self) -> bool:
        """Whether so many cases are in no bundle that making some pays."""
        bundled = select(func.coalesce(func.sum(schema.extract_bundle.c.case_count), 0)).scalar_subquery()
        in_all = select(func.count()).select_from(schema.case_file).scalar_subquery()
        ((missing,),) = dialect.fetch_raw(self._connection, select(in_all - bundled))
        return bool(missing >= _WORTH_MAKING)

    def to_make(self, revisions: Mapping[str, CaseRevision]) -> list[tuple[str, str]]:
        """Return the first and the last case of each bundle that can be made of what is in none."""
        numbers = sorted(revisions)
        bundled = {each for members in self._valid(numbers, revisions).values() for each in members}
        runs: list[list[str]] = [[]]
        for number in numbers:
            if number not in bundled:
                runs[-1].append(number)
            elif runs[-1]:
                runs.append([])
        return [each for run in runs if len(run) >= _LEAST for each in _parts(run)]

    def _opened(
        self, column: str, revisions: Mapping[str, CaseRevision], wanted: AbstractSet[str] | None
    ) -> Iterator[bytes]:
        valid = self._valid(sorted(revisions), revisions)
        if wanted is not None:
            valid = {each: members for each, members in valid.items() if not wanted.isdisjoint(members)}
        table = schema.extract_bundle
        self._sealer.load_many(bundle_scope(""))
        for row_id, sealed in dialect.fetch_raw(self._connection, select(table.c.id, table.c[column])):
            if row_id in valid:
                yield self._sealer.unseal(bundle_scope(row_id), place(table.name, column, row_id), sealed)

    def _valid(
        self, numbers: Sequence[str], revisions: Mapping[str, CaseRevision]
    ) -> dict[int, Sequence[str]]:
        """Return the bundles that say what their cases say now, each with its cases."""
        table = schema.extract_bundle
        statement = select(table.c.id, table.c.first_number, table.c.last_number, table.c.members)
        found = {}
        for row_id, first, last, members in dialect.fetch_raw(self._connection, statement):
            held = _between(numbers, first, last)
            if held and _members(held, revisions) == members:
                found[row_id] = held
        return found


def drop_all(connection: Connection) -> None:
    """Destroy every bundle; they are made anew as the file is closed."""
    keys, scope = schema.sealing_key, bundle_scope("")
    connection.execute(delete(schema.extract_bundle))
    connection.execute(delete(keys).where(func.substr(keys.c.scope, 1, len(scope)) == scope))


def _between(ordered: Sequence[str], first: str, last: str) -> Sequence[str]:
    return ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]


def _members(numbers: Sequence[str], revisions: Mapping[str, CaseRevision]) -> str:
    """Return a mark of these cases, each at its revision."""
    told = repr((_FORM, [(each, revisions[each]) for each in numbers]))
    return hashlib.sha256(told.encode()).hexdigest()


def _parts(run: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Divide cases beside each other into bundles of about the same size."""
    count = max(1, round(len(run) / _USUAL))
    bounds = [len(run) * each // count for each in range(count + 1)]
    yield from ((run[begin], run[end - 1]) for begin, end in pairwise(bounds))
