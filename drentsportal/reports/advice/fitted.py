"""An advice set in its form: the short one tells as much as two pages hold."""

from __future__ import annotations

from dataclasses import dataclass
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
    for detail in details_of(subject.form):
        page = advice_page(subject, language, theme, detail)
        model = page.model
        model["not_shown"] = not_shown(model)
        pdf = typesetter.pdf(_TEMPLATE, model, subject.clock.made_at_utc)
        made = FittedAdvice(page, pdf)
        if page_count(pdf) <= SHORT_PAGES:
            break
    if made is None:
        raise AssertionError(subject.form)
    return made
