"""How requests come in as mails and as forms, wired; what reads them is loaded when it is first needed."""

# ruff: noqa: D102 - every method is that of the port which the class names, and stands described there

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.paths import resources_dir, user_data_dir
from drentsportal.reference.places import read_places
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.company_matching import CompanyMatching
from drentsportal.services.form_intake import FormIntake
from drentsportal.services.intake import Intake
from drentsportal.services.mail_intake import MailIntake
from drentsportal.services.mail_recognition import MailRecognition
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_files import RequestFiles
from drentsportal.services.request_forms import RequestForms
from drentsportal.services.sector_admission import SectorAdmission
from drentsportal.services.sector_finding import SectorFinding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from drentsportal.bootstrap.service_groups import Ground
    from drentsportal.domain.intake.incoming import IncomingMessage
    from drentsportal.language import Language
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.mail import MessageReader
    from drentsportal.services.request_form import FilledForm


@dataclass(frozen=True)
class IntakeServices:
    """Requests that come in from outside."""

    messages: MessageReader
    mail_intake: MailIntake
    request_forms: RequestForms
    form_intake: FormIntake


class LateMail:
    """``MessageReader`` that loads what reads mails when the first one is opened."""

    def read(self, path: Path) -> IncomingMessage:
        return self._opened().read(path)

    def read_bytes(self, content: bytes, name: str) -> IncomingMessage:
        return self._opened().read_bytes(content, name)

    def read_text(self, text: str) -> IncomingMessage:
        return self._opened().read_text(text)

    def _opened(self) -> MessageReader:
        from drentsportal.mail.reader import MailReader  # noqa: PLC0415 - loads email and html

        return MailReader()


class LateForms:
    """``RequestFormWriter`` and ``RequestFormReader`` that load what makes and reads a workbook."""

    def __init__(self, language: Language) -> None:
        """Keep the words of the form."""
        self._language = language

    def write_form(self, path: Path, segments: Mapping[str, str], made_at_utc: datetime) -> MadeDocument:
        from drentsportal.reports.sheets.request_form_sheet import RequestFormFile  # noqa: PLC0415 - loads xlsxwriter

        return RequestFormFile(self._language).write_form(path, segments, made_at_utc)

    def write_text(self, path: Path, text: str, kind: str) -> MadeDocument:
        from drentsportal.reports.sheets.request_form_sheet import RequestFormFile  # noqa: PLC0415 - as above

        return RequestFormFile(self._language).write_text(path, text, kind)

    def read_form(self, path: Path, segments: Mapping[str, str]) -> FilledForm:
        from drentsportal.geodata.request_form_file import RequestFormReading  # noqa: PLC0415 - reads workbooks

        return RequestFormReading(self._language).read_form(path, segments)


def intake_services(ground: Ground) -> IntakeServices:
    """Wire what reads messages and forms to what opens cases."""
    forms = LateForms(ground.own_language)
    sectors = TomlSectors(resources_dir() / "sectors", user_data_dir() / "reference")
    recognition = MailRecognition(lambda: read_places(resources_dir()), sectors, ground.catalogue)
    intake, companies = (
        Intake(ground.workspace, ground.clock, ground.actors),
        CompanyMatching(ground.workspace),
    )
    files = RequestFiles(
        intake,
        RequestAdmission(ground.reference, ground.catalogue),
        SectorAdmission(SectorFinding(sectors)),
    )
    request_forms = RequestForms(forms, forms, files, ground.reference, ground.clock)
    return IntakeServices(
        messages=LateMail(),
        mail_intake=MailIntake(intake, files, recognition, companies, ground.clock, ground.actors),
        request_forms=request_forms,
        form_intake=FormIntake(intake, request_forms, companies, ground.clock, ground.actors),
    )
