"""Photographs: upright, scaled, and without anything that tells about place, camera or maker."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError
from drentsportal.media.photographs import LONGEST_SIDE_PX, PhotographMaker

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.sources import PreparedPhotograph

MARK = "Geheim-Toestel-van-Jansen"


def photograph(path: Path, size: tuple[int, int] = (600, 400), **details: object) -> Path:
    """Write a JPEG as a telephone does: with position, camera, maker, turned, and a mark in every text."""
    picture = Image.new("RGB", size, "green")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = MARK
    exif[0x0110] = MARK
    exif[0x013B] = MARK
    exif[0x0112] = details.get("orientation", 1)
    exif.get_ifd(0x8769)[36867] = details.get("taken", "2026:05:17 11:12:13")
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (52.0, 47.0, 8.0), "E", (6.0, 53.0, 40.0)
    picture.save(path, exif=exif, comment=MARK, xmp=f"<x>{MARK}</x>".encode(), icc_profile=MARK.encode())
    return path


def opened(made: PreparedPhotograph) -> Image.Image:
    """Open what was made."""
    return Image.open(io.BytesIO(made.content))


def test_nothing_personal_survives(tmp_path: Path) -> None:
    """Position, camera, maker, comment, XMP and profile are gone; the file itself held them all."""
    path = photograph(tmp_path / "a.jpg")
    assert path.read_bytes().count(MARK.encode()) >= 4
    made = PhotographMaker().prepare(path)
    assert MARK.encode() not in made.content
    assert b"Exif" not in made.content
    picture = opened(made)
    assert dict(picture.getexif()) == {}
    assert not {"exif", "comment", "xmp", "icc_profile"} & picture.info.keys()


def test_text_in_a_png_does_not_survive(tmp_path: Path) -> None:
    """A PNG keeps texts in chunks of its own; they are gone too."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", MARK)
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(tmp_path / "a.png", pnginfo=texts)
    made = PhotographMaker().prepare(tmp_path / "a.png")
    assert MARK.encode() not in made.content
    assert opened(made).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(("orientation", "size"), [(1, (600, 400)), (3, (600, 400)), (6, (400, 600))])
def test_a_turned_photograph_stands_upright(tmp_path: Path, orientation: int, size: tuple[int, int]) -> None:
    """How the camera was held is worked into the pixels, since the remark about it goes."""
    made = PhotographMaker().prepare(photograph(tmp_path / "a.jpg", orientation=orientation))
    assert (made.width_px, made.height_px) == size == opened(made).size
    red_first = {1: (10, 10), 3: (590, 390), 6: (10, 10)}[orientation]
    pixel = opened(made).getpixel(red_first)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > pixel[1]


def test_a_large_photograph_is_scaled_and_a_small_one_is_not(tmp_path: Path) -> None:
    """The longest side is bounded; nothing is blown up."""
    large = PhotographMaker().prepare(photograph(tmp_path / "a.jpg", (4_800, 1_200)))
    assert (large.width_px, large.height_px) == (LONGEST_SIDE_PX, LONGEST_SIDE_PX // 4)
    small = PhotographMaker().prepare(photograph(tmp_path / "b.jpg", (30, 20)))
    assert (small.width_px, small.height_px) == (30, 20)


@pytest.mark.parametrize(
    ("taken", "day"),
    [
        ("2026:05:17 11:12:13", PartialDate(2026, 5, 17)),
        ("0000:00:00 00:00:00", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_only_the_day_is_passed_on(tmp_path: Path, taken: str, day: PartialDate | None) -> None:
    """Only the day is passed on, and a clock that was never set gives none."""
    assert PhotographMaker().prepare(photograph(tmp_path / "a.jpg", taken=taken)).taken_on == day


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.7", b"\xff\xd8\xff\xe0" + b"\x00" * 40])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    """What is no picture is refused with its name."""
    path = tmp_path / "foto.jpg"
    path.write_bytes(content)
    with pytest.raises(DataSourceError) as caught:
        PhotographMaker().prepare(path)
    assert caught.value.params["file"] == "foto.jpg"


def test_a_picture_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    """A small file may stand for an enormous picture; it is refused before its pixels are made."""
    path = tmp_path / "bom.png"
    Image.new("1", (30_000, 30_000)).save(path)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(DataSourceError) as caught:
        PhotographMaker().prepare(path)
    assert caught.value.message_id == "error.photograph.too_large"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_damaged_photograph_is_read_or_refused(tmp_path: Path, damage: list[tuple[int, int]]) -> None:
    """Any damage gives a picture or a refusal, never another error."""
    path = photograph(tmp_path / "a.jpg")
    content = bytearray(path.read_bytes())
    for place, value in damage:
        content[place % len(content)] = value
    path.write_bytes(content)
    try:
        made = PhotographMaker().prepare(path)
    except DataSourceError:
        return
    assert MARK.encode() not in made.content
