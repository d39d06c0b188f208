"""The index of words: in memory only, replaced and removed by kind and id."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from drentsportal.services.ports.text_index import IndexedText, TextField
from drentsportal.storage.text_index import MemoryTextIndex

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _text(name: str, words: str, kind: str = "case") -> IndexedText:
    return IndexedText(kind, name, {TextField.NOTES: (words,)})


def _ids(index: MemoryTextIndex, word: str) -> list[str]:
    return [each.id for each in index.find([word], 10)]


def test_what_is_put_in_again_takes_its_own_place() -> None:
    """Its former words are gone; the same id of another kind is another thing."""
    index = MemoryTextIndex()
    index.put([_text("1", "oud"), _text("1", "oud", "site")])
    index.put([_text("1", "nieuw")])
    assert [each.kind for each in index.find(["oud"], 10)] == ["site"]
    assert _ids(index, "nieuw") == ["1"]


def test_what_is_removed_is_found_no_more_and_can_come_back() -> None:
    """Unknown ids are passed over."""
    index = MemoryTextIndex()
    index.put([_text("1", "een"), _text("2", "een")])
    index.remove("case", ["1", "9"])
    assert _ids(index, "een") == ["2"]
    index.put([_text("1", "een"), _text("3", "een")])
    assert sorted(_ids(index, "een")) == ["1", "2", "3"]
    index.clear()
    assert _ids(index, "een") == []


def test_lines_come_back_as_they_were_put_in() -> None:
    """By field; fields without words are left out."""
    index = MemoryTextIndex()
    text = IndexedText("case", "1", {TextField.TITLE: ("één",), TextField.NOTES: ("twee", "drie")})
    index.put([text])
    assert index.find(["drie"], 1) == (text,)


def test_nothing_of_it_is_ever_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not while it is filled, sorted and searched: the folder for temporary files stays empty."""
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    index = MemoryTextIndex()
    for part in range(20):
        index.put([_text(f"{part}-{each}", f"geheim woord{each} " * 40) for each in range(200)])
        assert len(index.find(["geheim"], 4_000)) == 200 * (part + 1)
        assert list(tmp_path.iterdir()) == []
    options = [row[0] for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options")]
    # With 0 the library would keep temporary tables in files whatever is asked of it.
    assert "TEMP_STORE=0" not in options
