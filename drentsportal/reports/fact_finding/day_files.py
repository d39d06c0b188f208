"""Makes the bytes of a day's papers with what makes factsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.reports.fact_finding.content import programme_model
from drentsportal.reports.typeset.typesetter import page_count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.language import Language
    from drentsportal.reports.typeset.typesetter import Typesetter
    from drentsportal.services.day_subject import DaySubject
    from drentsportal.services.documents import FactsheetSubject


_TEMPLATE: Final = "fact-finding.typ"


def programme_pdf(
    subject: DaySubject,
    language: Language,
    typesetter: Typesetter,
    factsheet: Callable[[FactsheetSubject], Mapping[str, object]],
    not_shown: Callable[[Mapping[str, object]], str],
) -> bytes:
    """Set the programme with a factsheet of each stop behind it, as one tagged document.

    ``factsheet`` makes the model of one; ``not_shown`` words what the font cannot show of a model. Rows stand
    closer together where that saves a page, which would else hold a few lines.
    """
    model = programme_model(subject, language, typesetter.theme.look)
    model["not_shown"] = not_shown(model)
    model["factsheets"] = [factsheet(each.sheet) for each in subject.visits]
    usual, close = (
        typesetter.pdf(_TEMPLATE, model | {"is_close": is_close}, subject.made_at_utc)
        for is_close in (False, True)
    )
    return close if page_count(close) < page_count(usual) else usual
