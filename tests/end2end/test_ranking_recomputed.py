"""A spreadsheet program recomputes the ranking after a change of weight, and gives ours."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from drentsportal.domain.asking.request import Preference
from drentsportal.paths import sample_data_dir
from tests.outside_tools import outside_tool
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.asking.request import LocationRequest

pytestmark = pytest.mark.full

OFFICE = Path("/usr/bin/soffice")
_CHANGES = {
    "as asked": (None, None, None),
    "one weight to nothing": (0, None, None),
    "all upside down": (3, 97, 41),
    "a tie of remainders": (1, 1, 1),
}


@pytest.mark.parametrize("weights", _CHANGES.values(), ids=_CHANGES)
@pytest.mark.parametrize("request_name", ["1-chemie", "2-logistiek", "4-webwinkel"])
def test_the_spreadsheet_ranks_as_the_portal(
    request_name: str, weights: Sequence[int | None], tmp_path: Path
) -> None:
    """The order, and both scores, are those of a match with the changed weights."""
    outside_tool(OFFICE)
    services = sample_services(tmp_path / "w.drents")
    text = (sample_data_dir() / "requests" / f"{request_name}.json").read_text(encoding="utf-8")
    asked = services.request_files.read(text).request
    result = services.matching.match(asked)
    changed = _with_weights(replace(asked, preferences=result.preferences), weights)
    made = services.rankings.write(result, tmp_path / "ranking.xlsx")
    _change(made.path, [each.weight for each in changed.preferences])
    assert _recomputed(made.path, tmp_path / "out") == _expected(services, changed)
    services.workspace.close()


def _with_weights(request: LocationRequest, weights: Sequence[int | None]) -> LocationRequest:
    """Change the first weights; those beyond stay."""
    new = [*weights, *[None] * len(request.preferences)]
    preferences = tuple(
        Preference(each.criterion_id, each.weight if weight is None else weight, each.target)
        for each, weight in zip(request.preferences, new, strict=False)
    )
    return replace(request, preferences=preferences)


def _expected(services: AppServices, request: LocationRequest) -> list[tuple[str, float, float]]:
    result = services.matching.match(request)
    cards = [result.card(position) for position in range(result.qualifier_count)]
    return [(card.candidate.name, card.low / 10**8, card.high / 10**8) for card in cards]


def _change(path: Path, weights: Sequence[int]) -> None:
    """Type the weights into the coloured cells, as a reader does; kept values are gone after this."""
    book = openpyxl.load_workbook(path)
    for row, weight in enumerate(weights, start=6):
        book["Rangschikking"].cell(row, 11).value = weight
    book.save(path)


def _recomputed(path: Path, folder: Path) -> list[tuple[str, float, float]]:
    command = [str(OFFICE), "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    environment = {**os.environ, "HOME": str(folder.parent)}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=environment)  # noqa: S603 - a tool that we name, on a file that we made
    sheet = openpyxl.load_workbook(folder / path.name, data_only=True)["Rangschikking"]
    rows = [[cell.value for cell in row[:6]] for row in sheet.iter_rows(min_row=6)]
    return [(str(row[1]), _score(row[4]), _score(row[5])) for row in rows if row[1]]


def _score(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)
