"""What may be published of sites: a list of attributes, decided one by one, and who publishes under what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable

PUBLIC_ATTRIBUTES: Final[frozenset[str]] = frozenset(
    {
        "name",
        "municipality_code",
        "park_id",
        "rin",
        "locality",
        "postcode",
        "location_type",
        "plan_phase",
        "segments",
        "gross_ha",
        "net_ha",
        "available_now_ha",
        "available_later_ha",
        "start_year",
        "category_main_max",
        "issue_category_min",
        "issue_category_max",
        "category_min",
        "category_max",
        "max_height_m",
        "plan_name",
        "plan_link",
        "reuse_class",
        "park_management",
        "park_management_organisation",
        "broadband",
        "web_shop_allowed",
        "storage_allowed",
        "external_safety_allowed",
        "status",
        "area_m2",
        "available_from",
        "seller",
        "allocation_procedure",
        "allocation_published_on",
        "allocation_link",
        "premises_kind",
        "floor_area_m2",
        "premises_plot_area_m2",
    }
)
"""Attributes that an open-data set may hold; what is not here never leaves in one."""

INTERNAL_ATTRIBUTES: Final[frozenset[str]] = frozenset(
    {
        # Asking prices are negotiated per plot and change; a published one would be quoted as an offer.
        "price_min_eur_m2",
        "price_max_eur_m2",
        "price_eur_m2",
        "rent_eur_m2_year",
        "sale_price_eur_m2",
        # Until when an option or reservation runs says when somebody else may have to give up.
        "status_until",
        # Judgements and intentions of the province, indicative and easily read as a promise or a verdict.
        "scarcity_space",
        "scarcity_nitrogen",
        "scarcity_grid",
        "scarcity_water",
        "scarcity_labour",
        "commercialisation_candidate",
        # The public register of owners is the Kadaster; ours is a working note.
        "ownership",
        # Only says why a site is kept in the history.
        "retired",
    }
)
"""Attributes that stay out of open data, with the reason beside each group."""

LICENCES: Final = {
    "CC0-1.0": "http://creativecommons.org/publicdomain/zero/1.0/deed.nl",
    "CC-BY-4.0": "http://creativecommons.org/licenses/by/4.0/deed.nl",
}
"""The licences under which Dutch authorities publish data, with the address that a catalogue names."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes, under which licence, whom to ask, and which sources may be published.

    ``contact`` is a function, never a person; ``contact_mail`` its address.
    """

    licence: str
    publisher: str
    contact: str
    contact_mail: str
    open_sources: frozenset[str]

    @property
    def licence_url(self) -> str:
        """The address of the licence."""
        return LICENCES[self.licence]


def check_publication(publication: Publication | None, sources: Iterable[str]) -> Publication:
    """Return what was decided; nothing is published on a guess.

    Raises ``QuestionError`` that names the option where something is not decided, and ``InputError`` for a
    source that the data does not have or an unknown licence.
    """
    known = tuple(sorted(set(sources)))
    given = publication or Publication("", "", "", "", frozenset())
    if not given.licence:
        raise QuestionError("error.export.which_licence", option="--licence", choices=tuple(LICENCES))
    if given.licence not in LICENCES:
        raise InputError(
            "error.export.licence", field="licence", licence=given.licence, known=", ".join(LICENCES)
        )
    if not given.open_sources:
        raise QuestionError(
            "error.export.which_sources", option="--open-source", choices=known, sources=known or ("-",)
        )
    if strange := sorted(given.open_sources - set(known)):
        raise InputError(
            "error.export.no_such_source",
            field="open-source",
            strange=tuple(strange),
            sources=known or ("-",),
        )
    for option, text in (
        ("--publisher", given.publisher),
        ("--contact", given.contact),
        ("--contact-mail", given.contact_mail),
    ):
        if not text.strip():
            raise QuestionError("error.export.who_publishes", option=option, asked=option)
    return given
