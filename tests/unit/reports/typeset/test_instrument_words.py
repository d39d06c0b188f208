"""The period of an instrument is told in the language of the document, and never by half of it in Dutch."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from drentsportal.domain.instruments.advisable import AdvisableInstrument
from drentsportal.domain.values import PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.instrument_words import amount_and_period, period_words, sources_of
from drentsportal.reports.typeset.provider_words import USUAL_PROVIDERS, provider_words
from tests.unit.reports.subjects import instrument

APRIL, YEAR = PartialDate(2014, 4), PartialDate(2015)


@pytest.mark.parametrize(
    ("said", "starts_on", "ends_on", "code", "told"),
    [
        ("vanaf eind april 2014; einde niet vermeld", APRIL, None, "nl", None),
        ("vanaf eind april 2014; einde niet vermeld", APRIL, None, "de", "ab April 2014; Ende nicht genannt"),
        ("vanaf eind april 2014; einde niet vermeld", APRIL, None, "en", "from April 2014; end not stated"),
        ("april 2014 tot en met 2015", APRIL, YEAR, "de", "April 2014 bis 2015"),
        ("tot medio 2015", None, YEAR, "en", "to 2015; beginning not stated"),
        ("niet vermeld", None, None, "de", "nicht genannt"),
        (
            "verkenning in 2024-2025",
            None,
            None,
            "en",
            "“verkenning in 2024-2025” (in Dutch, as in the source)",
        ),
    ],
)
def test_the_period_in_the_language_of_the_document(
    said: str, starts_on: PartialDate | None, ends_on: PartialDate | None, code: str, told: str | None
) -> None:
    """Its dates say it; words that no date replaces are quoted and named as Dutch."""
    language = Language(code, resources_dir(), strict=True)
    subject = replace(instrument(), period_text=said, starts_on=starts_on, ends_on=ends_on)
    assert period_words(subject, language) == (told or said)
    assert amount_and_period(subject, language).lines[1].text.endswith(told or said)


NAMES = {"Provincie Drenthe", "NOM", "SNN", "OndernemersFabriek Drenthe"}


def test_every_provider_of_the_list_that_ships_is_a_name_or_has_words_in_every_language() -> None:
    """In Dutch as the list says it; elsewhere nobody has to read Dutch to see who it is."""
    tables = tomllib.loads((resources_dir() / "instruments.toml").read_text(encoding="utf-8"))
    providers = {each["provider"] for each in tables["instrument"]}
    assert providers - NAMES == set(USUAL_PROVIDERS)
    dutch, english = (Language(code, resources_dir(), strict=True) for code in ("nl", "en"))
    for each in providers - NAMES:
        told = replace(instrument(), provider=each)
        assert provider_words(told, dutch) == dutch.text(
            f"doc.instrument.provider.{USUAL_PROVIDERS[each]}"
        ) or (each == "Rijk en regio")
        assert provider_words(told, english) != each
    assert provider_words(replace(instrument(), provider="Fonds X"), english) == "Fonds X"


def test_a_source_of_many_instruments_is_named_once() -> None:
    """Also where one rests on two papers."""
    one, two, three = (
        AdvisableInstrument(replace(instrument(), source=each, as_of=YEAR))
        for each in ("Programma (bijlage 1)", "Programma (bijlage 1); Jaarplan", "Jaarplan")
    )
    assert sources_of((one, two, three)) == "Programma (bijlage 1) (2015); Jaarplan (2015)"
