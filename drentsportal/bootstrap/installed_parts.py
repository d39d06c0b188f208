"""What the program is made of as it stands on this computer: each package with its version and licence."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, distributions, version
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

_OWN: Final = "drentsportal"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CLASSIFIER: Final = "License ::"
_LONGEST_LICENCE: Final = 80
"""Longer is no name of a licence but its text."""

_SAID_ELSEWHERE: Final = {"xstatic-leaflet": "BSD-2-Clause"}
"""A package that only refers to the licence of what it carries: that of Leaflet."""


@dataclass(frozen=True, slots=True)
class InstalledPart:
    """One package; ``licence`` is what it says itself, "" where it says nothing."""

    name: str
    version: str
    licence: str


def program_version() -> str:
    """Return the version of the program, "" where it runs without being installed."""
    try:
        return version(_OWN)
    except PackageNotFoundError:
        return ""


def engine_versions() -> tuple[tuple[str, str], ...]:
    """Return what the program runs on, by name and version."""
    return (("Python", ".".join(map(str, sys.version_info[:3]))),)


def installed_parts() -> tuple[InstalledPart, ...]:
    """Return every package that the program needs, in the order of the alphabet; what is absent is left out.

    A frozen program says nothing of what it needs, and carries nothing else: there every package counts.
    """
    needed = dict(_needed(_OWN, {}))
    found = needed or {_plain(each.name): each for each in distributions() if _plain(each.name) != _OWN}
    parts = (InstalledPart(each.name, each.version, licence_of(each)) for each in found.values())
    return tuple(sorted(parts, key=lambda each: each.name.casefold()))


def licence_of(package: Distribution) -> str:
    """Return under which licence a package says that it stands: an expression, or the name that it gives."""
    told = package.metadata
    if (elsewhere := _SAID_ELSEWHERE.get(_plain(package.name))) is not None:
        return elsewhere
    if "License-Expression" in told:
        return told["License-Expression"]
    named = [each for each in told.get_all("Classifier") or [] if each.startswith(_CLASSIFIER)]
    if named:
        return "; ".join(each.rpartition(" :: ")[2] for each in named)
    text = told["License"].strip() if "License" in told else ""
    return text if len(text) <= _LONGEST_LICENCE and "\n" not in text else ""


def _needed(name: str, seen: dict[str, Distribution]) -> dict[str, Distribution]:
    """Follow what a package needs, as far as it is installed; what is only for an extra is not needed."""
    for each in _requirements(name):
        if each not in seen:
            try:
                seen[each] = distribution(each)
            except PackageNotFoundError:
                continue
            _needed(each, seen)
    return seen


def _requirements(name: str) -> Iterator[str]:
    try:
        asked = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for each in asked:
        found = _NAME.match(each)
        if found is not None and "extra ==" not in each:
            yield _plain(found[0])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()
