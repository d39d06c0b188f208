"""Collects what cannot be read of a form, so that all of it can be told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class ReadingFaults:
    """The faults found while a form is read, in the order of its fields."""

    def __init__(self) -> None:
        """Start without faults."""
        self.found: list[InputError] = []

    def read(self, work: Callable[[], T], otherwise: T) -> T:
        """Return what ``work`` reads; ``otherwise`` where it raises an ``InputError``, which is kept."""
        try:
            return work()
        except InputError as error:
            self.found.append(error)
            return otherwise
