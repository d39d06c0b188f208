"""Photographs and documents of sites: added and removed by edits, undone with them, kept for old versions."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.entry.editing import NewAttachment, SiteEdit
from drentsportal.domain.message import message
from drentsportal.domain.sites.site_attachment import SiteAttachment, SiteAttachmentKind
from drentsportal.domain.values import PartialDate
from drentsportal.errors import ConflictError, InputError, NotFoundError
from tests.storage_contract.deliveries import BERT, NOON_UTC, deliver, parks, undo
from tests.storage_contract.edits import SOURCE, carry_out, changed, take_back

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace


def photograph(
    attachment_id: str = "a1", site_id: str = "p1", content: bytes = b"\xff\xd8 foto"
) -> NewAttachment:
    """Return a photograph to add."""
    return NewAttachment(
        SiteAttachment(
            id=attachment_id,
            site_id=site_id,
            kind=SiteAttachmentKind.PHOTOGRAPH,
            title=f"Foto {attachment_id}",
            media_type="image/jpeg",
            size_bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            credit="Anna de Vries",
            licence="CC BY 4.0",
            source=SOURCE,
            as_of=PartialDate(2026, 11, 16),
        ),
        content,
    )


def attaching(*new: NewAttachment, removing: tuple[str, ...] = ()) -> SiteEdit:
    """Return an edit that adds and removes attachments."""
    return SiteEdit(message("edit.attached"), SOURCE, added_attachments=new, removed_attachment_ids=removing)


def titles(workspace: Workspace, site_id: str = "p1", version: int | None = None) -> list[str]:
    """Return the titles of the attachments of a site."""
    return [each.title for each in workspace.catalogue.attachments(site_id, version)]


@pytest.fixture
def parked(workspace: Workspace) -> Workspace:
    """Return a workspace with two parks."""
    deliver(workspace, parks({"p1": {"name": "Bargermeer"}, "p2": {"name": "Pottendijk"}}))
    return workspace


def test_an_attachment_comes_back_as_it_was_added(parked: Workspace) -> None:
    """Its description without content, in order; its content apart."""
    first, second = photograph(), photograph("a0", content=b"\x00" * 1000)
    carry_out(parked, attaching(first, second))
    carry_out(parked, attaching(photograph("b", "p2")))
    assert parked.catalogue.attachments("p1") == (first.attachment, second.attachment)
    assert parked.catalogue.attachment_content("a0") == b"\x00" * 1000
    assert parked.catalogue.attachment_content("b") == first.content
    assert parked.catalogue.attachments("p9") == ()
    assert titles(parked, version=1) == []


def test_adding_and_removing_are_undone_and_old_versions_stay(parked: Workspace) -> None:
    """Removal takes it from the list of that version on; the content stays readable."""
    added = carry_out(parked, attaching(photograph("a1"), photograph("a2")))
    removed = carry_out(parked, attaching(photograph("a3"), removing=("a1",)))
    assert titles(parked) == ["Foto a2", "Foto a3"]
    assert titles(parked, version=added) == ["Foto a1", "Foto a2"]
    assert parked.catalogue.attachment_content("a1") == photograph().content
    take_back(parked, removed)
    assert titles(parked) == ["Foto a1", "Foto a2"]
    assert titles(parked, version=removed) == ["Foto a2", "Foto a3"]
    take_back(parked, added)
    assert titles(parked) == []
    assert parked.catalogue.attachment_content("a3") == photograph().content


def test_what_was_undone_can_be_done_again(parked: Workspace) -> None:
    """The same attachment under the same id, and the same removal."""
    adding, removing = attaching(photograph()), attaching(removing=("a1",))
    take_back(parked, carry_out(parked, adding))
    carry_out(parked, adding)
    take_back(parked, carry_out(parked, removing))
    last = carry_out(parked, removing)
    assert titles(parked) == []
    carry_out(parked, adding)
    take_back(parked, last)
    assert titles(parked) == ["Foto a1"]


@pytest.mark.parametrize(
    ("what", "error", "message_id"),
    [
        (attaching(photograph(site_id="p9")), NotFoundError, "no_site"),
        (attaching(removing=("a9",)), NotFoundError, "no_site_attachment"),
        (attaching(photograph("held")), InputError, "site_attachment_exists"),
        (attaching(photograph("once", content=b"anders")), InputError, "site_attachment_exists"),
        (attaching(photograph("a2"), photograph("a2")), InputError, "site_attachment_exists"),
        (attaching(replace(photograph(), content=b"anders")), InputError, "attachment_differs"),
        (attaching(photograph(content=b"x" * 25_000_001)), InputError, "attachment_too_large"),
    ],
)
def test_an_attachment_that_cannot_be_kept_is_refused(
    parked: Workspace, what: SiteEdit, error: type[Exception], message_id: str
) -> None:
    """An unknown site or attachment, an id in use, other content than stated, or too large."""
    carry_out(parked, attaching(photograph("held")))
    take_back(parked, carry_out(parked, attaching(photograph("once"))))
    with parked.unit_of_work() as unit:
        with pytest.raises(error) as caught:
            unit.sites.add_edit(what, BERT, NOON_UTC)
        unit.commit()
    assert caught.value.message_id == f"error.storage.{message_id}"  # type: ignore[attr-defined] # all are ours
    assert parked.catalogue.data_version() == 4
    assert titles(parked) == ["Foto held"]


def test_the_largest_attachment_is_kept(parked: Workspace) -> None:
    """The limit itself is allowed."""
    content = bytes(25_000_000)
    carry_out(parked, attaching(photograph(content=content)))
    assert parked.catalogue.attachment_content("a1") == content


def test_the_content_of_what_never_was_is_not_found(parked: Workspace) -> None:
    """An id that was never given out is refused."""
    with pytest.raises(NotFoundError) as caught:
        parked.catalogue.attachment_content("a1")
    assert caught.value.message_id == "error.storage.no_site_attachment"


def test_an_attachment_rests_on_the_site_that_an_edit_made(parked: Workspace) -> None:
    """One added with the site goes with it; one added later stops the undoing."""
    made = changed(plots={"k1": {"name": "Kavel 1"}})
    version = carry_out(parked, replace(made, added_attachments=(photograph("with", "k1"),)))
    later = carry_out(parked, attaching(photograph("later", "k1")))
    with pytest.raises(ConflictError) as caught:
        take_back(parked, version)
    assert caught.value.params["edits"] == ("k1: Foto later",)
    take_back(parked, later)
    take_back(parked, version)
    assert titles(parked, "k1") == []
    assert titles(parked, "k1", later) == ["Foto with", "Foto later"]


def test_an_attachment_rests_on_the_delivery_that_alone_knows_its_site(parked: Workspace) -> None:
    """It is named; dropped with the delivery it is gone, and stays so when the site comes again."""
    carry_out(parked, attaching(photograph()))
    other = deliver(parked, parks({"p1": {"name": "Bargermeer"}}, source="gemeente"))
    undo(parked, other)
    with pytest.raises(ConflictError) as caught:
        undo(parked, 1)
    assert caught.value.params["edits"] == ("p1: Foto a1",)
    undo(parked, 1, drop_edits=True)
    assert titles(parked) == []
    deliver(parked, parks({"p1": {"name": "Bargermeer"}}))
    assert titles(parked) == []
    assert titles(parked, version=2) == ["Foto a1"]
