"""The card of a site: every attribute with source, date, age and contradictions, and whom to ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar, QTableView

from drentsportal.domain.checks.plan_supply import PlanSupply, SupplyClass
from drentsportal.domain.sites.attributes import shown_attributes_of
from drentsportal.domain.sites.site_surroundings import GridHere, SiteSurroundings
from drentsportal.domain.sites.surroundings import PostcodeGrid, RegionMembership
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import GridState, SiteKind
from drentsportal.ui.panels.site_card import TABS, SiteCardPanel
from drentsportal.ui.widgets.fact_name import FactName
from tests.ui.site_samples import FRESH, HOSTILE, IBIS, OLD, make_site, subject, themed

_NO_SUPPLY = PlanSupply(1, None, None, 1)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication, dutch: Language) -> SiteCardPanel:
    """Give an empty card."""
    made = SiteCardPanel(themed(qapp), dutch)
    qtbot.addWidget(made)
    made.resize(440, 860)
    made.show()
    qtbot.waitExposed(made)
    return made


def _park() -> Site:
    return make_site("p1", SiteKind.PARK, name=HOSTILE, municipality_code="GM0114", rin="454", gross_ha=80.0)


def _texts(card: SiteCardPanel) -> list[str]:
    return [each.text() for each in card.findChildren(QLabel) if each.isVisibleTo(card)]


def _open_tab(card: SiteCardPanel, number: int) -> None:
    bar = card.findChild(QTabBar)
    assert bar is not None
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())


def test_card_names_every_attribute_of_the_kind(card: SiteCardPanel, dutch: Language) -> None:
    """The card names every attribute of the kind."""
    card.show_site(subject(_park()))
    named = [each.full_text for each in card.findChildren(FactName)]
    assert named == [dutch.text(f"attribute.{spec.id}") for spec in shown_attributes_of(SiteKind.PARK)]
    shown = _texts(card)
    assert "80\u00a0ha" in shown
    assert f"{IBIS} · 1\u00a0nov.\u00a02026" in shown


def test_long_name_of_an_attribute_is_elided_and_never_cut_off(
    qtbot: QtBot, card: SiteCardPanel, dutch: Language
) -> None:
    """A long name of an attribute is elided and never cut off."""
    card.resize(300, 860)
    card.show_site(subject(_park()))
    longest = dutch.text("attribute.park_management_organisation")
    name = next(each for each in card.findChildren(FactName) if each.full_text == longest)
    qtbot.waitUntil(lambda: name.text().endswith("…"))
    assert name.fontMetrics().horizontalAdvance(name.text()) <= name.width()
    assert name.accessibleName() == longest


def test_head_states_place_kind_and_number_of_unknown_fields(card: SiteCardPanel) -> None:
    """The head states place, kind and number of unknown fields."""
    card.show_site(subject(_park()))
    shown = _texts(card)
    unknown = len(shown_attributes_of(SiteKind.PARK)) - 4
    assert "Emmen · RIN 454 · Accountmanager Gemeente Emmen" in shown
    assert {"bedrijventerrein", "oudste gegeven 19 dagen oud", f"{unknown} velden onbekend"} <= set(shown)
    assert shown.count("onbekend") == unknown


def test_unknown_says_whom_to_ask(card: SiteCardPanel) -> None:
    """Unknown says whom to ask."""
    card.show_site(subject(_park()))
    assert "vragen aan Accountmanager, Gemeente Emmen" in _texts(card)
    nowhere = make_site("p2", SiteKind.PARK, name="Elders", municipality_code="GM0106")
    card.show_site(subject(nowhere))
    assert "geen contactpunt bekend om dit te vragen" in _texts(card)


def test_names_are_shown_as_text(card: SiteCardPanel) -> None:
    """Names are shown as text."""
    card.show_site(subject(_park()))
    named = [each for each in card.findChildren(QLabel) if each.text() == HOSTILE]
    assert named
    assert {each.textFormat() for each in named} == {Qt.TextFormat.PlainText}


def test_value_past_its_age_is_marked_and_a_fresh_one_is_not(card: SiteCardPanel) -> None:
    """A value past its age is marked and a fresh one is not."""
    park = _park()
    card.show_site(subject(park))
    assert not any(text.startswith("verouderd") for text in _texts(card))
    values = dict(park.attributes) | {"gross_ha": Known(80.0, IBIS, OLD)}
    card.show_site(subject(replace(park, attributes=values)))
    assert "verouderd, 4 jaar oud" in _texts(card)


def test_contradicting_values_stand_together_with_the_one_in_use(card: SiteCardPanel) -> None:
    """Contradicting values stand together with the one in use."""
    other = Known(72.0, "Gemeente", PartialDate(2026, 3, 1))
    card.show_site(subject(replace(_park(), conflicts={"gross_ha": (other,)})))
    shown = _texts(card)
    place = shown.index("in gebruik")
    assert shown[place : place + 6] == [
        "in gebruik",
        "80\u00a0ha",
        f"{IBIS} · 1\u00a0nov.\u00a02026",
        "andere bron",
        "72\u00a0ha",
        "Gemeente · 1\u00a0mrt.\u00a02026",
    ]
    assert "1 veld met verschil" in shown


def test_a_total_that_its_plots_contradict_says_so_beside_it(card: SiteCardPanel) -> None:
    """As on the factsheet: what the plots add up to, with their source; silent where both are the same."""
    plots = (
        make_site("k1", SiteKind.PLOT, name="A1", status="available", area_m2=15_000),
        make_site("k2", SiteKind.PLOT, name="A2", status="sold", area_m2=40_000),
    )
    for stated_ha, differs in ((4.0, True), (1.5, False)):
        park = make_site("p1", SiteKind.PARK, municipality_code="GM0114", available_now_ha=stated_ha)
        card.show_site(subject(park, plots))
        shown = _texts(card)
        assert ("kavels: ander totaal" in shown) is differs
        told = f"kavels: samen 1,5\u00a0ha ({IBIS} \u2013 1\u00a0nov.\u00a02026)"
        assert (told in shown) is differs
        assert ("1 veld met verschil" in shown) is differs


def test_plots_are_listed_and_only_available_ones_add_up(card: SiteCardPanel) -> None:
    """Plots are listed and only available ones add up."""
    plots = (
        make_site("k1", SiteKind.PLOT, name="A1", status="available", area_m2=15_000),
        make_site("k2", SiteKind.PLOT, name="A2", status="sold", area_m2=40_000),
        make_site("k3", SiteKind.PLOT, name="A3", status="available"),
    )
    card.show_site(subject(_park(), plots))
    _open_tab(card, TABS.index("plots"))
    assert "3 kavels · 1 beschikbaar, samen 1,5\u00a0ha · 1 beschikbaar zonder bekende oppervlakte" in _texts(
        card
    )
    shown = [[card.plots.data(card.plots.index(row, column)) for column in range(3)] for row in range(3)]
    assert shown == [
        ["A1", "1,5\u00a0ha", "beschikbaar"],
        ["A2", "4\u00a0ha", "uitgegeven"],
        ["A3", "onbekend", "beschikbaar"],
    ]


def test_enter_on_a_plot_selects_it(qtbot: QtBot, card: SiteCardPanel) -> None:
    """Enter on a plot selects it."""
    plots = (make_site("k1", SiteKind.PLOT, name="A1"), make_site("k2", SiteKind.PLOT, name="A2"))
    card.show_site(subject(_park(), plots))
    _open_tab(card, TABS.index("plots"))
    view = card.findChild(QTableView, "plots")
    assert view is not None
    place = view.visualRect(card.plots.index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(card.plot_selected) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["k2"]


def test_lists_of_gemeenten_stand_side_by_side_and_name_no_park(card: SiteCardPanel) -> None:
    """Lists of gemeenten stand side by side and name no park."""
    card.show_site(subject(_park()))
    _open_tab(card, TABS.index("php"))
    shown = _texts(card)
    assert "Emmen: één terrein in deze gemeente, welk is onbekend" in shown
    assert {"Genoemde gemeenten: Emmen", "Genoemde gemeenten: Emmen, Hoogeveen"} <= set(shown)
    assert not any("zelf genoemd" in text for text in shown)
    assert (shown.count("gelijk"), shown.count("verschilt")) == (1, 1)


def test_gemeente_on_one_list_only_is_a_contradiction(card: SiteCardPanel) -> None:
    """A gemeente on one list only is a contradiction."""
    card.show_site(subject(make_site("p3", SiteKind.PARK, name="De Wieken", municipality_code="GM0118")))
    _open_tab(card, TABS.index("php"))
    shown = _texts(card)
    assert any(text.startswith("De lijsten spreken elkaar tegen over deze gemeente") for text in shown)
    assert {"Gemeente niet genoemd", "Gemeente wel genoemd"} <= set(shown)


def test_sources_count_the_values_they_gave(card: SiteCardPanel) -> None:
    """Sources count the values they gave."""
    card.show_site(subject(_park()))
    _open_tab(card, TABS.index("sources"))
    shown = [card.sources.data(card.sources.index(0, column)) for column in range(4)]
    assert shown == [IBIS, "1\u00a0nov.\u00a02026", "4", "19 dagen oud"]


def test_factsheet_button_asks_for_the_site_shown(qtbot: QtBot, card: SiteCardPanel) -> None:
    """The factsheet button asks for the site shown."""
    card.show_site(subject(_park()))
    made = card.findChild(QPushButton, "site_factsheet")
    assert made is not None
    with qtbot.waitSignal(card.factsheet_asked) as told:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert told.args == ["p1"]


def test_card_says_what_to_do_when_nothing_is_selected(card: SiteCardPanel) -> None:
    """The card says what to do when nothing is selected."""
    card.show_site(subject(_park()))
    card.show_nothing()
    assert _texts(card) == ["Kies een terrein op de kaart of in de tabel om te zien wat ervan bekend is."]


def test_surroundings_tell_what_is_known_and_what_is_not(card: SiteCardPanel) -> None:
    """Each statement has its source and date; the grid is indicative, and what is unknown says so."""
    site = _park()
    grid = PostcodeGrid("7811SS", GridState.RED, None, "", IBIS, FRESH)
    region = RegionMembership("zuid_drenthe", "Zuid-Drenthe", ("GM0114",), "KEI", PartialDate(2014))
    around = SiteSurroundings(
        "p1", (), GridHere("7811SS", grid, None), {}, (), (region,), (), (SupplyClass.SOFT, _NO_SUPPLY)
    )
    card.show_site(replace(subject(site), around=around))
    _open_tab(card, TABS.index("surroundings"))
    shown = _texts(card)
    assert "Afname: tekort, met wachtrij (postcode 7811SS, indicatief)" in shown
    assert "Opwek: onbekend (postcode 7811SS, indicatief)" in shown
    assert "Geen planzone bekend" in shown
    assert "Kade: onbekend" in shown
    assert "KEI · 2014" in shown
    assert "Zacht aanbod (plan nog niet vastgesteld): nu onbekend, later onbekend" in shown


def test_all_tabs_fit_in_a_narrow_dock(card: SiteCardPanel, qtbot: QtBot) -> None:
    """At the least width of the dock no tab hides behind an arrow."""
    card.show_site(subject(_park()))
    card.resize(360, 700)
    bar = card.findChild(QTabBar)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.tabRect(len(TABS) - 1).right() <= 360)
