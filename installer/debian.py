"""The Debian package: the frozen program with what a desktop wants to know of it.

Everything lies where dpkg put it, except the profile for AppArmor, which goes where one can read it. So a
removal leaves nothing but what the user made.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from installer import mark
from installer.bundle import size_bytes
from installer.completion import bash_completion
from installer.manual import MANUAL_LANGUAGES, manual_page
from installer.project import BUILD, BUNDLE, DIST, NAME, ROOT, TITLE, debian_version, description

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES: Final = ROOT / "installer" / "files"
_TREE: Final = BUILD / "debian"

DEPENDS: Final = (
    "fonts-dejavu-core",
    "libasound2 | libasound2t64",
    "libc6 (>= 2.34)",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libnss3",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcomposite1",
    "libxdamage1",
    "libxkbcommon-x11-0",
    "libxkbfile1",
    "libxrandr2",
    "libxtst6",
)
"""What Qt and its web engine load from the system and do not bring along; the second name is Ubuntu's."""

RECOMMENDS: Final = ("desktop-file-utils", "shared-mime-info", "xdg-utils")


def file_name() -> str:
    """Return the name of the package file."""
    return f"{NAME}_{debian_version()}_{_architecture()}.deb"


def build(*, quick: bool) -> Path:
    """Make the package from the frozen program; ``quick`` packs larger in less time."""
    if not (BUNDLE / NAME).exists():
        raise FileNotFoundError(BUNDLE)
    if _TREE.exists():
        shutil.rmtree(_TREE)
    tree = _TREE / NAME
    _put_program(tree)
    _put_desktop(tree)
    _put_pages(tree)
    _put_control(tree)
    for each in (tree, *tree.rglob("*")):
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or each.stat().st_mode & 0o100 else 0o644)
    made = DIST / file_name()
    packing = ["-Zxz", f"-z{1 if quick else 6}"]
    subprocess.run(  # noqa: S603 - our own command
        ["dpkg-deb", "--root-owner-group", *packing, "--build", str(tree), str(made)],  # noqa: S607 - of the system that builds
        check=True,
    )
    return made


def _architecture() -> str:
    asked = ["dpkg", "--print-architecture"]
    return subprocess.run(asked, check=True, capture_output=True, encoding="utf-8").stdout.strip()  # noqa: S603 - our own command


def _put_program(tree: Path) -> None:
    shutil.copytree(BUNDLE, tree / "usr/lib" / NAME, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")


def _put_desktop(tree: Path) -> None:
    share = tree / "usr/share"
    _copy(FILES / "drentsportal.desktop", share / "applications" / f"{NAME}.desktop")
    _copy(FILES / "drentsportal-mime.xml", share / "mime/packages" / f"{NAME}.xml")
    _copy(FILES / "apparmor", share / NAME / "apparmor")
    icons = share / "icons/hicolor"
    _copy(mark.SOURCE, icons / "scalable/apps" / f"{NAME}.svg")
    for size, picture in mark.write_pictures(BUILD / "icons").items():
        _copy(picture, icons / f"{size}x{size}" / "apps" / f"{NAME}.png")


def _put_pages(tree: Path) -> None:
    share = tree / "usr/share"
    for language in MANUAL_LANGUAGES:
        folder = share / "man" / ("" if language == "en" else language) / "man1"
        _write(folder / f"{NAME}.1.gz", gzip.compress(manual_page(language).encode(), mtime=0))
    _write(share / "bash-completion/completions" / NAME, bash_completion().encode())
    about = share / "doc" / NAME
    _copy(ROOT / "LICENSE", about / "copyright")
    _write(about / "changelog.gz", gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))


def _put_control(tree: Path) -> None:
    control = tree / "DEBIAN"
    sums = [f"{_md5(each)}  {each.relative_to(tree).as_posix()}\n" for each in _files(tree)]
    installed_kb = size_bytes(tree) // 1024
    _write(control / "control", control_text(installed_kb, _architecture()).encode())
    _write(control / "md5sums", "".join(sums).encode())
    for name in ("postinst", "prerm"):
        _copy(FILES / name, control / name)
        (control / name).chmod(0o755)


def _md5(path: Path) -> str:
    """Dpkg compares an installed file by this sum; it is no safeguard."""
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def control_text(installed_kb: int, architecture: str) -> str:
    """Word the control file, which tells dpkg what the package is and needs."""
    return "\n".join(
        [
            f"Package: {NAME}",
            f"Version: {debian_version()}",
            f"Architecture: {architecture}",
            "Section: science",
            "Priority: optional",
            "Maintainer: Drents bedrijvenportal <schakelpunt@drenthe.invalid>",
            f"Installed-Size: {installed_kb}",
            f"Depends: {', '.join(DEPENDS)}",
            f"Recommends: {', '.join(RECOMMENDS)}",
            f"Description: {TITLE}",
            f" {description()}",
            "",
        ]
    )


def _files(tree: Path) -> Iterator[Path]:
    yield from (each for each in sorted(tree.rglob("*")) if each.is_file() and not each.is_symlink())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
