"""The sources that a kept match carries along, so that its explanations need no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drentsportal.domain.match.provenance import Provenance
from drentsportal.domain.match.readings import reading
from drentsportal.domain.sites.site_table import RecordSource
from drentsportal.domain.values import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.provenance import SourceLookup

_BySite = dict[tuple[str, str], RecordSource]


def sources_to_data(result: MatchResult) -> dict[str, object]:
    """Write source and date of every value that a card or rejection of the result can show."""
    noted = _NotedSources(result.sources)
    offers = result.inputs.offers
    provenance = Provenance(offers, noted)
    criterion_ids = {judgement.criterion.id for judgement in result.judgements}
    criterion_ids |= {preference.criterion_id for preference in result.preferences}
    for offer in result.choice.shown_offer.tolist():
        for criterion_id in criterion_ids:
            provenance.value(offer, reading(offers, offer, criterion_id))
    return {
        "by_record": [[record, *_texts(source)] for record, source in sorted(noted.by_record.items())],
        "by_value": [[*key, *_texts(source)] for key, source in sorted(noted.by_value.items())],
    }


class _NotedSources:
    """Passes every look-up on and keeps the answer."""

    def __init__(self, sources: SourceLookup) -> None:
        self._sources = sources
        self.by_record: dict[int, RecordSource] = {}
        self.by_value: _BySite = {}

    def source_of(self, site_id: str, attribute_id: str, record_id: int) -> RecordSource:
        source = self._sources.source_of(site_id, attribute_id, record_id)
        if record_id:
            self.by_record[record_id] = source
        else:
            self.by_value[site_id, attribute_id] = source
        return source


def sources_from_data(data: Mapping[str, Any]) -> tuple[dict[int, RecordSource], _BySite]:
    """Read what ``sources_to_data`` wrote."""
    by_record = {record: _source(source, as_of) for record, source, as_of in data["by_record"]}
    by_value = {
        (site_id, attribute_id): _source(source, as_of)
        for site_id, attribute_id, source, as_of in data["by_value"]
    }
    return by_record, by_value


def _texts(source: RecordSource) -> tuple[str, str]:
    return source.source, source.as_of.iso


def _source(source: str, as_of: str) -> RecordSource:
    return RecordSource(source, PartialDate.parse(as_of))
