"""The process that reads a service: what it says arrives; it outlives no limit, no cancel and no parent."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import drentsportal.__main__ as entry
from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.fetching import fetcher as fetcher_module
from drentsportal.geodata.fetching.fetcher import FETCH_CHILD, ServiceFetcher, child_command
from drentsportal.services.progress import CancelledError, NoProgress
from tests.unit.geodata.fetching.conftest import LIMITS, features_of
from tests.unit.geodata.fetching.services import RD_URN, OgcApi, Wfs, park_features
from tests.unit.geodata.fetching.web_server import Reply, WebServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.ports.sources import FetchLimits

SLOW = Reply(b"{", stated_length=1000, stalls_after=1)


class _Steps:
    """Progress that remembers, and that a person stops at a step of their choice."""

    def __init__(self, stop: Callable[[int, int, str], bool] = lambda *_: False) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._stop = stop

    def step(self, done: int, total: int, what: str = "") -> None:
        self.steps.append((done, total, what))
        if self._stop(done, total, what):
            raise CancelledError


def _source(address: str, kind: DataSourceKind = DataSourceKind.WFS, layer: str = "") -> DataSource:
    return DataSource(id="b1", title="IBIS parken", kind=kind, address=address, layer=layer)


def _fetch(address: str, folder: Path, limits: FetchLimits = LIMITS, steps: _Steps | None = None) -> Path:
    progress = steps or NoProgress()
    return ServiceFetcher().fetch(_source(address, layer="parks"), folder, limits, progress).path


def test_a_layer_comes_in_with_progress(tmp_path: Path, dutch: Language) -> None:
    """File, checksum, count and notes arrive from the other process, and nothing else is left."""
    steps = _Steps()
    with WebServer(Wfs(park_features())) as server:
        fetched = ServiceFetcher().fetch(_source(server.address, layer="ibis:parks"), tmp_path, LIMITS, steps)
    assert [each.name for each in tmp_path.iterdir()] == ["ibis_parks.geojson"]
    assert (fetched.feature_count, fetched.crs, len(features_of(fetched))) == (3744, "EPSG:28992", 3744)
    assert [dutch.text(each) for each in fetched.notes] == [
        "Volledig: 3.744 objecten in 38 pagina's, zoveel als de dienst zegt te hebben."
    ]
    assert (100, 3744, "progress.fetch.features") in steps.steps
    assert (3744, 3744, "progress.fetch.features") in steps.steps


def test_layers_on_offer(dutch: Language) -> None:
    """With title, reference systems and count; both kinds of service."""
    with WebServer(Wfs(park_features(30))) as server:
        (layer,) = ServiceFetcher().layers(DataSourceKind.WFS, server.address, LIMITS, NoProgress())
    assert (layer.name, layer.title, layer.crs, layer.feature_count) == (
        "ibis:parks",
        "Terreinen",
        (RD_URN,),
        30,
    )
    api = OgcApi(park_features(30, lonlat=True))
    steps = _Steps()
    with WebServer(api) as server:
        api.server = server
        (layer,) = ServiceFetcher().layers(DataSourceKind.OGC_API, server.address, LIMITS, steps)
    assert (layer.name, layer.feature_count) == ("parks", 30)
    assert {dutch.text(what) for _, _, what in steps.steps} >= {"Lagen tellen"}


def test_a_layer_that_cannot_be_counted_is_offered_without_a_count() -> None:
    """It can still be chosen."""
    wfs = Wfs(park_features(30))
    with WebServer(lambda asked: Reply(status=500) if "resulttype" in asked.query else wfs(asked)) as server:
        (layer,) = ServiceFetcher().layers(DataSourceKind.WFS, server.address, LIMITS, NoProgress())
    assert layer.feature_count is None


def test_an_error_arrives_with_all_that_it_says(tmp_path: Path, dutch: Language) -> None:
    """Also the text of the server within it; the file of the last time stays."""
    good = tmp_path / "parks.geojson"
    good.write_text("de vorige", encoding="utf-8")
    with WebServer(lambda _: Reply('{"description": "vol"}', status=503)) as server:
        with pytest.raises(DataSourceError) as caught:
            _fetch(server.address, tmp_path)
        assert dutch.text(caught.value).startswith(
            f"{server.address} meldt een fout (status 503). De server zegt: «vol»."
        )
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ["de vorige"]


def test_a_question_arrives_as_one(tmp_path: Path) -> None:
    """With its option and choices."""
    with WebServer(Wfs(park_features(30))) as server, pytest.raises(QuestionError) as caught:
        ServiceFetcher().fetch(_source(server.address, layer="x"), tmp_path, LIMITS, NoProgress())
    assert (caught.value.option, caught.value.choices) == ("--layer", ("ibis:parks",))


def test_a_good_file_replaces_the_earlier_one(tmp_path: Path) -> None:
    """At the end, not before."""
    (tmp_path / "parks.geojson").write_text("de vorige", encoding="utf-8")
    with WebServer(Wfs(park_features(30))) as server:
        assert len(json.loads(_fetch(server.address, tmp_path).read_text("utf-8"))["features"]) == 30


def test_cancelling_halfway_ends_the_process_and_leaves_nothing(tmp_path: Path) -> None:
    """While pages come in: the file of the last time stays, the new one is gone."""
    good = tmp_path / "parks.geojson"
    good.write_text("de vorige", encoding="utf-8")
    steps = _Steps(lambda done, _total, _what: done >= 500)
    with WebServer(Wfs(park_features())) as server:
        with pytest.raises(CancelledError):
            _fetch(server.address, tmp_path, steps=steps)
        asked = len(server.asked)
    assert asked < 40
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ["de vorige"]


def test_cancelling_while_the_server_is_silent(tmp_path: Path) -> None:
    """Progress steps go on, so that a person is heard."""
    steps = _Steps()
    steps = _Steps(lambda *_: len(steps.steps) > 5)
    with WebServer(lambda _: SLOW) as server, pytest.raises(CancelledError):
        _fetch(server.address, tmp_path, steps=steps)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_goes_silent_is_left_in_time(tmp_path: Path) -> None:
    """By the child itself, which says how long it waited."""
    with WebServer(lambda _: SLOW) as server, pytest.raises(DataSourceError) as caught:
        _fetch(server.address, tmp_path, replace(LIMITS, seconds=1))
    assert caught.value.message_id == "error.fetch.time_limit"


def _idle(code: str) -> ServiceFetcher:
    return ServiceFetcher((sys.executable, "-c", code))


def test_a_child_that_does_not_end_is_killed_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parent does not rely on it."""
    monkeypatch.setattr(fetcher_module, "_GRACE_SECONDS", 0)
    idle = _idle("import time; time.sleep(60)")
    with pytest.raises(DataSourceError) as caught:
        idle.fetch(_source("http://x.invalid"), tmp_path, replace(LIMITS, seconds=0), NoProgress())
    assert caught.value.message_id == "error.fetch.time_limit"


