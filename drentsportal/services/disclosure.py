"""The two exports that may read the internal log: inzage under the AVG, and a selection under the Woo.

Nothing leaves before a person has read what will leave and says so: the confirmation is a code that follows
from every word of it, so that what is written is what was read. Both are logged with each case, company and
relation that something was taken from.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.retention.lone_names import LoneName, lone_names
from drentsportal.domain.retention.passages import (
    FIXED_FIELDS,
    Passage,
    Piece,
    ShownField,
    ShownPassage,
)
from drentsportal.domain.retention.persons import (
    EverybodyElse,
    SoughtPerson,
    is_about,
    may_be_about,
    mentions,
    reached_in,
)
from drentsportal.domain.retention.reached import is_asked_by, reach_of, short_names, with_senders
from drentsportal.domain.retention.woo import WooGround, WooMark, shown_by
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.passages import (
    case_passages,
    kept_requests,
    relation_passages,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.actor import Actor
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.workspace import Workspace

_CODE_LENGTH: Final = 8
_SHORTEST_NAME: Final = 3
_BETWEEN: Final = "\n|\n"
"""Between two fields: a sign that is in no name and no number, so that none is read across them."""

_NAMED_FIELDS: Final = frozenset(
    {"requester", "owner", "by", "person", "name", "sender", "confirmed.requester"}
)


@dataclass(frozen=True, slots=True)
class InzageDraft:
    """What somebody would be given, and what must be looked at before.

    ``doubtful`` are passages with the surname, an address or a number of the person and not the name.
    ``unclear`` are words that were left out though nothing tells whose they are, each with its subject.
    ``code`` confirms exactly these words.
    """

    person: SoughtPerson
    passages: tuple[ShownPassage, ...]
    doubtful: tuple[Passage, ...]
    code: str
    unclear: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WooDraft:
    """What would be made public of a case.

    ``named`` are people, companies, addresses and numbers that still stand in it; ``lone`` are first and last
    names of people without the rest. ``grounds`` are those that something was withheld on. ``code`` confirms
    exactly these words, and that these names may stand: a new one has to be read before.
    """

    number: str
    passages: tuple[ShownPassage, ...]
    grounds: tuple[WooGround, ...]
    named: tuple[str, ...]
    lone: tuple[LoneName, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What goes to the writer: the draft, who confirmed it and when."""

    draft: InzageDraft | WooDraft
    actor: Actor
    at_utc: datetime


class DisclosureWriter(Protocol):
    """Writes what was confirmed as a file that anybody can read."""

    def disclose(self, disclosed: Disclosed, path: Path) -> MadeDocument:
        """Write an inzage or a selection. Raises ``ReportError``."""
        ...


