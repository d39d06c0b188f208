"""What a message proposes for a request, field by field, in people's units; a person confirms each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.intake.channel_rules import domain_name, propose_channel
from drentsportal.domain.intake.forwarded import earlier_moments
from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.domain.intake.recognised import Certainty, IntakeField

if TYPE_CHECKING:
    from drentsportal.domain.intake.channel_rules import ChannelProposal
    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.domain.intake.forwarded import ForwardedOrigin
    from drentsportal.domain.intake.incoming import IncomingMessage
    from drentsportal.domain.intake.recognised import FieldReading, Recognised, RecognisedValue

KEY_BY_FIELD: Final[dict[IntakeField, tuple[str, int]]] = {
    IntakeField.PLOT_AREA_M2: ("plot_area_ha", 10_000),
    IntakeField.FLOOR_AREA_M2: ("floor_area_m2", 1),
    IntakeField.BUILDING_DM: ("building", 10),
    IntakeField.HEIGHT_DM: ("height_m", 10),
    IntakeField.MUNICIPALITY: ("municipality", 1),
    IntakeField.SECTOR: ("sector", 1),
    IntakeField.STAFF_COUNT: ("staff_count", 1),
    IntakeField.CATEGORY: ("category", 1),
    IntakeField.AVAILABLE_BY: ("available_by", 1),
    IntakeField.GRID_DEMAND_KW: ("grid_demand_kw", 1),
    IntakeField.GRID_FEED_KW: ("grid_feed_kw", 1),
    IntakeField.JUNCTION_DISTANCE_M: ("junction_distance_km", 1000),
    IntakeField.COMPANY_NAME: ("company_name", 1),
    IntakeField.KVK_NUMBER: ("kvk_number", 1),
    IntakeField.PHONE: ("phone", 1),
    IntakeField.EMAIL: ("email", 1),
}
"""Which key of a request file a field proposes for, and the factor from people's unit to the exact one."""

_REACHING: Final = frozenset({IntakeField.PHONE, IntakeField.EMAIL})
_PREFIX: Final = re.compile(r"^\s*(?:(?:re|aw|antw|fwd?|fw|doorst|wg|tr)\s*:\s*)+", re.IGNORECASE)
_TELLING: Final = 4
_LONGEST_TITLE: Final = 120
"""What is proposed as a title at most, so that it stands on a line. Own choice."""


