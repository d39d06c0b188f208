"""Every window read by a screen reader's own way: over D-Bus, by AT-SPI, from another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.language import screen_languages
from drentsportal.paths import resources_dir
from tests.outside_tools import outside_tool
from tests.ui.every_dialog import BY_ACTION, MADE

if TYPE_CHECKING:
    from typing import TypedDict

    class Control(TypedDict):
        """What can be used: its role, what is read of it, and the roles around it."""

        role: str
        name: str
        place: str

    class Window(TypedDict):
        """A window with what can be used in it."""

        window: str
        role: str
        controls: list[Control]


pytestmark = pytest.mark.full

_ROOT: Final = Path(__file__).parents[2]
_PATIENCE_S: Final = 240
_LEAST_OF_WINDOW: Final = 30
_BOTH: Final = """
"$1" -m tests.ui.at_spi_window "$2" "$3" >"$2/window.log" 2>&1 &
/usr/bin/python3 tests/ui/at_spi_reader.py drents "$2/ready" >"$2/heard.json"
heard=$?
touch "$2/stop"
wait
exit $heard
"""


def _typelib() -> Path:
    """Return what lets the Python of the system speak AT-SPI."""
    there = Path("/usr/lib").glob("*/girepository-1.0/Atspi-2.0.typelib")
    return next(there, Path("/usr/lib/girepository-1.0/Atspi-2.0.typelib"))


def _heard(folder: Path, code: str) -> list[Window]:
    """Open everything on a screen of its own with a bus of its own, and return what was heard."""
    outside_tool(_typelib())
    outside_tool(Path("/usr/libexec/at-spi2-registryd"))
    screen = str(outside_tool(Path("/usr/bin/xvfb-run")))
    bus = str(outside_tool(Path("/usr/bin/dbus-run-session")))
    started = (screen, "-a", "-s", "-screen 0 1920x1080x24", bus, "--", "sh", "-c", _BOTH, "sh")
    listening = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1", "QT_QPA_PLATFORM": "xcb"}
    subprocess.run(  # noqa: S603 - our own script
        (*started, sys.executable, str(folder), code),
        cwd=_ROOT,
        env={**os.environ, **listening},
        check=True,
        timeout=_PATIENCE_S,
    )
    heard: list[Window] = json.loads((folder / "heard.json").read_text(encoding="utf-8"))
    return heard


@pytest.mark.parametrize("code", screen_languages(resources_dir()))
def test_a_screen_reader_hears_a_name_of_every_control(tmp_path: Path, code: str) -> None:
    """In the window and in every dialog; the list of what is heard is printed."""
    windows = _heard(tmp_path, code)
    dialogs = [each for each in windows if each["role"] == "dialog"]
    assert len(dialogs) == len({*MADE, *BY_ACTION})
    (window,) = (each for each in windows if each["role"] == "frame")
    assert len(window["controls"]) > _LEAST_OF_WINDOW
    silent = []
    for each in (window, *dialogs):
        lines = "".join(f"  {control['role']}: {control['name']}\n" for control in each["controls"])
        sys.stdout.write(f"\n{each['window']}\n{lines}")
        assert each["window"].strip()
        assert each["controls"], each["window"]
        silent += [f"{each['window']}: {c['role']} {c['place']}" for c in each["controls"] if not c["name"]]
    assert "\n".join(silent) == ""
