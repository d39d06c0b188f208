"""What a picture shows, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from numpy.typing import NDArray


def pixels(image: QImage) -> NDArray[np.uint8]:
    """Red, green and blue of every pixel."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    # A copy: the rows are memory of an image that ends here.
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def count_colour(image: QImage, colour: str, within: int = 3) -> int:
    """How many pixels have a colour, give or take what blending does."""
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    return int((np.abs(pixels(image).astype(int) - wanted).max(axis=2) <= within).sum())
