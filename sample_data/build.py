"""Make the sample data: ``python -m sample_data.build [folder]``; the same bytes on every run."""

import sys
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from drentsportal.domain.vocabulary import PlotStatus
from sample_data.making.exchange import collection_text, rows_text
from sample_data.making.ground import landmark_features, make_ground, municipality_features
from sample_data.making.parks import (
    AVAILABLE_LATER_M2,
    AVAILABLE_NOW_M2,
    Areas,
    Park,
    make_parks,
    park_features,
    supply,
)
from sample_data.making.plots import Plot, make_plots, plot_features, price_ranges
from sample_data.making.premises import premises_features
from sample_data.making.surroundings import (
    grid_area_rows,
    grid_postcode_rows,
    management_rows,
    nature_features,
    ownership_of,
    postcode_of,
    region_rows,
    safety_of,
    scarcities_of,
    zone_features,
)
from sample_data.making.tables import claim_rows, contact_rows
from sample_data.making.totals import with_totals

README: Final = "README.md"


def build(folder: Path) -> list[Path]:
    """Write every file of the sample data into ``folder`` and return the paths.

    The README is text written by hand; only its table of totals is made. The requests are not made here.
    """
    texts = make_texts()
    readme = (Path(__file__).parent / README).read_text(encoding="utf-8")
    texts[README] = with_totals(readme, texts)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in texts]


def make_texts() -> dict[str, str]:
    """Every file of sites and tables as text, by file name."""
    ground = make_ground()
    parks = make_parks(ground)
    plots = make_plots(parks)
    plots_delivered = plot_features(plots)
    around = {
        park.id: {"postcode": postcode_of(park)} | scarcities_of(park) | safety_of(park) | ownership_of(park)
        for park in parks
    }
    parks_delivered = park_features(parks, _areas_m2(parks, plots), price_ranges(plots_delivered), around)
    premises = premises_features(ground, parks, plots)
    return {
        "municipalities.geojson": collection_text("municipalities", municipality_features(ground)),
        "landmarks.geojson": collection_text("landmarks", [*landmark_features(ground), *nature_features()]),
        "business_parks.geojson": collection_text("parks", parks_delivered),
        "plots.geojson": collection_text("plots", plots_delivered),
        "vacant_premises.geojson": collection_text("premises", premises),
        "contact_points.json": rows_text("contact_points", contact_rows()),
        "restructuring_claims.json": rows_text("restructuring_claims", claim_rows()),
        "regions.json": rows_text("regions", region_rows()),
        "park_management_organisations.json": rows_text(
            "park_management_organisations", management_rows(parks)
        ),
        "plan_zones.geojson": collection_text("plan_zones", zone_features(parks)),
        "grid_areas.json": rows_text("grid_areas", grid_area_rows()),
        "grid_postcodes.json": rows_text("grid_postcodes", grid_postcode_rows(parks)),
    }


def _areas_m2(parks: list[Park], plots: list[Plot]) -> Areas:
    """Every park's areas, so that parks and plots add up to the same totals."""
    now, later = _sums(plots, {"available"}), _sums(plots, {"planned"})
    return Areas(
        supply(parks, now, column="now_ha", total_m2=AVAILABLE_NOW_M2),
        supply(parks, later, column="later_ha", total_m2=AVAILABLE_LATER_M2),
        _sums(plots, set(PlotStatus)),
    )


def _sums(plots: list[Plot], statuses: AbstractSet[str]) -> dict[str, int]:
    """Add up the plots with a status per park, in m2; zero counts, since a park with plots is known."""
    sums = {plot.park.id: 0 for plot in plots}
    for plot in plots:
        sums[plot.park.id] += plot.area_m2 if plot.status in statuses else 0
    return sums


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