@dataclass(frozen=True, slots=True)
class ProposedField:
    """What is proposed for one key: ``value`` as it would be typed, empty where a person must choose.

    ``options`` are all values that were found, ``quotes`` the words that they rest on.
    """

    key: str
    value: str
    options: tuple[str, ...]
    certainty: Certainty
    quotes: tuple[str, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether there is something to choose and nothing was chosen."""
        return not self.value


@dataclass(frozen=True, slots=True)
class IntakeProposal:
    """A message with everything that it proposes; nothing of it is stored or decided.

    ``origin`` tells of the message that was forwarded, where one was. ``readings`` is what was recognised,
    also what is not asked. ``companies`` are known companies that may be meant, ``cases`` the numbers of
    earlier cases whose company has the same name.
    """

    message: IncomingMessage
    origin: ForwardedOrigin | None
    readings: tuple[FieldReading, ...]
    channel: ChannelProposal
    fields: tuple[ProposedField, ...]
    companies: tuple[CompanyLikeness, ...] = ()
    cases: tuple[str, ...] = ()

    def field(self, key: str) -> ProposedField | None:
        """Return what is proposed for a key, None where nothing is."""
        return next((each for each in self.fields if each.key == key), None)


def proposed_fields(
    message: IncomingMessage,
    origin: ForwardedOrigin | None,
    found: tuple[FieldReading, ...],
    channel: ChannelProposal,
    latest_utc: datetime,
) -> tuple[ProposedField, ...]:
    """Write down what is proposed for every key of a request file that the message tells of.

    No moment after ``latest_utc`` is proposed or offered: nobody asked or wrote in the future.
    """
    name, address = _writer(message, origin, channel)
    proposed = [
        *_title(message, origin, found, channel),
        *_channel(channel),
        *_moments(message, origin, channel, latest_utc),
        *_requester(message, channel),
        *_told("contact_name", name),
    ]
    for reading in found:
        if reading.field in KEY_BY_FIELD:
            key, factor = KEY_BY_FIELD[reading.field]
            made = _of_reading(reading, key, factor)
            if reading.field in _REACHING and not _writes_for_itself(origin, channel):
                # It may be of whoever passes the request on.
                made = replace(made, value="")
            proposed.append(made)
    if not any(each.key == "email" for each in proposed):
        proposed += _told("email", address)
    return tuple(proposed)


def _of_reading(reading: FieldReading, key: str, factor: int) -> ProposedField:
    options = tuple(dict.fromkeys(in_people_units(each.value, factor) for each in reading.found))
    settled: Recognised | None = reading.settled
    certainty = Certainty.DERIVED if settled is None else settled.certainty
    quotes = tuple(dict.fromkeys(each.quote for each in reading.found))
    value = "" if settled is None else in_people_units(settled.value, factor)
    return ProposedField(key, value, options, certainty, quotes)


def in_people_units(value: RecognisedValue, factor: int) -> str:
    """Write a value as it would be typed: 25000 m² as 2.5 ha, the sides of a building as 80x50."""
    if isinstance(value, tuple):
        return "x".join(in_people_units(each, factor) for each in value)
    if isinstance(value, str):
        return value
    number = Decimal(value) / factor
    return str(number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize())


def _single(key: str, value: str, quote: str, certainty: Certainty = Certainty.DERIVED) -> ProposedField:
    return ProposedField(key, value, (value,), certainty, (quote,))


def _title(
    message: IncomingMessage,
    origin: ForwardedOrigin | None,
    found: tuple[FieldReading, ...],
    channel: ChannelProposal,
) -> list[ProposedField]:
    """Propose the subject as title, unless it may give away who asks: a title names nobody."""
    subject = _PREFIX.sub("", message.subject).strip()
    names = [message.sender_name, domain_name(channel.domain)]
    if origin is not None:
        names += [origin.sender_name, domain_name(origin.sender_address.rpartition("@")[2])]
    names += [
        str(each.value)
        for reading in found
        if reading.field is IntakeField.COMPANY_NAME
        for each in reading.found
    ]
    telling = {word.casefold() for name in names for word in re.split(r"\W+", name) if len(word) >= _TELLING}
    if not subject or any(word in subject.casefold() for word in telling):
        return []
    title = subject if len(subject) <= _LONGEST_TITLE else f"{subject[: _LONGEST_TITLE - 1].rstrip()}…"
    return [_single("title", title, message.subject)]


def _channel(channel: ChannelProposal) -> list[ProposedField]:
    return [] if channel.channel is None else [_single("channel", channel.channel.value, channel.domain)]


def _moments(
    message: IncomingMessage,
    origin: ForwardedOrigin | None,
    channel: ChannelProposal,
    latest_utc: datetime,
) -> list[ProposedField]:
    """Propose when it was received, by the last server, and asked: only where it was the company that wrote.

    An answer, or a message that quotes earlier ones, may come after the asking: then it is derived.
    Where nobody can tell whether it was, or the two contradict each other, the moment of sending is an option
    and no proposal; and so it is where the same sender wrote earlier messages that this one quotes.
    """
    proposed = []
    if message.received_at_utc is not None and message.received_at_utc <= latest_utc:
        received = message.received_at_utc.isoformat()
        proposed.append(_single("received_at", received, received, Certainty.LITERAL))
    asked, wrote = message.sent_at_utc, channel.channel
    if origin is not None:
        asked, wrote = origin.sent_at_utc, propose_channel(origin.sender_address).channel
    if asked is None or wrote not in {RequestChannel.COMPANY, None}:
        return proposed
    is_late = message.received_at_utc is not None and asked > message.received_at_utc
    is_sure = (
        wrote is RequestChannel.COMPANY
        and not is_late
        and not {MessageDoubt.SENT_AFTER_RECEIPT, MessageDoubt.SENT_IN_FUTURE} & set(message.doubts)
    )
    is_first = origin is None and MessageDoubt.ASKED_EARLIER not in message.doubts
    certainty = Certainty.LITERAL if is_sure and is_first else Certainty.DERIVED
    address = message.sender_address if origin is None else origin.sender_address
    earlier = tuple(each.isoformat() for each in earlier_moments(message.text, address) if each < asked)
    text = asked.isoformat()
    options = tuple(each for each in (*earlier, text) if datetime.fromisoformat(each) <= latest_utc)
    is_sure = is_sure and options == (text,)
    certainty = Certainty.DERIVED if earlier else certainty
    if not options:
        return proposed
    proposed.append(ProposedField("asked_at", text if is_sure else "", options, certainty, options))
    return proposed


def _requester(message: IncomingMessage, channel: ChannelProposal) -> list[ProposedField]:
    """Propose who asked us, unless it is the company itself: its name stands apart, sealed."""
    name = message.sender_name or message.sender_address
    if not name or channel.channel in {RequestChannel.COMPANY, None}:
        return []
    return [_single("requester", name, name, Certainty.LITERAL)]


def _writes_for_itself(origin: ForwardedOrigin | None, channel: ChannelProposal) -> bool:
    """Whether it may be the company that wrote, and nobody that passes on what it asks."""
    wrote = channel.channel if origin is None else propose_channel(origin.sender_address).channel
    return wrote in {RequestChannel.COMPANY, None}


def _writer(
    message: IncomingMessage, origin: ForwardedOrigin | None, channel: ChannelProposal
) -> tuple[str, str]:
    """Return name and address of who of the company wrote; empty where somebody may pass on what it asks."""
    if not _writes_for_itself(origin, channel):
        return "", ""
    wrote = message if origin is None else origin
    return wrote.sender_name, wrote.sender_address


def _told(key: str, text: str) -> list[ProposedField]:
    return [_single(key, text, text)] if text else []
