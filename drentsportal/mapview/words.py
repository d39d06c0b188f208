"""The words of the map page, from the catalogue: no text stands in the page's script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.mapview.messages import LabelsPushed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.site import Landmark, Municipality
    from drentsportal.language import Language

_PREFIX: Final = "ui.map."
_PAGE: Final = "ui.map.page."
_LOCALES: Final = {"nl": "nl-NL", "en": "en-GB", "de": "de-DE"}
_MOST_SOURCES: Final = 3


def labels_message(language: Language) -> LabelsPushed:
    """Every word that the page can show, by its id without ``ui.map.page.``."""
    ids = sorted(each for each in language.ids if each.startswith(_PAGE))
    texts = {each.removeprefix(_PAGE): language.text(each) for each in ids}
    return LabelsPushed(_LOCALES[language.code], texts)


def attribution(
    language: Language, municipalities: Sequence[Municipality], landmarks: Sequence[Landmark]
) -> str:
    """One line that names the sources of the ground."""
    parts = []
    for what, things in (("municipalities", municipalities), ("landmarks", landmarks)):
        sources = _sources(things)
        if sources:
            parts.append(language.text(f"{_PREFIX}attribution.{what}", sources=sources))
    return " · ".join(parts)


def _sources(things: Iterable[Municipality | Landmark]) -> str:
    counted: dict[str, int] = {}
    for each in things:
        if each.source:
            counted[each.source] = counted.get(each.source, 0) + 1
    common = sorted(counted, key=lambda source: (-counted[source], source))
    return ", ".join(common[:_MOST_SOURCES])
