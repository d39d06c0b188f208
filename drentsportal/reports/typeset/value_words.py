"""Words for values: the figure with its unit, and what stands beside it when it is not sure."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType
from drentsportal.domain.source_names import own_remark, without_line_references
from drentsportal.domain.values import Attribute, Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import LOCATION_TYPES, MUNICIPALITIES
from drentsportal.language.segment_words import segment_words
from drentsportal.reports.typeset.blocks import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from drentsportal.language import Language

_SPEC_BY_SUFFIX = (("_ha", "hectare"), ("_m2", "m2"), ("_m", "m"))
_EURO_CENTS = 100


class Mark(StrEnum):
    """The state of a value, drawn before its word."""

    UNKNOWN = "unknown"
    CHECK = "check"
    STALE = "stale"
    CONFLICTING = "conflicting"


@dataclass(slots=True)
class SourceNumbers:
    """Numbers the sources of a document in the order in which they are first used."""

    language: Language
    _numbers: dict[tuple[str, PartialDate], int] = field(default_factory=dict)

    def number(self, source: str, as_of: PartialDate) -> int:
        """Return the number under which the document lists a source at a date."""
        key = (without_line_references(source), as_of)
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def reference(self, known: Known[object]) -> str:
        """``bron 2 · 1 jan. 2022``."""
        number = self.number(known.source, known.as_of)
        return self.language.text("doc.source.reference", number=number, as_of=known.as_of)

    @property
    def items(self) -> tuple[dict[str, str], ...]:
        """The list under "Bronnen en peildata"."""
        return tuple(
            {
                "number": str(number),
                "text": self.language.text("doc.source.item", source=self._name(source), as_of=as_of),
            }
            for (source, as_of), number in self._numbers.items()
        )

    def _name(self, source: str) -> str:
        """Return the name as it is, with our own words in the language: a computed value names a text."""
        if source in self.language:
            return self.language.text(source)
        name, remark = own_remark(source)
        return name + self.language.text(remark) if remark else name

    @property
    def names(self) -> tuple[str, ...]:
        """Every source that was used."""
        return tuple(source for source, _ in self._numbers)


@dataclass(frozen=True, slots=True)
class ValueWords:
    """Writes attribute values in one language, as they stand on one day."""

    language: Language
    segments: Mapping[str, str]
    today: date
    park_names: Mapping[str, str] = field(default_factory=dict)

    def plain(self, attribute_id: str, value: object) -> str:
        """Return a known value with its unit."""
        if isinstance(value, bool):
            return self.language.text("word.yes" if value else "word.no")
        if attribute_id == "category_main_max" or "_eur_m2" in attribute_id:
            return self._priced(attribute_id, value)
        if isinstance(value, str):
            return self._text(attribute_id, value)
        for suffix, format_spec in _SPEC_BY_SUFFIX:
            if attribute_id.endswith(suffix):
                return self.language.value(value, format_spec)
        return str(value)

    def _priced(self, attribute_id: str, value: object) -> str:
        if attribute_id == "category_main_max":
            return self.language.text("doc.value.main_category", category=value)
        per = "doc.value.eur_m2_year" if attribute_id.endswith("_year") else "doc.value.eur_m2"
        return self.language.text(per, price_eurocent=cents_of(value))

    def _text(self, attribute_id: str, value: str) -> str:
        spec = ATTRIBUTE_BY_ID.get(attribute_id)
        if attribute_id == "segments":
            told = (segment_words(each, self.segments, self.language) for each in value.split(";") if each)
            return "; ".join(told)
        if attribute_id in {"municipality_code", "park_id"}:
            names = self.park_names if attribute_id == "park_id" else MUNICIPALITIES
            return names.get(value, value)
        if attribute_id == "location_type":
            return location_type_words(value, self.language)
        if spec is not None and spec.type is ValueType.DATE:
            return self.language.value(value, "date")
        choice = f"choice.{attribute_id}.{value}"
        if spec is not None and spec.type is ValueType.CHOICE and choice in self.language:
            return self.language.text(choice)
        return value

    def is_stale(self, attribute_id: str, attribute: Attribute[object]) -> bool:
        """Whether a known value is past the age that its attribute allows."""
        spec = ATTRIBUTE_BY_ID.get(attribute_id)
        if isinstance(attribute, Unknown) or spec is None or spec.max_age_days is None:
            return False
        return attribute.as_of.age_days(self.today) > spec.max_age_days

    def words(self, attribute_id: str, attribute: Attribute[object]) -> Words:
        """Return a value for a narrow cell: with its mark, "verouderd" or "onbekend" with whom to ask."""
        if isinstance(attribute, Unknown):
            return Words(self.language.text("doc.value.ask"), Mark.UNKNOWN, "unknown")
        text = self.plain(attribute_id, attribute.value)
        if self.is_stale(attribute_id, attribute):
            return Words(self.language.text("doc.value.stale", value=text), Mark.STALE)
        return Words(text)


def cents_of(value: object) -> Decimal:
    """Return an amount of euros in cents, exactly; it is rounded where it is written, half a cent up."""
    return Decimal(str(value)) * _EURO_CENTS


def location_type_words(code: str, language: Language) -> str:
    """Return the code of a work location with its word in IBIS; another code than those stands alone."""
    return language.text(f"choice.location_type.{code}") if code in LOCATION_TYPES else code
