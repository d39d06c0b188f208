"""What factsheets for a case tell of its request, wherever they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.services.factsheets import SheetWish, cards_of
from drentsportal.services.fitting import GroundFitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.documents import DocumentStyle


def sheets_for_case(
    case: Case,
    outcome: MatchResult | None,
    site_ids: Sequence[str],
    catalogue: SiteCatalogue,
    style: DocumentStyle | None = None,
) -> SheetWish:
    """Return the wish for sheets that tell how each site answers the request, as those of an advice do.

    ``outcome`` is the newest match. One of older data or of another request says nothing of what the sheet
    tells: then, as without a match, the sheet is made for the case alone.
    """
    if outcome is None or outcome.request != case.request or outcome.data_version != catalogue.data_version():
        return SheetWish(case.number, style=style)
    fittings = GroundFitting(catalogue).of_outcome(outcome, site_ids)
    return SheetWish(case.number, fittings, style, cards_of(outcome, site_ids))
