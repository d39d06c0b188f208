"""A service that is remembered: all of it comes in with one command, and its faults cost nothing."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.cli.exit_codes import ExitCode
from tests.unit.geodata.fetching.services import PARKS, OgcApi, Wfs, park_features
from tests.unit.geodata.fetching.web_server import Reply, WebServer

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine
    from tests.unit.geodata.fetching.web_server import Asked


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask servers on loopback directly, whatever the machine says."""
    monkeypatch.setenv("no_proxy", "*")


def _parks(cli: CommandLine) -> list[Any]:
    found: list[Any] = json.loads(cli("sites", "--json").out)["sites"]
    return found


@pytest.mark.parametrize("park_count", [450, pytest.param(PARKS, marks=pytest.mark.full)])
def test_a_wfs_is_refreshed_and_a_fault_leaves_the_last_good_data(cli: CommandLine, park_count: int) -> None:
    """Over 5 or 38 pages; the same again is nothing new; HTML or half an answer changes nothing."""
    cli.make_workspace()
    service = Wfs(park_features(park_count))
    with WebServer(service) as server:
        added = cli(
            "sources",
            "add",
            "Terreinen",
            server.address,
            "--kind",
            "wfs",
            "--layer",
            "ibis:parks",
            "--complete",
        )
        assert added.code == ExitCode.OK, added.err
        assert cli("refresh").code == ExitCode.OK
        assert len(_parks(cli)) == park_count
        assert "niets nieuws" in cli("refresh", "--all").out

        def html_after_a_while(asked: Asked, reply: Reply) -> Reply:
            late = int(asked.query.get("startindex", 0)) >= park_count // 2
            return Reply("<html>onderhoud</html>", content_type="text/html") if late else reply

        service.spoil = html_after_a_while
        failed = cli("refresh", "terreinen")
        assert (failed.code, "niet ververst" in failed.out) == (ExitCode.ERROR, True)
        assert len(_parks(cli)) == park_count
        service.spoil = lambda _, reply: reply
        service.features = _changed(park_count)
        assert cli("refresh").code == ExitCode.OK
    parks = {each["id"]: each for each in _parks(cli)}
    assert (len(parks), parks["rin-1"]["gross_ha"]) == (park_count, 2.5)
    (listed,) = json.loads(cli("sources", "list", "--json").out)
    assert (listed["fault"], listed["data_version"]) == (None, 2)


def _changed(park_count: int) -> tuple[dict[str, Any], ...]:
    """Return the features with one changed and the last one gone."""
    first = deepcopy(park_features(park_count)[0])
    first["properties"] |= {"HA_BRUTO": 2.5, "JAAR": 2023}
    return (first, *park_features(park_count)[1:-1])


def test_an_ogc_api_is_refreshed_too(cli: CommandLine) -> None:
    """The other kind of service goes the same way, from longitude and latitude."""
    cli.make_workspace()
    api = OgcApi(park_features(250, lonlat=True))
    with WebServer(api) as server:
        api.server = server
        address = server.address
        assert (
            cli("sources", "add", "Api", address, "--kind", "ogc_api", "--layer", "parks").code == ExitCode.OK
        )
        done = cli("refresh", "api")
        assert done.code == ExitCode.OK, done.err
    assert len(_parks(cli)) == 250
