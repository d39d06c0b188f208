"""Clock and timeline of a case read as words, with no value as the store keeps it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

NUMBER = re.compile(r"D-\d{4}-\d{4}")


def opened(cli: CommandLine, received_at: datetime) -> str:
    """Open a case that was received at a moment; returns its number."""
    request = cli.folder / "vraag.json"
    case = {"channel": "partner", "received_at": received_at.isoformat()}
    request.write_text(json.dumps({"case": case, "request": {"title": "Vraag"}}), encoding="utf-8")
    found = NUMBER.search(cli("case", "new", "--file", request).out)
    assert found is not None
    return found[0]


@pytest.fixture
def late(cli: CommandLine) -> str:
    """Give a case of a hundred days ago."""
    return opened(cli, datetime.now(UTC) - timedelta(days=100, minutes=30))


def sent(cli: CommandLine) -> Path:
    """Return a document that was sent as the answer."""
    path = cli.folder / "advies.pdf"
    path.write_bytes(b"%PDF-1.7 advies")
    return path


def test_a_term_that_has_passed_is_told_without_a_minus(cli: CommandLine, late: str) -> None:
    """In the case and in the list, in days and hours; with a stop, both are said; JSON has the seconds."""
    for shown in (cli("case", "show", late).out, cli("case", "list").out):
        assert "99 dagen 0 uur te laat" in shown
        assert "-99" not in shown
    cli("case", "stop", late, "--reason", "wacht op de kaart")
    for shown in (cli("case", "show", late).out, cli("case", "list").out):
        assert "te laat, stilgezet" in shown
    clock = cli("case", "show", late, "--json").data["clock"]
    assert (clock["state"], clock["is_stopped"]) == ("overdue", True)
    assert timedelta(seconds=-clock["remaining_seconds"]) // timedelta(minutes=1) == 99 * 24 * 60 + 30
    cli("case", "answer", late, "--file", sent(cli))
    clock = cli("case", "show", late, "--json").data["clock"]
    assert (clock["state"], clock["is_stopped"]) == ("answered", False)


def test_what_is_left_is_told(cli: CommandLine) -> None:
    """What is left is told."""
    number = opened(cli, datetime.now(UTC) - timedelta(hours=2, seconds=-30))
    assert "; nog 22 uur 0 min" in cli("case", "show", number).out
    cli("case", "answer", number, "--file", sent(cli))
    answered = cli("case", "show", number).out
    assert ("; 22 uur 0 min over" in answered, "nog" in answered) == (True, False)


def test_the_timeline_has_words_only(cli: CommandLine, late: str) -> None:
    """Channel, match, shortlist, owner, referral, document and answer."""
    assert cli("import", sample_data_dir() / "business_parks.geojson").code == 0
    site_id = cli("match", late, "--json").data["ranked"][0]["id"]
    name = cli("sites", site_id).out.partition(" (")[0]
    cli("shortlist", late, "--add", site_id, "--reason", "ligt gunstig")
    cli("shortlist", late, "--remove", site_id)
    cli("shortlist", late, "--add", site_id)
    cli("case", "hand-over", late, "--to", "Jansen", "--organisation", "Emmen")
    cli("case", "refer", late, "--to", "NOM", "--reason", "grote vraag")
    cli("case", "referral", late, "1", "--accepted", "no", "--result", "geen plek")
    cli("advise", late, "--out", cli.folder / "uit")
    cli("case", "answer", late, "--file", sent(cli))
    shown = cli("case", "show", late, "--internal").out
    assert "via partner" in shown
    assert re.search(r"\d+ komen in aanmerking, \d+ vallen af \(gegevensversie 1\)", shown)
    assert f"  {name} erbij: ligt gunstig" in shown
    assert re.search(r" eraf$", shown, re.MULTILINE)
    assert "aan Jansen, Emmen" in shown
    assert "naar NOM: grote vraag" in shown
    assert "Doorverwijzing 1 naar NOM" in shown
    assert re.search(r"niet aangenomen.*geen plek", shown)
    assert re.search(r"verstuurd [a-z]{2} \d", shown)
    timeline = shown[shown.index("wanneer") :]
    assert not re.search(r"\d{4}-\d{2}-\d{2}T|[0-9a-f]{64}|added|removed|candidate", timeline)
    assert not re.search(r"  (?:nom|company|municipality|partner)$", timeline, re.MULTILINE)
