"""What of a batch of documents could not be made, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from drentsportal.domain.message import Message
    from drentsportal.services.ports.documents import MadeDocument


@dataclass(frozen=True, slots=True)
class FailedDocument:
    """A document that could not be made: the name of its site, and why."""

    name: str
    reason: Message


class IncompleteBatchError(ReportError):
    """Some documents of a batch could not be made; ``made`` holds those that were."""

    def __init__(
        self,
        made: tuple[MadeDocument, ...],
        failures: tuple[FailedDocument, ...],
        told_as: str = "error.document.some_failed",
        rest: Message | None = None,
    ) -> None:
        """Keep what was made, and what was not with the reason of each; ``rest`` says what is there."""
        super().__init__(
            told_as,
            failed=told_by_reason(failures),
            failed_count=len(failures),
            rest=_rest(len(made)) if rest is None else rest,
        )
        self.made = made
        self.failures = failures

    @property
    def failed(self) -> tuple[str, ...]:
        """The names of the sites whose documents could not be made."""
        return tuple(each.name for each in self.failures)


def _rest(made_count: int) -> Message:
    rest = {0: "none", 1: "one"}.get(made_count, "many")
    return message(f"doc.failed.rest.{rest}", made_count=made_count)


def told_by_reason(failures: tuple[FailedDocument, ...]) -> tuple[Message, ...]:
    """Tell each reason once, with all that failed of it: a broken template spoils a whole batch."""
    names: dict[Message, list[str]] = {}
    for each in failures:
        names.setdefault(each.reason, []).append(each.name)
    return tuple(message("doc.failed", names=tuple(each), reason=reason) for reason, each in names.items())
