"""Which packages the program needs when it runs, from what is installed, and what the lock says of them."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from typing import Final

from packaging.requirements import Requirement

from installer.project import NAME, ROOT, pyproject

_ENTRY: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", flags=re.MULTILINE)
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def normalised(name: str) -> str:
    """Write a name as package indexes compare names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed_at_run_time() -> list[str]:
    """Return the names of what the project asks for, and of what that asks for, in order of name."""
    asked = [str(each) for each in pyproject()["project"]["dependencies"]]
    return sorted(dependencies(asked))


def only_for_installers() -> list[str]:
    """Return the modules that stand in this environment for making installers, and not for the program.

    Some library uses one where it finds it, untested and outside the bill of materials.
    """
    needed = {NAME, *needed_at_run_time()}
    owners = packages_distributions()
    return sorted(
        module
        for module, packages in owners.items()
        if module.isidentifier() and needed.isdisjoint(map(normalised, packages))
    )


def dependencies(asked: list[str]) -> dict[str, list[str]]:
    """Return each package reached from ``asked`` with the packages that it asks for on this system."""
    found: dict[str, list[str]] = {}
    open_ends = applying(asked)
    while open_ends:
        name = open_ends.pop()
        if name in found:
            continue
        try:
            needs = applying(requires(name) or [])
        except PackageNotFoundError:
            continue
        found[name] = sorted(set(needs))
        open_ends += needs
    return found


def applying(lines: list[str]) -> list[str]:
    """Return the names among requirement lines that count here, without those of any extra."""
    read = [Requirement(line) for line in lines]
    return [
        normalised(each.name) for each in read if each.marker is None or each.marker.evaluate({"extra": ""})
    ]


def locked() -> dict[str, tuple[str, list[str]]]:
    """Return version and SHA-256 of every file of that version, by name, from ``requirements.lock``."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    starts = list(_ENTRY.finditer(text))
    ends = [each.start() for each in starts[1:]] + [len(text)]
    return {
        normalised(start[1]): (start[2], _HASH.findall(text[start.end() : end]))
        for start, end in zip(starts, ends, strict=True)
    }
