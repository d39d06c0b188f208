"""``sites`` on the command line: one park with what its plots come to, and what of that is unknown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

PARK: Final = "vb-002"
LEAST: Final = "Kavels: 3, waarvan 2 beschikbaar, samen ten minste 0,8 ha; van 1 is de oppervlakte onbekend."


def _import_park(cli: CommandLine, *plots: tuple[str | None, int | None]) -> None:
    """Import one park, and plots of it by status and area in m2."""
    for name in ("business_parks", "plots"):
        whole = json.loads((sample_data_dir() / f"{name}.geojson").read_text(encoding="utf-8"))
        if name == "business_parks":
            kept = [each for each in whole["features"] if each["properties"]["id"] == PARK]
        else:
            kept = [each for each in whole["features"] if each["properties"]["park_id"] == PARK][: len(plots)]
            for each, (status, area_m2) in zip(kept, plots, strict=True):
                told = each["properties"]
                told |= {"status": status, "area_m2": area_m2}
                each["properties"] = {key: value for key, value in told.items() if value is not None}
        if kept:
            path = cli.folder / f"{name}.geojson"
            path.write_text(json.dumps(whole | {"features": kept}), encoding="utf-8")
            imported = cli("import", path)
            assert imported.code == ExitCode.OK, imported.err


@pytest.mark.parametrize(
    ("plots", "told"),
    [
        ((), ("Kavels: onbekend, want van dit terrein is er geen vastgelegd.",)),
        ((("sold", 9_000),), ("Kavels: 1, waarvan geen beschikbaar.",)),
        (
            (("available", 8_000), ("available", 4_000), ("sold", 9_000)),
            ("Kavels: 3, waarvan 2 beschikbaar, samen 1,2 ha.",),
        ),
        (
            (("available", 8_000), ("available", None), (None, 9_000)),
            (
                LEAST,
                "Van 1 kavel is de status onbekend.",
            ),
        ),
        (
            ((None, 9_000), (None, 9_000)),
            (
                "Kavels: 2; van geen daarvan is bekend dat hij beschikbaar is.",
                "Van 2 kavels is de status onbekend.",
            ),
        ),
    ],
)
def test_a_park_tells_what_its_plots_come_to(
    cli: CommandLine, plots: tuple[tuple[str | None, int | None], ...], told: tuple[str, ...]
) -> None:
    """How many there are, and how much can be had; of a park without plots on record that is unknown."""
    _import_park(cli, *plots)
    printed = cli("sites", PARK).out
    assert [each for each in printed.splitlines() if each.startswith(("Kavels", "Van "))] == list(told)
    found = cli("sites", PARK, "--json").data["plots"]
    assert found["count"] == len(plots)
    areas = [m2 for state, m2 in plots if state != "sold"]
    is_open = not plots or None in areas or None in {state for state, _ in plots}
    assert found["available_m2"] == (None if is_open else sum(each or 0 for each in areas))
