"""Messages, errors and ids become sentences; gaps show and never stop the work."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import CaseStatus
from drentsportal.domain.message import message
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, InputError
from drentsportal.language import Language, MissingTextError, available_languages
from drentsportal.language.catalogue import read_catalogue

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(folder: Path, name: str, code: str = "nl", **texts: str) -> None:
    """Write a fragment of a catalogue; ``__`` in a name stands for a full stop."""
    target = folder / "translations" / code
    target.mkdir(parents=True, exist_ok=True)
    entries = (f'msgid "{key.replace("__", ".")}"\nmsgstr "{text}"\n' for key, text in texts.items())
    (target / f"{name}.po").write_text(HEADER + "\n".join(entries), encoding="utf-8")


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """Make a small catalogue in two fragments."""
    write(
        tmp_path,
        "a",
        word__unknown="onbekend",
        case_status__answered="beantwoord",
        fits="{area_m2:ha} gevraagd",
        nested="Reden: {reason:msg}.",
        many="{names:list}",
        dated="{as_of}",
        status="nu {status:id:case_status}",
        count="{n:int} {n:plural:kandidaat|kandidaten}",
        within="{n:plural:één kandidaat|ten hoogste {n:int} kandidaten}",
    )
    write(tmp_path, "b", plain="Gereed.", reach="{x.__class__}", wrong="{area_m2:lightyear}")
    return tmp_path


@pytest.fixture
def dutch(resources: Path) -> Language:
    """Speak Dutch as the program does."""
    return Language("nl", resources)


def test_fragments_are_one_catalogue(dutch: Language) -> None:
    """Fragments are one catalogue."""
    assert dutch.text("plain") == "Gereed."
    assert dutch.text(message("fits", area_m2=15_000)) == "1,5 ha gevraagd"
    assert "fits" in dutch


def test_an_error_is_worded_by_its_id_and_parameters(dutch: Language) -> None:
    """An error is worded by its id and parameters."""
    assert dutch.text(InputError("fits", field="area", area_m2=49)) == "49 m² gevraagd"


def test_parameters_of_all_kinds(dutch: Language) -> None:
    """Parameters of all kinds."""
    assert dutch.text("nested", reason=message("fits", area_m2=10_000)) == "Reden: 1 ha gevraagd."
    assert dutch.text("many", names=("Emmen", "Assen", "Meppel")) == "Emmen, Assen en Meppel"
    assert dutch.text("many", names=frozenset({"b", "a"})) == "a en b"
    assert dutch.text("dated", as_of=PartialDate(2022)) == "2022"
    assert dutch.text("status", status=CaseStatus.ANSWERED) == "nu beantwoord"
    assert dutch.text("count", n=1) == "1 kandidaat"
    assert dutch.text("count", n=1200) == "1.200 kandidaten"
    assert dutch.text("within", n=1) == "één kandidaat"
    assert dutch.text("within", n=1200) == "ten hoogste 1.200 kandidaten"


def test_unknown_is_said_and_never_zero(dutch: Language) -> None:
    """Unknown is said and never zero."""
    assert dutch.text("fits", area_m2=None) == "onbekend gevraagd"
    assert dutch.value(None, "ha") == "onbekend"


def test_text_from_outside_is_text(dutch: Language) -> None:
    """Text from outside is text."""
    name = "{area_m2:ha} <script>alert(1)</script>"
    assert dutch.text("many", names=(name,)) == name


@pytest.mark.parametrize(
    ("message_id", "params"),
    [
        ("absent", {}),
        ("fits", {}),
        ("fits", {"area_m2": "veel"}),
        ("reach", {"x": 1}),
        ("wrong", {"area_m2": 1}),
        ("status", {"status": "nergens"}),
    ],
)
def test_a_gap_shows_its_id_and_is_an_error_in_tests(
    resources: Path, caplog: pytest.LogCaptureFixture, message_id: str, params: dict[str, object]
) -> None:
    """A gap shows its id and is an error in tests."""
    with caplog.at_level(logging.ERROR):
        shown = Language("nl", resources).text(message_id, **params)
    assert "⟦" in shown
    assert len(caplog.records) == 1
    with pytest.raises(MissingTextError):
        Language("nl", resources, strict=True).text(message_id, **params)


def test_a_language_without_catalogue_is_refused(resources: Path) -> None:
    """A language without catalogue is refused."""
    with pytest.raises(InputError) as caught:
        Language("fr", resources)
    assert caught.value.params["accepted"] == "nl"
    assert available_languages(resources) == ("nl",)


def test_what_a_translation_lacks_is_said_in_dutch(resources: Path) -> None:
    """One Dutch sentence is better than none; the tests of a translation allow no gap."""
    write(resources, "a", code="de", plain="Fertig.")
    german = Language("de", resources)
    assert german.text("plain") == "Fertig."
    assert german.text(message("fits", area_m2=1_234_500)) == "123,45 ha gevraagd"
    with pytest.raises(MissingTextError):
        Language("de", resources, strict=True).text("fits", area_m2=15_000)


@pytest.mark.parametrize(
    ("code", "said"),
    [("nl", "Emmen, Assen en Meppel"), ("en", "Emmen, Assen and Meppel"), ("de", "Emmen, Assen und Meppel")],
)
def test_an_enumeration_has_no_comma_before_its_last(resources: Path, code: str, said: str) -> None:
    """British English as Dutch and German."""
    write(resources, "g", code=code, listed="{names:list}")
    assert Language(code, resources).text("listed", names=("Emmen", "Assen", "Meppel")) == said


def test_of_two_texts_for_one_id_the_first_is_used(resources: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Of two texts for one id the first is used."""
    write(resources, "c", plain="Klaar.")
    with caplog.at_level(logging.ERROR):
        assert Language("nl", resources).text("plain") == "Gereed."
    assert "plain" in caplog.text


