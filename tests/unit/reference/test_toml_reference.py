"""Reference data: what ships can be read, and a mistake in a file is told by file and entry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.instruments.instrument import InstrumentState
from drentsportal.domain.match.criteria import CRITERIA, SCALE_TOP, ScaleShape
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = TomlReference(resources_dir())

PROFILE = """
id = "test"
version = 2
permit_margin_dm = 20
[scales.price]
worst = 12_000
best = 3_000
[scales.park_management.classes]
yes = 1_000_000
no = 0
[default_weights]
price = 10
"""

INSTRUMENT = """
[[instrument]]
id = "lening"
name = "Lening"
provider = "Fonds"
audience = "Mkb"
minimum_eur = 10_000
conditions = "Geen"
starts_on = "2014-04"
period_text = "vanaf april 2014"
source = "000:1"
as_of = "2014"
confirmed_on = 2026-11-20
"""


def folder(path: Path, profile: str = PROFILE, instruments: str = INSTRUMENT) -> TomlReference:
    """Make a resources folder."""
    (path / "criteria_profiles").mkdir()
    (path / "criteria_profiles" / "test.toml").write_text(profile, encoding="utf-8")
    (path / "instruments.toml").write_text(instruments, encoding="utf-8")
    return TomlReference(path)


def test_every_shipped_profile_is_whole() -> None:
    """Every shipped profile is whole."""
    assert "standard" in SHIPPED.profile_ids()
    preferable = {criterion.id for criterion in CRITERIA if criterion.can_prefer}
    for profile_id in SHIPPED.profile_ids():
        profile = SHIPPED.profile(profile_id)
        assert profile.id == profile_id
        assert profile.version >= 1
        assert set(profile.default_weights) <= set(profile.scales) == preferable
        assert sum(profile.default_weights.values()) > 0


def test_shipped_segments_and_instruments_can_be_read() -> None:
    """Shipped segments and instruments can be read."""
    assert SHIPPED.segments()["logistics"] == "Logistiek"
    instruments = {each.id: each for each in SHIPPED.instruments()}
    assert (instruments["microkrediet"].minimum_eur, instruments["microkrediet"].maximum_eur) == (
        10_000,
        50_000,
    )
    assert instruments["ontwikkelkrediet"].maximum_eur is None
    assert len(instruments) == len(SHIPPED.instruments())


def test_values_arrive_as_they_stand(tmp_path: Path) -> None:
    """Values arrive as they stand."""
    reference = folder(tmp_path)
    profile = reference.profile("test")
    assert (profile.version, profile.permit_margin_dm) == (2, 20)
    assert (profile.scale("price").worst, profile.scale("price").best) == (12_000, 3_000)
    assert profile.scale("park_management").classes == {"yes": 1_000_000, "no": 0}
    (instrument,) = reference.instruments()
    assert instrument.starts_on == PartialDate(2014, 4)
    assert instrument.ends_on is None
    assert instrument.state(date(2026, 11, 21)) is InstrumentState.CONFIRMED


def test_an_unknown_profile_is_named_with_those_that_exist(tmp_path: Path) -> None:
    """An unknown profile is named with those that exist."""
    with pytest.raises(NotFoundError) as caught:
        folder(tmp_path).profile("../test")
    assert caught.value.params == {"profile": "../test", "accepted": "test"}


@pytest.mark.parametrize(
    "profile",
    [
        "id = ",
        PROFILE.replace("version = 2", "version = 2.5"),
        PROFILE.replace("1_000_000", "1_000_001"),
        PROFILE.replace("scales.price", "scales.prise"),
        PROFILE.replace("price = 10", "price = true"),
    ],
)
def test_a_damaged_profile_is_refused(tmp_path: Path, profile: str) -> None:
    """A damaged profile is refused."""
    with pytest.raises(DataSourceError) as caught:
        folder(tmp_path, profile).profile("test")
    assert caught.value.params["file_name"] == "test.toml"


@pytest.mark.parametrize(
    "instruments",
    [
        "",
        INSTRUMENT.replace('name = "Lening"', ""),
        INSTRUMENT.replace("10_000", '"10.000"'),
        INSTRUMENT.replace("2014-04", "voorjaar"),
        INSTRUMENT.replace("2026-11-20", "2026-11-20T10:00:00"),
    ],
)
def test_a_damaged_list_of_instruments_is_refused(tmp_path: Path, instruments: str) -> None:
    """A damaged list of instruments is refused."""
    with pytest.raises(DataSourceError) as caught:
        folder(tmp_path, instruments=instruments).instruments()
    assert caught.value.params["file_name"] == "instruments.toml"


def test_a_scale_may_have_another_shape(tmp_path: Path) -> None:
    """Pieces, an ideal range and decay; whole numbers only."""
    shapes = """
[scales.rent]
shape = "piecewise"
points = [[3_000, 1_000_000], [5_000, 300_000]]
[scales.plot_area]
shape = "ideal"
points = [[0, 0], [1, 1_000_000], [2, 1_000_000], [3, 0]]
[scales.junction_minutes]
shape = "decay"
best = 300
halving = 600
[default_weights]"""
    profile = folder(tmp_path, PROFILE.replace("[default_weights]", shapes)).profile("test")
    assert profile.scale("rent").points == ((3_000, SCALE_TOP), (5_000, 300_000))
    assert profile.scale("plot_area").shape is ScaleShape.IDEAL
    assert profile.scale("junction_minutes").halving == 600


@pytest.mark.parametrize(
    "scale",
    [
        'shape = "curve"',
        'shape = "piecewise"\npoints = [[1, 0]]',
        'shape = "piecewise"\npoints = [[2, 0], [1, 5]]',
        'shape = "piecewise"\npoints = [[1, 0], [2, 1_000_001]]',
        'shape = "piecewise"\npoints = [[1, 0], [2, 0.5]]',
        'shape = "ideal"\npoints = [[1, 0], [2, 1_000_000]]',
        'shape = "decay"\nbest = 5\nhalving = 0',
    ],
)
def test_a_shape_that_cannot_map_is_told(tmp_path: Path, scale: str) -> None:
    """With the file; nothing of it is used."""
    text = PROFILE.replace("[default_weights]", f"[scales.rent]\n{scale}\n[default_weights]")
    with pytest.raises(DataSourceError) as caught:
        folder(tmp_path, text).profile("test")
    assert caught.value.params["file_name"] == "test.toml"
