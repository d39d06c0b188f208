"""Does the main job in the installed window with mouse and keys, as somebody who has just installed it.

`bare_system.sh` runs it in the bare system, with the Python of that system: nothing of the project is there
but the package. What to press is found by the words that a screen reader would say (AT-SPI), and pressed with
xdotool; so nothing here knows the inside of the program. What came of it is read back by the command line.
"""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE_S: Final = 180.0
_TURN_S: Final = 0.3
_FEWEST_PIXELS: Final = 4
_MOST_TABS: Final = 80
_BUTTON, _FIELD, _CHOICE, _ROW = "push button", "text", "combo box", "list item"

_LEAVE_TOUR: Final = "Rondleiding overslaan"
_WEB_ENGINE: Final = "QtWebEngineProc"
_TOLD: Final = ("Name", "Uid", "NSpid", "Seccomp")


class Screen:
    """The screen with the window on it: looked at through AT-SPI, touched through xdotool."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder where Xvfb leaves its screen, and where pictures of it go."""
        gi: Any = import_module("gi")
        gi.require_version("Atspi", "2.0")
        self._atspi: Any = import_module("gi.repository.Atspi")
        # What was on the screen a moment ago may be gone when it is asked for its name.
        self._gone: Any = import_module("gi.repository.GLib").Error
        self.folder = folder

    def wait(self, what: str, found: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is waited for
        """Ask until something is there; stops the job when it does not come."""
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            with suppress(self._gone):
                if answer := found():
                    return answer
            time.sleep(_TURN_S)
        self.keep("not-found")
        sys.exit(f"not on the screen: {what}\n" + "\n".join(sorted(self.words())))

    def find(self, name: str, role: str) -> Any:  # noqa: ANN401 - an object of a library without types
        """Wait for a control by its name, the beginning of it, and what it is."""
        return self.wait(f"{role} {name}", lambda: next(self.each(name, role), None))

    def each(self, name: str, role: str) -> Iterator[Any]:
        """Walk through the controls on the screen of a name and kind, the last opened window first."""
        for at in reversed(list(self._shown())):
            if at.get_role_name() == role and (at.get_name() or "").startswith(name):
                yield at

    def words(self) -> set[str]:
        """Return what is on the screen: kind and name of every control that shows."""
        return {f"{each.get_role_name()}: {each.get_name()}" for each in self._shown()}

    def says(self, text: str) -> bool:
        """Whether some control has a text in its name."""
        return any(text in each for each in self.words())

    def _shown(self) -> Iterator[Any]:
        desktop = self._atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(number)
            if program is not None:
                yield from self._below(program)

    def _below(self, at: Any) -> Iterator[Any]:  # noqa: ANN401 - likewise
        for number in range(at.get_child_count()):
            child = at.get_child_at_index(number)
            if child is None or not self._is_shown(child):
                continue
            yield child
            yield from self._below(child)

    def _is_shown(self, at: Any) -> bool:  # noqa: ANN401 - likewise
        return bool(at.get_state_set().contains(self._atspi.StateType.SHOWING))

    def click(self, name: str, role: str = _BUTTON) -> None:
        """Put the mouse in the middle of a control, and press."""
        area = self.find(name, role).get_extents(self._atspi.CoordType.SCREEN)
        if min(area.width, area.height) < _FEWEST_PIXELS:
            sys.exit(f"too small to press: {name}")
        x, y = area.x + area.width // 2, area.y + area.height // 2
        _xdotool("mousemove", str(x), str(y), "click", "1")

    def tab_to(self, label: str) -> None:
        """Press Tab until the control of a label has the keyboard."""
        for _ in range(_MOST_TABS):
            with suppress(self._gone):
                if label in self._labels_of_focus():
                    return
            _xdotool("key", "Tab")
        self.keep("not-found")
        sys.exit(f"Tab does not come to: {label}")

    def _labels_of_focus(self) -> set[str]:
        """Return the names of what has the keyboard, its own and that of its label."""
        names = set()
        for at in self._shown():
            if at.get_state_set().contains(self._atspi.StateType.FOCUSED):
                names.add(at.get_name())
                for relation in at.get_relation_set():
                    if relation.get_relation_type() == self._atspi.RelationType.LABELLED_BY:
                        targets = range(relation.get_n_targets())
                        names |= {relation.get_target(number).get_name() for number in targets}
        return names

    def keys(self, *names: str) -> None:
        """Press keys, each alone or as a combination."""
        for each in names:
            _xdotool("key", "--clearmodifiers", each)

    def write(self, text: str) -> None:
        """Type a text into what has the keyboard."""
        _xdotool("type", "--delay", "30", text)

    def keep(self, name: str) -> None:
        """Keep what is on the screen now."""
        time.sleep(1)
        (self.folder / f"{name}.xwd").write_bytes((self.folder / "Xvfb_screen0").read_bytes())


def _xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True)  # noqa: S603, S607 - our own command, of the bare system
    time.sleep(_TURN_S)


