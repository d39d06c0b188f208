"""How the import dialog asks for work: calls that answer later, so that no widget knows a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.ui.dialogs.mapping_calls import LinkingCalls


@dataclass(frozen=True, slots=True)
class ImportReply:
    """What the dialog does with the outcome of a call; exactly one of them is called, on its thread."""

    done: Callable[[ImportReport], None]
    failed: Callable[[BaseException], None]
    cancelled: Callable[[], None]


class Cancellable(Protocol):
    """Work that is under way."""

    def cancel(self) -> None:
        """Ask it to stop."""
        ...


class ImportCall(Protocol):
    """Starts the reading or importing of a file off the window's thread."""

    def __call__(self, path: Path, options: ImportOptions, reply: ImportReply) -> Cancellable:
        """Start, and answer through ``reply`` later."""
        ...


@dataclass(frozen=True, slots=True)
class ImportCalls:
    """What the dialog can ask for: ``preview`` stores nothing, ``run`` imports, ``linking`` links columns."""

    preview: ImportCall
    run: ImportCall
    linking: LinkingCalls | None = None
