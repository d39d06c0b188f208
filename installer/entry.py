"""What the frozen program starts with."""

import io
import os
import sys

# A program of Windows without a console has no streams at all, and some library writes to them in the end.
for _name in ("stdout", "stderr"):
    if getattr(sys, _name) is None:
        setattr(sys, _name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open as long as the program runs

if sys.stdin is None:
    sys.stdin = io.StringIO()

from drentsportal.__main__ import main  # noqa: E402 - after the streams

sys.exit(main())
