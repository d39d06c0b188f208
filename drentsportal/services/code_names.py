"""The code name of a case: what leaves the desk may not give the company behind it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.relations.company import names_company
from drentsportal.domain.retention.giveaways import gives_away
from drentsportal.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from drentsportal.domain.cases.case import Case
    from drentsportal.services.ports.workspace import ReadUnit


def names_behind(unit: ReadUnit, case: Case) -> tuple[str, ...]:
    """Return the names of the company behind a case: as typed, and as the desk knows it."""
    names = [case.company_name.strip()]
    if case.company_key:
        try:
            names.append(unit.relations.company(case.company_key).name)
        except NotFoundError:
            # Erased since: nothing is left that could be given away.
            names.append("")
    return tuple(dict.fromkeys(name for name in names if name))


def check_code_name(case: Case, names: tuple[str, ...]) -> None:
    """Refuse to make what would name the company. Raises ``InputError``."""
    origin = case.request.origin
    # A sector or a place is no name that somebody thought of: a word of trade in it tells of nobody.
    told = (case.request.sector, origin.label if origin else "")
    if any(gives_away(case.request.title, name) for name in names) or any(
        name.casefold() in text.casefold() or names_company(text, name) for name in names for text in told
    ):
        raise InputError("error.advise.names_company", field="title", number=case.number)
