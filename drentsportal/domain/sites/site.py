"""Sites as shown: one park, plot or vacant premises with every value's source and date.

These objects are made only for what a card, an explanation or a document shows. Bulk work (import,
matching, map) never makes an object per value; see ``delivery.SiteBatch`` and ``site_table.SiteTable``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drentsportal.domain.values import Attribute, Known, PartialDate, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.vocabulary import LandmarkKind, SiteKind


@dataclass(frozen=True, slots=True)
class Site:
    """A park, a plot or vacant premises at one data version.

    ``attributes`` holds every attribute of the kind (``attributes_of(kind)``) as ``Known`` or ``Unknown``;
    ``conflicts`` holds, per attribute, the differing values of other records in force, newest first.
    ``geometry_rd`` is in EPSG:28992, or ``None`` where only a table was delivered. ``vanished_from`` names
    the sources that delivered the site once and no longer had it in their last complete delivery;
    ``shape_stated`` is the source of ``geometry_rd`` and as of when, where that is told.
    """

    id: str
    kind: SiteKind
    attributes: Mapping[str, Attribute[object]]
    geometry_rd: BaseGeometry | None
    conflicts: Mapping[str, tuple[Known[object], ...]] = field(default_factory=dict)
    vanished_from: tuple[str, ...] = ()
    shape_stated: tuple[str, PartialDate] | None = None

    def attribute(self, attribute_id: str) -> Attribute[object]:
        """Return the attribute, ``Unknown`` where the kind does not have it."""
        return self.attributes.get(attribute_id, Unknown())

    def value(self, attribute_id: str) -> object | None:
        """Return the bare value, ``None`` where unknown; for decisions only, never for display."""
        attribute = self.attribute(attribute_id)
        return attribute.value if isinstance(attribute, Known) else None

    @property
    def name(self) -> str:
        """The name as delivered; the id where no name is known."""
        value = self.value("name")
        return value if isinstance(value, str) else self.id

    @property
    def municipality_code(self) -> str | None:
        """CBS code of the gemeente (``GM0114``), where known."""
        value = self.value("municipality_code")
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Municipality:
    """A gemeente with its boundary in EPSG:28992."""

    code: str
    name: str
    geometry_rd: BaseGeometry
    source: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point, line or area of reference: place, hub, junction, road, water, nature; in EPSG:28992.

    ``cemt_class`` is the largest class of ship at a quay or on a waterway (``vocabulary.CEMT_CLASSES``), ""
    where unknown.
    """

    id: str
    kind: LandmarkKind
    name: str
    geometry_rd: BaseGeometry
    source: str
    as_of: PartialDate
    label: str = ""
    rank: int = 0
    cemt_class: str = ""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A function that can be asked, never a person.

    ``scope`` is the CBS code of a gemeente, ``park:<site id>``, ``pmo:<id or name>``, ``netbeheerder:<CBS
    code>`` (the grid operator of one gemeente), ``netbeheerder`` (of all others), ``nom`` or ``province``.
    """

    id: str
    scope: str
    function: str
    organisation: str
    telephone: str
    mail: str
    source: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class RestructuringClaim:
    """What one source says about the Provinciaal Herstructureringsprogramma (PHP).

    ``level`` is ``municipality`` or ``park``; ``subject_id`` the CBS code or the site id. Only claims at
    park level score; a gemeente-level claim reads "one park in this gemeente, which is unknown".
    """

    level: str
    subject_id: str
    list_name: str
    status: str
    period: str
    source: str
    as_of: PartialDate
