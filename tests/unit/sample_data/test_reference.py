"""The reference data that ships: scales with a reason, instruments with a source, segments to be replaced."""

import re
from datetime import date

import pytest

from drentsportal.domain.instruments.instrument import Instrument, InstrumentState
from drentsportal.domain.match.criteria import CRITERIA, SCALE_TOP
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference

SHIPPED = TomlReference(resources_dir())
TODAY = date(2026, 11, 21)


def _instruments() -> dict[str, Instrument]:
    return {each.id: each for each in SHIPPED.instruments()}


@pytest.mark.parametrize("profile_id", ["standard", "logistics", "industry", "office_starter"])
def test_a_profile_has_a_scale_for_every_preference(profile_id: str) -> None:
    """Absolute scales with the ends that the documents and the design give."""
    profile = SHIPPED.profile(profile_id)
    assert set(profile.scales) == {criterion.id for criterion in CRITERIA if criterion.can_prefer}
    ends = {key: (scale.worst, scale.best) for key, scale in profile.scales.items() if not scale.classes}
    assert ends["present_distance"] == (25_000, 0)
    assert ends["junction_distance"] == (15_000, 500)
    days = (date(2032, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    assert ends["available_by"] == days
    assert ends["price"][0] > ends["price"][1]
    assert ends["plot_area"][0] < ends["plot_area"][1]
    classes = {key: dict(scale.classes) for key, scale in profile.scales.items() if scale.classes}
    assert classes["segment"] == {"match": SCALE_TOP, "none": 0}
    assert classes["park_management"] == {"yes": SCALE_TOP, "no": 0}
    reuse = classes["reuse"]
    assert SCALE_TOP == reuse["reuse"] > reuse["existing"] > reuse["new"] == 0
    assert "plot_area" not in profile.default_weights


def test_every_scale_says_why() -> None:
    """A comment stands above every scale."""
    for path in (resources_dir() / "criteria_profiles").glob("*.toml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        heads = [index for index, line in enumerate(lines) if line.startswith("[scales.")]
        assert all(lines[index - 1].startswith("# ") for index in heads), path.name


def test_instruments_name_a_part_of_a_document_and_nobody_confirmed_them() -> None:
    """Document and part stand with each; without a confirmation none may go out."""
    for instrument in SHIPPED.instruments():
        assert re.search(r"20\d\d \(\w+", instrument.source), instrument.id
        assert instrument.confirmed_on is None
        assert instrument.state(TODAY) is not InstrumentState.CONFIRMED
        assert not re.search(r"00\d:\d", instrument.conditions + instrument.audience), instrument.id
    assert len(_instruments()) == len(SHIPPED.instruments()) == 33


@pytest.mark.parametrize(
    ("amount_eur", "fitting"),
    [
        (9_999, set()),
        (10_000, {"microkrediet"}),
        (49_999, {"microkrediet"}),
        (50_000, {"microkrediet", "innovatiekrediet"}),
        (75_000, {"innovatiekrediet"}),
        (100_000, {"innovatiekrediet", "ontwikkelkrediet"}),
        (250_000, {"innovatiekrediet", "ontwikkelkrediet"}),
        (300_000, {"ontwikkelkrediet"}),
    ],
)
def test_ranges_of_the_credits(amount_eur: int, fitting: set[str]) -> None:
    """The ranges of the infographic (000:1233-1239), at and beside their ends."""
    ranged = [each for each in SHIPPED.instruments() if each.minimum_eur is not None]
    found = {
        each.id
        for each in ranged
        if (each.minimum_eur or 0) <= amount_eur <= (each.maximum_eur or amount_eur)
    }
    assert found == fitting


def test_periods_tell_what_has_expired() -> None:
    """An end that the source states has passed; one that it does not state is to be confirmed."""
    states = {each.id: each.state(TODAY) for each in SHIPPED.instruments()}
    assert states["clustertraject"] is InstrumentState.EXPIRED
    assert states["efro_noord"] is InstrumentState.EXPIRED
    assert states["microkrediet"] is InstrumentState.TO_CONFIRM
    assert states["drentse_green_deal"] is InstrumentState.TO_CONFIRM
    assert _instruments()["clustertraject"].maximum_eur == 6_500
    assert _instruments()["mit"].maximum_eur is None


def test_the_segments_say_that_they_are_a_start() -> None:
    """The documents give no list, and the file does not pretend that they do."""
    text = (resources_dir() / "segments.toml").read_text(encoding="utf-8")
    assert text.count('source = "Gangbare indeling, startlijst; te vervangen') == len(SHIPPED.segments())
