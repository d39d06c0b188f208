"""What is known of a plot about the equal chance that a public seller must give (HR 26-11-2021, Didam).

A government that sells land gives every candidate an equal chance, by a procedure that it publishes
beforehand (design 3.11). These are facts with their source, per plot; what is not known becomes a question
to the gemeente. Nothing is judged here, and nothing promised.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import Seller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import Attribute

PROVINCE_SCOPE: Final = "province"
"""Whom to ask where a plot does not say in which gemeente it lies (``ContactPoint.scope``)."""


class DidamBearing(StrEnum):
    """Whether the rule of the equal chance bears on a plot; unknown is its own answer, never no."""

    APPLIES = "applies"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DidamQuestion:
    """What must still be asked about one plot: the attribute, the words, the scope of whom to ask."""

    attribute_id: str
    text: Message
    scope: str


@dataclass(frozen=True, slots=True)
class DidamFacts:
    """Seller, procedure, publication date and link of one plot, each with its source or unknown."""

    plot_id: str
    name: str
    municipality_code: str | None
    bearing: DidamBearing
    seller: Attribute[object]
    procedure: Attribute[object]
    published_on: Attribute[object]
    link: Attribute[object]
    statement: Message
    questions: tuple[DidamQuestion, ...]


def didam_facts(plot: Site, park_name: str = "") -> DidamFacts:
    """Read the facts of one plot, told with the park that it lies in; a link is never asked for."""
    bearing = _bearing(plot.value("seller"))
    name = f"{park_name} {plot.name}".strip()
    return DidamFacts(
        plot_id=plot.id,
        name=name,
        municipality_code=plot.municipality_code,
        bearing=bearing,
        seller=plot.attribute("seller"),
        procedure=plot.attribute("allocation_procedure"),
        published_on=plot.attribute("allocation_published_on"),
        link=plot.attribute("allocation_link"),
        statement=_statement(plot, bearing, name),
        questions=_questions(plot, bearing, name),
    )


def didam_of(plots: Sequence[Site], park_name: str = "") -> tuple[DidamFacts, ...]:
    """Read the facts of the plots of an offer, in their order."""
    return tuple(didam_facts(plot, park_name) for plot in plots)


def _bearing(seller: object) -> DidamBearing:
    if seller is None:
        return DidamBearing.UNKNOWN
    return DidamBearing.APPLIES if Seller(str(seller)).is_public else DidamBearing.NOT_APPLICABLE


def _statement(plot: Site, bearing: DidamBearing, name: str) -> Message:
    if bearing is not DidamBearing.APPLIES:
        return message(f"didam.{bearing.value}", name=name)
    procedure, published = plot.attribute("allocation_procedure"), plot.attribute("allocation_published_on")
    told: dict[str, object] = {"name": name, "seller": message(f"choice.seller.{plot.value('seller')}")}
    variant = "applies"
    if isinstance(procedure, Known):
        told["procedure"] = message(f"choice.allocation_procedure.{procedure.value}")
        variant += ".procedure"
    if isinstance(published, Known):
        told["published_on"] = published.value
        variant += ".published"
    return message(f"didam.{variant}", **told)


def _questions(plot: Site, bearing: DidamBearing, name: str) -> tuple[DidamQuestion, ...]:
    if bearing is DidamBearing.NOT_APPLICABLE:
        return ()
    asked = (
        ("seller",)
        if bearing is DidamBearing.UNKNOWN
        else ("allocation_procedure", "allocation_published_on")
    )
    scope = plot.municipality_code or PROVINCE_SCOPE
    return tuple(
        DidamQuestion(attribute_id, message(f"question.didam.{attribute_id}", name=name), scope)
        for attribute_id in asked
        if plot.value(attribute_id) is None
    )
