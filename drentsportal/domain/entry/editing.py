"""What a person changes at one stroke: single values, shapes, new sites, attachments; undone as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drentsportal.domain.merge.delivery import SiteBatch
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.sites.site_attachment import SiteAttachment

GEOMETRY: Final = "geometry_rd"
"""Attribute id of a choice that concerns the shape of a site.

Its ``value`` is the WKB of the geometry in EPSG:28992 as hexadecimal text, or ``None`` for no geometry.
"""


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """An attachment to add, with its content."""

    attachment: SiteAttachment
    content: bytes


@dataclass(frozen=True, slots=True)
class SiteEdit:
    """One step of work by hand.

    ``what`` names it in the undo menu and the history. ``choices`` are single values and shapes
    (``from_version`` is assigned when stored); ``new_sites`` are drawn, or come out of a split or a merge,
    with ``source`` as theirs. A site that ends is retired by a choice on ``retired``.
    """

    what: Message
    source: str
    choices: tuple[ValueChoice, ...] = ()
    new_sites: tuple[SiteBatch, ...] = ()
    added_attachments: tuple[NewAttachment, ...] = ()
    removed_attachment_ids: tuple[str, ...] = ()

    @property
    def begun_ids(self) -> tuple[str, ...]:
        """Return the sites that the step brings into being."""
        return tuple(site_id for batch in self.new_sites for site_id in batch.site_ids)

    @property
    def ended_ids(self) -> tuple[str, ...]:
        """Return the sites that the step retires."""
        ended = (each for each in self.choices if each.attribute_id == "retired" and each.value is not None)
        return tuple(each.site_id for each in ended)
