"""For which sites of a package there is a drawing, and whom to ask for that of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.services.stated_park import stated_municipality

if TYPE_CHECKING:
    from drentsportal.domain.message import Message
    from drentsportal.services.documents import FactsheetSubject, Surroundings
    from drentsportal.services.package_gathering import GatheredSites


def told_of_drawings(gathered: GatheredSites, plot_ids: frozenset[str]) -> Message | None:
    """Name the sites of which plots are drawn and those without; ``None`` where all or none are drawn."""
    pairs = list(zip(gathered.sheets, gathered.offers, strict=True))
    drawn = tuple(sheet.site.name for sheet, plots in pairs if any(each.id in plot_ids for each in plots))
    missing = tuple(
        _undrawn(sheet, gathered.surroundings)
        for sheet, plots in pairs
        if not any(each.id in plot_ids for each in plots)
    )
    if not drawn or not missing:
        return None
    return message("package.remark.drawings", drawn=drawn, missing=missing)


def _undrawn(sheet: FactsheetSubject, around: Surroundings) -> Message:
    code = stated_municipality(sheet.site, sheet.park)
    contact = around.contact(code) if code else None
    name = sheet.site.name
    if contact is not None:
        who = {"name": name, "function": contact.function}
        if not contact.organisation:
            return message("package.undrawn.function", **who)
        return message("package.undrawn.contact", **who, organisation=contact.organisation)
    if code:
        return message("package.undrawn.municipality", name=name, municipality=around.municipality_name(code))
    return message("package.undrawn.unknown", name=name)
