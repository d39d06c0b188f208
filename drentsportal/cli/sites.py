"""``drentsportal sites``: lists parks, plots or premises, or shows one with every value's source and date."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.around_views import around_content, print_around
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.site_options import filter_of
from drentsportal.cli.values import attribute_content, value_text
from drentsportal.domain.sites.attributes import shown_attributes_of
from drentsportal.domain.sites.plots_on_record import plots_on_record
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.sites.plots_on_record import PlotsOnRecord
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.site_browsing import SiteTotals

_LISTED = {
    SiteKind.PARK: ("segments", "gross_ha", "net_ha", "available_now_ha"),
    SiteKind.PLOT: ("park_id", "status", "area_m2"),
    SiteKind.PREMISES: ("premises_kind", "floor_area_m2"),
}
"""The attributes in a list, beside id, name and gemeente."""


@dataclass(frozen=True, kw_only=True)
class SitesOptions(PrintOptions):
    """Which sites to list, or the one to show."""

    site: Annotated[str | None, typer.Argument(metavar="SITE", help="cli.sites.site")] = None
    kind: Annotated[SiteKind, typer.Option("--kind", help="cli.sites.kind")] = SiteKind.PARK
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", metavar="NAME", help="cli.sites.municipality")
    ] = None
    segment: Annotated[
        list[str] | None, typer.Option("--segment", metavar="ID", help="cli.sites.segment")
    ] = None
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="cli.sites.name")] = ""
    has_space: Annotated[bool, typer.Option("--has-space", help="cli.sites.has_space")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "sites", SitesOptions, run, open_session)


def run(session: Session, options: SitesOptions) -> None:
    """List sites, or show one."""
    services = session.open(options)
    if options.site is not None:
        _show(services.browsing.site(services.browsing.resolve(options.site)), session, options)
        return
    found = services.browsing.find(filter_of(services, options))
    sites = [services.browsing.site(site_id) for site_id in found]
    if options.as_json:
        session.terminal.json(_list_content(sites, services, options.kind))
    else:
        _print_list(sites, services, session, options.kind)


def _print_list(sites: list[Site], services: AppServices, session: Session, kind: SiteKind) -> None:
    if not sites:
        session.print("cli.sites.none")
        return
    attributes = [spec for spec in shown_attributes_of(kind) if spec.id in _LISTED[kind]]
    columns = [session.say("cli.sites.column.id"), session.say("attribute.name")]
    columns += [session.say("attribute.municipality_code")]
    columns += [
        (">" if spec.id.endswith(("_ha", "_m2")) else "") + session.say(f"attribute.{spec.id}")
        for spec in attributes
    ]
    rows = [
        (
            site.id,
            site.name,
            session.language.value(site.municipality_code, "gemeente"),
            *(value_text(site.value(spec.id), spec, services) for spec in attributes),
        )
        for site in sites
    ]
    session.terminal.table(columns, rows)
    if kind is SiteKind.PARK:
        totals = services.browsing.totals(tuple(site.id for site in sites))
        say = session.language.value
        session.print(
            "cli.sites.totals",
            site_count=totals.count,
            gross=say(totals.gross_ha, "dec2"),
            net=say(totals.net_ha, "dec2"),
            available_now=say(totals.available_now_ha, "dec2"),
        )
        session.print("cli.sites.supply", **_supply_params(totals))
    else:
        session.print("cli.sites.count", site_count=len(sites))


def _supply_params(totals: SiteTotals) -> dict[str, object]:
    """Name the supply by class as the sentence takes it; ``None`` reads "onbekend"."""
    params: dict[str, object] = {}
    for found, supply in totals.supply.items():
        params[f"{found.value}_now"] = supply.available_now_ha
        params[f"{found.value}_later"] = supply.available_later_ha
        params[f"{found.value}_count"] = supply.park_count
    return params


def _supply_content(sites: list[Site], services: AppServices) -> dict[str, object]:
    supply = services.browsing.totals(tuple(site.id for site in sites)).supply
    return {found.value: asdict(each) for found, each in supply.items()}


def _list_content(sites: list[Site], services: AppServices, kind: SiteKind) -> dict[str, object]:
    ids = ("name", "municipality_code", *_LISTED[kind])
    return {
        **({"supply": _supply_content(sites, services)} if kind is SiteKind.PARK else {}),
        "data_version": services.catalogue.data_version(),
        "sites": [
            {"id": site.id, "kind": site.kind.value, **{each: site.value(each) for each in ids}}
            for site in sites
        ],
    }


def _show(site: Site, session: Session, options: SitesOptions) -> None:
    if options.as_json:
        content = {
            each.id: attribute_content(site.attribute(each.id)) for each in shown_attributes_of(site.kind)
        }
        around = session.services.around.about(site.id)
        whole = {"id": site.id, "kind": site.kind.value, "attributes": content}
        plots = {"plots": _plots_content(_plots(site, session))} if site.kind is SiteKind.PARK else {}
        session.terminal.json({**whole, **plots, "surroundings": around_content(around)})
        return
    session.print("cli.sites.heading", name=site.name, id=site.id, kind=site.kind)
    services = session.services
    rows = []
    for spec in shown_attributes_of(site.kind):
        attribute = site.attribute(spec.id)
        label = session.say(f"attribute.{spec.id}")
        if isinstance(attribute, Known):
            text = value_text(attribute.value, spec, services)
            rows.append((label, text, attribute.source, session.language.value(attribute.as_of)))
        else:
            rows.append((label, value_text(None, spec, services), "", ""))
    names = ("attribute", "value", "source", "as_of")
    session.terminal.table([session.say(f"cli.sites.column.{name}") for name in names], rows)
    if site.kind is SiteKind.PARK:
        _print_plots(_plots(site, session), session)
    print_around(services.around.about(site.id), session)


def _plots(park: Site, session: Session) -> PlotsOnRecord:
    return plots_on_record(session.services.browsing.plots_of(park.id))


def _plots_content(plots: PlotsOnRecord) -> dict[str, object]:
    return {
        "count": plots.count,
        "available_count": plots.available_count,
        "available_m2": plots.available_m2,
        "available_least_m2": plots.available_least_m2 if plots.count else None,
        "unmeasured_count": plots.unmeasured_count,
        "unsaid_count": plots.unsaid_count,
    }


def _print_plots(plots: PlotsOnRecord, session: Session) -> None:
    """Print how many plots there are and what is available of them; what is unknown is said, and is not 0."""
    if not plots.count:
        session.print("cli.sites.plots.none")
        return
    session.print(
        f"cli.sites.plots.{_kind_of_sum(plots)}",
        plot_count=plots.count,
        available_count=plots.available_count,
        area_m2=plots.available_least_m2,
        unmeasured_count=plots.unmeasured_count,
    )
    if plots.unsaid_count:
        session.print("cli.sites.plots.unsaid", plot_count=plots.unsaid_count)


def _kind_of_sum(plots: PlotsOnRecord) -> str:
    if not plots.available_count:
        return "no_known" if plots.unsaid_count else "no_free"
    if plots.unmeasured_count == plots.available_count:
        return "unmeasured"
    return "least" if plots.unmeasured_count else "sum"
