"""Sentences as people write them: what is asked, what only looks like it, and what nobody can tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.intake.incoming import IncomingAttachment, IncomingMessage
from drentsportal.domain.intake.place_finders import PlaceFinder
from drentsportal.domain.intake.recognised import NOT_ASKED, Certainty, RecognisedValue
from drentsportal.domain.intake.recognition import Recognition
from drentsportal.domain.intake.sector_finders import SectorFinder
from drentsportal.domain.vocabulary import MUNICIPALITIES

PLACES = dict(
    [
        *(("Emmen", "GM0114"), ("Klazienaveen", "GM0114"), ("Assen", "GM0106"), ("Coevorden", "GM0109")),
        *(("Meppel", "GM0119"), ("Hoogeveen", "GM0118"), ("Beilen", "GM1731"), ("Roden", "GM1699")),
        *(("Norg", "GM1699"), ("Borger", "GM1681"), ("Een", "GM1699"), ("Vries", "GM1730")),
    ]
)
RECOGNITION = Recognition(PlaceFinder(PLACES), SectorFinder([("waterstof", ("elektrolyse",))]))


def _read(text: str) -> tuple[dict[str, RecognisedValue], set[str]]:
    """Return what is proposed for a request, and for which fields a person must choose."""
    message = IncomingMessage(IncomingAttachment("a.txt", "text/plain", b"x"), text)
    asked = [each for each in RECOGNITION.read(message) if each.field not in NOT_ASKED]
    settled = {each.field.value: each.settled.value for each in asked if each.settled}
    return settled, {each.field.value for each in asked if each.is_doubtful}


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("Wij huren nu 1.200 m² en zoeken een kavel van 2.500 m².", {"plot_area_m2": 2500}),
        (
            "We need a production hall of 20.000 sqm and we have 1.200 employees.",
            {"floor_area_m2": 20_000, "staff_count": 1200},
        ),
        (
            "We have 1.5 ha in mind for our new plant and would like 1.500 kW.",
            {"plot_area_m2": 15_000, "grid_demand_kw": 1500},
        ),
        ("Onze hal van 2.000 m² in Beilen is te klein.", {}),
        (
            "De vorige aanvraag ging over 7 ha bij Coevorden; deze keer zoeken we 2 ha.",
            {"plot_area_m2": 20_000},
        ),
        ("Wij zoeken 2 ha, maar niet in Assen.", {"plot_area_m2": 20_000}),
        (
            "De gemeente Emmen heeft geen ruimte. Kunnen we in Klazienaveen terecht?",
            {"municipality": "GM0114", "place": "Klazienaveen"},
        ),
        ("De 5 ha in Emmen is te duur.", {}),
        ("We hebben 2 x 1.000 m2 hallen nodig en 50 arbeidsplaatsen.", {"staff_count": 50}),
        ("Ik ben vanaf 1 december 2026 weer op kantoor.", {}),
        ("Netaansluiting minimaal 2 MW en 4 MWp zonnepanelen op het dak.", {"grid_demand_kw": 2000}),
        ("Ik sprak met Henk Emmen en Anna de Vries over een stuk grond.", {}),
        ("Bezoekadres: Rondweg 5, Emmen. Postbus 1, 9400 AC Assen.", {}),
        ("Our sister company has 300 employees in Hamburg.", {}),
        ("Gemeente: Borger-Odoorn. Personeel: 25.", {"municipality": "GM1681", "staff_count": 25}),
        ("Oplevering uiterlijk 1-7-2028.", {"available_by": "2028-07-01"}),
        ("Oppervlakte bebouwd 3000 m2, onbebouwd 2000 m2, totaal perceel 5000 m2.", {"plot_area_m2": 5000}),
        ("Milieucategorie 4.", {}),
        ("Een kavel kost 65 euro per m2, en 9 ha per jaar wordt verkocht.", {}),
        (
            "Wij zoeken een halve hectare in Norg.",
            {"plot_area_m2": 5000, "municipality": "GM1699", "place": "Norg"},
        ),
        ("Voor onze hal van 100 bij 60 meter.", {}),
        ("Wij bouwen een hal van 100 bij 60,5 meter.", {"building_dm": (1000, 605)}),
        (
            "Met 800 kVA komen wij uit, telefoon 0592 - 36 55 55.",
            {"grid_demand_kw": 800, "phone": "+31592365555"},
        ),
        ("Mijn IBAN is NL91ABNA0417164300, KvK-nr. 01.234.567.", {"kvk_number": "01234567"}),
        ("Wij zijn een startup in waterstof.", {"sector": "waterstof"}),
        ("Teruglevering van 500 kW.", {"grid_feed_kw": 500}),
    ],
)
def test_a_sentence_gives_what_it_asks(text: str, settled: dict[str, RecognisedValue]) -> None:
    """Nothing more, nothing less, and nothing to choose."""
    assert _read(text) == (settled, set())


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Wij zoeken tussen de 1,5 en 2 hectare.", {"plot_area_m2"}),
        ("Graag 2 tot 3 ha grond.", {"plot_area_m2"}),
        ("Wij zoeken 1.500 ha voor ons bedrijf.", {"plot_area_m2"}),
        ("Stroom: 3 MVA nu, 5 MVA op termijn.", {"grid_demand_kw"}),
        ("Milieucategorie 4.1 t/m 4.2.", {"category"}),
        ("In Meppel of in Hoogeveen.", {"municipality", "place"}),
        ("Van 40 naar 60 medewerkers.", {"staff_count"}),
        ("We would like to move by 03/04/2028, as we need the space.", {"available_by"}),
        ("Start bouw Q2 2027, ingebruikname eind 2028.", {"available_by"}),
        ("Een hal van 800 m² met 100 m² kantoor.", {"floor_area_m2"}),
        ("Tel. 0592-123456, mobiel +31 6 1234 5678.", {"phone"}),
    ],
)
def test_of_several_values_none_is_chosen(text: str, doubtful: set[str]) -> None:
    """They stand side by side."""
    assert _read(text) == ({}, doubtful)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Uiterlijk eind derde kwartaal 2027.", "2027-09-30"),
        ("Oplevering uiterlijk in het derde kwartaal van 2027.", "2027-09-30"),
        ("Nodig eind september 2027.", "2027-09-30"),
        ("Uiterlijk februari 2028 verhuizen.", "2028-02-29"),
        ("We need it by the end of the second quarter of 2027.", "2027-06-30"),
        ("Spätestens Ende des dritten Quartals 2027 umziehen.", "2027-09-30"),
        ("Uiterlijk eind eerste helft van 2027 in gebruik.", "2027-06-30"),
        ("Uiterlijk eind 2027 verhuizen.", "2027-12-31"),
        ("Vanaf derde kwartaal 2027 nodig.", "2027-07-01"),
        ("Nodig in september 2027.", "2027-09-01"),
    ],
)
def test_at_the_latest_is_the_last_day_of_what_is_named(text: str, day: str) -> None:
    """Of a quarter, a half, a month or the year; derived. A start is its first day."""
    assert _found(text)["available_by"] == [(day, "derived")]


ROLES = [
    ("Wij zijn gevestigd op 3 ha en willen groeien naar 7 ha.", "plot 7?, present 3?"),
    ("Graag 7 ha, met een optie op nog eens 3 ha.", "plot 7, extra 3"),
    ("De huidige locatie is 7 ha groot, maar we hebben nog maar 3 ha nodig.", "plot 3, present 7?"),
    ("Er is behoefte aan 7 ha exclusief 3 ha reserve.", "plot 7, extra 3"),
    ("Ons bedrijf zoekt 7 ha bedrijfsgrond, waarvan 3 ha als reserve voor later.", "plot 7, extra 3"),
    ("We zoeken 3 ha nu en over vijf jaar nog eens 7 ha.", "plot 3?, extra 7"),
    ("Wij zoeken een nieuwe locatie. Oppervlakte: 7 ha (nu 3 ha).", "plot 7?, present 3?"),
    ("De gemeente bood ons 7 ha aan, wij hebben aan 3 ha genoeg.", "plot 3"),
    ("We willen onze 7 ha uitbreiden met 3 ha.", "extra 3, present 7"),
    ("Voor fase 1 zoeken wij 3 ha, in totaal 7 ha.", "plot 3 of 7"),
    ("Wij zitten krap op onze 7 ha en zoeken iets groters.", "present 7?"),
    ("We would like to buy 3 ha now and reserve 7 ha for later.", "plot 3?, extra 7"),
    ("We seek 3 ha with room to expand to 7 ha.", "plot 3?, extra 7"),
    ("We currently occupy 3 ha in Meppel and need a plot of 7 ha.", "plot 7, present 3?"),
    ("We require 7 ha with an option on a further 3 ha.", "plot 7, extra 3"),
    ("We are moving out of a 7 ha site and want 3 ha instead.", "plot 3 of 7"),
    ("Site area required: 7 ha\nExpansion land: 3 ha", "plot 7, extra 3"),
    ("Wir haben derzeit 3 ha in Papenburg und suchen ein Grundstück mit 7 ha.", "plot 7, present 3?"),
    ("Wir suchen 7 ha, davon 3 ha als Reservefläche.", "plot 7, extra 3"),
    ("Wir brauchen 3 ha jetzt und 7 ha als Option.", "plot 3?, extra 7"),
    ("Wir verkaufen unsere 7 ha in Leer und möchten 3 ha in Emmen erwerben.", "plot 3, present 7"),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_two_areas_keep_their_roles(text: str, roles: str) -> None:
    """Asked, there today, or more for later; a question mark stands for doubt, "of" for a choice."""
    message = IncomingMessage(IncomingAttachment("a.txt", "text/plain", b"x"), text)
    areas = [each for each in RECOGNITION.read(message) if each.field.value.endswith("area_m2")]
    told = []
    for each in sorted(areas, key=lambda reading: _ORDER.index(reading.field.value.partition("_")[0])):
        values = sorted({int(str(found.value)) // 10_000 for found in each.found})
        is_doubted = each.settled is not None and each.settled.certainty is Certainty.DERIVED
        name = each.field.value.partition("_")[0]
        told.append(f"{name} {' of '.join(map(str, values))}{'?' if is_doubted else ''}")
    assert ", ".join(told) == roles


_ORDER = ["plot", "floor", "extra", "most", "unplaced", "present"]


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    """No text makes it fail, and every quote is what the text says."""
    message = IncomingMessage(IncomingAttachment("a.txt", "text/plain", b"x"), text)
    for reading in RECOGNITION.read(message):
        assert all(text[each.start : each.end] == each.quote for each in reading.found)


@given(st.integers(1, 300), st.integers(1, 300))
def test_two_areas_settle_only_when_equal(first: int, second: int) -> None:
    """Whatever the two are."""
    settled, doubtful = _read(f"Wij zoeken een kavel van {first} ha. Of een kavel van {second} ha.")
    assert ("plot_area_m2" in settled) == (first == second)
    assert ("plot_area_m2" in doubtful) == (first != second)


@pytest.mark.parametrize("flood", ["123 ", "1.234.", "2 ha ", "Emmen, ", "+31 ", "Van: a\n", "a@b."])
def test_a_flood_of_one_thing_is_read_to_an_end(flood: str) -> None:
    """A text of nothing but numbers or places keeps nobody waiting, and gives a bounded number."""
    message = IncomingMessage(IncomingAttachment("a.txt", "text/plain", b"x"), flood * (60_000 // len(flood)))
    assert all(len(each.found) <= 600 for each in RECOGNITION.read(message))


@pytest.mark.parametrize(
    ("text", "places", "present"),
    [
        ("Keuze uit Emmen, Hoogeveen of Meppel.", ["Emmen", "Hoogeveen", "Meppel"], []),
        ("Wij zoeken 1 ha. Groeten uit Assen", [], []),
        ("Wij zoeken 1 ha. Mijn naam is Aa en Hunze.", [], []),
        ("Wij komen uit Assen.", [], ["Assen"]),
    ],
)
def test_a_place_to_choose_is_no_present_one(text: str, places: list[str], present: list[str]) -> None:
    """A greeting and a name of a person are neither."""
    message = IncomingMessage(IncomingAttachment("a.txt", "text/plain", b"x"), text)
    found = {each.field.value: [one.value for one in each.found] for each in RECOGNITION.read(message)}
    assert (found.get("place", []), found.get("present_place", [])) == (places, present)
    assert bool(found.get("municipality")) is bool(places)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Binnen 10 km van de A37.", Certainty.DERIVED),
        ("Binnen 10 km van de snelweg.", Certainty.DERIVED),
        ("Binnen 10 km van een oprit van de A37.", Certainty.LITERAL),
    ],
)
def test_a_road_is_no_junction(text: str, certainty: Certainty) -> None:
    """The distance to a junction is literal only where one is named."""
    message = IncomingMessage(IncomingAttachment("a.txt", "text/plain", b"x"), text)
    (reading,) = [each for each in RECOGNITION.read(message) if each.field.value == "junction_distance_m"]
    assert reading.settled is not None
    assert (reading.settled.value, reading.settled.certainty) == (10_000, certainty)


MOVES = [
    ("Bakkerij Duin gaat weg uit Assen naar Coevorden of Noordenveld.", "Coevorden? Noordenveld?", "Assen"),
    ("De firma gaat weg uit Emmen naar Meppel.", "Meppel?", "Emmen"),
    ("Zij vertrekken uit Assen. Zij willen een pand in Meppel.", "Meppel?", "Assen"),
    (
        "Onze vestiging in Assen sluit en het personeel gaat naar de nieuwe hal van 5.000 m2 in Hoogeveen.",
        "Hoogeveen?",
        "Assen",
    ),
    ("Wij zoeken 2 ha in Meppel. De huur in Assen loopt tot 1 januari 2028.", "Meppel?", "Assen?"),
    ("Wir suchen 2 ha in Meppel. Unser Mietvertrag in Assen läuft aus.", "Meppel?", "Assen?"),
    ("Umzug von Assen nach Meppel oder Hoogeveen.", "Meppel? Hoogeveen?", "Assen"),
    ("Wij verhuizen van Assen naar Emmen.", "Emmen?", "Assen"),
    ("De heer Van Assen verhuist naar Emmen.", "Emmen?", ""),
    ("The company relocates from Assen to Hoogeveen.", "Hoogeveen?", "Assen"),
    ("We want to leave our site in Assen.", "", "Assen"),
    ("Wij leveren nu naar Meppel.", "", "Meppel?"),
    ("Wij zoeken grond voor onze hal in Emmen.", "Emmen?", ""),
    ("Wij zoeken een huurder voor ons pand in Emmen.", "", "Emmen?"),
    ("Wir suchen einen Standort, z. B. Coevorden oder Hoogeveen.", "Coevorden? Hoogeveen?", ""),
    ("Ich sprach mit Herrn B. Coevorden.", "", ""),
]


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("Wij zoeken 2 ha, met 25 medewerkers erbij op 130.", "staff_count", []),
        ("We need 2 ha for 25 employees more than today.", "staff_count", []),
        (
            "Wij zoeken ruimte voor 80 medewerkers waarvan 20 uit Meppel komen.",
            "staff_count",
            [(80, "derived")],
        ),
        ("Wij zoeken ruimte voor 80 medewerkers.", "staff_count", [(80, "literal")]),
        ("Eigenlijk hebben we 2 ha grond genoeg.", "plot_area_m2", []),
        ("Eigenlijk hebben we 2 ha grond genoeg.", "present_area_m2", [(20_000, "derived")]),
        ("We have 2 ha of land, which is enough.", "plot_area_m2", []),
        ("Wij hebben aan 2 ha grond genoeg.", "plot_area_m2", [(20_000, "literal")]),
        ("2 ha grond is genoeg.", "plot_area_m2", [(20_000, "literal")]),
        ("Het park is verkocht. Opening op 3 maart 2028.", "available_by", [("2028-03-03", "derived")]),
        ("Wij zoeken 2 ha. Opening op 3 maart 2028.", "available_by", [("2028-03-03", "literal")]),
        ("In deze nieuwsbrief: wij zoeken 2 ha grond.", "plot_area_m2", [(20_000, "derived")]),
        ("Wij vragen milieucategorie 2 t/m 3.1.", "category", [("2", "literal"), ("3.1", "literal")]),
        (
            "Wij vragen milieucategorie 3 tot en met 5.3.",
            "category",
            [("3.1", "derived"), ("5.3", "derived")],
        ),
        ("Wij vragen milieucategorie 3.1 t/m 4.", "category", [("3.1", "derived"), ("4.2", "derived")]),
        ("Wij vragen milieucategorie 4.", "category", []),
    ],
)
def test_a_part_of_what_is_meant_is_not_the_whole(
    text: str, field: str, values: list[tuple[RecognisedValue, str]]
) -> None:
    """What comes on top, what is had already, what others open, and a range with a main category."""
    assert sorted(_found(text).get(field, []), key=str) == values


@pytest.mark.parametrize(("text", "goals", "left"), MOVES)
def test_where_a_company_goes_is_not_where_it_sits(text: str, goals: str, left: str) -> None:
    """From one place to another; a question mark stands for doubt."""
    found = _found(text)

    def told(field: str) -> str:
        values = ((MUNICIPALITIES.get(str(value), value), sure) for value, sure in found.get(field, []))
        return " ".join(f"{value}{'' if sure == 'literal' else '?'}" for value, sure in values)

    assert (told("municipality"), told("present_place")) == (goals, left)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        (
            "Zij hebben nu 900 m2 en willen 2200 m2 in een bestaand pand.",
            {"present_area_m2": [(900, "derived")], "floor_area_m2": [(2200, "literal")]},
        ),
        (
            "Onze vestiging gaat dicht en de mensen gaan straks naar een hal van 5.000 m2 die wij zoeken.",
            {"floor_area_m2": [(5000, "derived")]},
        ),
        (
            "Wij zoeken een kavel van 25.000 m2 voor onze hal van 12.000 m2.",
            {"plot_area_m2": [(25_000, "literal")], "unplaced_area_m2": [(12_000, "derived")]},
        ),
        (
            "We need a plot of 2 ha for our hall of 5,000 m2.",
            {"plot_area_m2": [(20_000, "literal")], "unplaced_area_m2": [(5000, "derived")]},
        ),
        (
            "Wir suchen eine Halle von 3.000 qm in einem bestehenden Gebäude.",
            {"floor_area_m2": [(3000, "literal")]},
        ),
        ("Wij zitten in ons bestaande pand van 900 m2.", {"present_area_m2": [(900, "derived")]}),
    ],
)
def test_a_wish_beside_what_is_there_stays_a_wish(
    text: str, areas: dict[str, list[tuple[RecognisedValue, str]]]
) -> None:
    """Or it is doubted; it is never what a company has today for certain."""
    found = {name: values for name, values in _found(text).items() if name.endswith("_m2")}
    assert found == areas


def _found(text: str) -> dict[str, list[tuple[RecognisedValue, str]]]:
    """Return every value with its certainty, also of what is told and not asked."""
    message = IncomingMessage(IncomingAttachment("a.txt", "text/plain", b"x"), text)
    readings = RECOGNITION.read(message)
    return {each.field.value: [(one.value, one.certainty.value) for one in each.found] for each in readings}


@pytest.mark.parametrize(
    "text",
    [
        "Wij hebben zelf nog 3 ha in Assen in gedachten.",
        "Wij hebben 3 ha op het oog in Assen.",
        "We hebben nog 3 ha in portefeuille.",
        "Wij hebben in Assen 3 ha te koop.",
        "Wij hebben 3 ha beschikbaar.",
        "We have 3 ha available in Assen.",
        "Wir haben noch 3 ha in Assen im Auge.",
        "Wij verkopen 3 ha in Assen.",
    ],
)
def test_what_somebody_has_in_mind_or_on_offer_is_of_nothing_known(text: str) -> None:
    """It is neither what the company has today nor what it asks, and it is no certainty."""
    found = {name: values for name, values in _found(text).items() if name.endswith("_m2")}
    assert found == {"unplaced_area_m2": [(30_000, "derived")]}


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        (
            "hal van 2.000 m2. Ons park levert 2 MW terug. Onze concurrent heeft 40 fte, categorie 5.1.",
            {},
        ),
        ("Ons pand heeft nu milieucategorie 3.1 en een aansluiting van 200 kW.", {}),
        (
            "Unser Werk in Lingen hat 3 MW Anschluss und 120 Beschäftigte; hier arbeiten 15 Personen.",
            {},
        ),
        ("The group has 2,000 employees.", {}),
        ("Onze buurman wil 3 ha kopen.", {}),
        ("Onze concurrent zit in Emmen. Zij zoeken 5 ha en hebben 40 medewerkers.", {}),
        ("Onze concurrent Jansen B.V. (KvK 12345678) zit in Assen.", {}),
        ("Wij zoeken 2 ha; onze fabriek draait met 120 medewerkers.", {"plot_area_m2": 20_000}),
        ("Huidige situatie:\n- Personeel: 40\n- Categorie: 3.1\n- Hoogte: 8 m", {}),
        (
            "Wij zoeken:\n- milieucategorie 4.2\n- aansluiting 2 MW\n- voor 50 medewerkers",
            {"category": "4.2", "grid_demand_kw": 2000, "staff_count": 50},
        ),
        ("Personeel: 25, categorie: 3.2.", {"staff_count": 25, "category": "3.2"}),
        ("Wij hebben 2 MW nodig.", {"grid_demand_kw": 2000}),
        ("Er komen 40 arbeidsplaatsen.", {"staff_count": 40}),
        ("Mail mij op jan@elders.example.", {}),
    ],
)
def test_literal_is_only_what_words_ask_for(text: str, literal: dict[str, RecognisedValue]) -> None:
    """What is of another company, or there already, is derived or left out: it never stands as asked."""
    names = {each.value for each in NOT_ASKED} | {"place", "municipality"}
    said = {
        name: value
        for name, values in _found(text).items()
        for value, certainty in values
        if certainty == "literal" and name not in names
    }
    assert said == literal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ons zonnepark levert 2 MW terug.", {"grid_feed_kw": [(2000, "derived")]}),
        (
            "Unser Solarpark speist 3 MW ein. Wir benötigen 500 kW Anschluss.",
            {
                "sector": [("energie", "derived")],
                "grid_demand_kw": [(500, "literal")],
                "grid_feed_kw": [(3000, "derived")],
            },
        ),
        (
            "We need a 2 MW grid connection and feed 1 MW back into the grid.",
            {"grid_demand_kw": [(2000, "literal")], "grid_feed_kw": [(1000, "derived")]},
        ),
        ("Onze concurrent heeft 40 medewerkers en categorie 5.1.", {}),
        ("Ons pand heeft een aansluiting van 200 kW.", {"present_power_kw": [(200, "literal")]}),
        (
            "Unser Werk hat 120 Beschäftigte; hier sollen 15 Personen arbeiten.",
            {"staff_count": [(120, "derived"), (15, "derived")]},
        ),
        (
            "Wij zijn een dochteronderneming van Bosch en zoeken 2 ha.",
            {"plot_area_m2": [(20_000, "literal")]},
        ),
    ],
)
def test_power_that_goes_back_and_others_are_told_apart(
    text: str, found: dict[str, list[tuple[RecognisedValue, str]]]
) -> None:
    """What is fed in is no demand, and a competitor's figures are nobody's wish."""
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Wij verkopen onze 1 ha in Roden.",
        "Wij willen onze 1 ha in Roden verkopen.",
        "Wij verkopen 1 ha in Roden.",
        "We are selling our site in Roden.",
        "Wir verkaufen unser altes Gelände in Roden.",
    ],
)
def test_a_place_that_is_left_is_no_destination(text: str) -> None:
    """Nor is it certain that the company sits there: it may be ground alone."""
    found = _found(text)
    assert "municipality" not in found
    assert [value for value, _ in found["present_place"]] == ["Roden"]


@pytest.mark.parametrize(
    "text",
    [
        "Wij zoeken in Assen een winkel om onze producten te verkopen.",
        "Wij zoeken voor ons bedrijf een kavel in Assen.",
        "Wij zoeken voor onze klant 2 ha in Assen.",
        "Wij blijven als u ons 9 ha in Assen kunt bieden.",
    ],
)
def test_a_place_beside_what_is_ours_is_a_destination(text: str) -> None:
    """What somebody sells there, or whom it is for, is no ground."""
    settled, _ = _read(text)
    assert settled["municipality"] == "GM0106"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wij van Blikwerk B.V. zoeken een kavel.", "Blikwerk B.V."),
        ("Wij van De Vries B.V. zoeken een kavel.", "De Vries B.V."),
        ("Wij van Van Dijk B.V. zoeken een kavel.", "Van Dijk B.V."),
        ("Wir von Blikwerk GmbH suchen ein Grundstück.", "Blikwerk GmbH"),
        ("We from Blikwerk Ltd are looking for a plot.", "Blikwerk Ltd"),
        ("Namens Bakkerij van Dijk B.V. vragen wij een kavel.", "Bakkerij van Dijk B.V."),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(text: str, name: str) -> None:
    """Wij van Blikwerk are of Blikwerk; a name that has a preposition of its own keeps it."""
    assert [value for value, _ in _found(text)["company_name"]] == [name]
