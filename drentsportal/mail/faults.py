"""What goes wrong in the libraries that read mails becomes one plain error, never a traceback."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drentsportal.errors import DataSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def foreign_mail(name: str) -> Iterator[None]:
    """Turn whatever a parser of mails throws at damaged data into ``DataSourceError`` naming the file."""
    try:
        yield
    except DataSourceError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        raise DataSourceError("error.mail.damaged", file_name=name) from error
    except (OSError, EOFError, RecursionError, AssertionError, NameError, struct.error) as error:
        raise DataSourceError("error.mail.damaged", file_name=name) from error
