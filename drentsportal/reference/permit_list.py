"""Reads which documents a permit needs from ``resources/package/permit_documents.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.package.permit_list import permit_list_from_data
from drentsportal.errors import DataSourceError, InputError
from drentsportal.reference.toml_rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.package.permit_list import PermitDocument


def read_permit_list(resources_dir: Path, own_file: Path | None = None) -> tuple[PermitDocument, ...]:
    """Read the list that ships, or in its place that of the province where there is one.

    Raises ``DataSourceError`` for a file that is damaged, and for a row without its source.
    """
    shipped = resources_dir / "package" / "permit_documents.toml"
    path = own_file if own_file is not None and own_file.is_file() else shipped
    tables = read_tables(path)
    try:
        return permit_list_from_data(tables)
    except (KeyError, TypeError, ValueError, InputError) as error:
        raise DataSourceError("error.reference.entry", file_name=path.name, entry=str(error)) from error
