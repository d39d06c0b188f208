"""Rows of a programme stand closer together only where that saves a page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from drentsportal.figures.symbology import Theme
from drentsportal.reports.fact_finding.day_files import programme_pdf
from tests.unit.reports.fact_finding.day_subjects import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.language import Language

_PAGE = b"<< /Type /Page >>\n"


class Counting:
    """A typesetter that sets as many pages as it was told, usual and close."""

    theme = SimpleNamespace(look=Theme.PRINT)

    def __init__(self, usual: int, close: int) -> None:
        """Keep both."""
        self._pages = {False: usual, True: close}

    def pdf(self, _template: str, model: Mapping[str, object], _at: object) -> bytes:
        """Set the pages, and say how."""
        is_close = bool(model["is_close"])
        return (b"close " if is_close else b"usual ") + self._pages[is_close] * _PAGE


@pytest.mark.parametrize(("usual", "close", "taken"), [(3, 2, b"close"), (2, 2, b"usual"), (2, 3, b"usual")])
def test_rows_close_up_where_that_saves_a_page(usual: int, close: int, taken: bytes, dutch: Language) -> None:
    """A page with two lines on it is none; air that costs nothing stays."""
    made = programme_pdf(
        day("Bedrijvenpark A37"), dutch, cast("Any", Counting(usual, close)), lambda _: {}, lambda _: ""
    )
    assert made.startswith(taken)
