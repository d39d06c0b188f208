"""How a review reads on the command line: counts, and what differs value by value."""

from __future__ import annotations

import itertools
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from drentsportal.domain.checks.park_names import park_names
from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
from drentsportal.domain.merge.merge_states import SiteMerge, ValueMerge
from drentsportal.domain.values import Known
from drentsportal.language.finding_words import attribute_words, shift_words, value_words
from drentsportal.language.segment_words import segment_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drentsportal.cli.import_sites import ImportFileOptions
    from drentsportal.cli.session import Session
    from drentsportal.domain.merge.delivery import ImportReport, MergeCounts
    from drentsportal.domain.merge.merge_findings import SiteFinding, ValueFinding
    from drentsportal.domain.merge.merging import MergeReview
    from drentsportal.domain.values import Attribute
    from drentsportal.services.site_import import ImportReview

_SHOWN: Final = 200
_TOLD: Final = (SiteMerge.CONFLICTING, SiteMerge.CHANGED)
_COLUMNS: Final = ("site", "what", "state", "used", "delivered", "by_default")


def print_counts(counts: MergeCounts, session: Session) -> None:
    """Print how the sites of a delivery stand to what is in use."""
    session.print("cli.merge.counts", **asdict(counts))
    if counts.undecided:
        session.print("cli.merge.undecided", sites=counts.undecided)


def print_merge(review: MergeReview, session: Session, *, with_values: bool) -> None:
    """Print the counts unless all is new, and on request the values that differ."""
    if not review.is_plain:
        print_counts(review.counts, session)
        if with_values:
            print_review(review, session)


def remember(
    session: Session, options: ImportFileOptions, review: ImportReview, report: ImportReport
) -> None:
    """Remember the file that was imported as a source, with the answers that were given."""
    source = DataSource(
        id="",
        title=options.remember or "",
        kind=DataSourceKind.FILE,
        address=str(options.file.absolute()),
        layer=options.layer or "",
        crs=options.crs or "",
        mapping=options.mapping or "",
        accepted=tuple(sorted(options.accept or ())),
        source_name=options.source or "",
        as_of=options.answers.as_of,
        is_complete=options.complete,
    )
    made = session.services.refreshing.remember(source, report, review.delivery.file_sha256)
    if not options.as_json:
        session.print("cli.import.remembered", id=made.id)


def print_review(review: MergeReview, session: Session) -> None:
    """Print what differs, value by value, with both sources and dates; then what vanished."""
    names = [session.say(f"cli.merge.column.{name}") for name in _COLUMNS]
    found = list(itertools.islice(_differing(review), _SHOWN + 1))
    words = _Words(session, park_names(review.ground.in_use.parks))
    session.terminal.table(names, [words.row(site, value) for site, value in found[:_SHOWN]])
    if len(found) > _SHOWN:
        session.print("cli.merge.more", shown=_SHOWN)
    for alike in review.lookalikes:
        session.print(
            "cli.merge.lookalike",
            site=alike.site_id,
            known=alike.known_id,
            why=session.say(f"merge.why.{alike.why.value}"),
        )
    for number in review.with_state(SiteMerge.VANISHED)[:_SHOWN].tolist():
        site = review.site(number)
        session.print("cli.merge.vanished", site=site.name, id=site.site_id)


def review_content(review: MergeReview) -> dict[str, object]:
    """Write a review as data."""
    return {
        **asdict(review.counts),
        "values": [_value_content(site, value) for site, value in _differing(review)],
        "lookalikes": [
            {"site_id": each.site_id, "known_id": each.known_id, "why": each.why.value}
            for each in review.lookalikes
        ],
        "vanished_ids": [review.site_id(each) for each in review.with_state(SiteMerge.VANISHED).tolist()],
        "new_ids": [review.site_id(each) for each in review.with_state(SiteMerge.NEW).tolist()],
    }


def _differing(review: MergeReview) -> Iterator[tuple[SiteFinding, ValueFinding]]:
    for state in _TOLD:
        for number in review.with_state(state).tolist():
            site = review.site(number)
            told = (value for value in review.values(number) if value.state is not ValueMerge.CONFIRMED)
            yield from ((site, value) for value in told)


class _Words:
    """Words the values of one review."""

    def __init__(self, session: Session, parks: Mapping[str, str]) -> None:
        """Keep the language; ``parks`` names the parks by id."""
        self._session = session
        self._language = session.language
        self._segments = segment_names(session.services.reference.segments(), session.language)
        self._parks = parks

    def row(self, site: SiteFinding, value: ValueFinding) -> tuple[str, ...]:
        """Return the row of one value."""
        after = self._plain(value.attribute_id, value.by_default)
        return (
            site.name,
            attribute_words(self._language, value.attribute_id),
            self._session.say(f"merge.value.{value.state.name.lower()}"),
            self._sourced(value.attribute_id, value.used),
            self._sourced(value.attribute_id, value.delivered),
            after if value.shape is None else f"{after} ({shift_words(self._language, value.shape)})",
        )

    def _sourced(self, attribute_id: str, attribute: Attribute[object]) -> str:
        words = self._plain(attribute_id, attribute)
        if not isinstance(attribute, Known):
            return words
        return self._session.say("merge.sourced", value=words, source=attribute.source, as_of=attribute.as_of)

    def _plain(self, attribute_id: str, attribute: Attribute[object]) -> str:
        value = attribute.value if isinstance(attribute, Known) else None
        return value_words(self._language, attribute_id, value, self._segments, self._parks)


def _value_content(site: SiteFinding, value: ValueFinding) -> dict[str, object]:
    shape = value.shape
    return {
        "site_id": site.site_id,
        "attribute": value.attribute_id,
        "state": value.state.name.lower(),
        "used": _content(value.attribute_id, value.used),
        "delivered": _content(value.attribute_id, value.delivered),
        "by_default": _content(value.attribute_id, value.by_default),
        "shift_m": None if shape is None else round(shape.shift_m, 2),
    }


def _content(attribute_id: str, attribute: Attribute[object]) -> dict[str, object] | None:
    """Write a value with source and date; of a shape its area in m², of an unknown value nothing."""
    if not isinstance(attribute, Known):
        return None
    value = attribute.value
    if attribute_id == GEOMETRY:
        value = round(float(getattr(value, "area", 0.0)), 2)
    return {"value": value, "source": attribute.source, "as_of": attribute.as_of.iso}
