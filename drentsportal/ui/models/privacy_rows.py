"""What the windows for privacy list: terms, statements of destruction, looks and who can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import LISTS
from drentsportal.domain.relations.company import plain_name
from drentsportal.domain.retention.standing import RetentionState
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.retention import category_label
from drentsportal.ui.privacy_words import state_cell
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.access import AccessEntry
    from drentsportal.domain.retention.standing import RetentionStanding
    from drentsportal.language import Language

TERM_COLUMNS: Final = ("case", "category", "kept", "state")
STATEMENT_COLUMNS: Final = ("subject", "at", "who", "category", "ground")
LOOK_COLUMNS: Final = ("at", "who", "what", "subject")

_ORDER: Final = (
    RetentionState.DUE,
    RetentionState.UNDECIDED,
    RetentionState.RUNNING,
    RetentionState.WAITING,
    RetentionState.PERMANENT,
    RetentionState.ANONYMISED,
)
"""What waits for a person stands on top."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A case with its term; internal. ``told`` is all by which it is found, as ``plain_name`` compares it."""

    number: str
    title: str
    standing: RetentionStanding
    told: str = ""

    def answers(self, words: str) -> bool:
        """Whether each of the words stands in number, title or category."""
        return all(word in self.told for word in plain_name(words).split())


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of destruction; ``category`` is empty for a company, which has none."""

    subject: str
    at_utc: datetime
    actor: Actor
    category: str
    ground: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be asked for: ``key`` as the services know it, ``label`` as a person reads it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A name that is kept; ``also`` are mail address and telephone number that belong to it."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subjects:
    """Everything of which looks are logged."""

    cases: tuple[Subject, ...]
    companies: tuple[Subject, ...]
    persons: tuple[Subject, ...]


def read_terms(services: AppServices) -> tuple[TermLine, ...]:
    """Read every case with its term: what is due first, then what has no category yet. No look at a case."""
    standings = services.retention.standings()
    with services.workspace.reading() as unit:
        outlines = unit.cases.bulk.outlines()
    lines = [_line(outlines[each.number].title, each) for each in standings if each.number in outlines]
    return tuple(sorted(lines, key=_place))


def read_statements(services: AppServices) -> tuple[Statement, ...]:
    """Read the statements of destruction of cases and companies, newest first."""
    found = [
        Statement(each.number, each.erased_at_utc, each.actor, each.category, each.statement)
        for each in services.destruction.statements()
    ]
    found += [
        Statement(each.key, each.erased_at_utc, each.actor, "", each.ground)
        for each in services.destruction.company_statements()
    ]
    return tuple(sorted(found, key=lambda each: (each.at_utc, each.subject), reverse=True))


def read_cases(services: AppServices) -> tuple[Subject, ...]:
    """Read number and title of every case, the newest first; a list is no look."""
    with services.workspace.reading() as unit:
        outlines = unit.cases.bulk.outlines()
    return tuple(
        Subject(number, f"{number} {each.title}".strip())
        for number, each in sorted(outlines.items(), reverse=True)
    )


def read_subjects(services: AppServices) -> Subjects:
    """Read of what, and by whom, looks can be listed; also of what was destroyed."""
    with services.workspace.reading() as unit:
        looks = unit.relations.accesses()
        companies = [Subject(each.key, f"{each.key} {each.name}") for each in unit.relations.companies()]
    cases = read_cases(services)
    known = {each.key for each in (*cases, *companies)}
    gone = sorted({each.subject for each in looks} - known)
    names = sorted({each.actor.name for each in looks if each.actor.name}, key=plain_name)
    # A look at what a gemeente or partner said, or at a list, stands under its code or name.
    return Subjects(
        (*cases, *(Subject(each, each) for each in gone if _is_case(each))),
        (
            *companies,
            *(Subject(each, _label(services, each)) for each in gone if not _is_case(each)),
        ),
        tuple(Subject(each, each) for each in names),
    )


def read_known(services: AppServices) -> tuple[KnownPerson, ...]:
    """Read who is kept by name: companies and their people; a list, and no look at one of them."""
    also: dict[str, list[str]] = {}
    for company in services.companies.all():
        also.setdefault(company.name, [])
        for person in company.persons:
            also.setdefault(person.name, []).extend(each for each in (person.email, person.phone) if each)
    return tuple(KnownPerson(name, tuple(dict.fromkeys(also[name]))) for name in sorted(also, key=plain_name))


def term_cells(language: Language, line: TermLine) -> tuple[TextCell, ...]:
    """Return case, category, last day on which it is kept, and state."""
    standing, choice = line.standing, line.standing.choice
    category = (
        TextCell(language.text("ui.privacy.no_category"), quiet=True)
        if choice is None
        else TextCell(category_label(choice.category))
    )
    kept = (
        TextCell("", right=True)
        if standing.last_kept_on is None
        else TextCell(language.value(standing.last_kept_on, "date"), right=True)
    )
    case = TextCell(f"{line.number} {line.title}".strip(), strong=True)
    return case, category, kept, state_cell(language, standing)


def statement_cells(language: Language, statement: Statement) -> tuple[TextCell, ...]:
    """Return what was destroyed, when, by whom, under which category and on what ground."""
    category = statement.category or language.text("ui.privacy.statement.company")
    return (
        TextCell(statement.subject, strong=True),
        TextCell(language.value(statement.at_utc, "moment")),
        TextCell(_who(language, statement.actor)),
        TextCell(category, quiet=not statement.category),
        TextCell(statement.ground),
    )


def look_cells(language: Language, look: AccessEntry, labels: Mapping[str, str]) -> tuple[TextCell, ...]:
    """Return when, who, what and of what; ``labels`` names what still stands."""
    subject = labels.get(look.subject) or look.subject
    return (
        TextCell(language.value(look.at_utc, "moment")),
        TextCell(_who(language, look.actor)),
        TextCell(language.text(f"access_kind.{look.kind.value}")),
        TextCell(subject),
    )


def labels_of(subjects: Subjects) -> dict[str, str]:
    """Return the label of each case and company by its key."""
    return {each.key: each.label for each in (*subjects.cases, *subjects.companies)}


def known_by_name(known: Iterable[KnownPerson]) -> dict[str, KnownPerson]:
    """Return who is known by how a name compares."""
    return {plain_name(each.name): each for each in known}


def _who(language: Language, actor: Actor) -> str:
    name = actor.name or language.text("ui.privacy.nobody")
    if not actor.organisation:
        return name
    return language.text("ui.privacy.who", name=name, organisation=actor.organisation)


def _line(title: str, standing: RetentionStanding) -> TermLine:
    choice = standing.choice
    category = "" if choice is None else category_label(choice.category)
    told = plain_name(f"{standing.number} {title} {category}")
    return TermLine(standing.number, title, standing, told)


def _place(line: TermLine) -> tuple[int, str, str]:
    return _ORDER.index(line.standing.state), str(line.standing.due_on), line.number


def _label(services: AppServices, key: str) -> str:
    """Name what is no case and no company that still stands."""
    if key in LISTS:
        return services.language.text(f"ui.privacy.list.{key}")
    return MUNICIPALITIES.get(key, key)


def _is_case(key: str) -> bool:
    return key.startswith("D-")
