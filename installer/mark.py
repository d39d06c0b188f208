"""Our mark in the forms in which systems want it: PNG in the usual sizes, ICO for Windows."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.project import NAME, ROOT

if TYPE_CHECKING:
    from pathlib import Path

SOURCE: Final = ROOT / "resources" / "theme" / "mark.svg"
SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def write_pictures(folder: Path) -> dict[int, Path]:
    """Write the mark as PNG in every size; returns the file of each size in pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for size in SIZES:
        made[size] = folder / f"{NAME}-{size}.png"
        made[size].write_bytes(_png(size))
    return made


def write_icon(path: Path) -> Path:
    """Write the mark as one ICO file with every size in it, each drawn for itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn = [Image.open(io.BytesIO(_png(size))) for size in SIZES]
    drawn[-1].save(path, format="ICO", sizes=[each.size for each in drawn], append_images=drawn[:-1])
    return path


def _png(size: int) -> bytes:
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # Qt takes the format as text; its stubs want bytes
    return bytes(buffer.data().data())
