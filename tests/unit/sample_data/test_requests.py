"""The requests use the keys, criteria and profiles that exist."""

from datetime import datetime
from typing import Any

import pytest

from drentsportal.domain.asking.request import Housing, RequestType
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.sectors.sector import SECTOR_GROUPS
from drentsportal.domain.vocabulary import MUNICIPALITIES, Region, category_rank
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.request_keys import KEY_BY_NAME
from drentsportal.services.sector_finding import SectorFinding
from tests.unit.sample_data.files import document, folder

FIVE = sorted(path.name for path in (folder() / "requests").glob("*.json"))
SECTORS = SectorFinding(TomlSectors(resources_dir() / "sectors"))
QUESTIONS = sorted(path.name for path in (folder() / "requests" / "ondernemersbril").glob("*.json"))
NAMES = [*FIVE, *(f"ondernemersbril/{name}" for name in QUESTIONS)]


def _part(name: str, part: str) -> dict[str, Any]:
    content: dict[str, Any] = document(f"requests/{name}")[part]
    return content


def test_there_are_five() -> None:
    """A chemical company, a logistics company, a starter, a web shop, and one that nothing fits."""
    assert FIVE == [
        "1-chemie.json",
        "2-logistiek.json",
        "3-starter.json",
        "4-webwinkel.json",
        "5-niets-past.json",
    ]


def test_the_questions_of_the_ondernemersbril_are_there() -> None:
    """What do I find, I want to start, where is best for chemistry, I want to move (000:1578-1587)."""
    assert QUESTIONS == ["1-ondernemen.json", "2-starten.json", "3-chemie.json", "4-verplaatsen.json"]


@pytest.mark.parametrize("name", NAMES)
def test_a_request_can_be_read(name: str) -> None:
    """Choices, criteria, places and profile exist."""
    request = _part(name, "request")
    RequestType(request["request_type"])
    Housing(request["housing"])
    for key, limit in request["requirements"].items():
        assert KEY_BY_NAME[key].criterion_id in CRITERION_BY_ID
        if key == "category":
            assert category_rank(limit) > 0
    places = {*MUNICIPALITIES, *MUNICIPALITIES.values(), *(region.region_id for region in Region)}
    assert set(request["requirements"].get("municipality", [])) <= places
    segments = set(TomlReference(resources_dir()).segments())
    assert set(request["requirements"].get("segment", [])) <= segments
    profile = TomlReference(resources_dir()).profile(request["profile_id"])
    for criterion_id, wish in request["preferences"].items():
        weight = wish["weight"] if isinstance(wish, dict) else wish
        assert type(weight) is int
        assert criterion_id in profile.scales
    needs_origin = {"present_distance_km"} & set(request["requirements"])
    assert request["origin"] or not needs_origin
    assert request.get("sector_group", "retail") in SECTOR_GROUPS
    if "sector_code" in request:
        sector = SECTORS.of_key(request["sector_code"])
        assert request["sector_group"] in {hint.group for hint in sector.hints}
        assert request["sector"] == sector.code.title


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_when_and_through_whom(name: str) -> None:
    """Moments carry their offset; a company is marked as an example and not named in the request."""
    case, request = _part(name, "case"), _part(name, "request")
    RequestChannel(case["channel"])
    received = datetime.fromisoformat(case["received_at"])
    assert received.tzinfo is not None
    assert case["asked_at"] is None or datetime.fromisoformat(case["asked_at"]) <= received
    assert case["company_name"].endswith(" (voorbeeld)")
    assert case["company_name"].removesuffix(" (voorbeeld)").split(" ")[0] not in str(request)
