"""Writes a chase list: the workbook, and a mail draft that has it attached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.checks.chase_list import reason_counts
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.reports.mail_draft import Attached, mail_draft
from drentsportal.reports.sheets.chase_sheet import ChaseSheet
from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.reports.typeset.value_words import ValueWords
from drentsportal.services.ports.chase import WrittenChaseList

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.ports.chase import ChaseList

_XLSX: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")
_BOUNDARY: Final = "drents-bedrijvenportal-opvraaglijst"


class ChaseListFiles:
    """Makes both files in one language; the mail is a draft, nothing is sent."""

    def __init__(self, language: Language) -> None:
        """Keep the words."""
        self._language = language

    def write(self, chase_list: ChaseList, folder: Path) -> WrittenChaseList:
        """Write the workbook and the mail draft. Raises ``ReportError``."""
        name = MUNICIPALITIES[chase_list.municipality_code]
        source = self._language.text(
            "chase.source",
            municipality=name,
            made_on=chase_list.made_on.isoformat(),
            list_id=chase_list.list_id,
        )
        words = ValueWords(self._language, chase_list.segments, chase_list.made_on)
        content = ChaseSheet(chase_list, self._language, words, source).content()
        slug = _NO_WORD.sub("-", name.casefold()).strip("-")
        stem = f"opvraaglijst-{slug}-{chase_list.made_on.isoformat()}-{chase_list.list_id}"
        workbook = write_finished(folder / f"{stem}.xlsx", content, "chase_list")
        text = self._text(chase_list, workbook.path.name)
        draft = self._draft(chase_list, text, workbook.path.name, content)
        mail = write_finished(folder / f"{stem}.eml", draft, "chase_mail")
        return WrittenChaseList(workbook, mail, text)

    def _text(self, chase_list: ChaseList, file_name: str) -> str:
        counts = reason_counts(chase_list.questions)
        lines = [
            self._language.text(f"chase.mail.count.{reason.value}", count=count)
            for reason, count in counts.items()
            if count
        ]
        with_space = len({each.site_id for each in chase_list.questions if each.has_space})
        return self._language.text(
            "chase.mail.text",
            addressee=self._addressee(chase_list),
            municipality=MUNICIPALITIES[chase_list.municipality_code],
            questions=len(chase_list.questions),
            sites=len({each.site_id for each in chase_list.questions}),
            with_space=with_space,
            counts="\n".join(f"- {line}" for line in lines),
            file_name=file_name,
            sender=chase_list.sender or self._language.text("chase.mail.no_sender"),
        )

    def _addressee(self, chase_list: ChaseList) -> str:
        if chase_list.contacts:
            return chase_list.contacts[0].function
        return self._language.text("chase.mail.no_contact")

    def _draft(self, chase_list: ChaseList, text: str, file_name: str, content: bytes) -> bytes:
        """Make the mail that the workbook goes out with."""
        name = MUNICIPALITIES[chase_list.municipality_code]
        subject = self._language.text("chase.mail.subject", municipality=name)
        return mail_draft(subject, text, chase_list.contacts, Attached(content, _XLSX, file_name, _BOUNDARY))
