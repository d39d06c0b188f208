"""A text file that a person edits is read as Notepad saves it: with a mark before UTF-8 and CRLF."""

from __future__ import annotations

import codecs
import json
import re
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.errors import DrentsPortalError
from drentsportal.geodata.mapping import keep_decisions, load_mapping
from drentsportal.geodata.mapping_aliases import load_aliases
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.reference.assessment_frame import read_frame
from drentsportal.reference.permit_list import read_permit_list
from drentsportal.reference.places import read_places
from drentsportal.reference.privacy_lists import read_selection_list, read_woo_grounds
from drentsportal.reports.typeset.document_theme import read_theme
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.settings.kept import load_settings
from tests.repo.places import ROOT
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_THEME = "documents/themes/neutral.toml"
_READERS: Final[dict[str, Callable[[Path], object]]] = {
    _THEME: lambda folder: read_theme(folder / _THEME),
    "criteria_profiles/standard.toml": lambda folder: TomlReference(folder).profile("standard"),
    "instruments.toml": lambda folder: TomlReference(folder).instruments(),
    "segments.toml": lambda folder: TomlReference(folder).segments(),
    "assessment/frame.toml": read_frame,
    "package/permit_documents.toml": read_permit_list,
    "retention/selection_list.toml": read_selection_list,
    "retention/woo_grounds.toml": read_woo_grounds,
    "places.csv": read_places,
    "mapping_aliases.toml": lambda folder: load_aliases(folder / "mapping_aliases.toml"),
    "mappings/parks.toml": lambda folder: load_mapping(folder / "mappings" / "parks.toml"),
}


def _copied(folder: Path, name: str, encoding: str) -> None:
    """Copy a file that ships as an editor under Windows saves it."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    text = (resources_dir() / name).read_text(encoding="utf-8").replace("\n", "\r\n") + "# é\r\n"
    target.write_bytes(text.encode(encoding))


@pytest.mark.parametrize("name", _READERS)
def test_a_file_with_the_mark_of_notepad_says_the_same(tmp_path: Path, name: str) -> None:
    """Every kind of file of which people are told that they may change it."""
    for path in (resources_dir() / name).parent.glob("*"):
        if path.is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, (tmp_path / name).parent)
    if name == "places.csv":
        (tmp_path / name).write_bytes(codecs.BOM_UTF8 + (resources_dir() / name).read_bytes())
    else:
        _copied(tmp_path, name, "utf-8-sig")
    assert (tmp_path / name).read_bytes().startswith(codecs.BOM_UTF8)
    assert _READERS[name](tmp_path) == _READERS[name](resources_dir())


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
@pytest.mark.parametrize("name", [each for each in _READERS if each.endswith(".toml")])
def test_another_encoding_is_told_with_how_to_save_it(tmp_path: Path, name: str, encoding: str) -> None:
    """ANSI and UTF-16, the other choices of Notepad, in words of the user."""
    _copied(tmp_path, name, encoding)
    with pytest.raises(DrentsPortalError) as caught:
        _READERS[name](tmp_path)
    for code, told in (("nl", "Opslaan als"), ("en", "Save as"), ("de", "Speichern unter")):
        said = Language(code, resources_dir(), strict=True).text(caught.value)
        assert told in said
        assert "codec" not in said


def test_settings_are_read_with_the_mark(tmp_path: Path) -> None:
    """The file of settings can be edited too."""
    path = tmp_path / "settings.json"
    shipped = json.dumps({"schema_version": 8, "theme": "dark"})
    path.write_text(shipped, encoding="utf-8-sig")
    assert load_settings(path).theme == "dark"


def test_a_mapping_is_kept_from_one_with_the_mark(tmp_path: Path) -> None:
    """The mark does not stay in the middle of the new file."""
    _copied(tmp_path, "mappings/parks.toml", "utf-8-sig")
    kept = keep_decisions(tmp_path / "mappings/parks.toml", tmp_path / "eigen.toml", "eigen", frozenset())
    assert kept.id == "eigen"
    assert "\ufeff" not in (tmp_path / "eigen.toml").read_text(encoding="utf-8")


def test_a_theme_with_the_mark_can_be_copied(tmp_path: Path) -> None:
    """One in another encoding is told, and copied by nobody."""
    styles = DocumentStyles(tmp_path)
    path = styles.copy_theme("neutral", "een")
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert styles.theme("een") == styles.check_theme(path)
    assert styles.check_theme(styles.copy_theme("een", "twee")).name == "twee"
    path.write_text(path.read_text(encoding="utf-8-sig") + "# é", encoding="cp1252")
    with pytest.raises(DrentsPortalError):
        styles.copy_theme("een", "drie")


def test_a_template_with_the_mark_is_set_and_one_in_ansi_is_told(tmp_path: Path) -> None:
    """Also one that another uses."""
    text = '#set document(title: "é")\n#set text(lang: "nl", font: "Source Sans Pro")\n#include "eigen.typ"\n'
    (tmp_path / "advice.typ").write_text(text, encoding="utf-8-sig")

    def made() -> bytes:
        setting = Typesetter(resources_dir() / "documents", own_templates_dir=tmp_path)
        return setting.pdf("advice.typ", {}, MADE_UTC)

    (tmp_path / "eigen.typ").write_text("= é\n", encoding="utf-8-sig")
    assert made().startswith(b"%PDF")
    (tmp_path / "eigen.typ").write_text("= é\n", encoding="cp1252")
    with pytest.raises(DrentsPortalError) as caught:
        made()
    told = Language("nl", resources_dir(), strict=True).text(caught.value)
    assert "eigen.typ is geen tekst in UTF-8" in told
    assert "Kladblok" in told


def test_no_reader_of_entries_takes_utf_8_without_the_mark() -> None:
    """Who reads TOML from a file asks for the encoding that is decided once."""
    wrong = re.compile(r"""(?:read_text|decode)\([^)]*["']utf-?8["']""")
    for path in sorted((ROOT / "drentsportal").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "tomllib.loads" in text or path.name == "template_texts.py":
            assert not wrong.search(text), path
