"""How the wizard for columns asks for work: calls that answer later, so that no widget knows a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.ui.dialogs.import_calls import Cancellable

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class LinkingReply(Generic[Result]):
    """What is done with the outcome of a call; exactly one of them is called, on the window's thread."""

    done: Callable[[Result], None]
    failed: Callable[[BaseException], None]


class ProposeCall(Protocol):
    """Starts looking at a file; a text is read in ``encoding``, empty for what it shows itself."""

    def __call__(
        self, path: Path, options: ImportOptions, encoding: str, reply: LinkingReply[MappingProposal]
    ) -> Cancellable:
        """Start, and answer through ``reply`` later."""
        ...


class TryCall(Protocol):
    """Starts reading all rows of a file as a draft says."""

    def __call__(
        self, path: Path, options: ImportOptions, draft: MappingDraft, reply: LinkingReply[MappingTrial]
    ) -> Cancellable:
        """Start, and answer through ``reply`` later."""
        ...


class KeepCall(Protocol):
    """Starts writing what was decided as a mapping of the person's own."""

    def __call__(
        self, proposal: MappingProposal, draft: MappingDraft, reply: LinkingReply[Path]
    ) -> Cancellable:
        """Start, and answer through ``reply`` later."""
        ...


@dataclass(frozen=True, slots=True)
class LinkingCalls:
    """What the wizard can ask for; nothing of it stores a site."""

    propose: ProposeCall
    try_draft: TryCall
    keep: KeepCall
