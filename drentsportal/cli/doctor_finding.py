"""What a check of the installation finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.domain.message import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: ``ok``, ``note`` (works, with less) or ``fault``."""

    check: str
    state: str
    text: Message
