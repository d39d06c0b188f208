"""Drawing of plots: new ones, other outlines, splitting and merging; each one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.entry.editing import GEOMETRY, SiteEdit
from drentsportal.domain.entry.entry_text import check_name
from drentsportal.domain.merge.delivery import SiteBatch
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.space.plot_place import left_outside_remarks, outside_remarks, overlap_remarks
from drentsportal.domain.space.plot_shapes import check_shape, merged, split
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import Retirement, SiteKind
from drentsportal.errors import InputError
from drentsportal.services.stated_park import stated_park

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.space.plot_place import PlaceRemarks
    from drentsportal.domain.space.plot_shapes import Position
    from drentsportal.services.edit_history import EditHistory
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace
    from drentsportal.services.site_editing import Attribution

_OWN: Final = frozenset({"name", "area_m2", "retired"})
"""Attributes that a part or a whole has of its own and does not take over."""


class PlotDrawing:
    """Changes what lies where; areas follow the drawing."""

    def __init__(self, workspace: Workspace, history: EditHistory, clock: Clock, actors: ActorSource) -> None:
        """Keep where sites are, what carries edits out, the clock and who is at the desk."""
        self._catalogue = workspace.catalogue
        self._history = history
        self._clock = clock
        self._actors = actors

    def check_draw(self, park_id: str, shape: BaseGeometry) -> PlaceRemarks:
        """Say what is odd of the place of a new plot, without storing.

        Raises ``InputError`` for a shape that cannot be, ``NotFoundError`` for an unknown park.
        """
        check_shape(shape)
        return self._remarks(self._catalogue.site(park_id), shape, "")

    def check_reshape(self, site_id: str, shape: BaseGeometry) -> PlaceRemarks:
        """Say what is odd of the place of another outline, without storing.

        Raises ``InputError`` for a shape that cannot be, ``NotFoundError`` for an unknown site.
        """
        site = self._catalogue.site(site_id)
        if site.kind is SiteKind.PREMISES:
            return ()
        check_shape(shape)
        if site.kind is SiteKind.PLOT:
            return self._remarks(stated_park(self._catalogue, site), shape, site.id)
        plots = self._catalogue.plots_of(site_id)
        return left_outside_remarks(
            shape, [(each.name, each.geometry_rd) for each in plots if each.geometry_rd is not None]
        )

    def check_split(self, plot_id: str, line: Sequence[Position]) -> PlaceRemarks:
        """Raise ``InputError`` where a line does not cut a plot; nothing is stored."""
        split(_outline(self._plot(plot_id)), line)
        return ()

    def check_merge(self, plot_ids: Sequence[str]) -> PlaceRemarks:
        """Raise ``InputError`` where plots cannot become one; nothing is stored."""
        self._whole([self._plot(each) for each in dict.fromkeys(plot_ids)])
        return ()

    def draw(self, park_id: str, name: str, shape: BaseGeometry, attribution: Attribution) -> str:
        """Add a plot to a park and return its id; its area is that of the drawing, its status unknown.

        Raises ``InputError`` for a shape or name that cannot be, ``NotFoundError`` for an unknown park.
        """
        park = self._catalogue.site(park_id)
        plot_id = self._free_id(f"{park_id}-kavel")
        batch = self._batch(park, [(plot_id, name, shape)], attribution)
        self._history.carry_out(
            SiteEdit(message("edit.drawn", site=name, park=park.name), attribution.source, new_sites=(batch,))
        )
        return plot_id

    def reshape(self, site_id: str, shape: BaseGeometry, attribution: Attribution) -> int:
        """Give a site another outline; the area of a plot follows. Returns the new data version.

        Raises ``InputError`` for a shape that cannot be, ``NotFoundError`` for an unknown site.
        """
        site = self._catalogue.site(site_id)
        if not (site.kind is SiteKind.PREMISES and shape.geom_type == "Point"):
            check_shape(shape)
        choices = [self._choice(site_id, GEOMETRY, shape.wkb_hex, attribution)]
        if site.kind is SiteKind.PLOT:
            choices.append(self._choice(site_id, "area_m2", round(shape.area), attribution))
        what = message("edit.reshaped", site=site.name)
        return self._history.carry_out(SiteEdit(what, attribution.source, tuple(choices)))

    def split(self, plot_id: str, line: Sequence[Position], attribution: Attribution) -> tuple[str, ...]:
        """Cut a plot along a line and return the ids of its parts, from west to east.

        The parts take over what is known of the plot, with its sources and dates; area and name are their
        own. The plot itself is retired. Raises ``InputError`` when it is no plot, has no outline, or the
        line does not cut it.
        """
        plot = self._plot(plot_id)
        pieces = split(_outline(plot), line)
        ids = [self._free_id(plot_id, number) for number in range(1, len(pieces) + 1)]
        parts = [
            (part_id, f"{plot.name}-{number}", piece)
            for number, (part_id, piece) in enumerate(zip(ids, pieces, strict=True), start=1)
        ]
        inherited = [
            self._choice_of(part_id, name, known) for part_id in ids for name, known in _known(plot).items()
        ]
        self._replace(
            [plot],
            parts,
            inherited,
            Retirement.SPLIT,
            attribution,
            SiteEdit(message("edit.split", site=plot.name, parts=len(pieces)), attribution.source),
        )
        return tuple(ids)

    def merge(self, plot_ids: Sequence[str], name: str, attribution: Attribution) -> str:
        """Make one plot of adjoining ones and return its id.

        It takes over what all of them agree in, with the oldest of their dates; where they differ, or one
        is unknown, the value is unknown and has to be confirmed. The plots are retired. Raises
        ``InputError`` when they do not adjoin or lie in different parks.
        """
        plots = [self._plot(each) for each in dict.fromkeys(plot_ids)]
        whole = self._whole(plots)
        new_id = self._free_id(f"{plots[0].id}-samen")
        shared = [self._choice_of(new_id, each, known) for each, known in _agreed(plots).items()]
        self._replace(
            plots,
            [(new_id, name, whole)],
            shared,
            Retirement.MERGED,
            attribution,
            SiteEdit(message("edit.merged", sites=tuple(plot.name for plot in plots)), attribution.source),
        )
        return new_id

    @staticmethod
    def _whole(plots: Sequence[Site]) -> BaseGeometry:
        if len({plot.value("park_id") for plot in plots}) > 1:
            raise InputError("error.shape.other_park", field="park_id")
        return merged([_outline(plot) for plot in plots])

    def _remarks(self, park: Site | None, shape: BaseGeometry, own_id: str) -> PlaceRemarks:
        """Look at every plot, since one of a neighbouring park may lie below the drawing too."""
        rows = self._catalogue.site_table().plots
        names = rows.columns["name"]
        plots = [
            (names.text_at(at) or str(plot_id), rows.geometries_rd[at])
            for at, plot_id in enumerate(rows.ids.tolist())
            if plot_id != own_id and rows.geometries_rd[at] is not None
        ]
        outline = park.geometry_rd if park is not None else None
        outside = () if park is None or outline is None else outside_remarks(shape, (park.name, outline))
        return (*overlap_remarks(shape, plots), *outside)

    def _replace(
        self,
        plots: Sequence[Site],
        parts: Sequence[tuple[str, str, BaseGeometry]],
        inherited: Sequence[ValueChoice],
        why: Retirement,
        attribution: Attribution,
        step: SiteEdit,
    ) -> None:
        retired = [self._choice(plot.id, "retired", why.value, attribution) for plot in plots]
        batch = self._batch(stated_park(self._catalogue, plots[0]), parts, attribution)
        self._history.carry_out(SiteEdit(step.what, step.source, (*retired, *inherited), new_sites=(batch,)))

    def _batch(
        self,
        park: Site | None,
        parts: Sequence[tuple[str, str, BaseGeometry]],
        attribution: Attribution,
    ) -> SiteBatch:
        for _, name, shape in parts:
            check_name(name)
            check_shape(shape)
        columns: dict[str, list[object | None]] = {
            "name": [name.strip() for _, name, _ in parts],
            "area_m2": [round(shape.area) for *_, shape in parts],
        }
        if park is not None:
            columns["park_id"] = [park.id] * len(parts)
            columns["municipality_code"] = [park.municipality_code] * len(parts)
        return SiteBatch(
            SiteKind.PLOT,
            [part_id for part_id, *_ in parts],
            [attribution.as_of] * len(parts),
            columns,
            [shape.wkb for *_, shape in parts],
        )

    def _plot(self, plot_id: str) -> Site:
        plot = self._catalogue.site(plot_id)
        if plot.kind is not SiteKind.PLOT:
            raise InputError("error.shape.plots_only", field="site")
        return plot

    def _free_id(self, stem: str, number: int = 1) -> str:
        """Return an id that no site ever had, so that history and documents keep one meaning per id."""
        while self._catalogue.records(f"{stem}-{number}"):
            number += 1
        return f"{stem}-{number}"

    def _choice(
        self, site_id: str, attribute_id: str, value: object | None, attribution: Attribution
    ) -> ValueChoice:
        known = Known(value, attribution.source, attribution.as_of)
        return self._choice_of(site_id, attribute_id, known, attribution.reason)

    def _choice_of(
        self, site_id: str, attribute_id: str, known: Known[object | None], reason: str = ""
    ) -> ValueChoice:
        return ValueChoice(
            site_id=site_id,
            attribute_id=attribute_id,
            from_version=0,
            until_version=None,
            record_id=None,
            value=known.value,
            source=known.source,
            as_of=known.as_of,
            actor=self._actors.current(),
            chosen_at_utc=self._clock.now_utc(),
            reason=reason,
        )


def _outline(plot: Site) -> BaseGeometry:
    if plot.geometry_rd is None:
        raise InputError("error.shape.no_outline", field="geometry_rd", site=plot.name)
    return plot.geometry_rd


def _known(plot: Site) -> Mapping[str, Known[object]]:
    """Return what parts take over: every value known of the plot that is not its own."""
    found: dict[str, Known[object]] = {}
    for spec in attributes_of(SiteKind.PLOT):
        value = plot.attribute(spec.id)
        if spec.id not in _OWN and isinstance(value, Known):
            found[spec.id] = value
    return found


def _agreed(plots: Sequence[Site]) -> Mapping[str, Known[object]]:
    """Return what all plots say alike, each with the oldest of their dates and that one's source."""
    known = [_known(plot) for plot in plots]
    agreed: dict[str, Known[object]] = {}
    for attribute_id, first in known[0].items():
        values = [each.get(attribute_id) for each in known]
        stated = [each for each in values if each is not None]
        if len(stated) == len(plots) and all(each.value == first.value for each in stated):
            agreed[attribute_id] = min(stated, key=lambda each: (each.as_of, each.source))
    return agreed
