"""Random upkeep: deliveries with decisions, edits of every kind, and undoing, played on any workspace."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from drentsportal.domain.entry.editing import GEOMETRY, NewAttachment, SiteEdit
from drentsportal.domain.merge.delivery import MergeDecisions
from drentsportal.domain.message import message
from drentsportal.domain.sites.site_attachment import SiteAttachment, SiteAttachmentKind
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ConflictError, DrentsPortalError
from tests.storage_contract.deliveries import Row, batch, deliver, delivery, edit, undo
from tests.storage_contract.edits import SOURCE, box_hex, carry_out, take_back

if TYPE_CHECKING:
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.services.ports.workspace import Workspace

PARKS, PLOTS = ("p1", "p2"), ("k1", "k2", "k3")
KIND_OF = {**dict.fromkeys(PARKS, SiteKind.PARK), **dict.fromkeys(PLOTS, SiteKind.PLOT)}
BOXES = ((0.0, 0.0, 1.0, 1.0), (0.0, 0.0, 2.0, 0.1))

_sites = st.sampled_from([*PARKS, *PLOTS])
_row: st.SearchStrategy[Row] = st.fixed_dictionaries(
    {
        "name": st.none() | st.sampled_from(["Aa", "Bé"]),
        "max_height_m": st.none() | st.sampled_from([1.0, 2.5]),
        "retired": st.none() | st.just("mistake"),
        "as_of": st.sampled_from(["2021", "2022", "2022-01", "2023-12"]),
        "geometry": st.none() | st.sampled_from(BOXES),
    }
)
_values: st.SearchStrategy[tuple[str, object]] = st.one_of(
    st.tuples(st.just("name"), st.none() | st.sampled_from(["Cc", "Dd"])),
    st.tuples(st.just("retired"), st.none() | st.just("split")),
    st.tuples(st.just(GEOMETRY), st.none() | st.sampled_from(BOXES).map(box_hex)),
    st.tuples(st.just("park_id"), st.sampled_from(PARKS)),
)


@dataclass(frozen=True)
class Deliver:
    """A source hands over sites, with values that were taken over."""

    source: str
    rows: dict[str, Row]
    is_complete: bool
    taken: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Edit:
    """A person changes values, chooses records, draws sites, and attaches or takes away a photograph.

    One who is bold also asks for what does not exist, and is refused.
    """

    values: dict[str, tuple[str, object]]
    records: dict[str, int]
    new: dict[str, Row]
    attached: str
    removed: str
    is_bold: bool


@dataclass(frozen=True)
class Undo:
    """One of the newest steps that stand is taken back."""

    newest: int
    drop_edits: bool


Step = Deliver | Edit | Undo

_deliver = st.builds(
    Deliver,
    st.sampled_from(["a", SOURCE]),
    st.dictionaries(_sites, _row, min_size=1, max_size=3),
    st.booleans(),
    st.lists(st.tuples(_sites, st.sampled_from(["name", GEOMETRY])), max_size=2, unique=True).map(tuple),
)
_edit = st.builds(
    Edit,
    st.dictionaries(_sites, _values, max_size=2),
    st.dictionaries(_sites, st.integers(0, 2), max_size=1),
    st.dictionaries(_sites, _row, max_size=1),
    st.sampled_from(["", "p1", "k1"]),
    st.sampled_from(["", "p1", "k1"]),
    st.integers(0, 5).map(lambda number: number == 0),
)
_undo = st.builds(Undo, st.integers(0, 3), st.booleans())
_FIRST = Deliver("a", {site_id: {"name": site_id, "geometry": BOXES[0]} for site_id in KIND_OF}, False, ())  # noqa: FBT003 - a field
HISTORIES = st.lists(st.one_of(_deliver, _edit, _edit, _undo, _undo), min_size=3, max_size=8).map(
    lambda steps: [_FIRST, *steps]
)
EDITS = _edit


def play(workspace: Workspace, step: Step) -> str:
    """Do one step; return the refusal."""
    try:
        match step:
            case Deliver():
                _play_delivery(workspace, step)
            case Edit():
                carry_out(workspace, as_edit(workspace, step))
            case Undo():
                _play_undo(workspace, step)
    except ConflictError as error:
        return f"{error.message_id} {error.params['edits']}"
    except DrentsPortalError as error:
        return error.message_id
    return ""


def as_edit(workspace: Workspace, step: Edit) -> SiteEdit:
    """Return the edit as the workspace takes it, records by their present ids."""
    version = workspace.catalogue.data_version()
    there = {site_id for site_id in KIND_OF if _exists(workspace, site_id, version)}
    shown = {each.site_id for site_id in KIND_OF for each in workspace.catalogue.attachments(site_id)}
    choices: list[ValueChoice] = [
        edit(site_id, *value) for site_id, value in step.values.items() if step.is_bold or site_id in there
    ]
    for site_id, which in step.records.items():
        ids = [record.id for record in workspace.catalogue.records(site_id)] or [0]
        if step.is_bold or site_id in there:
            choices.append(edit(site_id, "max_height_m", None, record_id=ids[which % len(ids)]))
    choices = [each for each in choices if each.attribute_id != "park_id" or each.site_id in PLOTS]
    new = tuple(
        batch(KIND_OF[site_id], {site_id: row})
        for site_id, row in step.new.items()
        if step.is_bold or site_id not in there
    )
    adds = step.attached and (step.is_bold or step.attached in there - shown)
    removes = step.removed and (step.is_bold or step.removed in shown)
    return SiteEdit(
        message("edit.values"),
        SOURCE,
        tuple(choices),
        new,
        (_photograph(step.attached),) if adds else (),
        (f"photo of {step.removed}",) if removes else (),
    )


def _exists(workspace: Workspace, site_id: str, version: int) -> bool:
    return any(record.in_force(version) for record in workspace.catalogue.records(site_id))


def _play_delivery(workspace: Workspace, step: Deliver) -> None:
    batches = [
        batch(kind, rows)
        for kind in (SiteKind.PARK, SiteKind.PLOT)
        if (rows := {site_id: row for site_id, row in step.rows.items() if KIND_OF[site_id] is kind})
    ]
    what = replace(delivery(*batches, source=step.source), is_complete=step.is_complete)
    taken = tuple(each for each in step.taken if each[0] in step.rows)
    deliver(workspace, what, decisions=MergeDecisions(taken))


def _play_undo(workspace: Workspace, step: Undo) -> None:
    with workspace.reading() as unit:
        standing = [
            each for each in unit.sites.steps() if each.kind != "undo" and each.undone_by_version is None
        ]
    if not standing:
        return
    chosen = standing[step.newest % len(standing)]
    if chosen.kind == "delivery":
        undo(workspace, chosen.version, drop_edits=step.drop_edits)
    else:
        take_back(workspace, chosen.version)


def _photograph(site_id: str) -> NewAttachment:
    content = f"photo of {site_id}".encode()
    return NewAttachment(
        SiteAttachment(
            id=f"photo of {site_id}",
            site_id=site_id,
            kind=SiteAttachmentKind.PHOTOGRAPH,
            title="Foto",
            media_type="image/jpeg",
            size_bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            credit="",
            licence="",
            source=SOURCE,
            as_of=PartialDate(2026),
        ),
        content,
    )
