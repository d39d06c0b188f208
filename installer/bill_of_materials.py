"""The software bill of materials: a CycloneDX file (JSON, 1.6) of every package that the program is made of.

It goes to the level of packages: what one carries inside, such as GDAL in pyogrio, stands under its name.
The hashes are those of ``requirements.lock``, which knows every file of a version; one of them was installed.
"""

from __future__ import annotations

import json
import platform
import uuid
from importlib.metadata import distribution
from typing import TYPE_CHECKING, Any, Final

from drentsportal.bootstrap.installed_parts import licence_of
from installer.project import DIST, NAME, description, pyproject, version
from installer.requirements import applying, dependencies, locked

if TYPE_CHECKING:
    from pathlib import Path

SPEC_VERSION: Final = "1.6"


def write(path: Path | None = None) -> Path:
    """Write the bill; returns its file."""
    made = path or DIST / f"{NAME}-{version()}.cdx.json"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text(json.dumps(bill(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return made


def bill() -> dict[str, Any]:
    """Make the bill; equal for equal packages, so that two versions can be compared line by line."""
    asked = [str(each) for each in pyproject()["project"]["dependencies"]]
    needs, lock = dependencies(asked), locked()
    direct = sorted(set(applying(asked)) & set(needs))
    own = {**_own(), "bom-ref": _reference(NAME, version())}
    references = {name: _reference(name, lock[name][0]) for name in needs}
    graph = [{"ref": own["bom-ref"], "dependsOn": [references[each] for each in direct]}]
    graph += [
        {
            "ref": references[name],
            "dependsOn": [references[each] for each in needs[name] if each in references],
        }
        for name in sorted(needs)
    ]
    components = [_python(), *(_component(name, *lock[name]) for name in sorted(needs))]
    text = json.dumps([own, components, graph], sort_keys=True)
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPEC_VERSION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, text)}",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
        "dependencies": graph,
    }


def _own() -> dict[str, Any]:
    return {
        "type": "application",
        "name": NAME,
        "version": version(),
        "description": description(),
        "licenses": [{"license": {"id": str(pyproject()["project"]["license"])}}],
        "purl": _reference(NAME, version()),
    }


def _python() -> dict[str, Any]:
    """Name the interpreter, which the installers carry and the wheel does not."""
    reference = f"pkg:generic/python@{platform.python_version()}"
    return {
        "type": "framework",
        "bom-ref": reference,
        "name": "python",
        "version": platform.python_version(),
        "licenses": [{"license": {"id": "PSF-2.0"}}],
        "purl": reference,
    }


def _component(name: str, locked_version: str, hashes: list[str]) -> dict[str, Any]:
    reference = _reference(name, locked_version)
    return {
        "type": "library",
        "bom-ref": reference,
        "name": name,
        "version": locked_version,
        "hashes": [{"alg": "SHA-256", "content": each} for each in sorted(hashes)],
        "licenses": [_licence(name)],
        "purl": reference,
    }


def _licence(name: str) -> dict[str, Any]:
    """Say under which licence a package says that it stands: as expression, or by the name that it gives."""
    package = distribution(name)
    told = licence_of(package)
    if "License-Expression" in package.metadata:
        return {"expression": told}
    return {"license": {"name": told or "not stated"}}


def _reference(name: str, of_version: str) -> str:
    return f"pkg:pypi/{name}@{of_version}"
