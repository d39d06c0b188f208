"""The words of the map page, from the catalogue: no text stands in the page's script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.source_names import without_line_references
from drentsportal.mapview.messages import LabelsPushed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.language import Language

_PREFIX: Final = "ui.map."
_PAGE: Final = "ui.map.page."
_LOCALES: Final = {"nl": "nl-NL", "en": "en-GB", "de": "de-DE"}
_MOST_SOURCES: Final = 3
_LINES: Final = re.compile(r"\s*\(\d[^)]*\)")


def labels_message(language: Language) -> LabelsPushed:
    """Every word that the page can show, by its id without ``ui.map.page.``."""
    ids = sorted(each for each in language.ids if each.startswith(_PAGE))
    texts = {each.removeprefix(_PAGE): language.text(each) for each in ids}
    return LabelsPushed(_LOCALES[language.code], texts)


def attribution(
    language: Language, municipalities: Sequence[Municipality], landmarks: Sequence[Landmark]
) -> str:
    """Name the sources of the ground: one short line, and below it what each of them gave.

    The first line holds every source once, by its name; the lines after it are shown on hover.
    """
    names: list[str] = []
    details = []
    for what, things in (("municipalities", municipalities), ("landmarks", landmarks)):
        sources = _sources(things)
        names += [_name(source) for source in sources]
        if sources:
            text_id = f"{_PREFIX}attribution.{what}"
            details.append(language.text(text_id, sources="; ".join(sources[:_MOST_SOURCES])))
    if not names:
        return ""
    short = language.text(f"{_PREFIX}attribution.short", sources=" \u00b7 ".join(dict.fromkeys(names)))
    return "\n".join((short, *details))


def _name(source: str) -> str:
    """Return the source without its line numbers and remarks; the licence stays."""
    return _LINES.sub("", source).partition(",")[0].strip()


def _sources(things: Iterable[Municipality | Landmark]) -> list[str]:
    """Return the sources, the one of most things first."""
    counted: dict[str, int] = {}
    for each in things:
        if each.source:
            source = without_line_references(each.source)
            counted[source] = counted.get(source, 0) + 1
    return sorted(counted, key=lambda source: (-counted[source], source))
