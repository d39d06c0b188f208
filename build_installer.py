"""Makes the installers: ``python build_installer.py deb | windows | wheel | sbom | sizes``.

See docs/installer.md. The environment is that of ``requirements-build.lock``; ``make installer`` sets it up.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from installer import bundle
from installer.project import BUNDLE, DIST, NAME, ROOT, version

MB = 1_000_000


def main() -> int:
    """Make one thing and tell where it is; returns the exit code."""
    parser = argparse.ArgumentParser(description="Makes what people install.")
    parts = parser.add_subparsers(dest="part", required=True)
    deb = parts.add_parser("deb", help="the package for Debian and Ubuntu, on Linux")
    deb.add_argument("--quick", action="store_true", help="pack larger in less time")
    deb.add_argument("--keep-bundle", action="store_true", help="pack the program that is frozen already")
    windows = parts.add_parser("windows", help="the setup for Windows, on Windows")
    windows.add_argument("--check", action="store_true", help="only render and check; anywhere")
    parts.add_parser("wheel", help="the package for Python")
    parts.add_parser("sbom", help="the software bill of materials (CycloneDX)")
    parts.add_parser("sizes", help="what the frozen program takes, and what was left out of it")
    given = parser.parse_args()
    made = {"deb": _deb, "windows": _windows, "wheel": _wheel, "sbom": _sbom, "sizes": _sizes}
    return made[given.part](given)


def _deb(given: argparse.Namespace) -> int:
    from installer import debian  # noqa: PLC0415 - needs what only Linux has

    if not given.keep_bundle:
        bundle.freeze()
    return _tell(str(debian.build(quick=given.quick)))


def _windows(given: argparse.Namespace) -> int:
    from installer import windows  # noqa: PLC0415 - draws the icon, which needs Qt

    if not given.check:
        return _tell(str(windows.build()))
    faults = windows.check()
    for each in faults:
        _tell(each)
    return 1 if faults else _tell(str(windows.SCRIPT))


def _wheel(_: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own command
    return _tell(str(DIST / f"{NAME}-{version()}-py3-none-any.whl"))


def _sbom(_: argparse.Namespace) -> int:
    from installer import bill_of_materials, schema_check  # noqa: PLC0415 - reads every installed package

    made = bill_of_materials.write()
    fault = schema_check.fault(made)
    if fault is not None:
        made.unlink()
        _tell(fault)
        return 1
    return _tell(str(made))


def _sizes(_: argparse.Namespace) -> int:
    kept = bundle.size_bytes(BUNDLE)
    left_out = sum(json.loads(bundle.LEFT_OUT_LIST.read_text(encoding="utf-8")).values())
    _tell(f"{kept / MB:8.1f} MB program, {left_out / MB:.1f} MB left out")
    for name, size in list(bundle.sizes_by_part(BUNDLE).items())[:25]:
        _tell(f"{size / MB:8.1f} MB {name}")
    return 0


def _tell(line: str) -> int:
    sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
