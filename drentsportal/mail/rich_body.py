"""The body of a message that Outlook kept as rich text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.mail.rtf_packed import unpacked_rtf
from drentsportal.mail.rtf_text import rich_text

if TYPE_CHECKING:
    from drentsportal.mail.assembled import MessageDraft


def read_rich_body(packed: object, draft: MessageDraft) -> None:
    """Read the rich text where a message has no other text; damaged, it is told and the text stays empty."""
    content = packed[0] if isinstance(packed, list) and packed else packed
    if draft.plain or draft.html or not isinstance(content, bytes) or not content:
        return
    try:
        rich = rich_text(unpacked_rtf(content))
    except ValueError:
        draft.doubt(MessageDoubt.DAMAGED_PART)
        return
    if rich.is_cut:
        draft.doubt(MessageDoubt.TEXT_CUT)
    if rich.text.strip():
        (draft.html if rich.is_html else draft.plain).append(rich.text)
