"""An advice set in its form: the short one tells as much as two pages hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.reports.advice.content import advice_page
from drentsportal.reports.advice.detail import SHORT_PAGES, details_of
from drentsportal.reports.typeset.typesetter import page_count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.language import Language
    from drentsportal.reports.advice.content import AdvicePage
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.reports.typeset.typesetter import Typesetter
    from drentsportal.services.documents import AdviceSubject

_TEMPLATE: Final = "advice.typ"
_AIRS: Final = ((1.0, 1.0), (0.5, 0.5), (0.2, 1.0), (0.0, 1.0), (0.0, 0.5))
"""How much of the room between rows is tried where two pages hold it only close together, most first; the
first page is full before the second is."""


@dataclass(frozen=True, slots=True)
class FittedAdvice:
    """A worded advice and its PDF; the letter is made of the same words."""

    page: AdvicePage
    pdf: bytes


def fitted_advice(
    subject: AdviceSubject,
    language: Language,
    theme: DocumentTheme,
    typesetter: Typesetter,
    not_shown: Callable[[Mapping[str, object]], str],
) -> FittedAdvice:
    """Set an advice; of a short one that never fits the shortest is taken, since a page grows by its text.

    Raises ``ReportError``.
    """
    made = None

    def set_page(page: AdvicePage) -> FittedAdvice:
        model = page.model
        model["not_shown"] = not_shown(model)
        return FittedAdvice(page, typesetter.pdf(_TEMPLATE, model, subject.clock.made_at_utc))

    for detail in details_of(subject.form):
        made = set_page(advice_page(subject, language, theme, detail))
        if page_count(made.pdf) <= SHORT_PAGES:
            return _airy(made, set_page) if detail.is_close else made
    if made is None:
        raise AssertionError(subject.form)
    return made


def _airy(close: FittedAdvice, set_page: Callable[[AdvicePage], FittedAdvice]) -> FittedAdvice:
    """Give the rows of an advice as much room as its two pages leave: closer than needed is hard to read."""
    for air in _AIRS:
        made = set_page(replace(close.page, air=air))
        if page_count(made.pdf) <= SHORT_PAGES:
            return made
    return close
