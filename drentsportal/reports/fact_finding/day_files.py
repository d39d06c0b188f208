"""Makes the bytes of a day's papers with what makes factsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.reports.fact_finding.content import programme_model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.language import Language
    from drentsportal.reports.typeset.typesetter import Typesetter
    from drentsportal.services.day_subject import DaySubject
    from drentsportal.services.documents import FactsheetSubject


def programme_pdf(
    subject: DaySubject,
    language: Language,
    typesetter: Typesetter,
    factsheet: Callable[[FactsheetSubject], Mapping[str, object]],
    not_shown: Callable[[Mapping[str, object]], str],
) -> bytes:
    """Set the programme with a factsheet of each stop behind it, as one tagged document.

    ``factsheet`` makes the model of one; ``not_shown`` words what the font cannot show of a model.
    """
    model = programme_model(subject, language, typesetter.theme.look)
    model["not_shown"] = not_shown(model)
    model["factsheets"] = [factsheet(each.sheet) for each in subject.visits]
    return typesetter.pdf("fact-finding.typ", model, subject.made_at_utc)
