"""What of the legend a person folded, and which layers, kept from one start to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.mapview.layer_choice import LayersSet, layers_as_json, parse_layers
from drentsportal.mapview.page_events import parse_folds
from drentsportal.ui.map.kept_choice import KeptChoice

if TYPE_CHECKING:
    from pathlib import Path

_LEGEND: Final = "legend.json"
_LAYERS: Final = "layers.json"


class LegendMemory(KeptChoice[dict[str, bool]]):
    """The folded parts of the legend; without its file nothing is folded by choice."""

    def __init__(self, folder: Path) -> None:
        """Keep where the file lies."""
        super().__init__(folder / _LEGEND, parse_folds, {})

    def write(self, folds: dict[str, bool]) -> None:
        """Keep part of the legend to folded or not."""
        self.write_json(folds)


class LayerMemory(KeptChoice[LayersSet]):
    """The layers as chosen; without its file they are as they are by themselves."""

    def __init__(self, folder: Path) -> None:
        """Keep where the file lies."""
        super().__init__(folder / _LAYERS, parse_layers, LayersSet())

    def write(self, layers: LayersSet) -> None:
        """Keep what differs from the layers as they are by themselves."""
        self.write_json(layers_as_json(layers))
