"""What must stand on the factsheet of a park, worked out from the store, in the order of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from tests.end2end.park_words import (
    FACTS,
    GRID,
    PROCEDURES,
    SELLERS,
    STATUSES,
    UTILITIES,
    is_stale,
    natural,
    told,
)
from tests.end2end.plot_sums import STATUS, plot_sum
from tests.end2end.told_figures import (
    ASK,
    DASH,
    UNKNOWN,
    Sources,
    Told,
    day,
    euros,
    hectares,
    hectares_of_m2,
    listed,
    number,
    squeezed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.sites.site import Landmark, RestructuringClaim, Site
    from drentsportal.domain.values import Attribute

_REACHED: Final = (
    (LandmarkKind.MOTORWAY_JUNCTION, 2, "aansluiting snelweg"),
    (LandmarkKind.RAIL_TERMINAL, 1, "railterminal"),
    (LandmarkKind.QUAY, 1, "kade"),
    (LandmarkKind.PLACE, 3, "midden van de plaats"),
    (LandmarkKind.PROTECTED_NATURE, 1, "beschermde natuur"),
)
_HUBS: Final = 4
_NEAR_M: Final = 3_000
_SAMPLE: Final = "Voorbeeldgegevens"
_WIDEST_MAP_MM: Final = 174
_OPEN_ORDER: Final = ("available", "option", "reserved", "planned")


@dataclass(slots=True)
class SheetCheck:
    """Holds one sheet to the store, figure by figure."""

    services: AppServices
    site: Site
    pages: Sequence[str]
    made_on: date
    plots: tuple[Site, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    text: Told = field(default_factory=lambda: Told(""))
    sources: Sources = field(default_factory=lambda: Sources(()))

    def run(self) -> None:
        """Take every figure of the sheet, in the order in which it is read."""
        catalogue = self.services.workspace.catalogue
        self.plots, self.landmarks = catalogue.plots_of(self.site.id), catalogue.landmarks()
        pages = self.pages
        lists = _source_lists(pages)
        self.sources = Sources(lists)
        inside = (self._inside(page, place, len(pages)) for place, page in enumerate(pages, start=1))
        self.text = Told("".join(inside))
        self.text.take(self.site.name)
        self._free(self.plots)
        self._key_figures()
        self._short()
        self._maps()
        left = self._plots() if self.plots else self._facts()
        self._contacts()
        self.text.take("Bronnen en peildata")
        self.text.take(lists[0], "onbekend verouderd bronnen verschillen")
        self._page_2(left)
        for each in lists[1:]:
            self.text.take("Bronnen bij deze bladzijde", each)
        self.text.end()
        assert self.sources.all_used()

    def _inside(self, page: str, place: int, count: int) -> str:
        """Return a page without its foot, which must say what it says."""
        version, rin = self.services.workspace.catalogue.data_version(), self.site.value("rin")
        is_sample = _SAMPLE in {each.source for each in self.landmarks}
        foot = squeezed(
            f"Opgesteld {day(self.made_on)} · gegevensversie {version} · RIN {rin}"
            f"{' · deels verzonnen gegevens' if is_sample else ''} · Geen aanbod en geen toezegging"
            f"Pagina {place} van {count}"
        )
        text = squeezed(page)
        assert text.endswith(foot), f"{text[-len(foot) :]} is not {foot}"
        return text.removesuffix(foot)

    def _told(self, attribute_id: str) -> tuple[str, str]:
        """Return what a cell says of a value of the park, and the number of its source."""
        value = self.site.attribute(attribute_id)
        is_free = any(each.value("status") == "available" for each in self.plots)
        if attribute_id == "available_from" and not isinstance(value, Known) and is_free:
            return f"{ASK}vrije kavels: zie status", DASH
        return told(attribute_id, value, self.made_on), self._number(value)

    def _number(self, value: Attribute[object]) -> str:
        return self.sources.of(value) if isinstance(value, Known) else DASH

    # --- page 1 ---------------------------------------------------------------------

    def _free(self, plots: Sequence[Site]) -> None:
        free = [each for each in plots if each.value("status") == "available"]
        sizes = sorted(int(str(each.value("area_m2"))) for each in free if each.value("area_m2") is not None)
        unmeasured = len(free) - len(sizes)
        if sizes:
            least, most = hectares_of_m2(sizes[0]), hectares_of_m2(sizes[-1])
            span = least if least == most else f"{least} tot {most}"
            self.text.take(f"{len(sizes)} vrije {_plots(len(sizes))} van {span}.")
        if unmeasured:
            self.text.take("Daarnaast" if sizes else "", f"{unmeasured} vrije {_plots(unmeasured)},")
            self.text.take("oppervlakte onbekend.")

    def _key_figures(self) -> None:
        value = self.site.value
        self._figure("Terstond uitgeefbaar", hectares(value("available_now_ha") or 0), "available_now_ha")
        self._largest()
        self._figure("Later uitgeefbaar", hectares(value("available_later_ha") or 0), "available_later_ha")
        net, gross = number(value("net_ha"), 2), number(value("gross_ha"), 2)
        self._figure("Netto / bruto", f"{net} / {gross} ha", "net_ha", "gross_ha")
        main = f"{value('category_main_max')} hoofdcategorie"
        self._figure("Hoogste milieucategorie", main, "category_main_max")
        low, high = value("price_min_eur_m2"), value("price_max_eur_m2")
        price = euros(low or high or 0)
        if low is None or high is None:
            price = f"{'vanaf' if high is None else 'tot'} {price}"
        elif high != low:
            price += f" {DASH} {number(high, 2, 2)}"
        self._figure("Grondprijs per m²", price, "price_min_eur_m2", "price_max_eur_m2")

    def _figure(self, label: str, written: str, *attribute_ids: str) -> None:
        """Take one figure with all its sources; without any value that it needs it is unknown."""
        known = {name: self.site.attribute(name) for name in attribute_ids}
        needed = attribute_ids if attribute_ids[0] == "price_min_eur_m2" else attribute_ids[:1]
        if not any(isinstance(known[each], Known) for each in needed):
            self.text.take(label, UNKNOWN, "navragen bij")
            return
        stated = {name: each for name, each in known.items() if isinstance(each, Known)}
        references = dict.fromkeys(map(self.sources.reference, stated.values()))
        aged = any(is_stale(name, each, self.made_on) for name, each in stated.items())
        marked = set(stated) & set(self.site.conflicts)
        self.text.take(label, written, listed(list(references)), "· verouderd" if aged and not marked else "")

    def _largest(self) -> None:
        label = "Grootste vrije kavel"
        free = [each for each in self.plots if each.value("status") == "available"]
        known = [each for each in free if each.value("area_m2") is not None]
        if self.plots and not free:
            self.text.take(label, DASH, "geen vrije kavel in de opgave")
        elif not known:
            self.text.take(label, UNKNOWN, "navragen bij")
        else:
            most = min(known, key=lambda each: (-int(str(each.value("area_m2"))), each.name))
            area = most.attribute("area_m2")
            assert isinstance(area, Known)
            size = hectares_of_m2(int(str(area.value)))
            self.text.take(label, f"{size} ({most.name})", self.sources.reference(area))
            if len(free) > len(known):
                rest = len(free) - len(known)
                self.text.take(f"· van {rest} vrije {_plots(rest)} onbekend")

    def _short(self) -> None:
        """Take the nearest junction, park management and what the lists say of restructuring."""
        junctions = near(self.site, self.landmarks, LandmarkKind.MOTORWAY_JUNCTION, 1)
        if junctions:
            landmark, distance_m = junctions[0]
            source = self.sources.number(landmark.source, landmark.as_of)
            away = f"{number(Decimal(distance_m) / 1000, 1, 1)} km"
            start = "vanaf de rand van het terrein"
            self.text.take("Bereikbaarheid", f"{landmark.name}: {away} hemelsbreed, {start} (bron {source})")
        else:
            self.text.take("Bereikbaarheid", ASK)
        said, source = self._told("park_management")
        self.text.take("Parkmanagement", said if said == ASK else f"{said} (bron {source})")
        numbers = [self.sources.number(each.source, each.as_of) for each in self._claims()]
        if numbers:
            self.text.take("Herstructurering (PHP) gemeente genoemd; welk terrein is niet bekend")
            self.text.take(f"(bron {listed(list(dict.fromkeys(numbers)))})")

    def _maps(self) -> None:
        """Take both maps, between them where sources differ; the scale must fit the park and its bar."""
        names = [each.label or each.name for each in self.landmarks] + [each.name for each in self.landmarks]
        names += [each.name for each in self.plots]
        table = self.services.workspace.catalogue.site_table().parks
        names += [str(table.columns["name"].text_at(row)) for row in range(len(table))]
        names += [hectares_of_m2(int(str(each.value("area_m2") or 0))) for each in self.plots]
        if self.landmarks:
            self.text.take("Ligging in Drenthe", map_names=names)
            self._ground("Bron")
        for attribute_id, others in self.site.conflicts.items():
            used = self.site.attribute(attribute_id)
            assert attribute_id == "available_later_ha"
            assert isinstance(used, Known)
            self.text.take("Bronnen verschillen: Later uitgeefbaar. In gebruik:", self._quoted(used))
            self.text.take("Daarnaast:", *map(self._quoted, others))
        self._plot_totals()
        self.text.take("Schaal 1:", map_names=names)
        scale = int(self.text.matched(r"[\d.]+")[0].rstrip(".").replace(".", ""))
        assert self.site.geometry_rd is not None
        plots = shapely.GeometryCollection([each.geometry_rd for each in self.plots if each.geometry_rd])
        # Where numbers have no room else, the map shows the plots alone.
        shown = [each.bounds for each in (self.site.geometry_rd, plots) if not each.is_empty]
        longest_m = min(max(east - west, north - south) for west, south, east, north in shown)
        assert longest_m * 1000 / scale <= _WIDEST_MAP_MM
        if self.landmarks:
            self._ground("Ondergrond: bron")
        shape = self.site.shape_stated
        assert shape is not None
        self.text.take(f"Grens: bron {self.sources.number(*shape)}.")
        self._unnumbered()
        self._other_parks()

    def _other_parks(self) -> None:
        """Take who drew the other parks, which only a map without roads, water and places shows."""
        lead = "Andere terreinen: bron"
        if not self.text.is_next(lead):
            return
        grounds = {LandmarkKind.ROAD, LandmarkKind.WATER, LandmarkKind.PLACE}
        assert not any(each.kind in grounds for each in self.landmarks)
        assert not any(each.geometry_rd for each in self.plots)
        table = self.services.workspace.catalogue.site_table()
        records = table.parks.geometry_record_ids
        assert records is not None
        near = [
            table.sources[int(record)]
            for shape, record in zip(table.parks.geometries_rd, records, strict=True)
            if shape is not None and shape.distance(self.site.geometry_rd) <= _NEAR_M
        ]
        possible = {self.sources.number(each.source, each.as_of) for each in near}
        self.text.take(lead)
        told = re.split(",|en", self.text.matched(r"[^.]+\.")[0].rstrip("."))
        assert set(told) <= possible

    def _unnumbered(self) -> None:
        """Take the sentence on free plots for whose number the map has no room, with such plots only."""
        lead = "Geen plaats voor het nummer van:"
        if not self.text.is_next(lead):
            return
        self.text.take(lead)
        told = re.split(",|en", self.text.matched(r"[^.]+\.")[0].rstrip("."))
        free = {squeezed(each.name) for each in self.plots if each.value("status") == "available"}
        assert told
        assert set(told) <= free

    def _plot_totals(self) -> None:
        """Take what the plots say against the totals of the park."""
        names = {"available_now_ha": "Terstond uitgeefbaar", "available_later_ha": "Later uitgeefbaar"}
        for attribute_id, name in names.items():
            said = plot_sum(self.site, attribute_id, self.plots)
            if said is None:
                continue
            stated = self._quoted(said.stated, attribute_id, end="")
            status = STATUSES[STATUS[attribute_id]]
            sources = listed(list(dict.fromkeys(map(self.sources.reference, said.known))))
            self.text.take(
                f"Opgave en kavels verschillen: {name}. Opgave van het terrein: {stated}.",
                f"Kavels met status {status}: {said.told} ({sources}).",
            )

    def _ground(self, lead: str) -> None:
        """Take the sources of the ground of a map: of gemeenten, roads, waters and places."""
        catalogue = self.services.workspace.catalogue
        drawn = {LandmarkKind.ROAD, LandmarkKind.WATER, LandmarkKind.PLACE}
        found = [(each.source, each.as_of) for each in catalogue.municipalities()]
        found += [(each.source, each.as_of) for each in self.landmarks if each.kind in drawn]
        numbers = dict.fromkeys(self.sources.number(*each) for each in found)
        self.text.take(lead, listed(list(numbers)), ".")

    def _quoted(
        self, known: Known[object], attribute_id: str = "available_later_ha", end: str | None = None
    ) -> str:
        aged = ", verouderd" if is_stale(attribute_id, known, self.made_on) else ""
        reference = self.sources.reference(known)
        stop = end if end is not None else "." if aged else ""
        return f"{hectares(known.value)} volgens {known.source} ({reference}{aged}){stop}"

    def _contacts(self) -> None:
        contacts = self.services.workspace.catalogue.contact_points()
        self.text.take("Contact")
        for scope in (self.site.municipality_code, "province"):
            for each in (each for each in contacts if each.scope == scope):
                self.text.take(each.function, each.organisation, each.telephone, each.mail)
                break

    # --- tables ---------------------------------------------------------------------

    def _plots(self) -> list[str]:
        """Take the plots of page 1 and return the rows that did not fit on it."""
        listed_plots = [each for each in self.plots if each.value("status") != "sold"]
        listed_plots.sort(key=lambda each: (_OPEN_ORDER.index(str(each.value("status"))), natural(each.name)))
        sold = [each for each in self.plots if each.value("status") == "sold"]
        rows = [self._plot_row(each) for each in listed_plots]
        self.text.take("Kavel Status Oppervlakte (m²) Milieucategorie Prijs (€ per m²) Termijn")
        while rows and self.text.is_next(rows[0]):
            self.text.take(rows.pop(0))
        if sold:
            areas = [each.value("area_m2") for each in sold]
            whole = UNKNOWN if None in areas else number(sum(int(str(each)) for each in areas), 0)
            self.text.take(f"{len(sold)} {_plots(len(sold))} uitgegeven {whole}", DASH * 3)
        if rows:
            standing = "kavel staat" if len(rows) == 1 else "kavels staan"
            heading = "\N{LEFT SINGLE QUOTATION MARK}Kavels, vervolg\N{RIGHT SINGLE QUOTATION MARK}"
            self.text.take(f"Nog {len(rows)} {standing} onder {heading}.")
            left_out = listed_plots[-len(rows) :]
            if any(each.value("status") == "available" for each in left_out):
                self.text.take("Daarbij:")
                self._free(left_out)
        self._plot_note()
        if rows:
            assert len(rows) < len(listed_plots)
        return rows

    def _plot_row(self, plot: Site) -> str:
        area, main = plot.value("area_m2"), self.site.value("category_main_max")
        cells = (
            plot.name,
            STATUSES[str(plot.value("status"))],
            UNKNOWN if area is None else number(area, 0),
            str(plot.value("category_max") or (UNKNOWN if main is None else f"{main}*")),
            self._plot_price(plot),
            _term(plot, self.site),
        )
        return " ".join(cells)

    def _plot_price(self, plot: Site) -> str:
        """Return the price of a plot, else what its park asks, with a sign."""
        own = plot.value("price_eur_m2")
        if own is not None:
            return number(own, 2, 2)
        low, high = (self.site.value(each) for each in ("price_min_eur_m2", "price_max_eur_m2"))
        if low is None or high is None:
            some = low if high is None else high
            lead = "vanaf" if high is None else "tot"
            return UNKNOWN if some is None else f"{lead} {number(some, 2, 2)}*"
        ends = list(dict.fromkeys(number(each, 2, 2) for each in sorted((float(str(low)), float(str(high))))))
        return f"{f' {DASH} '.join(ends)}*"

    def _plot_note(self) -> None:
        names = ("status", "area_m2", "category_max", "price_eur_m2")
        values = (plot.attribute(name) for plot in self.plots for name in names)
        handed = [self.site.attribute(each) for plot in self.plots for each in self._handed(plot)]
        found = dict.fromkeys(
            self.sources.reference(each) for each in (*values, *handed) if isinstance(each, Known)
        )
        if any(isinstance(each, Known) for each in handed):
            self.text.take("* Opgave van het terrein, niet van de kavel; een milieucategorie is dan de")
            self.text.take("hoofdcategorie.")
        self.text.take("Volgens", listed(list(found)), ". Een kavel op deze lijst")

    def _handed(self, plot: Site) -> list[str]:
        """Name the attributes in which the park speaks for a plot that is not sold."""
        if plot.value("status") == "sold":
            return []
        found = [] if plot.value("category_max") is not None else ["category_main_max"]
        if plot.value("price_eur_m2") is None:
            found += ["price_min_eur_m2", "price_max_eur_m2"]
        is_open = plot.value("available_from") is None and plot.value("status") != "available"
        return [*found, "available_from"] if is_open else found

    def _facts(self) -> list[str]:
        for label, attribute_id in FACTS:
            if attribute_id == "park_management_organisation" and self.site.value("park_management") is False:
                continue
            if attribute_id == "issue_category_min" and not self._has_land():
                continue
            self.text.take(label, *self._told(attribute_id))
        return []

    def _has_land(self) -> bool:
        """Whether land is left to issue, as far as is known."""
        amounts = (self.site.value(f"available_{each}_ha") for each in ("now", "later"))
        return any(each is None or Decimal(str(each)) > 0 for each in amounts)

    def _page_2(self, left: list[str]) -> None:
        for row in left:
            self.text.take(row)
        if left:
            self._plot_note()
        if self.plots:
            self._facts()
        self._reach()
        # Where nobody manages the park, the hubs stand below what is laid on it.
        found = near(self.site, self.landmarks, LandmarkKind.HUB, _HUBS)
        are_first = bool(found) and self.text.is_next(found[0][0].name)
        for part in (self._hubs, self._utilities) if are_first else (self._utilities, self._hubs):
            part()
        for each in self._claims():
            source = self.sources.number(each.source, each.as_of)
            self.text.take(each.list_name, "gemeente genoemd; welk terrein is niet bekend", source)
        self._allocation()

    def _claims(self) -> list[RestructuringClaim]:
        claims = self.services.workspace.catalogue.restructuring_claims()
        return [each for each in claims if each.subject_id == self.site.municipality_code]

    def _reach(self) -> None:
        self.text.take("Hemelsbreed (km)")
        for kind, count, word in _REACHED:
            found = near(self.site, self.landmarks, kind, count)
            for landmark, distance_m in found:
                source = self.sources.number(landmark.source, landmark.as_of)
                self.text.take(_named(landmark, word), _away(distance_m), source)
            if not found:
                self.text.take(word, ASK, DASH)

    def _hubs(self) -> None:
        for landmark, distance_m in near(self.site, self.landmarks, LandmarkKind.HUB, _HUBS):
            source = self.sources.number(landmark.source, landmark.as_of)
            self.text.take(landmark.name, _away(distance_m), source)

    def _utilities(self) -> None:
        postcode = str(self.site.value("postcode") or "")
        grid = self.services.workspace.catalogue.grid_at([postcode]).get(postcode)
        if grid is not None:
            source = self.sources.number(grid.source, grid.as_of)
            for label, state in (("afname", grid.demand), ("teruglevering", grid.generation)):
                said = ASK if state is None else f"{GRID[state]} (postcode {postcode})"
                self.text.take(f"Elektriciteit, {label}", said, DASH if state is None else source)
        for label, attribute_id in UTILITIES:
            self.text.take(label, *self._told(attribute_id))

    def _allocation(self) -> None:
        """Take who sells which plots how, plots of which the same is known in one row."""
        names = ("seller", "allocation_procedure", "allocation_published_on")
        groups: dict[tuple[object, ...], list[Site]] = {}
        for plot in self.plots:
            if plot.value("status") != "sold":
                groups.setdefault(tuple(map(plot.value, names)), []).append(plot)
        if not groups:
            return
        unsold = [each for each in self.plots if each.value("status") != "sold"]
        once = [name for name in names[:2] if len(groups) > 1 and self._is_told_once(name, unsold)]
        labels = {"seller": "Verkoper", "allocation_procedure": "Wijze van toewijzen"}
        words = {"seller": SELLERS, "allocation_procedure": PROCEDURES}
        if once:
            facts = "; ".join(f"{labels[each]}: {words[each][str(unsold[0].value(each))]}" for each in once)
            self.text.take(f"Alle kavels: {facts}.")
        numbers = [self._numbers(some, names) for some in groups.values()]
        for (seller, procedure, published), some in groups.items():
            nothing = DASH if seller == "private" else ASK
            cells = {
                "seller": ASK if seller is None else SELLERS[str(seller)],
                "allocation_procedure": nothing if procedure is None else PROCEDURES[str(procedure)],
                "on": nothing if published is None else day(PartialDate.parse(str(published))),
            }
            told = [text for name, text in cells.items() if name not in once]
            is_all = 1 < len(some) == len(unsold)
            last = [] if len(set(numbers)) == 1 else [", ".join(self._numbers(some, names)) or DASH]
            self.text.take("alle" if is_all else ", ".join(each.name for each in some), *told, *last)
        values = [plot.attribute(name) for plot in unsold for name in names]
        found = dict.fromkeys(self.sources.reference(each) for each in values if isinstance(each, Known))
        if found and len(set(numbers)) == 1:
            self.text.take("Volgens", listed(list(found)), ".")

    def _numbers(self, some: Sequence[Site], names: Sequence[str]) -> tuple[str, ...]:
        values = (plot.attribute(name) for plot in some for name in names)
        return tuple(dict.fromkeys(self.sources.of(each) for each in values if isinstance(each, Known)))

    def _is_told_once(self, name: str, unsold: Sequence[Site]) -> bool:
        return len({each.value(name) for each in unsold}) == 1 and unsold[0].value(name) is not None


def near(
    site: Site, landmarks: tuple[Landmark, ...], kind: LandmarkKind, count: int
) -> list[tuple[Landmark, int]]:
    """Return the nearest of a kind by straight line in whole metres, each name once."""
    some = [each for each in landmarks if each.kind is kind]
    if kind is LandmarkKind.PLACE:
        some = [each for each in some if each.rank <= 1]
    measured = [(shapely.distance(site.geometry_rd, each.geometry_rd), each.name, each) for each in some]
    found: dict[str, tuple[Landmark, int]] = {}
    for distance_m, name, landmark in sorted(measured, key=lambda each: each[:2]):
        found.setdefault(name, (landmark, round(distance_m)))
    return list(found.values())[:count]


def _named(landmark: Landmark, kind: str) -> str:
    name = landmark.name if kind in landmark.name.casefold() else f"{landmark.name} ({kind})"
    if landmark.kind is LandmarkKind.QUAY and landmark.cemt_class:
        return f"{name}, scheepsklasse CEMT {landmark.cemt_class}"
    return name


def _away(distance_m: int) -> str:
    return number(Decimal(distance_m) / 1000, 1, 1) if distance_m else "0, op het terrein"


def _plots(count: int) -> str:
    return "kavel" if count == 1 else "kavels"


def _term(plot: Site, park: Site) -> str:
    status, until, start = (plot.value(name) for name in ("status", "status_until", "available_from"))
    if status in {"option", "reserved"} and until is not None:
        return f"tot {day(PartialDate.parse(str(until)))}"
    if start is not None:
        return f"vanaf {day(PartialDate.parse(str(start)))}"
    if status == "available":
        return "terstond"
    of_park = park.value("available_from")
    return UNKNOWN if of_park is None else f"vanaf {day(PartialDate.parse(str(of_park)))}*"


def _source_lists(pages: Sequence[str]) -> list[str]:
    """Return the list of sources of page 1, and of page 2 what only that page names."""
    whole = "\n".join(pages)
    first = re.search(
        r"Bronnen en peildata\s+(.*?)\s*onbekend verouderd bronnen verschillen", whole, re.DOTALL
    )
    assert first is not None
    more = re.search(r"Bronnen bij deze bladzijde\s+(.*?)\s*Opgesteld ", whole, re.DOTALL)
    return [first[1]] if more is None else [first[1], more[1]]
