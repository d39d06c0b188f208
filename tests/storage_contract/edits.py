"""Edits to store: values, shapes and new sites, each as one step with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from drentsportal.domain.entry.editing import GEOMETRY, SiteEdit
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import SiteKind
from tests.storage_contract.deliveries import BERT, NOON_UTC, Row, batch, edit

if TYPE_CHECKING:
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.services.ports.workspace import Workspace

SQUARE = (250000, 530000, 250100, 530100)
WEST = (250000, 530000, 250050, 530100)
EAST = (250050, 530000, 250100, 530100)
SOURCE = "gemeente Emmen"


def box_hex(bounds: tuple[float, float, float, float]) -> str:
    """Return a rectangle as the text that a choice of a shape holds."""
    return shapely.to_wkb(shapely.box(*bounds), hex=True)


def shaped(site_id: str, bounds: tuple[float, float, float, float] | None) -> ValueChoice:
    """Return the choice of a rectangle, or of no shape."""
    return edit(site_id, GEOMETRY, None if bounds is None else box_hex(bounds))


def changed(*choices: ValueChoice, plots: dict[str, Row] | None = None, what: str = "edit.value") -> SiteEdit:
    """Return an edit of choices and new plots."""
    new = (batch(SiteKind.PLOT, plots, "2026-11-16"),) if plots else ()
    return SiteEdit(message(what, site="Kavel 1"), SOURCE, tuple(choices), new)


def split(plot_id: str) -> SiteEdit:
    """Return the splitting of a plot in two."""
    halves: dict[str, Row] = {
        f"{plot_id}-w": {"name": "West", "park_id": "p1", "geometry": WEST},
        f"{plot_id}-e": {"name": "East", "park_id": "p1", "geometry": EAST},
    }
    return changed(edit(plot_id, "retired", "split"), plots=halves, what="edit.split")


def carry_out(workspace: Workspace, what: SiteEdit) -> int:
    """Store an edit and return its version."""
    with workspace.unit_of_work() as unit:
        version = unit.sites.add_edit(what, BERT, NOON_UTC)
        unit.commit()
    return version


def take_back(workspace: Workspace, version: int) -> int:
    """Undo an edit and return the new version."""
    with workspace.unit_of_work() as unit:
        new = unit.sites.undo_edit(version, BERT, NOON_UTC)
        unit.commit()
    return new