class Disclosure:
    """What of the internal log is told to whom."""

    def __init__(
        self,
        workspace: Workspace,
        writer: DisclosureWriter,
        grounds: Callable[[], tuple[WooGround, ...]],
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep the parts; ``grounds`` reads the list of grounds when it is needed."""
        self._workspace = workspace
        self._writer = writer
        self._grounds = grounds
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    # -- AVG ---------------------------------------------------------------------------------------------

    def inzage(self, person: SoughtPerson, hide: Sequence[str] = ()) -> InzageDraft:
        """Gather what is kept about one person, with everybody else left out.

        Over all cases, companies, contacts and names of attachments. ``hide`` are further words that stay
        inside, found by whoever read a draft before. Nothing is written yet; that it was read is logged.

        Raises ``InputError`` for a name too short to look for, ``NotFoundError`` when nothing is kept.
        """
        if len(person.name.strip()) < _SHORTEST_NAME:
            raise InputError("error.inzage.name_missing", field="person")
        passages = with_senders(self._everything())
        reach = reach_of(passages, person)
        short = short_names(passages, person)
        about = [
            each
            for each in passages
            if is_about(_searched(each), person) or is_asked_by(each, short.get(each.subject, ()))
        ]
        chosen = {(each.subject, each.id) for each in about}
        reached = SoughtPerson(person.name, (*person.also, *reach.own))
        doubtful = tuple(
            each
            for each in passages
            if (each.subject, each.id) not in chosen
            and (may_be_about(text := _searched(each), person) or is_about(text, reached))
        )
        if not about:
            raise NotFoundError("error.inzage.nothing", field="person", count=len(doubtful))
        others = _named(passages)
        shown, unclear = [], []
        for each in about:
            own = replace(reach, own=(*reach.own, *short.get(each.subject, ())))
            rest = EverybodyElse(person, others, own, tuple(hide))
            shown.append(_without(rest, each))
            for field in each.fields:
                if field.name not in FIXED_FIELDS:
                    unclear += [(each.subject, word) for word in rest.unclear_in(field.text)]
        self._access.opened(*sorted({each.subject for each in shown}))
        code = _code("inzage", person.name, tuple(shown))
        return InzageDraft(person, tuple(shown), doubtful, code, tuple(dict.fromkeys(unclear)))

    def give_inzage(
        self, person: SoughtPerson, code: str, path: Path, hide: Sequence[str] = ()
    ) -> MadeDocument:
        """Write an inzage that somebody read and confirms by its code, and log it.

        Raises as ``inzage``, ``QuestionError`` when the code is not that of what would be written, and
        ``ReportError`` when it cannot be written.
        """
        draft = self.inzage(person, hide)
        _check_code(code, draft.code)
        return self._hand_over(draft, path, AccessKind.INZAGE)

    # -- Woo ---------------------------------------------------------------------------------------------

    def grounds(self) -> tuple[WooGround, ...]:
        """Return the grounds on which something may stay inside."""
        return self._grounds()

    def woo_passages(self, number: str) -> tuple[Passage, ...]:
        """Return the passages of a case, to be decided about one by one; a look, which is logged.

        Raises ``NotFoundError``.
        """
        with self._workspace.reading() as unit:
            found = case_passages(unit, number, self._site_name)
        self._access.opened(number)
        return found

    def woo(self, number: str, marks: Iterable[WooMark]) -> WooDraft:
        """Show what the marks of a person come to; nothing is written yet. Raises as ``shown_by``."""
        grounds, passages, decided = self._grounds(), self.woo_passages(number), tuple(marks)
        shown = shown_by(passages, decided, grounds)
        used = {piece.reason for each in shown for field in each.fields for piece in field.pieces}
        withheld = [part.text.strip() for each in decided for part in each.parts]
        chosen = tuple(each for each in grounds if each.id in used)
        named, lone = self._still_named(shown, passages, withheld)
        code = _code("woo", number, shown, (*named, *(each.word for each in lone)))
        return WooDraft(number, shown, chosen, named, lone, code)

    def _still_named(
        self, shown: Sequence[ShownPassage], passages: Sequence[Passage], withheld: Sequence[str]
    ) -> tuple[tuple[str, ...], tuple[LoneName, ...]]:
        """Return what points at somebody in what would be made public, each once, and lone names.

        Who is named in the case, owners and contacts of all cases, everybody and every company kept as a
        relation, every mail address and telephone number, and what was withheld elsewhere in the selection.
        """
        texts = [
            piece.text
            for each in shown
            for field in each.fields
            if field.name not in FIXED_FIELDS
            for piece in field.pieces
        ]
        public = _BETWEEN.join(texts)
        with self._workspace.reading() as unit:
            relations = relation_passages(unit)
            elsewhere = {each.person.strip() for _, each in unit.cases.bulk.contacts()}
            elsewhere |= {each.owner.name for each in unit.cases.bulk.outlines().values()}
        known = (*passages, *relations)
        found = [*_named(known, with_companies=True), *sorted(elsewhere), *withheld]
        named = [each for each in found if mentions(public, each) or (each in withheld and each in public)]
        reached = [text[slice(*span)] for text in texts for span in reached_in(text)]
        lone = lone_names(public, _named(passages), (*_named(relations), *sorted(elsewhere)))
        return tuple(dict.fromkeys((*named, *reached))), lone

    def give_woo(self, number: str, marks: Iterable[WooMark], code: str, path: Path) -> MadeDocument:
        """Write a selection that somebody read and confirms by its code, and log it; as ``give_inzage``."""
        draft = self.woo(number, marks)
        _check_code(code, draft.code)
        return self._hand_over(draft, path, AccessKind.WOO)

    # -- both --------------------------------------------------------------------------------------------

    def _site_name(self, site_id: str) -> str:
        """Name a site; one that is gone since keeps its id."""
        try:
            return self._workspace.catalogue.site(site_id).name
        except NotFoundError:
            return site_id

    def _everything(self) -> tuple[Passage, ...]:
        with self._workspace.reading() as unit:
            found: list[Passage] = []
            for number in sorted(unit.cases.bulk.outlines()):
                found += case_passages(unit, number, self._site_name)
                found += kept_requests(unit, number)
            return (*found, *relation_passages(unit))

    def _hand_over(self, draft: InzageDraft | WooDraft, path: Path, kind: AccessKind) -> MadeDocument:
        """Write the file and log it; a file that cannot be logged is taken away again."""
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        made = self._writer.disclose(Disclosed(draft, actor, now_utc), path)
        try:
            self._log(draft, made, AccessEntry(now_utc, actor, kind, ""))
        except BaseException:
            with suppress(OSError):
                made.path.unlink()
            raise
        return made

    def _log(self, draft: InzageDraft | WooDraft, made: MadeDocument, entry: AccessEntry) -> None:
        details = {"kind": entry.kind.value, "file_name": made.path.name, "sha256": made.sha256}
        with self._workspace.unit_of_work() as work:
            cases = set(work.cases.bulk.revisions())
            for subject in sorted({each.subject for each in draft.passages}):
                work.relations.add_access(AccessEntry(entry.at_utc, entry.actor, entry.kind, subject))
                if subject in cases:
                    event = CaseEvent(entry.at_utc, EventKind.DISCLOSED, entry.actor, dict(details))
                    work.cases.add_event(subject, event)
            work.commit()


def _without(rest: EverybodyElse, passage: Passage) -> ShownPassage:
    fields = tuple(
        ShownField(
            each.name,
            (Piece(each.text),) if each.name in FIXED_FIELDS else rest.left_out_of(each.text),
        )
        for each in passage.fields
    )
    return ShownPassage(passage.id, passage.subject, passage.kind, fields, passage.at_utc)


def _searched(passage: Passage) -> str:
    return _BETWEEN.join(each.text for each in passage.fields if each.name not in FIXED_FIELDS)


def _named(passages: Iterable[Passage], *, with_companies: bool = False) -> tuple[str, ...]:
    """Return everybody who stands in a field for names, each once; also companies where that is asked."""
    wanted = _NAMED_FIELDS | ({"company"} if with_companies else set())
    names = (field.text.strip() for each in passages for field in each.fields if field.name in wanted)
    return tuple(dict.fromkeys(each for each in names if len(each) >= _SHORTEST_NAME))


def _code(kind: str, about: str, shown: tuple[ShownPassage, ...], warned: tuple[str, ...] = ()) -> str:
    content = [kind, about, [asdict(each) for each in shown], warned]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_CODE_LENGTH]


def _check_code(given: str, wanted: str) -> None:
    if given.strip().casefold() != wanted:
        raise QuestionError("error.disclosure.not_confirmed", option="--confirm", code=wanted)
