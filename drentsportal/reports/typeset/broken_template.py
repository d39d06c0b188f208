"""Says of a template that cannot be set which line it is, what kind of fault, and what stands there.

typst speaks English only: what it says is told beside our own words, as a quotation.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from drentsportal.domain.message import Message

_PLACE: Final = re.compile(
    r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+)\n[^\n]*\n *\d+ │(?P<shown>[^\n]*)"
)
_SEARCHED: Final = re.compile(r" \(searched at (?:[^\n]*[/\\])?(?P<name>[^/\\\n]+)\)")
"""Where typst looked is a folder of our own, which helps nobody."""

_BROKEN_PICTURE: Final = ("failed to decode image", "failed to process image", "failed to load image")
_NAMED_PICTURE: Final = re.compile(r'"[^"\n]+\.(?:png|jpe?g|svg)"', re.IGNORECASE)
"""A picture that the template names is its own; that of a site comes with the values."""
_LOGO: Final = "theme.logo"
_OTHER: Final = "template.fault.other"

_TYPES: Final = (
    "alignment|angle|arguments|array|auto|boolean|bytes|color|content|datetime|dictionary|direction|float|"
    "fraction|function|integer|label|length|module|none|ratio|regex|relative|selector|string|stroke|symbol|"
    "type|version"
)
_NO_FIELD: Final = r".*(?:does not contain|has no (?:field|method)).*?[`\"](?P<name>[^`\"]+)[`\"].*"
_NO_FILE: Final = r"(?:file not found|failed to load file|access denied|is a directory|cannot read file).*"
_ARGUMENT: Final = (
    r"(?:missing argument|unexpected argument|unknown (?:named )?argument|duplicate argument).*"
)
_TYPE: Final = rf"expected .+, found (?:an? )?(?:{_TYPES})\b.*|cannot .*|invalid (?!escape).*"
_SYNTAX: Final = (
    r"(?:expected|unexpected|unclosed|unterminated|invalid escape|the character|.* is not valid).*"
)
_RULES: Final = (
    ("title", "missing document title"),
    ("alt", "missing alt text.*"),
    ("heading_skipped", r"skipped from heading level (?P<before>\d+) to (?P<level>\d+)"),
    ("heading_first", "the first heading must be of level 1"),
    ("heading_empty", "heading title is empty"),
    ("glyph", r'the text `"(?P<name>[^`]*)"` could not be displayed.*'),
    ("attached", "document contains an attached file"),
    ("rules", ".*"),
)
"""What PDF/A and PDF/UA ask, as far as a template can break it."""

_KINDS: Final = tuple(
    (kind, re.compile(pattern, re.DOTALL))
    for kind, pattern in (
        ("variable", r"unknown variable: (?P<name>.+)"),
        ("field", r'dictionary does not contain key "(?P<name>[^"]*)".*'),
        ("field", _NO_FIELD),
        ("outside", r'path `"(?P<name>[^`]*)"` would escape.*'),
        ("picture", rf"(?:{'|'.join(_BROKEN_PICTURE)}).*"),
        ("font", r"unknown font family: (?P<name>.+)"),
        ("file", _NO_FILE),
        ("argument", _ARGUMENT),
        ("type", _TYPE),
        *((kind, f"PDF/[^:]* error: {said}") for kind, said in _RULES),
        ("formula", "no font could be found"),
        ("label", r"label `<(?P<name>[^`]*)>` does not exist.*"),
        ("syntax", _SYNTAX),
    )
)
"""How typst words its faults, by kind; the first that fits counts."""


def broken_template(template: str, said: str, diagnostic: str) -> ReportError:
    """Name the file, the line, the kind of fault and what is there, as the compiler points at it.

    A photograph or logo that cannot be read is no fault of the template.
    """
    if said.startswith(_BROKEN_PICTURE) and not _NAMED_PICTURE.search(diagnostic):
        return ReportError("error.document.logo" if _LOGO in diagnostic else "error.document.photograph")
    fault = _kind_of(said)
    said = _SEARCHED.sub("", said)
    found = _PLACE.search(diagnostic)
    if found is None and fault.id != _OTHER:
        return ReportError("error.document.template_whole", template=template, fault=fault, reason=said)
    if found is None:
        return ReportError("error.document.not_set", template=template, reason=said)
    return ReportError(
        "error.document.template_line",
        template=Path(found["file"]).name,
        line=int(found["line"]),
        column=int(found["column"]),
        fault=fault,
        reason=said,
        shown=found["shown"].strip(),
    )


def _kind_of(said: str) -> Message:
    searched = _SEARCHED.search(said)
    if searched is not None:
        return message("template.fault.file_named", name=searched["name"])
    for kind, pattern in _KINDS:
        found = pattern.fullmatch(said)
        if found is not None:
            return message(f"template.fault.{kind}", **found.groupdict())
    return message(_OTHER)
