"""Staff by postcode as a use case: nothing without a layer, and what was in use stays until another is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import Origin, StaffPoint
from drentsportal.domain.roads.postcode_places import PostcodeFacts, PostcodePlaces
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, NotFoundError
from drentsportal.services.ports.postcodes import PostcodeOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.staff_postcodes import StaffPostcodes

if TYPE_CHECKING:
    from drentsportal.services.ports.desk import Progress

OPTIONS = PostcodeOptions()


def places(name: str, **points_rd: tuple[int, int]) -> PostcodePlaces:
    """Make a layer; ``pc7811=(x, y)``."""
    named = {code.removeprefix("pc"): point for code, point in points_rd.items()}
    return PostcodePlaces(PostcodeFacts(name, "00", PartialDate(2026), len(named)), named)


EMMEN = places("emmen.gpkg", pc7811=(257_000, 533_000))
ASSEN = places("assen.gpkg", pc9401=(233_500, 556_500))


class Files:
    """A reader over layers by name; another name is damaged."""

    def __init__(self, *layers: PostcodePlaces) -> None:
        """Hold the layers."""
        self._layers = {each.facts.file_name: each for each in layers}

    def read(self, path: Path, options: PostcodeOptions, progress: Progress) -> PostcodePlaces:
        """Read one."""
        assert options == OPTIONS
        progress.step(0, 1, "progress.postcodes.reading")
        if path.name not in self._layers:
            raise DataSourceError("error.import.damaged", file=path.name)
        return self._layers[path.name]


class Shelf:
    """A shelf in memory; ``fault`` makes it damaged."""

    def __init__(self, kept: PostcodePlaces | None = None, *, fault: bool = False) -> None:
        """Hold what is kept."""
        self.kept = kept
        self.loads = 0
        self._fault = fault

    def load(self) -> PostcodePlaces | None:
        """Return it, and count."""
        self.loads += 1
        if self._fault:
            raise DataSourceError("error.postcodes.kept_damaged", path="x")
        return self.kept

    def keep(self, places: PostcodePlaces) -> None:
        """Put it in."""
        self.kept, self._fault = places, False

    def forget(self) -> None:
        """Take it out."""
        self.kept = None


def test_without_a_layer_a_postcode_has_no_place_and_the_user_is_told_what_to_supply() -> None:
    """Not a guess by the place names that we ship."""
    postcodes = StaffPostcodes(Files(), Shelf())
    assert postcodes.state().facts is None
    for ask in (lambda: postcodes.origin("7811"), lambda: postcodes.staff("7811;2")):
        with pytest.raises(NotFoundError) as caught:
            ask()
        assert caught.value.message_id == "error.postcodes.no_layer"


def test_a_layer_is_used_from_then_on_and_read_once() -> None:
    """Also after the next start."""
    shelf = Shelf()
    used = StaffPostcodes(Files(EMMEN), shelf).use(Path("emmen.gpkg"), OPTIONS, NoProgress())
    assert used.facts == EMMEN.facts
    again = StaffPostcodes(Files(), shelf)
    assert again.origin("7811") == again.origin("7811") == Origin("postcode 7811", 257_000, 533_000)
    assert again.staff("7811 AB;2").points == (StaffPoint("postcode 7811", 257_000, 533_000, 2),)
    assert shelf.loads == 1


def test_a_postcode_that_the_layer_lacks_names_the_layer() -> None:
    """So that the person can look there."""
    with pytest.raises(NotFoundError) as caught:
        StaffPostcodes(Files(), Shelf(EMMEN)).origin("9401")
    assert caught.value.params == {"postcode": "9401", "file": "emmen.gpkg"}


def test_a_file_that_cannot_be_read_leaves_what_was_in_use() -> None:
    """And looking at a file uses nothing."""
    postcodes = StaffPostcodes(Files(ASSEN), Shelf(EMMEN))
    with pytest.raises(DataSourceError):
        postcodes.use(Path("bad.gpkg"), OPTIONS, NoProgress())
    assert postcodes.look_at(Path("assen.gpkg"), OPTIONS, NoProgress()) == ASSEN
    assert postcodes.state().facts == EMMEN.facts
    assert postcodes.staff("9401;4", ASSEN).unknown == {}
    assert postcodes.staff("9401;4").unknown == {"9401": 4}


def test_forgotten_is_as_never_chosen() -> None:
    """Until another one is used."""
    shelf = Shelf(EMMEN)
    postcodes = StaffPostcodes(Files(ASSEN), shelf)
    assert postcodes.forget().facts is None
    assert shelf.kept is None
    with pytest.raises(NotFoundError):
        postcodes.origin("7811")
    postcodes.use(Path("assen.gpkg"), OPTIONS, NoProgress())
    assert postcodes.origin("9401").label == "postcode 9401"


def test_damage_is_told_with_the_state_and_another_layer_mends_it() -> None:
    """The window opens all the same."""
    postcodes = StaffPostcodes(Files(ASSEN), Shelf(fault=True))
    assert postcodes.state().fault is not None
    with pytest.raises(DataSourceError):
        postcodes.origin("7811")
    assert postcodes.use(Path("assen.gpkg"), OPTIONS, NoProgress()).fault is None
    assert postcodes.state().facts == ASSEN.facts
