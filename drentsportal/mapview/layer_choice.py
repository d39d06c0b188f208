"""Which layers of the map a person chose, in which order and how strong; as the page says it and hears it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Final

from drentsportal.errors import InputError
from drentsportal.mapview.messages import ToPage

_MOST_LAYERS: Final = 60
_LONGEST_ID: Final = 60
_PERCENT: Final = range(10, 101)


@dataclass(frozen=True, slots=True)
class LayersSet(ToPage):
    """What differs from the layers as they are by themselves.

    ``order`` holds ids from above to below, empty for the usual order; ``shown`` an id to whether it is on;
    ``opacity`` an id to percent.
    """

    type: ClassVar[str] = "layers"
    order: list[str] = field(default_factory=list)
    shown: dict[str, bool] = field(default_factory=dict)
    opacity: dict[str, int] = field(default_factory=dict)


def parse_layers(said: object) -> LayersSet:
    """Read a choice of layers.

    Raises ``InputError`` when it is not a few short ids with yes or no, or with 10 to 100 percent.
    """
    if not isinstance(said, dict):
        raise _unknown(said)
    order, shown, opacity = said.get("order"), said.get("shown"), said.get("opacity")
    if not (isinstance(order, list) and isinstance(shown, dict) and isinstance(opacity, dict)):
        raise _unknown(said)
    if (
        not all(_is_short(each) for each in (order, shown, opacity))
        or not all(isinstance(each, bool) for each in shown.values())
        or not all(type(each) is int and each in _PERCENT for each in opacity.values())
    ):
        raise _unknown(said)
    return LayersSet(list(order), dict(shown), dict(opacity))


def layers_as_json(layers: LayersSet) -> dict[str, Any]:
    """Give the choice as plain data, as ``parse_layers`` reads it."""
    return asdict(layers)


def _is_short(ids: list[object] | dict[object, object]) -> bool:
    return len(ids) <= _MOST_LAYERS and all(
        isinstance(each, str) and len(each) <= _LONGEST_ID for each in ids
    )


def _unknown(said: object) -> InputError:
    return InputError("error.map.message", text=str(said)[:80])
