"""What page 1 must say of its figures: sources that differ, and plots that add up to another total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.sites.plot_totals import COUNTED_STATUS, differing_totals
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import Known
from drentsportal.reports.typeset.value_words import Mark
from drentsportal.services.plot_total_words import plot_sum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import Site
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords


def notices_of(
    site: Site, plots: Sequence[Site], words: ValueWords, sources: SourceNumbers
) -> tuple[dict[str, str], ...]:
    """Return all that page 1 must say: sources that differ first, then plots that tell another total."""
    return (*_conflict_notices(site, words, sources), *_plot_notices(site, plots, words, sources))


def _conflict_notices(site: Site, words: ValueWords, sources: SourceNumbers) -> tuple[dict[str, str], ...]:
    """Each attribute on which sources differ: the value in use, then the others."""
    language = words.language
    notices = []
    for attribute_id, others in site.conflicts.items():
        used = site.attribute(attribute_id)
        if not others or not isinstance(used, Known):
            continue
        other_words = tuple(_told(attribute_id, each, words, sources) for each in others)
        notices.append(
            {
                "mark": Mark.CONFLICTING.value,
                "lead": language.text(
                    "doc.notice.lead", attribute=language.text(f"attribute.{attribute_id}")
                ),
                "text": language.text(
                    "doc.notice.text",
                    used=_told(attribute_id, used, words, sources),
                    others=other_words,
                ),
            }
        )
    return tuple(notices)


def _told(attribute_id: str, known: Known[object], words: ValueWords, sources: SourceNumbers) -> str:
    key = "doc.notice.stale" if words.is_stale(attribute_id, known) else "doc.notice.value"
    return words.language.text(
        key,
        value=words.plain(attribute_id, known.value),
        source=without_line_references(known.source),
        reference=sources.reference(known),
    )


def _plot_notices(
    park: Site, plots: Sequence[Site], words: ValueWords, sources: SourceNumbers
) -> tuple[dict[str, str], ...]:
    """Each total of a park that its plots contradict: what it states, and what they add up to."""
    text = words.language.text
    notices = []
    for total in differing_totals(park, plots):
        attribute_id = total.attribute_id
        references = tuple(dict.fromkeys(map(sources.reference, total.known)))
        notices.append(
            {
                "mark": Mark.CONFLICTING.value,
                "lead": text("doc.notice.plots.lead", attribute=text(f"attribute.{attribute_id}")),
                "text": text(
                    "doc.notice.plots",
                    stated=_told(attribute_id, total.stated, words, sources),
                    status=text(f"choice.status.{COUNTED_STATUS[attribute_id].value}"),
                    told=plot_sum(total),
                    sources=references,
                ),
            }
        )
    return tuple(notices)
