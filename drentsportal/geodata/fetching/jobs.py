"""The two jobs of the child process: tell what a service offers, and fetch one layer whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.merge.data_source import DataSourceKind
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.fetching import ogc_api, wfs
from drentsportal.geodata.fetching.coordinates import CoordinateJudge, NamedReference, chosen_reference
from drentsportal.geodata.fetching.paging import Page, Tally
from drentsportal.geodata.fetching.result_file import ResultFile
from drentsportal.geodata.fetching.server_text import shown
from drentsportal.geodata.fetching.web_client import Budget, WebClient
from drentsportal.services.ports.sources import FetchedFile, FetchLimits, LayerOffer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Tell = Callable[[int, int, str], None]

_MOST_COUNTED: Final = 25
_SHOWN_CRS: Final = 8


@dataclass(frozen=True, slots=True)
class FetchJob:
    """What the parent asks; ``target`` is the file to write, ``None`` for the question what is on offer."""

    kind: DataSourceKind
    address: str
    layer: str
    crs: str
    allowed_hosts: tuple[str, ...]
    limits: FetchLimits
    target: Path | None


class _Reading(Protocol):
    def pages(self) -> Iterator[Page]: ...


@dataclass(frozen=True, slots=True)
class _Service:
    """One of the two kinds of services, after it said what it offers."""

    layers: tuple[LayerOffer, ...]
    named: str
    count: Callable[[str], int | None]
    reading: Callable[[LayerOffer, NamedReference], _Reading]
    is_geojson: Callable[[_Reading], bool]


def offered_layers(job: FetchJob, tell: Tell) -> tuple[LayerOffer, ...]:
    """Ask what a service offers, and of the first layers how many features they have.

    Raises ``DataSourceError``.
    """
    client = _client(job)
    tell(0, 0, "progress.fetch.connecting")
    service = _opened(job.kind, client)
    counted = []
    for number, layer in enumerate(service.layers):
        tell(number, len(service.layers), "progress.fetch.counting")
        count = _count(service, layer) if number < _MOST_COUNTED else None
        counted.append(replace(layer, feature_count=count))
    return tuple(counted)


def fetched_file(job: FetchJob, target: Path, tell: Tell) -> FetchedFile:
    """Fetch a layer into ``target``.

    Raises ``DataSourceError`` when it is not complete, not what it says it is, or past a limit, and
    ``QuestionError`` when the layer must be chosen. What was written then is for the parent to remove.
    """
    client = _client(job)
    tell(0, 0, "progress.fetch.connecting")
    service = _opened(job.kind, client)
    layer = _chosen_layer(service, job.layer or service.named, client)
    requested = chosen_reference(layer.crs, job.crs)
    if requested is None:
        offered = tuple(shown(each) for each in layer.crs[:_SHOWN_CRS])
        raise DataSourceError(
            "error.fetch.no_crs", address=client.shown_address, layer=layer.name, offered=offered
        )
    reading = service.reading(layer, requested)
    judge = CoordinateJudge(client.shown_address, requested, service.is_geojson(reading))
    tally = Tally(client.shown_address, job.limits.pages)
    with ResultFile(target) as result:
        for page in reading.pages():
            tally.add(page)
            judge.judge(page.features, page.stated_crs)
            result.add(page.features)
            tell(tally.received, tally.expected or 0, "progress.fetch.features")
        notes = tally.finish()
        reference = judge.reference
        sha256 = result.finish(reference)
    said = (*client.notes, *judge.notes, *notes)
    return FetchedFile(target, sha256, tally.received, reference.value, said)


def _client(job: FetchJob) -> WebClient:
    budget = Budget.starting_now(job.limits.size_bytes, job.limits.seconds)
    return WebClient(job.address, job.allowed_hosts, budget)


def _opened(kind: DataSourceKind, client: WebClient) -> _Service:
    if kind is DataSourceKind.WFS:
        offer = wfs.read_offer(client)
        return _Service(
            offer.layers,
            "",
            lambda name: wfs.count_of(client, offer, name),
            lambda layer, requested: wfs.WfsReading(client, offer, layer, requested),
            lambda reading: isinstance(reading, wfs.WfsReading) and bool(reading.json_format),
        )
    collections = ogc_api.read_offer(client)
    return _Service(
        collections.layers,
        collections.named,
        lambda name: ogc_api.count_of(client, collections, name),
        lambda layer, requested: ogc_api.OgcReading(client, collections, layer, requested),
        lambda _: True,
    )


def _count(service: _Service, layer: LayerOffer) -> int | None:
    """Count a layer; one that cannot be counted can still be chosen."""
    try:
        return service.count(layer.name)
    except DataSourceError as error:
        if error.message_id in {"error.fetch.time_limit", "error.fetch.size_limit", "error.fetch.slow"}:
            raise
        return None


def _chosen_layer(service: _Service, wanted: str, client: WebClient) -> LayerOffer:
    names = tuple(each.name for each in service.layers)
    if not names:
        raise DataSourceError("error.fetch.no_layer", address=client.shown_address)
    # A prefix of a namespace may be left out where that leaves no doubt.
    found = [each for each in service.layers if wanted in {each.name, each.name.rpartition(":")[2]}]
    exact = [each for each in found if each.name == wanted]
    if not wanted and len(names) == 1:
        return service.layers[0]
    if len(exact or found) == 1:
        return (exact or found)[0]
    raise _layer_question(client.shown_address, wanted, names)


def _layer_question(address: str, wanted: str, names: Sequence[str]) -> QuestionError:
    choices = tuple(shown(each) for each in names)
    if not wanted:
        return QuestionError(
            "error.fetch.which_layer", option="--layer", choices=choices, address=address, layers=choices
        )
    return QuestionError(
        "error.fetch.no_such_layer",
        option="--layer",
        choices=choices,
        address=address,
        layer=shown(wanted),
        layers=choices,
    )
