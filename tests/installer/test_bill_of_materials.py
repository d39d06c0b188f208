"""The bill of materials says what the program is made of, in the form of CycloneDX."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from installer import bill_of_materials
from installer.requirements import locked
from tests.repo.places import pyproject

if TYPE_CHECKING:
    from pathlib import Path

SERIAL = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
SHA_256 = re.compile(r"[0-9a-f]{64}")
KINDS = {"application", "framework", "library"}
"""Those of the schema that a program like ours consists of."""


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    """Make the bill of this environment."""
    return bill_of_materials.bill()


def test_the_head_is_that_of_the_schema(bill: dict[str, Any]) -> None:
    """The required fields, and nothing that the schema does not know at this level."""
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert SERIAL.fullmatch(bill["serialNumber"])
    known = {"$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata"}
    assert set(bill) == known | {"components", "dependencies"}


def test_every_component_is_complete(bill: dict[str, Any]) -> None:
    """Kind, name, version, one licence and hashes, in the words of the schema; references are unique."""
    components = [bill["metadata"]["component"], *bill["components"]]
    for each in components:
        assert each["type"] in KINDS
        assert each["name"]
        assert each["version"]
        (licence,) = each["licenses"]
        assert set(licence) in ({"expression"}, {"license"})
        told = licence.get("expression") or licence["license"].get("id") or licence["license"].get("name")
        assert told not in ("", "not stated", "UNKNOWN"), each["name"]
        for sum_of_file in each.get("hashes", []):
            assert sum_of_file["alg"] == "SHA-256"
            assert SHA_256.fullmatch(sum_of_file["content"])
    assert all(each["hashes"] for each in bill["components"] if each["type"] == "library")
    references = [each["bom-ref"] for each in components]
    assert len(references) == len(set(references))


def test_the_versions_are_those_of_the_lock(bill: dict[str, Any]) -> None:
    """Everything that the project asks for is there, and nothing for development only."""
    libraries = {each["name"]: each["version"] for each in bill["components"] if each["type"] == "library"}
    lock = locked()
    assert libraries == {name: lock[name][0] for name in libraries}
    asked = {re.split(r"[<>=]", line)[0].lower() for line in pyproject()["project"]["dependencies"]}
    assert asked <= set(libraries)
    assert {"pytest", "mypy", "ruff", "hypothesis"}.isdisjoint(libraries)
    # One that comes in by another: folium asks for it.
    assert "jinja2" in libraries


def test_the_graph_leads_everywhere_and_to_nothing_else(bill: dict[str, Any]) -> None:
    """Each library is reached from the program; each name in the graph is a component."""
    graph = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    own = bill["metadata"]["component"]["bom-ref"]
    reached: set[str] = set()
    open_ends = [own]
    while open_ends:
        reference = open_ends.pop()
        if reference not in reached:
            reached.add(reference)
            open_ends += graph[reference]
    libraries = {each["bom-ref"] for each in bill["components"] if each["type"] == "library"}
    assert reached == {own, *libraries}


def test_the_same_packages_give_the_same_bill(bill: dict[str, Any], tmp_path: Path) -> None:
    """So that two versions can be compared line by line."""
    written = bill_of_materials.write(tmp_path / "bill.cdx.json")
    assert json.loads(written.read_text("utf-8")) == bill
