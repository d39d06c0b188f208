"""Who sent a forwarded message, and when: proposals from its header lines, which anybody can type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.wall_clock import instants_of
from drentsportal.domain.intake.message_parts import PartKind

if TYPE_CHECKING:
    from drentsportal.domain.intake.message_parts import TextPart


@dataclass(frozen=True, slots=True)
class ForwardedOrigin:
    """What the header lines of a forwarded message say; all of it derived, empty or None where unreadable.

    Without a zone the time is taken as Dutch. ``is_name_other`` says that the name shows another address.
    """

    sender_name: str = ""
    sender_address: str = ""
    subject: str = ""
    sent_at_utc: datetime | None = None
    quote: str = ""
    is_name_other: bool = False


_LINE: Final = re.compile(
    r"^[ \t*>]*(?P<name>[A-Za-zÄÖÜäöü -]{2,20}?)[ \t*]*:[ \t*]*(?P<value>[^\n]*)$", re.MULTILINE
)
_NAMES: Final = {
    "van": "from", "from": "from", "von": "from",
    "verzonden": "sent", "sent": "sent", "gesendet": "sent", "date": "sent", "datum": "sent",
    "verzonden op": "sent",
    "onderwerp": "subject", "subject": "subject", "betreff": "subject",
}  # fmt: skip
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BRACKETED: Final = re.compile(rf"[<\[(]\s*(?:mailto:)?(?P<address>{_ADDRESS.pattern})", re.IGNORECASE)
_FOR_ANOTHER: Final = re.compile(r"\b(?:namens|on\s+behalf\s+of|im\s+auftrag\s+von)\b", re.IGNORECASE)
_MONTHS: Final = (
    "jan", "feb", "maa|mar|mrt|mär", "apr", "mei|may|mai", "jun", "jul", "aug", "sep", "okt|oct", "nov",
    "dec|dez",
)  # fmt: skip
_WRITTEN: Final = re.compile(
    r"(?P<day>\d{1,2})\.?\s+(?P<month>[A-Za-zä]{3,9})\.?\s+(?P<year>20\d{2})(?P<rest>.*)", re.IGNORECASE
)
_AMERICAN: Final = re.compile(
    r"(?P<month>[A-Za-zä]{3,9})\s+(?P<day>\d{1,2}),\s+(?P<year>20\d{2})(?P<rest>.*)"
)
_FIGURES: Final = re.compile(r"(?P<day>\d{1,2})[-.](?P<month>\d{1,2})[-.](?P<year>20\d{2})(?P<rest>.*)")
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?\s*(?P<half>[AaPp]\.?[Mm]\b)?"
    r"\s*\(?(?P<zone>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{1,5}(?![\w]))?"
)
_HOURS_OF_ZONE: Final = {
    "Z": 0, "GMT": 0, "UTC": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EST": -5, "EDT": -4, "PST": -8, "PDT": -7,
}  # fmt: skip
"""Zones by name, in hours before Greenwich; a name that stands for several is not among them."""
_NOON: Final = 12


def forwarded_origin(text: str, parts: tuple[TextPart, ...]) -> ForwardedOrigin | None:
    """Read the header lines of the forwarded message; None where there is none."""
    head = next((each for each in parts if each.kind is PartKind.FORWARD_HEAD), None)
    if head is None:
        return None
    quote = text[head.start : head.end].strip()
    said: dict[str, str] = {}
    for line in _LINE.finditer(quote):
        known = _NAMES.get(line["name"].strip().casefold())
        if known:
            said.setdefault(known, line["value"].strip())
    name, address, is_name_other = _sender(said.get("from", ""))
    return ForwardedOrigin(
        sender_name=name,
        sender_address=address,
        subject=said.get("subject", ""),
        sent_at_utc=written_moment(said.get("sent", "")),
        quote=quote,
        is_name_other=is_name_other,
    )


def _sender(line: str) -> tuple[str, str, bool]:
    """Return name and address of a sender as a line shows them, and whether the name shows another address.

    The address is what stands last in its brackets; of several without brackets nobody can tell which it is.
    """
    own = _FOR_ANOTHER.split(line, maxsplit=1)[0]
    bracketed = [each["address"].casefold() for each in _BRACKETED.finditer(own)]
    shown = list(dict.fromkeys(each.casefold() for each in _ADDRESS.findall(own)))
    address = bracketed[-1] if bracketed else "".join(shown) if len(shown) == 1 else ""
    name = _ADDRESS.sub("", re.sub(r"[<\[(].*", "", own)).strip(" \"'")
    return "" if shown and not address else name, address, any(each != address for each in shown)


def written_moment(text: str) -> datetime | None:
    """Read a date with its time as mail programs write it in three languages; None where that is not sure."""
    try:
        exact = datetime.fromisoformat(text.strip())
    except ValueError:
        exact = None
    if exact is not None:
        return exact.astimezone(UTC) if exact.tzinfo else _only_instant(exact)
    for pattern in (_WRITTEN, _AMERICAN, _FIGURES):
        match = pattern.search(text)
        if match and (moment := _moment(match)) is not None:
            return moment
    return None


def _moment(match: re.Match[str]) -> datetime | None:
    month = int(match["month"]) if match["month"].isdigit() else _month(match["month"].casefold())
    time = _TIME.search(match["rest"])
    if not month or time is None:
        return None
    hour = int(time["hour"])
    if half := (time["half"] or "").casefold().replace(".", ""):
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        local = datetime(  # noqa: DTZ001 - what clocks show is no instant yet
            int(match["year"]),
            month,
            int(match["day"]),
            hour,
            int(time["minute"]),
            int(time["second"] or 0),
        )
        if time["zone"]:
            return local.replace(tzinfo=_zone(time["zone"])).astimezone(UTC)
    except ValueError:
        return None
    return _only_instant(local)


def _only_instant(wall: datetime) -> datetime | None:
    """Take a time as Dutch; none where the clocks skip it or show it twice: nothing says which is meant."""
    found = instants_of(wall)
    return found[0] if len(found) == 1 else None


def _zone(text: str) -> timezone:
    """Read a zone as mail programs write it. Raises ``ValueError`` for one that is not known."""
    if text in _HOURS_OF_ZONE:
        return timezone(timedelta(hours=_HOURS_OF_ZONE[text]))
    match = re.fullmatch(r"(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>\d{1,2}?):?(?P<minutes>\d{2})?", text)
    if match is None:
        raise ValueError(text)
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(ahead if match["sign"] == "+" else -ahead)


def _month(name: str) -> int:
    return next(
        (at for at, begins in enumerate(_MONTHS, start=1) if name.startswith(tuple(begins.split("|")))), 0
    )


def earlier_moments(text: str, address: str) -> tuple[datetime, ...]:
    """Return when an address wrote the messages that a text quotes, by the lines above them; each derived.

    A request often stands in the first of several: the last moment alone would give away hours.
    """
    if not address:
        return ()
    said = re.escape(address)
    attributions = re.finditer(
        rf"\b(?:op|on|am)\s(?P<when>[^\n]{{5,80}}?)(?:\s(?:schreef|heeft|schrieb)\b|,\s)[^\n]{{0,80}}{said}",
        text, re.IGNORECASE,
    )  # fmt: skip
    heads = re.finditer(
        rf"(?:van|from|von)[ \t*]*:[^\n]{{0,80}}{said}[^\n]*\n(?:[^\n]*\n){{0,3}}?"
        r"[ \t>*]*(?:verzonden|sent|gesendet|date|datum)[ \t*]*:(?P<when>[^\n]*)",
        text, re.IGNORECASE,
    )  # fmt: skip
    moments = {written_moment(each["when"]) for each in (*attributions, *heads)}
    return tuple(sorted(each for each in moments if each is not None))
