"""File names are safe everywhere, and each document of a batch has its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.services.document_names import FileNames, file_stem

RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt9"}


@pytest.mark.parametrize(
    ("parts", "stem"),
    [
        (("factsheet", "Bedrijvenpark A37"), "factsheet-bedrijvenpark-a37"),
        (("advies", "D-2026-0041"), "advies-d-2026-0041"),
        (("factsheet", "Café \N{LEFT SINGLE QUOTATION MARK}t Één/Twee"), "factsheet-cafe-t-een-twee"),
        (("../../etc/passwd",), "etc-passwd"),
        (("CON",), "con-1"),
        (("", "  "), "document"),
        (("<script>alert(1)</script>",), "script-alert-1-script"),
    ],
)
def test_names_are_plain(parts: tuple[str, ...], stem: str) -> None:
    """Lower case, hyphens, no accents, no path, no device."""
    assert file_stem(*parts) == stem


@given(st.lists(st.text(max_size=400), min_size=1, max_size=4))
def test_any_name_is_safe_on_windows(parts: list[str]) -> None:
    """Letters, digits and hyphens only, never empty, never long, never a device."""
    stem = file_stem(*parts)
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(stem) <= 82
    assert stem not in RESERVED
    assert stem.strip("-") == stem


@given(st.lists(st.sampled_from(["Pollux", "pollux", "Pollux 2", "POLLUX-2"]), max_size=12))
def test_no_two_documents_share_a_name(names: list[str]) -> None:
    """Also when a numbered name is somebody's own."""
    taken = FileNames()
    given_names = [taken.take("pdf", "factsheet", each) for each in names]
    assert len(set(given_names)) == len(names)
