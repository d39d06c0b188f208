"""A picture beside a template of one's own can be used; nothing outside that folder can."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from drentsportal.errors import ReportError
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset import own_pictures
from drentsportal.reports.typeset.typesetter import Typesetter
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language

_HEAD = '#set document(title: "a")\n#set text(lang: "nl", font: "Source Sans Pro")\n= a\n'
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
_LINKING = _SVG.replace("<path", '<image href="{}" width="9" height="9"/><path')


def _picture(kind: str, colour: str = "red") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(stream, format=kind)
    return stream.getvalue()


def _typesetter(folder: Path, name: str) -> Typesetter:
    (folder / "advice.typ").write_text(
        f'{_HEAD}#image("{name}", width: 3cm, alt: "foto")\n', encoding="utf-8"
    )
    return Typesetter(resources_dir() / "documents", own_templates_dir=folder)


def _pdf(folder: Path, name: str) -> bytes:
    return _typesetter(folder, name).pdf("advice.typ", {}, MADE_UTC)


def _holds_pixels(pdf: bytes) -> bool:
    return b"/Subtype/Image" in pdf.replace(b" ", b"")


def _told(folder: Path, name: str, dutch: Language) -> str:
    with pytest.raises(ReportError) as caught:
        _pdf(folder, name)
    return dutch.text(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", _picture("JPEG")),
        ("FOTO.JPEG", _picture("JPEG")),
        ("een foto.png", _picture("PNG")),
        ("merk.svg", _SVG.encode()),
    ],
)
def test_a_picture_beside_the_template_is_set(tmp_path: Path, name: str, content: bytes) -> None:
    """Every kind; twice the same bytes, also later that day and in a process of its own."""
    (tmp_path / name).write_bytes(content)
    setting = _typesetter(tmp_path, name)
    made = setting.pdf("advice.typ", {}, MADE_UTC)
    assert made.startswith(b"%PDF")
    assert made == _pdf(tmp_path, name)
    assert made == setting.pdf("advice.typ", {}, MADE_UTC + timedelta(seconds=1))
    assert made == setting.pdf_apart("advice.typ", "{}", MADE_UTC, lambda: None)


def test_the_bytes_of_a_picture_count(tmp_path: Path) -> None:
    """Another picture under the same name is another document, and is known as such beforehand."""
    (tmp_path / "foto.png").write_bytes(_picture("PNG"))
    first = _typesetter(tmp_path, "foto.png")
    (tmp_path / "foto.png").write_bytes(_picture("PNG", "blue"))
    second = _typesetter(tmp_path, "foto.png")
    assert first.fingerprint != second.fingerprint
    assert first.pdf("advice.typ", {}, MADE_UTC) != second.pdf("advice.typ", {}, MADE_UTC)


@pytest.mark.parametrize("name", ["../weg.png", "beelden/weg.png", "/etc/weg.png"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, dutch: Language, name: str) -> None:
    """Not above it, not below it, not from the root."""
    own = tmp_path / "sjablonen"
    (own / "beelden").mkdir(parents=True)
    for path in (tmp_path / "weg.png", own / "beelden" / "weg.png"):
        path.write_bytes(_picture("PNG"))
    told = _told(own, name, dutch)
    assert "advice.typ, regel 4" in told
    assert "weg.png" in told.partition("Daar staat")[0]


def test_a_drawing_reaches_no_further_than_the_template(tmp_path: Path) -> None:
    """A drawing that takes a picture from elsewhere shows it no more than the template could."""
    own = tmp_path / "sjablonen"
    own.mkdir()
    (tmp_path / "weg.png").write_bytes(_picture("PNG"))
    for reached in ("../weg.png", str(tmp_path / "weg.png"), f"file://{tmp_path / 'weg.png'}"):
        (own / "merk.svg").write_text(_LINKING.format(reached), encoding="utf-8")
        try:
            made = _pdf(own, "merk.svg")
        except ReportError:
            continue
        assert not _holds_pixels(made)
    (own / "hier.png").write_bytes(_picture("PNG"))
    (own / "merk.svg").write_text(_LINKING.format("hier.png"), encoding="utf-8")
    assert _holds_pixels(_pdf(own, "merk.svg"))


def test_a_link_that_leads_out_is_refused_with_its_line(tmp_path: Path, dutch: Language) -> None:
    """Only where it is used; a link within the folder is a picture as any other."""
    own = tmp_path / "sjablonen"
    own.mkdir()
    (tmp_path / "geheim.png").write_bytes(_picture("PNG"))
    (own / "foto.png").write_bytes(_picture("PNG"))
    (own / "uit.png").symlink_to(tmp_path / "geheim.png")
    (own / "hier.png").symlink_to(own / "foto.png")
    assert "advice.typ, regel 4, gebruikt de afbeelding uit.png, maar dat is een koppeling" in _told(
        own, "uit.png", dutch
    )
    assert _pdf(own, "hier.png") == _pdf(own, "foto.png")


def test_a_picture_without_bound_is_refused(
    tmp_path: Path, dutch: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what it may weigh."""
    monkeypatch.setattr(own_pictures, "MOST_MEGABYTES", 0)
    (tmp_path / "foto.png").write_bytes(_picture("PNG"))
    assert "foto.png, maar dat bestand is groter dan 0 MB" in _told(tmp_path, "foto.png", dutch)


def test_a_damaged_picture_is_one_of_the_template(tmp_path: Path, dutch: Language) -> None:
    """The photograph of a site is another; the line is told."""
    (tmp_path / "foto.png").write_bytes(_picture("PNG")[:40])
    told = _told(tmp_path, "foto.png", dutch)
    assert "advice.typ, regel 4" in told
    assert "deze afbeelding is beschadigd" in told
