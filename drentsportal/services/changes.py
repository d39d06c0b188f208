"""What a use case altered, so that each panel refreshes only if it is concerned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Which parts of the workspace a use case altered."""

    sites: bool = False
    cases: frozenset[str] = frozenset()
    matches: frozenset[str] = frozenset()
    reference: bool = False
    companies: bool = False
    sources: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was altered."""
        return self == ChangeSet()
