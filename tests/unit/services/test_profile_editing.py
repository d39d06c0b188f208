"""Editing profiles: own versions count first, none is lost, and a kept match does not change."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from drentsportal.domain.asking.request_form import profile_to_data
from drentsportal.domain.match.criteria import CriteriaProfile, Scale, ScaleShape
from drentsportal.domain.match.profile_check import check_profile
from drentsportal.errors import ConflictError, InputError, NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.matching import Matching
from drentsportal.services.profile_editing import ProfileEditing, read_profile_text
from drentsportal.services.profiles import ProfileSource
from tests.fakes import OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.unit.services.document_fakes import NUMBER, REQUEST, Desk

SHIPPED = TomlReference(resources_dir())
STANDARD = SHIPPED.profile("standard")
NEAR = Scale(worst=30_000, best=0)
CHANGED = replace(STANDARD, scales={**STANDARD.scales, "present_distance": NEAR})


@pytest.fixture
def workspace() -> InMemoryWorkspace:
    """Start empty."""
    return InMemoryWorkspace()


@pytest.fixture
def editing(workspace: InMemoryWorkspace) -> ProfileEditing:
    """Wire the service."""
    return ProfileEditing(workspace, ProfileSource(workspace, SHIPPED), FixedClock(), FixedActor())


def test_what_ships_is_listed_until_there_is_an_own_version(editing: ProfileEditing) -> None:
    """The list tells who kept it, and what ships beside it."""
    assert [each.id for each in editing.lines()] == list(SHIPPED.profile_ids())
    assert not any(each.is_own for each in editing.lines())
    saved = editing.save(CHANGED)
    assert (saved.version, saved.actor, saved.shipped_version) == (
        STANDARD.version + 1,
        OFFICER,
        STANDARD.version,
    )
    line = next(each for each in editing.lines() if each.id == "standard")
    assert line == saved
    assert line.is_own


def test_an_own_version_counts_and_every_version_can_be_read(editing: ProfileEditing) -> None:
    """The shipped one included."""
    editing.save(CHANGED)
    newest = editing.read("standard")
    assert newest == replace(CHANGED, version=STANDARD.version + 1)
    again = editing.save(replace(newest, permit_margin_dm=33))
    assert editing.read("standard").permit_margin_dm == 33
    assert editing.read("standard", STANDARD.version) == STANDARD
    assert editing.read("standard", newest.version) == newest
    assert [each.version for each in editing.history("standard")] == [newest.version, again.version]
    for wrong in (("standard", 99), ("geen", None)):
        with pytest.raises(NotFoundError):
            editing.read(*wrong)


def test_a_new_profile_begins_at_one(editing: ProfileEditing) -> None:
    """Under an id of its own; it can be matched with."""
    saved = editing.save(replace(STANDARD, id="zuivel", version=7))
    assert (saved.version, saved.shipped_version) == (1, None)
    assert "zuivel" in {each.id for each in editing.lines()}


def test_two_people_do_not_save_over_each_other(editing: ProfileEditing) -> None:
    """The second one started from an older version; saving what is there already is refused as well."""
    editing.save(CHANGED)
    with pytest.raises(ConflictError) as caught:
        editing.save(replace(STANDARD, permit_margin_dm=1))
    assert caught.value.params["newest"] == STANDARD.version + 1
    with pytest.raises(InputError) as same:
        editing.save(editing.read("standard"))
    assert same.value.message_id == "error.profile.unchanged"


def test_a_version_that_was_raised_by_hand_is_taken_as_it_is(editing: ProfileEditing) -> None:
    """The files that ship ask for that."""
    saved = editing.save(replace(CHANGED, version=STANDARD.version + 1))
    assert saved.version == STANDARD.version + 1


def test_a_match_uses_the_own_version_and_a_kept_one_stays() -> None:
    """A kept match names profile and version, and comes out the same after the profile changed."""
    desk = Desk()
    source = ProfileSource(desk.workspace, SHIPPED)
    desk.matching = Matching(desk.workspace, source, desk.clock, FixedActor())
    desk.add_case()
    before = desk.matching.latest(NUMBER)
    ProfileEditing(desk.workspace, source, desk.clock, FixedActor()).save(CHANGED)
    after = desk.matching.match(REQUEST)
    kept = desk.matching.latest(NUMBER)
    assert before is not None
    assert kept is not None
    assert (kept.profile.version, after.profile.version) == (STANDARD.version, STANDARD.version + 1)
    assert [kept.card(at).low for at in range(kept.qualifier_count)] == [
        before.card(at).low for at in range(before.qualifier_count)
    ]
    assert after.card_of("near").low != kept.card_of("near").low


@pytest.mark.parametrize(
    ("wrong", "message_id"),
    [
        ({"id": "Met spatie"}, "error.profile.id_shape"),
        ({"scales": {"hoogte": NEAR}}, "error.profile.criterion"),
        ({"scales": {"category": NEAR}}, "error.profile.criterion"),
        ({"scales": {"price": Scale(worst=5, best=5)}}, "error.profile.flat_scale"),
        (
            {"scales": {"price": Scale(shape=ScaleShape.PIECEWISE, points=((2, 0), (1, 1)))}},
            "error.profile.scale_points",
        ),
        ({"scales": {"price": Scale(shape=ScaleShape.IDEAL)}}, "error.profile.scale_ideal"),
        (
            {"scales": {"price": Scale(shape=ScaleShape.DECAY, worst=9, best=1)}},
            "error.profile.scale_halving",
        ),
        ({"scales": {"price": Scale(worst=0, best=10**30)}}, "error.profile.scale_range"),
        ({"scales": {"reuse": Scale(best=10**30, classes={"new": 1})}}, "error.profile.scale_range"),
        ({"permit_margin_dm": 10**30}, "error.profile.permit_margin"),
        ({"scales": {"reuse": Scale(classes={})}}, "error.profile.classes"),
        ({"scales": {"reuse": Scale(classes={"new": 1_000_001})}}, "error.profile.classes"),
        ({"default_weights": {"price": -1}}, "error.profile.weight"),
        ({"default_weights": {"price": 1}, "scales": {}}, "error.profile.no_scale"),
        ({"default_weights": {"price": 0}}, "error.profile.no_weights"),
        ({"permit_margin_dm": -1}, "error.profile.permit_margin"),
    ],
)
def test_a_profile_that_cannot_be_matched_with_is_refused(
    editing: ProfileEditing, wrong: dict[str, object], message_id: str
) -> None:
    """With the field at fault; nothing is kept."""
    profile = replace(STANDARD, **wrong)  # type: ignore[arg-type] # one wrong field at a time
    with pytest.raises(InputError) as caught:
        editing.save(profile)
    assert caught.value.message_id == message_id
    assert editing.history(profile.id) == ()


@pytest.mark.parametrize("profile_id", SHIPPED.profile_ids())
def test_what_ships_would_be_accepted(profile_id: str) -> None:
    """The check asks nothing that the shipped files do not keep."""
    check_profile(SHIPPED.profile(profile_id))


@pytest.mark.parametrize("profile_id", SHIPPED.profile_ids())
def test_a_profile_is_read_from_its_file_and_from_json(profile_id: str) -> None:
    """As the shipped reader reads it."""
    text = (resources_dir() / "criteria_profiles" / f"{profile_id}.toml").read_text(encoding="utf-8")
    shipped: CriteriaProfile = SHIPPED.profile(profile_id)
    assert read_profile_text(text, is_toml=True) == shipped
    assert read_profile_text(json.dumps(profile_to_data(shipped)), is_toml=False) == shipped


def test_text_that_is_no_profile_is_refused() -> None:
    """Told with what is missing or wrong."""
    weighed = '{"id": "x", "scales": {}, "default_weights": {"a": %s}}'
    scaled = '{"id": "x", "default_weights": {}, "scales": {"price": {"shape": "bocht"}}}'
    for text, expected in (
        ("", "unreadable"),
        ("[]", "unreadable"),
        ("{}", "key_missing"),
        (weighed % '"1"', "not_whole"),
        (weighed % "NaN", "not_whole"),
        (scaled, "no_shape"),
    ):
        with pytest.raises(InputError) as caught:
            read_profile_text(text, is_toml=False)
        assert caught.value.message_id == f"error.profile.{expected}"
    with pytest.raises(InputError):
        read_profile_text("id = ", is_toml=True)


def test_a_damaged_own_version_is_told(workspace: InMemoryWorkspace, editing: ProfileEditing) -> None:
    """It does not fall back to what ships in silence."""
    editing.save(CHANGED)
    (paper,) = workspace.reference_papers
    workspace.reference_papers = (replace(paper, content="{}"),)
    with pytest.raises(InputError) as caught:
        editing.read("standard")
    assert caught.value.message_id == "error.profile.damaged"
