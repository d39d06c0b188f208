"""What the Debian package says of itself, its pages, and what the frozen program leaves out."""

from __future__ import annotations

import re
import subprocess
from configparser import ConfigParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from installer import bundle, debian, mark
from installer.completion import bash_completion
from installer.manual import MANUAL_LANGUAGES, manual_page, plain
from tests.repo.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MIME_TYPE = "application/x-drentsportal-workspace"


def test_the_control_file_is_in_its_form() -> None:
    """A field on each line, a name that Debian allows, and every library once."""
    text = debian.control_text(1000, "amd64")
    fields = dict(re.findall(r"^([A-Z][\w-]*): (.+)$", text, flags=re.MULTILINE))
    assert re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", fields["Package"])
    assert re.fullmatch(r"[0-9][\w.+~-]*", fields["Version"])
    assert len(set(debian.DEPENDS)) == len(debian.DEPENDS)
    assert fields["Depends"].split(", ") == list(debian.DEPENDS)
    assert text.endswith("\n")


def test_the_package_asks_for_what_a_checkout_asks_for() -> None:
    """``setup.sh`` names the same libraries of Qt, and some that are inside the frozen program."""
    script = (ROOT / "setup.sh").read_text("utf-8")
    (listed,) = re.findall(r'^run_packages="(.*?)"', script, flags=re.MULTILINE | re.DOTALL)
    asked = {each.split(" ")[0] for each in debian.DEPENDS} - {"libc6"}
    assert asked <= set(listed.split())


def test_menu_and_file_type_are_about_the_same_type() -> None:
    """A double click on a workspace opens the window with it."""
    menu = ConfigParser(interpolation=None)
    menu.read(debian.FILES / "drentsportal.desktop", encoding="utf-8")
    entry = menu["Desktop Entry"]
    assert entry["MimeType"] == f"{MIME_TYPE};"
    assert entry["Exec"].endswith("%f")
    root = ET.parse(debian.FILES / "drentsportal-mime.xml").getroot()  # noqa: S314 - our own file
    (kind,) = list(root)
    assert kind.attrib["type"] == MIME_TYPE
    assert [each.attrib["pattern"] for each in kind if each.tag.endswith("glob")] == ["*.drents"]


def test_the_scripts_of_the_package_are_shell() -> None:
    """They run as root, before anybody can look."""
    for name in ("postinst", "prerm"):
        subprocess.run(["/bin/sh", "-n", str(debian.FILES / name)], check=True)  # noqa: S603 - our own script


@pytest.mark.parametrize("language", MANUAL_LANGUAGES)
def test_the_manual_has_every_command(language: str) -> None:
    """No line of it is taken for a macro by accident, and no text is missing."""
    page = manual_page(language)
    assert page.startswith(".TH DRENTSPORTAL 1")
    assert "⟦" not in page
    assert '.SS "drentsportal doctor"' in page
    macros = set(re.findall(r"^\.(\w+)", page, flags=re.MULTILINE))
    assert macros == {"TH", "SH", "SS", "TP", "nf", "fi"}


def test_a_line_of_the_manual_stands_as_it_is() -> None:
    """A dot at the beginning, a backslash and a hyphen mean something to man."""
    assert plain(".drents") == "\\&.drents"
    assert plain("a\\b --json") == "a\\eb \\-\\-json"


def completed(*words: str) -> set[str]:
    """Ask the completion for what may follow."""
    quoted = " ".join(f"'{each}'" for each in words)
    script = f"""{bash_completion()}
compopt() {{ :; }}
COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _drentsportal; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["/bin/bash", "-c", script], check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own script
    return set(done.stdout.split())


def test_the_completion_knows_commands_and_their_options() -> None:
    """Also of a command in a group, and after an option."""
    assert {"match", "doctor", "case"} <= completed("drentsportal", "")
    assert completed("drentsportal", "doc") == {"doctor"}
    assert completed("drentsportal", "doctor", "--bu") == {"--bundle"}
    assert "show" in completed("drentsportal", "case", "s")
    assert "--json" in completed("drentsportal", "case", "show", "D-2026-0001", "--")


def test_the_mark_is_drawn_in_every_size(tmp_path: Path) -> None:
    """Each picture has its size, a transparent corner and our colour."""
    for size, path in mark.write_pictures(tmp_path).items():
        picture = Image.open(path).convert("RGBA")
        assert picture.size == (size, size)
        assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
        assert picture.getpixel((size // 2, max(2, size // 12))) == (0x6B, 0x3E, 0x7E, 255)
    with Image.open(mark.write_icon(tmp_path / "mark.ico")) as icon:
        assert icon.info["sizes"] == {(size, size) for size in mark.SIZES}


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("PySide6/Qt/translations/qtbase_nl.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/linguist_nl.qm", False),
        ("PySide6/Qt/translations/qtwebengine_locales/en-US.pak", True),
        ("PySide6/Qt/translations/qtwebengine_locales/fr.pak", False),
        ("PySide6/Qt/resources/qtwebengine_devtools_resources.pak", False),
        ("PySide6/Qt/resources/qtwebengine_resources.pak", True),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6\\plugins\\sqldrivers\\qsqlite.dll", False),
        ("babel/locale-data/nl_NL.dat", True),
        ("babel/locale-data/fr.dat", False),
        ("babel/locale-data/root.dat", True),
        ("pyarrow/libarrow_flight.so.2600", False),
        ("pyarrow/libarrow.so.2600", True),
        ("pyarrow/libarrow_s3.so.2600", False),
        ("pyarrow/libarrow_python.so.2600", True),
        ("pyarrow/libarrow_python.so", False),
        ("pyarrow/libarrow_python.so.2600.1.0", False),
        ("pyarrow/arrow_python.dll", True),
        ("pyarrow/_compute.pyx", False),
        ("pyarrow/lib.cpython-311-x86_64-linux-gnu.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("drentsportal/_data/resources/translations/de/core.po", True),
        ("drentsportal/_data/sample_data/business_parks.geojson", True),
    ],
)
def test_what_is_of_no_use_stays_out(path: str, needed: bool) -> None:  # noqa: FBT001 - a row of the table
    """Other languages, pages for developers, plug-ins for what the program never does."""
    assert bundle.is_needed(path) is needed
