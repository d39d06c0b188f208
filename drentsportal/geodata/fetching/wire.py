"""What parent and child write to each other: one JSON object per line, nothing that runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from drentsportal.domain.merge.data_source import DataSourceKind
from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError, DrentsPortalError, QuestionError
from drentsportal.geodata.fetching.jobs import FetchJob
from drentsportal.services.ports.sources import FetchedFile, FetchLimits, LayerOffer

JsonObject = dict[str, Any]

MOST_LINE_BYTES: Final = 4_000_000
_MESSAGE: Final = "$message"


def job_line(job: FetchJob) -> str:
    """Write what the child shall do."""
    return json.dumps(
        {
            "kind": job.kind.value,
            "address": job.address,
            "layer": job.layer,
            "crs": job.crs,
            "allowed_hosts": job.allowed_hosts,
            "limits": [job.limits.seconds, job.limits.size_bytes, job.limits.pages],
            "target": str(job.target) if job.target else None,
        }
    )


def read_job(line: str) -> FetchJob:
    """Read what the parent wrote."""
    told = json.loads(line)
    seconds, size_bytes, pages = told["limits"]
    return FetchJob(
        DataSourceKind(told["kind"]),
        told["address"],
        told["layer"],
        told["crs"],
        tuple(told["allowed_hosts"]),
        FetchLimits(seconds, size_bytes, pages),
        Path(told["target"]) if told["target"] else None,
    )


def progress_line(done: int, total: int, what: str) -> str:
    """Write how far the work is."""
    return json.dumps({"event": "progress", "done": done, "total": total, "what": what})


def fetched_line(fetched: FetchedFile) -> str:
    """Write what was fetched."""
    return json.dumps(
        {
            "event": "fetched",
            "sha256": fetched.sha256,
            "count": fetched.feature_count,
            "crs": fetched.crs,
            "notes": [_plain(each) for each in fetched.notes],
        }
    )


def read_fetched(told: JsonObject, path: Path) -> FetchedFile:
    """Read what was fetched; ``path`` is where the parent puts it."""
    notes = tuple(_made(each) for each in told["notes"])
    return FetchedFile(path, str(told["sha256"]), int(told["count"]), str(told["crs"]), notes)


def layers_line(layers: tuple[LayerOffer, ...]) -> str:
    """Write what is on offer."""
    offered = [[each.name, each.title, each.crs, each.feature_count] for each in layers]
    return json.dumps({"event": "layers", "layers": offered})


def read_layers(told: JsonObject) -> tuple[LayerOffer, ...]:
    """Read what is on offer."""
    return tuple(LayerOffer(name, title, tuple(crs), count) for name, title, crs, count in told["layers"])


def error_line(error: DrentsPortalError) -> str:
    """Write why the work ended."""
    question = [error.option, error.choices] if isinstance(error, QuestionError) else None
    return json.dumps(
        {"event": "error", "id": error.message_id, "params": _plain(error.params), "question": question}
    )


def read_error(told: JsonObject) -> DrentsPortalError:
    """Make the error again."""
    params = {str(name): _made(value) for name, value in told["params"].items()}
    if told["question"] is None:
        return DataSourceError(told["id"], **params)
    option, choices = told["question"]
    return QuestionError(told["id"], option=option, choices=tuple(choices), **params)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a parameter of a message
    if isinstance(value, Message):
        return {_MESSAGE: value.id, "params": _plain(value.named)}
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _made(value: Any) -> Any:  # noqa: ANN401 - a parameter of a message
    if isinstance(value, dict):
        params = {name: _made(each) for name, each in value["params"].items()}
        return message(value[_MESSAGE], **params)
    return tuple(_made(each) for each in value) if isinstance(value, list) else value
