"""Recognises in a message what a request asks: right or empty, and never one of several in silence."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.area_finders import areas
from drentsportal.domain.intake.building_finders import buildings
from drentsportal.domain.intake.clauses import words
from drentsportal.domain.intake.company_finders import (
    asks_for_itself,
    companies,
    kvk_numbers,
    names_like_the_address,
)
from drentsportal.domain.intake.contact_finders import contacts
from drentsportal.domain.intake.date_finders import needed_by
from drentsportal.domain.intake.forwarded import forwarded_origin
from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.domain.intake.message_parts import PartKind, only, parts_of
from drentsportal.domain.intake.need_finders import categories, distances, power, staff
from drentsportal.domain.intake.number_reading import guess_language
from drentsportal.domain.intake.recognised import Certainty, IntakeField, readings
from drentsportal.domain.intake.searched_text import SearchedText
from drentsportal.domain.intake.whose_figure import judged, of_the_asker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drentsportal.domain.intake.incoming import IncomingMessage
    from drentsportal.domain.intake.message_parts import TextPart
    from drentsportal.domain.intake.place_finders import PlaceFinder
    from drentsportal.domain.intake.recognised import FieldReading, Recognised
    from drentsportal.domain.intake.sector_finders import SectorFinder

_MOST_OF_A_KIND: Final = 300
"""What one finder gives at most; no message that a person wrote names as many areas or places. Own choice."""
_TO_MANY: Final = words(
    "nieuwsbrief", "uitschrijven", "newsletter", "unsubscribe", "rundbrief", "abbestellen", "abmelden"
)
"""Words of a message that went to many, of which nothing is asked for certain."""
_BODY: Final = frozenset({PartKind.OWN, PartKind.FORWARDED})
_ASKER_SIGNED: Final = frozenset({PartKind.OWN, PartKind.SIGNATURE})
_ORIGINAL_SIGNED: Final = frozenset({PartKind.FORWARDED, PartKind.FORWARDED_SIGNATURE})


class Recognition:
    """All finders together."""

    def __init__(self, places: PlaceFinder, sectors: SectorFinder) -> None:
        """Keep the finders that know lists."""
        self._in_body: tuple[Callable[[SearchedText], Iterator[Recognised]], ...] = (
            areas, buildings, places, sectors, staff, categories, needed_by, power, distances,
        )  # fmt: skip

    def read(self, message: IncomingMessage) -> tuple[FieldReading, ...]:
        """Recognise in what the sender wrote and in what was forwarded.

        Quoted replies are left out. Signatures are too, but for the contacts and the name of whoever asks:
        in a forwarded message those of the original, not of who passed it on; and the name below a message
        is not of the company where somebody asks for another. Derived is
        what somebody remarks who passes a message on, what a newsletter tells, and what rests on characters
        that could not be read for certain.
        """
        parts = parts_of(message.text, message.subject, message.sender_name)
        body = self._passage(message, parts, _BODY)
        asker = self._passage(message, parts, asker_kinds(parts))
        is_itself = asks_for_itself(asker)
        found = [each for find in self._in_body for each in islice(find(body), _MOST_OF_A_KIND)]
        found = list(judged(body, found))
        if _TO_MANY.search(body.searched):
            found = [_doubted(each) for each in found]
        for find in (contacts, companies, kvk_numbers):
            found += of_the_asker(asker, islice(find(asker), _MOST_OF_A_KIND))
        if is_itself and not any(each.field is IntakeField.COMPANY_NAME for each in found):
            found += islice(names_like_the_address(asker), _MOST_OF_A_KIND)
        head = next((each for each in parts if each.kind is PartKind.FORWARD_HEAD), None)
        if head is not None:
            found = [_doubted(each) if each.start < head.start else each for each in found]
        if MessageDoubt.CHARSET in message.doubts:
            found = [_doubted(each) for each in found]
        return readings(found)

    def _passage(
        self, message: IncomingMessage, parts: tuple[TextPart, ...], kinds: frozenset[PartKind]
    ) -> SearchedText:
        searched = only(message.text, parts, kinds)
        sent_on = None if message.sent_at_utc is None else message.sent_at_utc.date()
        whose = forwarded_origin(message.text, parts) or message
        language = guess_language(searched) or guess_language(message.text)
        return SearchedText(
            message.text, searched, language, sent_on, whose.sender_name, whose.sender_address
        )


def _doubted(found: Recognised) -> Recognised:
    return replace(found, certainty=Certainty.DERIVED)


def asker_kinds(parts: tuple[TextPart, ...]) -> frozenset[PartKind]:
    """Return which parts are of whoever asks: those of the original where a message was forwarded."""
    is_forward = any(each.kind is PartKind.FORWARDED for each in parts)
    return _ORIGINAL_SIGNED if is_forward else _ASKER_SIGNED
