"""The script makes the committed files, byte for byte, in any process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sample_data.build import README, build
from sample_data.making.totals import totals, with_totals
from tests.unit.sample_data.files import folder


def test_committed_files_are_what_the_script_makes(tmp_path: Path) -> None:
    """Nobody edits a made file by hand, and the README's table is that of the data."""
    made = build(tmp_path)
    assert [path.name for path in made if path.read_bytes() != (folder() / path.name).read_bytes()] == []


@pytest.mark.parametrize("hash_seed", ["1", "4711"])
def test_a_fresh_process_makes_the_same_bytes(tmp_path: Path, hash_seed: str) -> None:
    """The order of sets and dictionaries has no influence."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run(  # noqa: S603 - our own script in our own interpreter
        [sys.executable, "-m", "sample_data.build", str(tmp_path)],
        check=True,
        cwd=folder().parent,
        env=environment,
    )
    assert (tmp_path / "plots.geojson").read_bytes() == (folder() / "plots.geojson").read_bytes()
    assert (tmp_path / README).read_bytes() == (folder() / README).read_bytes()


def test_a_changed_figure_changes_the_table() -> None:
    """The table is counted, not written."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder().glob("*.*json")}
    counted = dict(totals(texts))
    assert counted["bruto, ha"] == "2.600,00"
    fewer = texts | {"business_parks.geojson": texts["business_parks.geojson"].replace("190.0", "189.0")}
    assert dict(totals(fewer))["bruto, ha"] == "2.599,00"
    readme = (folder() / README).read_text(encoding="utf-8")
    assert "| bruto, ha | 2.599,00 |" in with_totals(readme, fewer)
    assert "| bruto, ha | 2.600,00 |" in readme
