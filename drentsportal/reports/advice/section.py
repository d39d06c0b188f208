"""One heading of an advice with what stands under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.reports.typeset.blocks import Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, a table and numbered steps, each of which may be absent."""

    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    steps: tuple[str, ...] = ()
    after: str = ""
