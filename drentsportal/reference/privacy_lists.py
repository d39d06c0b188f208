"""Reads the selection list and the grounds of the Woo from ``resources/retention``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.retention.selection_list import list_from_data
from drentsportal.domain.retention.woo import WooGround
from drentsportal.errors import DataSourceError, InputError
from drentsportal.reference.toml_rows import read_rows, read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.retention.selection_list import SelectionList


def read_selection_list(resources_dir: Path) -> SelectionList:
    """Read the categories that ship with the application. Raises ``DataSourceError`` when damaged."""
    path = resources_dir / "retention" / "selection_list.toml"
    tables = read_tables(path)
    try:
        return list_from_data(tables)
    except (KeyError, TypeError, ValueError, InputError) as error:
        raise DataSourceError("error.reference.entry", file_name=path.name, entry="categories") from error


def read_woo_grounds(resources_dir: Path) -> tuple[WooGround, ...]:
    """Read the grounds in the order of the law. Raises ``DataSourceError`` when damaged."""
    path = resources_dir / "retention" / "woo_grounds.toml"
    found = []
    for entry, row in read_rows(path, "ground"):
        try:
            found.append(
                WooGround(
                    row.text("id"),
                    row.text("article"),
                    row.text("title"),
                    row.source("source").text("text"),
                    row.yes("is_absolute"),
                )
            )
        except (KeyError, TypeError) as error:
            raise DataSourceError("error.reference.entry", file_name=path.name, entry=entry) from error
    return tuple(found)
