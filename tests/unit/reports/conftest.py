"""One writer for all document tests; reading PDFs back."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.writer import ReportWriter
from tests.measuring import unmeasured

if TYPE_CHECKING:
    from pathlib import Path

RunTool = Callable[..., str]


@pytest.fixture(scope="session")
def dutch() -> Language:
    """Read the Dutch catalogue that ships."""
    return Language("nl", resources_dir(), strict=True)


@pytest.fixture(scope="session")
def writer(dutch: Language) -> ReportWriter:
    """Share one writer, as a batch does."""
    return ReportWriter(dutch, resources_dir() / "documents")


@pytest.fixture
def run_tool() -> RunTool:
    """Run a PDF tool of the system; the test is skipped where it is missing."""

    def run(name: str, *arguments: str | Path) -> str:
        tool = shutil.which(name)
        if tool is None:
            pytest.skip(f"{name} is not installed")
        done = subprocess.run(  # noqa: S603 - a tool that we name, on a file that we made
            [tool, *map(str, arguments)], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode("utf-8", "replace")

    return run


def pdf_text(path: Path) -> str:
    """Read all words of a PDF, with line breaks and repeated spaces as one space."""
    return " ".join(page_texts(path))


def page_texts(path: Path) -> list[str]:
    """Read the words of each page; one that is broken at the end of a line is whole again."""
    with unmeasured():
        pages = [page.extract_text() for page in PdfReader(path).pages]
    return [" ".join(text.replace("\u00ad\n", "").replace("\u00ad", "").split()) for text in pages]


def squeezed(text: str) -> str:
    """Leave out all white space and hyphens, since a long name breaks where the page likes.

    A hyphen of the page itself is a soft one; as which of the two it is read depends on the reader.
    """
    return re.sub("[\\s\u00ad-]+", "", text)
