"""What tells who is meant: names and their parts, forms of address, numbers; common words tell nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.retention.giveaways import giveaways, gives_away

NAMES = (
    "Wiersma Staalbouw BV",
    "Bouw Techniek Drenthe B.V.",
    "Mevrouw Bos van NOM",
    "Jo de Boer",
    "Provincie Drenthe",
    "Team4You",
    "NOM",
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Op verzoek van mevrouw Wiersma", ("mevrouw Wiersma",)),
        ("wiersma vroeg erom", ("wiersma",)),
        ("Wiersma Staalbouw B.V. vroeg erom", ("Wiersma", "Staalbouw")),
        ("op verzoek van wiersma  staalbouw bv", ("wiersma  staalbouw bv",)),
        ("bouw techniek drenthe", ("bouw", "techniek", "drenthe")),
        ("Verzoek van Team4You, Jo belde", ("Team4You", "Jo")),
        ("Bos wil het", ("Bos",)),
        ("Op verzoek van dhr. P. van der Zanden", ("dhr. P. van der Zanden",)),
        ("Auf Bitte von Frau Müller", ("Frau Müller",)),
        ("Verzoek KvK 05063322", ("KvK 05063322",)),
        ("kvk-nummer: 0506 3322", ("kvk-nummer: 0506 3322",)),
        ("zie 05063322", ("05063322",)),
        ("rekening NL91ABNA0417164300", ("0417164300",)),
        ("mail m.wiersma@staal.example", ("m.wiersma@staal.example",)),
        ("mail m.wiersma@…", ("m.wiersma@…",)),
        ("bel 0592 365555 of +31 6 12345678", ("0592 365555", "+31 6 12345678")),
    ],
)
def test_what_points_to_somebody_is_told_as_it_stands(text: str, told: tuple[str, ...]) -> None:
    """Whole names without regard to legal form, the words that are theirs alone, and how they are reached."""
    assert giveaways(text, NAMES) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Termijn van selectielijst B 7.2 verstreken op 20-11-2026",
        "besluit van 22.11.2026, 22 11 2026 en 2026-11-22",
        "Op verzoek van de gemeente en van NOM, artikel 17 AVG",
        "de heer en mevrouw die het bos en de bouw van staal verkennen",
        "bedrijf gestopt, techniek verouderd; provincie akkoord",
        "gemeente Hoogeveen heeft 12.345.678 m2",
    ],
)
def test_a_ground_in_words_of_everybody_tells_nobody(text: str) -> None:
    """Terms, dates, laws, gemeenten and common words stay."""
    assert giveaways(text, NAMES) == ()


@given(
    st.lists(st.sampled_from(["Wiersma", "mail", "a@b.nl", "05063322", "mevrouw", "Jansen", "verzoek", ","]))
)
def test_what_is_told_stands_in_the_text_and_is_told_once(words: list[str]) -> None:
    """Whatever comes together."""
    text = " ".join(words)
    told = giveaways(text, NAMES)
    assert all(each in text for each in told)
    assert len(set(told)) == len(told)
    assert ("Wiersma" in words) == any("Wiersma" in each for each in told)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Müller nach Emmen", "Müller Kunststofftechnik GmbH"),
        ("MULLER sucht 2 ha", "Müller Kunststofftechnik GmbH"),
        ("Kuipers verplaatst", "Kuipers Beton B.V."),
        ("Verhuizing beton emmen", "Beton Emmen B.V."),
        ("Wadtechniekhal", "Wadtechniek"),
    ],
)
def test_a_word_that_is_a_companys_alone_tells_of_it(title: str, company: str) -> None:
    """A part of the name is enough; of common words only all together."""
    assert gives_away(title, company)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Betonfabriek naar Emmen", "Kuipers Beton B.V."),
        ("Beton en transport, groep in Emmen, B.V.", "Kuipers Beton Transport Emmen Groep B.V."),
        ("Kunststofftechnik GmbH nach Emmen", "Müller Kunststofftechnik GmbH"),
        ("Kuiperspad 3", "Kuipers Beton B.V."),
        ("Zoekvraag", ""),
    ],
)
def test_a_word_of_everybody_tells_of_no_company(title: str, company: str) -> None:
    """Trades, gemeenten, legal forms, and words that only begin alike."""
    assert not gives_away(title, company)
