"""What every document has around its content: owner, kind, tag, page words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.services.documents import is_sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.language import Language

_TITLE_SIZES_PT: Final = ((24, 27), (42, 21))
_LONG_TITLE_PT: Final = 17
_VERY_LONG_TITLE_PT: Final = 11
_VERY_LONG: Final = 120


def title_size(title: str) -> int:
    """27 pt up to 24 characters, 21 pt up to 42, 17 pt beyond; very long ones smaller."""
    for longest, size in _TITLE_SIZES_PT:
        if len(title) <= longest:
            return size
    return _LONG_TITLE_PT if len(title) <= _VERY_LONG else _VERY_LONG_TITLE_PT


def page_frame(language: Language, kind: str, title: str, sources: Iterable[str]) -> dict[str, object]:
    """Owner, kind of document, title, sample tag and the words of the page number."""
    sample = any(map(is_sample, sources))
    return {
        "language": language.code,
        "title": title,
        "owner": language.text("doc.owner"),
        "kind": language.text(f"doc.kind.{kind}"),
        "tag": language.text("doc.tag.sample") if sample else "",
        "page_word": language.text("doc.page"),
        "of_word": language.text("doc.page_of"),
    }
