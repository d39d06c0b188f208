"""What a server says, made fit to be shown: short, on one line, without signs that can mislead."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.xml_tree import local_name, parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_SIGNS: Final = 300
_HARMLESS: Final = {ord("<"): "\u2039", ord(">"): "\u203a"}
_MOST_READ: Final = 20_000
_BLANK: Final = b"\xef\xbb\xbf \r\n\t"
_HTML: Final = (b"<!doctype html", b"<html")
_XML_FAULTS: Final = frozenset({"ExceptionReport", "ServiceExceptionReport"})
_FAULT_MEMBERS: Final = ("description", "detail", "title", "message", "code")


def shown(text: object) -> str:
    """Return text of a server as one bounded line; markup and signs that steer a screen lose their force."""
    bare = str(text)[:_MOST_READ].translate(_HARMLESS)
    visible = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in bare)
    line = " ".join(visible.split())
    return line if len(line) <= _MOST_SIGNS else line[:_MOST_SIGNS] + "…"


def is_html(content_type: str, body: bytes) -> bool:
    """Whether an answer is a page for people."""
    return content_type.startswith("text/html") or body[:1000].lstrip(_BLANK).lower().startswith(_HTML)


def report_text(body: bytes) -> str | None:
    """Return the text of an exception report that came in place of data; ``None`` for anything else."""
    head = body[:4000].lstrip(_BLANK)
    if head[:1] == b"<" and b"ExceptionReport" in head:
        return _xml_text(body)
    return _json_fault(body) if head[:1] == b"{" and b'"exceptions"' in head else None


def said_by(body: bytes) -> Message:
    """Return what a server says beside a status, in any of the usual forms, or that it says nothing."""
    head = body.lstrip(_BLANK)[:1]
    text = _xml_text(body) if head == b"<" else _json_fault(body) if head == b"{" else None
    return message("fetch.said", text=shown(text)) if text else message("fetch.said_nothing")


def _xml_text(body: bytes) -> str | None:
    try:
        return xml_fault(parse_xml(body, ""))
    except DataSourceError:
        return None


def xml_fault(root: Element) -> str | None:
    """Return the text of an exception report as XML, or of one that stands within an answer."""
    report = next((each for each in root.iter() if local_name(each.tag) in _XML_FAULTS), None)
    if report is None:
        return None
    codes = [code for each in report.iter() if (code := each.get("exceptionCode") or each.get("code"))]
    texts = [text.strip() for text in report.itertext() if text.strip()]
    return " ".join([*codes, *texts]) or local_name(report.tag)


def _json_fault(body: bytes) -> str | None:
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or "features" in content:
        return None
    reports = content.get("exceptions")
    if isinstance(reports, list) and reports and isinstance(reports[0], dict):
        return " ".join(str(reports[0].get(name) or "") for name in ("code", "text")).strip() or None
    found = [str(content[name]) for name in _FAULT_MEMBERS if isinstance(content.get(name), str | int)]
    return found[0] if found else None
