"""A request form that came in as a file becomes a case, with the file attached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.errors import DataSourceError, InputError
from drentsportal.services.case_files import NewFile, keep_file, kept_event
from drentsportal.services.contact_intake import CONTACT_KEYS, check_contact, contact_traces, keep_contact
from drentsportal.services.form_proposal import form_fields
from drentsportal.services.intake import NewCase
from drentsportal.services.intake_answers import ASKED_KEYS, CASE_KEYS, COMPANY_KEY, NEEDED, entry_of
from drentsportal.services.request_values import read_moment
from drentsportal.services.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.services.changes import ChangeSet
    from drentsportal.services.company_matching import CompanyMatching
    from drentsportal.services.intake import Intake
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import UnitOfWork
    from drentsportal.services.request_exchange import RequestFile
    from drentsportal.services.request_forms import RequestForms

FORM_ENDINGS: Final = (".xlsx", ".json")
FORM_KEYS: Final = ("title", *CASE_KEYS, COMPANY_KEY, *CONTACT_KEYS)
"""What of a form must be confirmed before it is taken; all else it says itself."""

FORM_ANSWER_KEYS: Final = (*FORM_KEYS, *ASKED_KEYS)
"""What can be answered: what the form asks stands as it says it, unless something else is confirmed."""
_JSON: Final = ".json"
_MEDIA_TYPES: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class ReceivedForm:
    """A form as it came in: its file, what it asks, and known companies that may be meant.

    ``cases`` are the numbers of earlier cases whose company has the same name.
    """

    name: str
    media_type: str
    content: bytes
    read: RequestFile
    companies: tuple[CompanyLikeness, ...] = ()
    cases: tuple[str, ...] = ()


class FormIntake:
    """Reads a form, and opens a case with what a person confirmed of it; in between it keeps nothing."""

    def __init__(
        self,
        intake: Intake,
        forms: RequestForms,
        companies: CompanyMatching,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep what opens cases, what reads forms, what knows companies, and who is at the desk."""
        self._intake = intake
        self._forms = forms
        self._companies = companies
        self._clock = clock
        self._actors = actors

    def read(self, path: Path) -> ReceivedForm:
        """Read an XLSX form or a JSON request file; nothing is stored.

        Raises ``DataSourceError`` for a file that cannot be opened and errors as ``RequestForms``.
        """
        ending = path.suffix.casefold()
        try:
            content = path.read_bytes()
            text = content.decode("utf-8-sig") if ending == _JSON else ""
        except UnicodeDecodeError as error:
            raise DataSourceError("error.form.encoding", file_name=path.name) from error
        except OSError as error:
            raise DataSourceError("error.mail.unreadable", file_name=path.name) from error
        read = self._forms.read_json(text) if ending == _JSON else self._forms.read(path)
        media_type = _MEDIA_TYPES.get(ending, "application/octet-stream")
        found = self._companies.like(contact_traces(read.company_name, read.contact))
        cases = self._companies.cases_named(read.company_name)
        return ReceivedForm(path.name, media_type, content, read, found, cases)

    def open_case(
        self, form: ReceivedForm, answers: Mapping[str, str], *, is_another: bool = False
    ) -> tuple[Case, ChangeSet]:
        """Open a case with what the form asks, the file attached, all or nothing.

        ``answers`` holds what was confirmed, by key: ``title``, ``channel``, ``received_at`` and ``asked_at``
        (ISO with offset), ``requester``, ``company_name``, ``company`` and the contact. An empty answer takes
        what the form says, an absent one takes nothing. A key of ``ASKED_KEYS`` with a value stands in the
        place of what the form asks; absent or empty that stays. The contact goes to the company that is named
        by its key, and is kept with the case where none is. Raises ``InputError`` as ``Intake.open_new``,
        ``check_contact`` and ``check_for_company``, for another key, and while title, channel or receipt is
        not confirmed; ``NotFoundError`` for an unknown company; ``QuestionError`` for a form of which there
        is a case, unless ``is_another``.
        """
        read = form.read
        _check_keys(answers)
        said = {key: _words(answers, key, read.contact.get(key, "")) for key in CONTACT_KEYS}
        contact = {key: text for key, text in said.items() if text}
        check_contact(contact)
        received = _moment(answers, "received_at", read.received_at_utc)
        if received is None:
            raise InputError("error.request.received_missing", field="received_at")
        through = RequestChannel(answers["channel"]) if answers["channel"] else None
        title = answers["title"] or read.request.title
        new = NewCase(
            request=self._asked(form, answers, title),
            channel=read.through(through),
            received_at_utc=received,
            asked_at_utc=_moment(answers, "asked_at", read.asked_at_utc),
            requester=_words(answers, "requester", read.requester),
            company_name=_words(answers, "company_name", read.company_name),
            company_key=answers.get("company", ""),
            source=SourceFile.of(form.name, form.content),
            contact=contact,
            is_another=is_another,
        )

        def also(work: UnitOfWork, case: Case) -> None:
            if case.company_key:
                keep_contact(work.relations, case.company_key, contact)
            now_utc, file = self._clock.now_utc(), NewFile(form.name, form.content, form.media_type)
            keep_file(work.cases, case.number, file, now_utc)
            work.cases.add_event(case.number, kept_event(file, now_utc, self._actors.current()))

        return self._intake.open_new(new, also)

    def _asked(self, form: ReceivedForm, answers: Mapping[str, str], title: str) -> LocationRequest:
        """Return what a form asks, with what was confirmed in its place."""
        asked = {key: answers[key].strip() for key in ASKED_KEYS if key in answers}
        stated = {each.key for each in form_fields(form)}
        for key, text in asked.items():
            if not text and key not in stated:
                raise InputError("error.intake.nothing_proposed", field=key, key=key)
        changed = {key: text for key, text in asked.items() if text}
        request = replace(form.read.request, title=title)
        return self._forms.changed(request, entry_of(changed)["request"]) if changed else request


def _check_keys(answers: Mapping[str, str]) -> None:
    for key in answers:
        if key not in FORM_ANSWER_KEYS:
            accepted = ", ".join(FORM_ANSWER_KEYS)
            raise InputError("error.intake.key_unknown", field=key, key=key, accepted=accepted)
    for key in NEEDED:
        if key not in answers:
            raise InputError("error.intake.unconfirmed", field=key, keys=key)


def _moment(answers: Mapping[str, str], key: str, said: datetime | None) -> datetime | None:
    if key not in answers:
        return None
    return read_moment(answers[key], key) if answers[key] else said


def _words(answers: Mapping[str, str], key: str, said: str) -> str:
    return (answers[key] or said) if key in answers else ""
