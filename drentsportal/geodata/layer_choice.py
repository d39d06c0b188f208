"""Which layer of a file is read: the one asked for, the only one, else a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Collection


def chosen_layer(
    file_name: str, offered: tuple[str, ...], layer: str | None, known: Collection[str] = ()
) -> str:
    """Return the layer to read; ``offered`` are those that a person is asked about, at least one.

    ``known`` are all that may be asked for, by default the offered ones. Raises ``QuestionError`` where there
    are several, and where the file has no such layer.
    """
    if layer is None and len(offered) > 1:
        raise QuestionError(
            "error.import.which_layer", option="--layer", choices=offered, file=file_name, layers=offered
        )
    if layer is not None and layer not in (known or offered):
        raise QuestionError(
            "error.import.no_such_layer",
            option="--layer",
            choices=offered,
            file=file_name,
            layer=layer,
            layers=offered,
        )
    return layer or offered[0]
