"""A kept match that was altered says what was altered, in words; one that breaks off says that it does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.match.replay_parts import PARTS, digest
from drentsportal.errors import InputError
from drentsportal.language import Language
from tests.unit.domain.match.test_replay_differences import made

if TYPE_CHECKING:
    from collections.abc import Callable

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
OTHER = "De uitkomst is daardoor een andere dan is bewaard."
SAME = "Volgorde, scores en oordelen veranderen er niet door."
KEPT = to_replay(made())
Data = dict[str, Any]


def told(text: str) -> str:
    """Word why a kept match is refused."""
    with pytest.raises(InputError) as caught:
        replay(text)
    assert caught.value.field == "replay"
    return DUTCH.text(caught.value)


def altered(change: Callable[[Data], object]) -> str:
    """Word why a kept match is refused after a change of its data."""
    data = json.loads(KEPT)
    change(data)
    said = told(json.dumps(data))
    begins = "De bewaarde uitkomst is veranderd nadat ze is bewaard. Anders: "
    assert said.startswith(begins)
    return said.removeprefix(begins)


def _weight(data: Data) -> None:
    data["request"]["preferences"][0]["weight"] = 60


def _requirement(data: Data) -> None:
    data["request"]["requirements"][0]["limit"] = 25_000


def _title(data: Data) -> None:
    data["request"]["title"] = "Iets anders"


def _value(data: Data) -> None:
    row = data["offers"]["candidate_row"].index(data["candidates"]["name"].index("Zuid"))
    data["intervals"]["plot_area"]["low"][row] = 100
    data["intervals"]["plot_area"]["high"][row] = 100


def _values(data: Data) -> None:
    column = data["intervals"]["plot_area"]
    column["low"] = [each + 1 for each in column["low"]]


def _two(data: Data) -> None:
    _weight(data)
    _title(data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_weight, f"de wens “Prijs” of het gewicht ervan. {SAME}"),
        (_requirement, f"de eis “Oppervlakte kavel”. {OTHER}"),
        (_title, f"van de aanvraag: omschrijving. {SAME}"),
        (_value, f"“Oppervlakte kavel” van Zuid. {OTHER}"),
        (_values, f"“Oppervlakte kavel” van meer dan één locatie. {SAME}"),
        (_two, f"de wens “Prijs” of het gewicht ervan en van de aanvraag: omschrijving. {SAME}"),
        (lambda data: data.update(format_version=3), f"de versie van de rekenwijze (nu 3). {SAME}"),
        (lambda data: data.update(format_version=99), f"de versie van de rekenwijze (nu 99). {SAME}"),
        (lambda data: data.update(data_version=9), f"de gegevensversie (nu 9). {SAME}"),
        (
            lambda data: data["profile"].update(version=2),
            f"naam of versie van het criteriaprofiel (nu plain, versie 2). {SAME}",
        ),
        (
            lambda data: data["profile"]["scales"]["price"].update(best=1),
            f"de schaal van “Prijs” in het criteriaprofiel. {OTHER}",
        ),
        (
            lambda data: data["regions"]["groningen_assen"].pop(),
            f"de gemeenten van regio Regio Groningen-Assen. {SAME}",
        ),
        (lambda data: data["sources"]["by_record"].pop(), f"bron of datum van een waarde. {SAME}"),
        (
            lambda data: data["request"]["requirements"][0].update(limit="veel"),
            "de eis “Oppervlakte kavel”. Zo is ze niet na te rekenen.",
        ),
        (lambda data: data.pop("offers"), "wat ontbreekt (offers). Zo is ze niet na te rekenen."),
        (lambda data: data.update(opmerking="x"), f"wat er is bijgezet (opmerking). {SAME}"),
        (lambda data: data.update(inputs_sha256="0"), f"een controlegetal van het bestand zelf. {SAME}"),
    ],
)
def test_each_input_that_was_altered_is_named(change: Callable[[Data], object], said: str) -> None:
    """With whether the outcome changes by it: the weight of the only preference, and a title, do not."""
    assert altered(change) == said


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_whatever_figure_of_one_site_was_altered_its_site_is_named(data: st.DataObject) -> None:
    """In every column, by any amount, up or down."""
    kept = json.loads(KEPT)
    name = data.draw(st.sampled_from(sorted(kept["intervals"])))
    row = data.draw(st.integers(0, len(kept["offers"]["site_id"]) - 1))
    part = data.draw(st.sampled_from(["low", "high", "basis", "record"]))
    kept["intervals"][name][part][row] += data.draw(st.integers(-100, 100).filter(bool))
    site = kept["candidates"]["name"][kept["offers"]["candidate_row"][row]]
    assert f"van {site}. " in told(json.dumps(kept))


@given(st.integers(1, len(KEPT) - 1))
def test_a_file_that_breaks_off_says_after_how_many_characters(length: int) -> None:
    """Wherever it was cut, unless just behind a bracket within."""
    said = told(KEPT[:length])
    if not KEPT[:length].endswith("}"):
        assert said.startswith(f"Het bestand houdt na {DUTCH.value(length, 'int')} tekens op")


def test_another_outcome_of_the_same_inputs_is_told_apart() -> None:
    """Then the program reckons otherwise, or the checksum of the outcome was altered."""
    said = told(json.dumps({**json.loads(KEPT), "outcome_sha256": "0" * 64}))
    assert said.startswith("Alle gegevens in het bestand zijn zoals ze zijn bewaard, maar de uitkomst")


def test_a_file_of_before_says_that_it_cannot_tell() -> None:
    """It has no digests of its parts; unaltered it comes out the same."""
    data = json.loads(KEPT)
    outcome = data.pop("outcome_sha256")
    del data["inputs_sha256"], data[PARTS]
    old = {**data, "inputs_sha256": digest(data), "outcome_sha256": outcome}
    assert to_replay(replay(json.dumps(old))) == KEPT
    _weight(old)
    assert "Welk gegeven, is er niet uit af te leiden" in told(json.dumps(old))
