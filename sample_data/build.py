"""Make the sample data: ``python -m sample_data.build [folder]``; the same bytes on every run."""

from __future__ import annotations

import sys
from collections.abc import Set
from pathlib import Path

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
from sample_data.making.plots import Plot, make_plots, plot_features
from sample_data.making.premises import premises_features
from sample_data.making.tables import claim_rows, contact_rows


def build(folder: Path) -> list[Path]:
    """Write every file of the sample data into ``folder`` and return the paths."""
    ground = make_ground()
    parks = make_parks(ground)
    plots = make_plots(parks)
    areas_m2 = _areas_m2(parks, plots)
    texts = {
        "business_parks.geojson": collection_text("parks", park_features(parks, areas_m2)),
        "plots.geojson": collection_text("plots", plot_features(plots)),
        "municipalities.geojson": collection_text("municipalities", municipality_features(ground)),
        "landmarks.geojson": collection_text("landmarks", landmark_features(ground)),
        "vacant_premises.geojson": collection_text(
            "premises", premises_features(ground, parks, plots)
        ),
        "contact_points.json": rows_text("contact_points", contact_rows()),
        "restructuring_claims.json": rows_text("restructuring_claims", claim_rows()),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in texts]


def _areas_m2(parks: list[Park], plots: list[Plot]) -> Areas:
    """Every park's areas, so that parks and plots add up to the same totals."""
    now, later = _sums(plots, {"available"}), _sums(plots, {"planned"})
    return Areas(
        supply(parks, now, column="now_ha", total_m2=AVAILABLE_NOW_M2),
        supply(parks, later, column="later_ha", total_m2=AVAILABLE_LATER_M2),
        _sums(plots, set(PlotStatus)),
    )


def _sums(plots: list[Plot], statuses: Set[str]) -> dict[str, int]:
    """Area of the plots with a status per park, in m2; zero counts, since a park with plots is known."""
    sums = {plot.park.id: 0 for plot in plots}
    for plot in plots:
        sums[plot.park.id] += plot.area_m2 if plot.status in statuses else 0
    return sums


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