def test_a_process_reads_its_files_once_until_one_changes(
    resources: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What reading says is said once; who changes what it got changes nobody else's."""
    write(resources, "c", plain="Klaar.")
    folder = resources / "translations" / "nl"
    with caplog.at_level(logging.ERROR):
        read_catalogue(folder)["plain"] = "Anders."
        assert read_catalogue(folder)["plain"] == "Gereed."
        assert len(caplog.records) == 1
        write(resources, "c", other="Iets anders.")
        assert read_catalogue(folder)["other"] == "Iets anders."
        assert len(caplog.records) == 1


def test_a_file_that_is_no_catalogue_is_refused(resources: Path) -> None:
    """A file that is no catalogue is refused."""
    (resources / "translations" / "nl" / "d.po").write_bytes(b"msgid broken")
    with pytest.raises(DataSourceError):
        Language("nl", resources)


def test_a_cached_catalogue_is_used_until_a_file_changes(resources: Path, tmp_path: Path) -> None:
    """A cached catalogue is used until a file changes."""
    cache = tmp_path / "cache"
    assert Language("nl", resources, cache_dir=cache).text("plain") == "Gereed."
    (kept,) = cache.glob("*.json")
    kept.write_text(kept.read_text(encoding="utf-8").replace("Gereed.", "Uit de cache."), encoding="utf-8")
    assert Language("nl", resources, cache_dir=cache).text("plain") == "Uit de cache."
    write(resources, "b", plain="Helemaal gereed.")
    assert Language("nl", resources, cache_dir=cache).text("plain") == "Helemaal gereed."
    assert len(list(cache.glob("*.json"))) == 1


def test_a_damaged_cache_costs_nothing_but_time(resources: Path, tmp_path: Path) -> None:
    """A damaged cache costs nothing but time."""
    cache = tmp_path / "cache"
    Language("nl", resources, cache_dir=cache)
    next(cache.glob("*.json")).write_bytes(b"{half")
    assert Language("nl", resources, cache_dir=cache).text("plain") == "Gereed."


@pytest.mark.parametrize(
    ("low_m", "high_m", "said"),
    [
        (34_810, 34_840, "34,8 km hemelsbreed"),
        (34_840, 34_860, "34,8 km tot 34,9 km hemelsbreed"),
        (None, 34_860, "onbekend tot 34,9 km hemelsbreed"),
    ],
)
def test_a_range_whose_ends_read_the_same_is_written_once(
    resources: Path, low_m: int | None, high_m: int, said: str
) -> None:
    """What differs by less than is printed reads as one figure; only between ends of the same range."""
    write(
        resources,
        "e",
        span="{low_m:km} tot {high_m:km} {way}",
        area="{low_m2:ha} tot {high_m2:ha}",
        time="{low_s:minutes} tot {high_s:minutes}",
        moved="{asked_m:km} tot {high_m:km}",
    )
    language = Language("nl", resources, strict=True)
    assert language.text("span", low_m=low_m, high_m=high_m, way="hemelsbreed") == said
    assert language.text("area", low_m2=88_210, high_m2=88_240) == "8,82 ha"
    assert language.text("time", low_s=590, high_s=605) == "10 min"
    assert language.text("moved", asked_m=1000, high_m=1000) == "1,0 km tot 1,0 km"


def test_data_in_a_sentence_turns_no_words_around(resources: Path) -> None:
    """A name with U+202E reads as it was typed, and so does what stands after it."""
    write(resources, "f", told="Gesprek met {name} vandaag", listed="{names:list}")
    language = Language("nl", resources, strict=True)
    assert language.text("told", name="Bakkerij \u202ejoeM") == "Gesprek met Bakkerij joeM vandaag"
    assert language.text("listed", names=("\u2067a", "b")) == "a en b"