def main(job: str, folder: Path) -> int:
    """Do a job; ``folder`` holds the screen of Xvfb, and takes the pictures."""
    {"job": _main_job, "refusal": _refusal}[job](Screen(folder))
    return 0


def _main_job(screen: Screen) -> None:
    """From a first start to an answer, and leave the program as one does."""
    _begin(screen)
    _ask(screen)
    _advise(screen)
    _answer(screen)
    fenced = screen.folder / "web-engine.txt"
    fenced.write_text("".join(f"{each}\n" for each in _web_engine()), encoding="utf-8")
    screen.keys("ctrl+q")


def _refusal(screen: Screen) -> None:
    """Read why a workspace of a newer version is refused, and leave."""
    screen.wait("a refusal", lambda: screen.says("nieuwere versie") and screen.says("Werk het programma bij"))
    screen.keep("refusal")
    screen.keys("Escape")


def _begin(screen: Screen) -> None:
    """Start for the first time, and take the sample data that an empty workspace offers."""
    screen.find("Voorbeeldgegevens laden", _BUTTON)
    screen.keep("1-first-start")
    screen.click("Voorbeeldgegevens laden")
    screen.click("Ja")
    screen.wait("the sample data", lambda: screen.says("Gegevensversie 12"))
    screen.keep("2-sample-data")
    # Who knows the way leaves the tour that comes with the first sites.
    if screen.says(_LEAVE_TOUR):
        screen.click(_LEAVE_TOUR)


def _ask(screen: Screen) -> None:
    """Enter a request by mouse and keys, until its match is on the screen."""
    screen.click("Nieuwe aanvraag")
    screen.click("Korte omschrijving, zonder bedrijfsnaam", _FIELD)
    screen.write("Metaalbewerker")
    screen.tab_to("Nu gevestigd in")
    screen.write("Emmen")
    screen.tab_to("Oppervlakte kavel")
    screen.write("1,5")
    screen.keep("3-form")
    screen.tab_to("Ontvangen op")
    screen.click("Nu")
    screen.tab_to("Via")
    screen.write("NOM")
    screen.keep("4-form-end")
    screen.click("Aanvraag maken")
    screen.wait("the match", lambda: next(screen.each("1.", _ROW), None))
    screen.keep("5-match")


def _advise(screen: Screen) -> None:
    """Put two sites on the shortlist, by mouse and by key, and make an advice on them."""
    screen.click("1.", _ROW)
    screen.click("In of uit shortlist")
    screen.wait("a shortlist", lambda: screen.says("1 gekozen"))
    screen.click("2.", _ROW)
    screen.keys("ctrl+space")
    screen.wait("a second site", lambda: screen.says("2 gekozen"))
    screen.keep("6-shortlist")
    screen.click("Advies maken")
    screen.wait("the documents", lambda: screen.says("4 documenten"))
    screen.keep("7-advice")
    screen.keys("Escape")


def _answer(screen: Screen) -> None:
    """Answer the request with the advice, which stops its clock."""
    screen.keys("ctrl+Return")
    screen.find("Verstuurd op", _FIELD)
    screen.keep("8-answer")
    screen.keys("Return")
    screen.wait("the answer", lambda: screen.says("label: Beantwoord"))
    screen.keep("9-answered")


def _web_engine() -> Iterator[str]:
    """Tell of each process that shows web pages who runs it, in which namespaces, and whether it is filtered.

    Fenced processes show nobody their command line, and everybody their state.
    """
    for each in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            told = dict(line.split(":", 1) for line in each.read_text("utf-8").splitlines())
            if told["Name"].strip() == _WEB_ENGINE:
                yield "  ".join(f"{name}: {' '.join(told[name].split())}" for name in _TOLD)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
