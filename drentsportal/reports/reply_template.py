"""Reply templates: text files that people edit, with fields between braces.

A line that begins with ``#`` is an explanation and goes into no mail. The headings ``Onderwerp:`` and
``Aanhef:`` come first, in any language: the subject, and how somebody is addressed whose name is not known.
Whatever follows is the text. What a value holds is never read as a field.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Final = (
    "aanhef",
    "titel",
    "kenmerk",
    "datum",
    "gevraagd_op",
    "locaties",
    "vragen",
    "bijlagen",
    "afzender",
    "organisatie",
)
"""The fields of a template, the same in every language; ``LEESMIJ.md`` beside them says what each is."""

_SUBJECT: Final = "onderwerp"
_SALUTATION: Final = "aanhef"


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """A template that was read and can be filled; ``salutation`` stands where nobody's name is known."""

    subject: str
    salutation: str
    text: str

    def filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Return subject and text with the values of the fields in their places."""
        given = {**values, "aanhef": values.get("aanhef") or self.salutation}
        return _filled(self.subject, given), _filled(self.text, given).strip() + "\n"


def read_template(content: bytes, file_name: str) -> ReplyTemplate:
    """Read a template. Raises ``ReportError`` naming the file, the line and what is wrong with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReportError(
            "error.reply_template.encoding",
            file_name=file_name,
            line=content[: error.start].count(b"\n") + 1,
        ) from error
    headings: dict[str, str] = {}
    body: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        _check_line(line, number, file_name)
        name, colon, rest = line.partition(":")
        heading = name.strip().casefold()
        if not body and colon and heading in {_SUBJECT, _SALUTATION}:
            headings[heading] = rest.strip()
        elif body or line.strip():
            body.append(line.rstrip())
    for heading in (_SUBJECT, _SALUTATION):
        if not headings.get(heading):
            raise ReportError(
                "error.reply_template.heading", file_name=file_name, heading=heading.capitalize()
            )
    if not body:
        raise ReportError("error.reply_template.empty", file_name=file_name)
    return ReplyTemplate(headings[_SUBJECT], headings[_SALUTATION], "\n".join(body))


def _check_line(line: str, number: int, file_name: str) -> None:
    """Refuse a field that there is not, and a brace that belongs to none."""
    try:
        parts = list(string.Formatter().parse(line))
    except ValueError as error:
        raise ReportError("error.reply_template.brace", file_name=file_name, line=number) from error
    for _, name, spec, conversion in parts:
        if name is not None and (name not in FIELDS or spec or conversion):
            raise ReportError(
                "error.reply_template.field",
                file_name=file_name,
                line=number,
                name=f"{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}",
                known=", ".join(f"{{{each}}}" for each in FIELDS),
            )


def _filled(template: str, values: Mapping[str, str]) -> str:
    return "".join(
        words + ("" if name is None else values.get(name, ""))
        for words, name, _, _ in string.Formatter().parse(template)
    )
