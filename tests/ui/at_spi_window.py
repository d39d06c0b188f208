"""Opens the window and every dialog of it, and leaves them open until a file tells to stop.

``python -m tests.ui.at_spi_window FOLDER LANGUAGE``: ``ready`` in the folder appears once all stand there,
and ``stop`` ends it. It is what ``test_at_spi`` has read by a screen reader.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from drentsportal.settings import changed
from drentsportal.ui.app import make_application
from drentsportal.ui.map.scheme import register_scheme
from tests.ui.desk_samples import RUNNING, filled_desk
from tests.ui.every_dialog import BY_ACTION, MADE, PLOT, open_dialog
from tests.ui.portals import open_portal, settle
from tests.ui.workspaces import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

_PATIENCE_S = 60.0
_LOOK_MS = 200


class Patience:
    """Waits as the tests do, without them."""

    def __init__(self, app: QApplication) -> None:
        """Keep the application, whose events go on meanwhile."""
        self._app = app

    def waitUntil(self, check: Callable[[], bool], *, timeout: int = 0) -> None:  # noqa: N802 - as in pytest-qt
        """Wait until something holds; says so where it never does."""
        end = time.monotonic() + max(timeout / 1000, _PATIENCE_S)
        while not check():
            if time.monotonic() > end:
                raise TimeoutError
            self._app.processEvents()
            time.sleep(0.01)


def main() -> int:
    """Open everything, and stay until told otherwise."""
    folder, code = Path(sys.argv[1]), sys.argv[2]
    register_scheme()
    app = make_application(["drentsportal"])
    patience = cast("QtBot", Patience(app))
    services = filled_desk(folder / "werk.drents", with_match=True).services
    services = services.wired_for(changed(SETTINGS, language=code))
    portal = open_portal(patience, app, services, folder)
    portal.cases.open(RUNNING)
    settle(patience, portal)
    portal.session.select_site(PLOT)
    settle(patience, portal)
    for name in sorted({*MADE, *BY_ACTION}):
        open_dialog(patience, portal, name, folder)
    (folder / "ready").touch()
    look = QTimer()
    look.timeout.connect(lambda: app.exit(0) if (folder / "stop").exists() else None)
    look.start(_LOOK_MS)
    # A loop of its own answers a reader at once; one that looks now and then takes minutes over it.
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
