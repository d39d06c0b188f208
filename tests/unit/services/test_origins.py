"""Present locations: places, gemeenten and coordinates; a name that is both must be qualified."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from shapely.geometry import Point, box

from drentsportal.domain.asking.request import Origin
from drentsportal.domain.roads.postcode_places import PostcodeFacts, PostcodePlaces
from drentsportal.domain.sites.site import Landmark, Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.services.origins import Origins
from drentsportal.services.staff_postcodes import StaffPostcodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.postcodes import PostcodeReader, PostcodeShelf

AS_OF = PartialDate(2026)


def place(name: str, x_rd: float, y_rd: float) -> Landmark:
    """Make a place."""
    return Landmark(name, LandmarkKind.PLACE, name, Point(x_rd, y_rd), "test", AS_OF)


class Ground:
    """What the workspace holds."""

    def __init__(self, places: Sequence[Landmark] = (), *, boundaries: bool = True) -> None:
        """Hold places, and the boundary of one gemeente."""
        self._places = tuple(places)
        shape = box(250_000, 520_000, 270_000, 540_000)
        self._municipalities = (Municipality("GM0114", "Emmen", shape, "test", AS_OF),) if boundaries else ()

    def landmarks(
        self, kinds: Sequence[LandmarkKind] = (), version: int | None = None
    ) -> tuple[Landmark, ...]:
        """List the places."""
        assert tuple(kinds) == (LandmarkKind.PLACE,)
        assert version is None
        return self._places

    def municipalities(self, version: int | None = None) -> tuple[Municipality, ...]:
        """List the gemeenten."""
        assert version is None
        return self._municipalities


def origins(*places: Landmark, shipped: Sequence[Landmark] = (), boundaries: bool = True) -> Origins:
    """Look in a workspace with some places."""
    return Origins(cast("SiteCatalogue", Ground(places, boundaries=boundaries)), shipped)


EMMEN = place("Emmen", 257_500.4, 533_500.6)


def test_a_name_that_is_both_must_be_qualified() -> None:
    """A name that is both must be qualified."""
    with pytest.raises(QuestionError) as caught:
        origins(EMMEN).find("emmen")
    assert caught.value.option == "--from"
    assert caught.value.choices == ("plaats:emmen", "gemeente:emmen")


def test_a_qualified_name_is_found() -> None:
    """A qualified name is found."""
    assert origins(EMMEN).find("plaats:Emmen") == Origin("Emmen", 257_500, 533_501)
    assert origins(EMMEN).find("Gemeente: emmen") == Origin("gemeente Emmen", 260_000, 530_000)


def test_a_name_that_is_one_of_them_needs_no_more() -> None:
    """A name that is one of them needs no more."""
    assert origins(place("Klazienaveen", 262_000, 526_000)).find("klazienaveen").label == "Klazienaveen"
    assert origins().find("Emmen").label == "gemeente Emmen"


def test_the_workspace_s_own_places_come_first() -> None:
    """The workspace s own places come first."""
    shipped = [place("Emmen", 1, 1)]
    assert origins(EMMEN, shipped=shipped).find("plaats:Emmen").x_rd == 257_500
    assert origins(shipped=[EMMEN]).find("plaats:Emmen").x_rd == 257_500


@pytest.mark.parametrize(
    "text", ["254200,525900", " 254200 , 525900 ", "254200;525900", "254200 525900", "254200.4,525900.9"]
)
def test_coordinates_are_rd(text: str) -> None:
    """Coordinates are rd."""
    assert origins().find(text) == Origin("RD 254200, 525900", 254_200, 525_900)


@pytest.mark.parametrize("text", ["525900,254200", "120000,487000"])
def test_coordinates_far_away_are_refused(text: str) -> None:
    """Coordinates far away are refused."""
    with pytest.raises(InputError) as caught:
        origins().find(text)
    assert caught.value.field == "from"


@pytest.mark.parametrize("text", ["Atlantis", "plaats:Atlantis", "gemeente:Atlantis", "52.78,6.90"])
def test_what_is_not_known_is_told(text: str) -> None:
    """What is not known is told."""
    with pytest.raises(NotFoundError):
        origins(EMMEN).find(text)


def test_a_gemeente_without_boundary_is_told() -> None:
    """A gemeente without boundary is told."""
    with pytest.raises(NotFoundError, match="no_boundaries"):
        origins(boundaries=False).find("gemeente:Emmen")


def test_another_kind_is_refused() -> None:
    """Another kind is refused."""
    with pytest.raises(InputError, match="kind_unknown"):
        origins(EMMEN).find("provincie:Drenthe")


def test_a_postcode_is_placed_by_the_layer_in_use_and_by_nothing_else() -> None:
    """Four digits count; without a layer the user is told what to supply."""
    with pytest.raises(NotFoundError) as caught:
        origins(EMMEN).find("7811 AB")
    assert caught.value.message_id == "error.postcodes.no_layer"
    facts = PostcodeFacts("pc4.gpkg", "00", AS_OF, 1, twice=("7812",))
    shelf = cast("PostcodeShelf", Kept(PostcodePlaces(facts, {"7811": (257_000, 533_000)})))
    postcodes = StaffPostcodes(cast("PostcodeReader", None), shelf)
    found = Origins(cast("SiteCatalogue", Ground((EMMEN,))), (), postcodes)
    for text in ("7811", "7811 ab", "postcode 7811", "postcode:7811"):
        assert found.find(text) == Origin("postcode 7811", 257_000, 533_000)
    assert found.find("plaats:Emmen").label == "Emmen"
    with pytest.raises(NotFoundError) as caught:
        found.find("1000")
    assert caught.value.message_id == "error.postcodes.not_in_layer"
    with pytest.raises(NotFoundError) as caught:
        found.find("7812")
    assert caught.value.message_id == "error.postcodes.several_points"


class Kept:
    """A shelf that only gives."""

    def __init__(self, places: PostcodePlaces) -> None:
        """Hold the places."""
        self._places = places

    def load(self) -> PostcodePlaces:
        """Give them."""
        return self._places
