"""What the wired services offer, so that a test can ask of each what becomes of it."""

from __future__ import annotations

import inspect
from dataclasses import fields
from typing import TYPE_CHECKING

from drentsportal.bootstrap.service_groups import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.bootstrap import AppServices


def public_members(services: AppServices) -> Iterator[tuple[str, str, object]]:
    """Give service, name and value of every public member, but for what all services stand on."""
    ground = {each.name for each in fields(Ground)}
    for name, service in sorted(vars(services).items()):
        if name in ground:
            continue
        for member, value in inspect.getmembers(type(service)):
            if not member.startswith("_"):
                yield name, member, value