def test_a_child_that_writes_without_end_is_killed_at_the_limit(tmp_path: Path) -> None:
    """Likewise."""
    code = (
        "import json, sys, time; target = json.loads(sys.stdin.readline())['target'];"
        "open(target, 'wb').write(b'x' * 50_000); time.sleep(60)"
    )
    with pytest.raises(DataSourceError) as caught:
        _idle(code).fetch(
            _source("http://x.invalid"), tmp_path, replace(LIMITS, size_bytes=1000), NoProgress()
        )
    assert caught.value.message_id == "error.fetch.size_limit"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", ["raise SystemExit(7)", "print('geen JSON')", "print('[1]')", "1/0"])
def test_a_child_that_breaks_is_told_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, dutch: Language, code: str
) -> None:
    """A fault of ours: one plain line for the person, the rest in the log."""
    with caplog.at_level(logging.ERROR), pytest.raises(DataSourceError) as caught:
        _idle(code).fetch(_source("http://x.invalid"), tmp_path, LIMITS, NoProgress())
    assert caught.value.message_id == "error.fetch.failed"
    assert "laatste goede gegevens" not in dutch.text(caught.value)
    assert code != "1/0" or "ZeroDivisionError" in caplog.text


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The reason is told."""
    with WebServer(Wfs(park_features(30))) as server, pytest.raises(DataSourceError) as caught:
        _fetch(server.address, tmp_path / "weg")
    assert caught.value.message_id == "error.fetch.disk"


def test_the_child_ends_with_its_parent(tmp_path: Path) -> None:
    """Its input closes, though the server keeps it waiting."""
    asked = threading.Event()

    def answer(_: object) -> Reply:
        asked.set()
        return SLOW

    with WebServer(answer) as server:
        child = subprocess.Popen(  # noqa: S603 - our own program
            child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "no_proxy": "*"},
        )
        assert child.stdin is not None
        job = {"kind": "wfs", "address": server.address, "layer": "", "crs": "", "allowed_hosts": []}
        child.stdin.write(
            json.dumps({**job, "limits": [60, 1000, 10], "target": str(tmp_path / "x")}).encode()
        )
        child.stdin.write(b"\n")
        child.stdin.flush()
        assert asked.wait(30)
        child.stdin.close()
        assert child.wait(timeout=30) == 3


def test_a_frozen_application_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no interpreter to ask for a module: the program's own entry takes the job."""
    assert entry.FETCH_CHILD == FETCH_CHILD
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == (sys.executable, FETCH_CHILD)


def test_the_entry_takes_the_job(tmp_path: Path) -> None:
    """As a frozen application does, without window or command line."""
    by_entry = ServiceFetcher((sys.executable, "-m", "drentsportal", FETCH_CHILD))
    with WebServer(Wfs(park_features(30))) as server:
        fetched = by_entry.fetch(_source(server.address), tmp_path, LIMITS, NoProgress())
    assert (fetched.feature_count, fetched.path.name) == (30, "IBIS_parken.geojson")


def test_two_sources_at_once(tmp_path: Path) -> None:
    """Each in its own process and folder."""
    made: list[int] = []
    with WebServer(Wfs(park_features())) as server:

        def run(name: str) -> None:
            (tmp_path / name).mkdir()
            made.append(len(_fetch(server.address, tmp_path / name).read_bytes()))

        threads = [threading.Thread(target=run, args=(name,)) for name in "ab"]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert len(made) == 2
    assert made[0] == made[1]


def test_names_of_a_source_stay_names(tmp_path: Path) -> None:
    """What a source says is data for the child, never part of a command or path."""
    name = '"; touch gevaar; "'
    source = replace(_source("http://x.invalid"), layer=name, title="../../buiten")
    with pytest.raises(DataSourceError):
        ServiceFetcher().fetch(source, tmp_path, LIMITS, NoProgress())
    assert list(tmp_path.parent.glob("**/*gevaar*")) == []
