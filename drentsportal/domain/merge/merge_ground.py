"""What a delivery of one source is laid against before it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.domain.vocabulary import SiteKind


@dataclass(frozen=True, slots=True)
class MergeGround:
    """Everything that decides what will be in use after ``source`` delivers, all of one data version.

    ``in_use``: all sites as they are. ``others``: the same without any record of ``source``, since a new
    delivery supersedes those; together they say what comes to light where the source falls silent.
    ``own``: what ``source`` itself last said, choices left out; ``None`` where nothing can contradict it.
    ``choices``: per value the choice in force. ``delivered_ids``: the sites of which a record of ``source``
    is in force, by kind; ``vanished_ids``: those that were absent from its last complete delivery.
    """

    source: str
    in_use: SiteTable
    others: SiteTable
    own: SiteTable | None = None
    choices: tuple[ValueChoice, ...] = ()
    delivered_ids: Mapping[SiteKind, frozenset[str]] = field(default_factory=dict)
    vanished_ids: frozenset[str] = frozenset()
