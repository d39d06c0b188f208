"""What the tables have in common: their register, kinds of columns, and which values are sealed."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Text

metadata: Final = MetaData()

SEALED: Final = "sealed"
"""Key in ``Column.info`` of a column whose values are sealed."""

CONTACTS_SCOPE: Final = "contacts"
"""Scope of the key for sealed values that belong to no case."""


def text(name: str, *, nullable: bool = False) -> Column[str]:
    """Return a column of text."""
    return Column(name, Text, nullable=nullable)


def later_text(name: str) -> Column[str]:
    """Return a column of text that a migration added: empty in what was stored before."""
    return Column(name, Text, nullable=False, server_default="")


def whole(name: str, *, nullable: bool = False) -> Column[int]:
    """Return a column of whole numbers; versions and flags (0 or 1) are such too."""
    return Column(name, Integer, nullable=nullable)


def sealed(name: str, *, nullable: bool = False) -> Column[bytes]:
    """Return a column whose values are sealed."""
    return Column(name, LargeBinary, nullable=nullable, info={SEALED: True})


def actor(prefix: str) -> tuple[Column[str], ...]:
    """Return the three columns that keep who did something."""
    return tuple(text(f"{prefix}_{part}") for part in ("name", "organisation", "role"))


def key() -> Column[int]:
    """Return the primary key; its numbers are given out by us."""
    return Column("id", Integer, primary_key=True, autoincrement=False)


def delivery_columns() -> tuple[Column[Any], ...]:
    """Return what every delivered row carries: who says it, the date it holds for, and its delivery."""
    return (
        text("source"),
        text("as_of"),
        Column("delivery_id", Integer, ForeignKey("delivery.version"), nullable=False),
    )
