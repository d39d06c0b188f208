"""How typst sets one document: the same here as in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import typst

SET_NAME: Final = "set.pdf"
TOLD_NAME: Final = "told.json"
"""What a process of its own leaves: the document, and what was wrong, empty where nothing was."""

_STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]


@dataclass(frozen=True, slots=True)
class SettingJob:
    """One document: folders of templates and fonts, the template, its inputs, and the moment (Unix time)."""

    templates_dir: str
    fonts_dir: str
    template: str
    inputs: dict[str, str]
    timestamp: int


def open_fonts(fonts_dir: str) -> typst.Fonts:
    """Read the faces of a folder, and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_dir])


def open_compiler(templates_dir: str, fonts: typst.Fonts) -> typst.Compiler:
    """Open a compiler that reads templates and pictures in one folder."""
    return typst.Compiler(root=templates_dir, font_paths=fonts, ignore_system_fonts=True)


def set_pdf(compiler: typst.Compiler, job: SettingJob) -> bytes:
    """Set a document as PDF/A-2a and PDF/UA-1, empty where it has no pages. Raises ``typst.TypstError``."""
    content = compiler.compile(
        input=Path(job.templates_dir) / job.template,
        format="pdf",
        sys_inputs=job.inputs,
        pdf_standards=_STANDARDS,
        timestamp=job.timestamp,
    )
    return content if isinstance(content, bytes) else b""
