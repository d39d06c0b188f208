"""What a new delivery is laid against, from the in-memory state; see `tests.fakes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.merge.merge_ground import MergeGround
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.sites.site_table import SiteTable
    from tests.fake_history import LedgerState


def merge_ground(
    state: LedgerState, source: str, table_of: Callable[[LedgerState], SiteTable]
) -> MergeGround:
    """Work it out from first principles: the table as it is, and of a state without the source."""
    newest = state.newest_version
    own = [each for each in state.records if each.source == source]
    own_ids = {each.id for each in own}
    others = state.copied()
    others.records = [each for each in state.records if each.source != source]
    # Where a choice counts, what others say does not matter; one for a record that is gone cannot be read.
    others.choices = [each for each in state.choices if each.record_id not in own_ids]
    alone = state.copied()
    alone.records, alone.choices = own, []
    last: dict[tuple[str, str], ValueChoice] = {}
    for choice in sorted(state.choices, key=lambda each: each.from_version):
        if choice.in_force(newest):
            last[choice.site_id, choice.attribute_id] = choice
    delivered = {
        kind: frozenset(each.site_id for each in own if each.kind is kind and state.in_force(each, newest))
        for kind in SiteKind
    }
    return MergeGround(
        source,
        table_of(state),
        table_of(others),
        table_of(alone),
        tuple(last.values()),
        delivered,
    )
