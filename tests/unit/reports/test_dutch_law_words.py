"""A word of Dutch law has a translation in other languages, and stands in brackets beside it once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.writer import ReportWriter
from tests.unit.reports.conftest import pdf_text
from tests.unit.reports.subjects import factsheet
from tests.unit.reports.whole_subjects import empty_sheet, whole_advice, whole_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CATEGORY: Final = {"en": r"nvironmental cat", "de": r"mweltkategorie"}
_PLAN: Final = {"en": "Environment plan", "de": "Bebauungsplan"}
_SAME_PLACE: Final = 60
"""Letters between a translation and the Dutch word: a figure and its unit at most."""

_SHEETS: Final[dict[str, Callable[[ReportWriter, Path], Path]]] = {
    "park": lambda writer, to: writer.factsheet(factsheet(), to).path,
    "park without values": lambda writer, to: writer.factsheet(empty_sheet(), to).path,
    "plot": lambda writer, to: writer.factsheet(whole_sheet(SiteKind.PLOT, 1), to).path,
    "premises": lambda writer, to: writer.factsheet(whole_sheet(SiteKind.PREMISES, 1), to).path,
    "advice": lambda writer, to: writer.advice(whole_advice("Bargermeer", "Pollux"), to).path,
}


@lru_cache(maxsize=2)
def _writer(code: str) -> ReportWriter:
    language = Language(code, resources_dir(), strict=True).unbroken()
    return ReportWriter(language, resources_dir() / "documents")


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("name", _SHEETS)
def test_the_category_keeps_its_dutch_word_once(tmp_path: Path, name: str, code: str) -> None:
    """Where the document first speaks of it."""
    text = " ".join(pdf_text(_SHEETS[name](_writer(code), tmp_path / "a.pdf")).split())
    assert text.count("milieucategorie") == 1
    first = re.search(_CATEGORY[code], text)
    assert first is not None
    assert 0 < text.index("milieucategorie)") - first.end() < _SAME_PLACE


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("name", ["park", "plot"])
def test_the_plan_keeps_its_dutch_words_once(tmp_path: Path, name: str, code: str) -> None:
    """The plan of today and the one from before, which is its temporary part."""
    text = " ".join(pdf_text(_SHEETS[name](_writer(code), tmp_path / "a.pdf")).split())
    first = text.index(_PLAN[code])
    for word in ("omgevingsplan", "bestemmingsplan"):
        assert text.count(word) == 1
        assert text.index(word) > first
