"""The process that sets one large document: a job on its input, the document and how it went in two files.

Its memory goes with it. It ends when its input closes, so that it never outlives whoever started it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Final

import typst

from drentsportal.reports.typeset.setting import (
    SET_NAME,
    TOLD_NAME,
    SettingJob,
    open_compiler,
    open_fonts,
    set_pdf,
)

_PARENT_IS_GONE: Final = 3


def main() -> int:
    """Do one job; returns 0 when it was done, or when it was told why not."""
    # Whoever started it decides when it ends, also on Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder = Path(told.pop("folder"))
    fault = _done(SettingJob(**told), folder / SET_NAME)
    (folder / TOLD_NAME).write_text(json.dumps(fault), encoding="utf-8")
    return 0


def _done(job: SettingJob, target: Path) -> dict[str, str]:
    compiler = open_compiler(job.templates_dir, open_fonts(job.fonts_dir))
    try:
        content = set_pdf(compiler, job)
    except typst.TypstError as error:
        return {"message": error.message, "diagnostic": error.diagnostic or ""}
    target.write_bytes(content)
    return {}


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(_PARENT_IS_GONE)


if __name__ == "__main__":
    sys.exit(main())
