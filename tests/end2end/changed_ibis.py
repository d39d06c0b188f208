"""A copy of the IBIS file of 2022 as its source might deliver it a year later."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

IBIS = Path(__file__).parents[3] / "shared" / "data" / "ibis_drenthe_2022.gpkg"
needs_ibis = pytest.mark.skipif(
    not IBIS.is_file(), reason="the IBIS file of 2022 is not beside the repository"
)


def write_changed(path: Path, *, year: int = 2023) -> dict[str, str]:
    """Write the changed copy: 3 changed, 1 of them edited before, 1 vanished, 1 new; returns their RIN."""
    import geopandas  # noqa: PLC0415 - only where the file is there

    frame = geopandas.read_file(IBIS)
    rins = sorted(frame["RIN_NUMMER"].unique().tolist())
    alone = [rin for rin in rins if (frame["RIN_NUMMER"] == rin).sum() == 1]
    first, second, third, edited, gone = alone[:5]
    frame.loc[frame["RIN_NUMMER"] == first, "HA_BRUTO"] += 1.5
    frame.loc[frame["RIN_NUMMER"] == second, "PLAN_NAAM"] = "Nieuwe naam"
    frame.loc[frame["RIN_NUMMER"] == third, "HA_TOTTUIT"] += 0.25
    frame.loc[frame["RIN_NUMMER"] == edited, "HA_NETTO"] += 0.5
    frame = frame[frame["RIN_NUMMER"] != gone]
    new = frame[frame["RIN_NUMMER"] == first].copy()
    new["RIN_NUMMER"] = 999_001
    new["PLAN_NAAM"] = "Splinternieuw"
    new["geometry"] = [shapely.box(235_000, 545_000, 235_300, 545_300)]
    new["HA_BRUTO"], new["HA_NETTO"], new["HA_TOTTUIT"] = 9.0, 8.0, 8.0
    frame["JAAR"] = year
    new["JAAR"] = year
    joined = geopandas.pd.concat([frame, new], ignore_index=True)
    joined.to_file(path, layer="ibis", driver="GPKG")
    return {"changed": first, "renamed": second, "available": third, "edited": edited, "gone": gone}
