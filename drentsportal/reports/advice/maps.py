"""The proposed sites of an advice close by: the detail map of each factsheet, small, with one legend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.reports.factsheet.maps import detail_figure, swatches

if TYPE_CHECKING:
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.typeset.blocks import Figure
    from drentsportal.reports.typeset.value_words import SourceNumbers
    from drentsportal.services.documents import AdviceSubject

DETAIL_MM: Final = (78.0, 48.0)
"""Two beside each other, so that five sites take less than a page."""


@dataclass(frozen=True, slots=True)
class SiteMaps:
    """The maps in the order of the shortlist; without any drawn site there is no map and no legend.

    ``legend`` explains all of them, each class once; ``swatches`` are its drawings as SVG by key.
    """

    title: str
    figures: tuple[Figure, ...]
    legend: tuple[dict[str, str], ...]
    swatches: dict[str, str]


NO_MAPS: Final = SiteMaps("", (), (), {})
"""Of the short form, in which the factsheets show the sites close by."""


def site_maps(subject: AdviceSubject, language: Language, sources: SourceNumbers, look: Look) -> SiteMaps:
    """Draw each proposed site of which something has a geometry; its number leads back to the shortlist."""
    made = []
    for number, each in enumerate(subject.shortlist, start=1):
        if each.sheet is None:
            continue
        figure = detail_figure(each.sheet, language, sources, DETAIL_MM, look)
        if figure is not None:
            caption = language.text(
                "doc.advice.map_caption", number=number, name=each.site.name, caption=figure.caption
            )
            made.append(replace(figure, caption=caption))
    order = list(swatches(look))
    # By the line as well: a park has another boundary on its own map than around premises.
    found = {(item["swatch"], item["text"]): item for figure in made for item in figure.legend}
    legend = sorted(found.values(), key=lambda item: order.index(item["swatch"]))
    drawn = {item["swatch"] for item in legend}
    return SiteMaps(
        language.text("doc.advice.section.maps"),
        tuple(made),
        tuple(legend),
        {key: svg for key, svg in swatches(look).items() if key in drawn},
    )
