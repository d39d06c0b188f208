"""The words before the sheets of a bidbook: title, what is in it, as of when, and the list of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.reports.typeset.page_frame import page_frame, title_size
from drentsportal.reports.typeset.site_title import site_title
from drentsportal.services.documents import SAMPLE_SOURCE

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.ports.bidbooks import BookSubject


def title_page_model(subject: BookSubject, language: Language, *, is_sample: bool) -> dict[str, object]:
    """Return the model of title page and list of contents; the sheets come behind it."""
    text = language.text
    title = subject.title or text("doc.bidbook.title")
    today = subject.made_at_utc.astimezone(DUTCH_TIME).date()
    footer = (
        text("doc.footer.made", made_on=today),
        text("doc.footer.data_version", version=subject.data_version),
        *((text("doc.footer.sample"),) if is_sample else ()),
        text("doc.footer.no_offer"),
    )
    frame = page_frame(language, "bidbook", title, (SAMPLE_SOURCE,) if is_sample else ())
    return frame | {
        "footer": " · ".join(footer),
        "title_size": title_size(title),
        "context": text("doc.bidbook.context", made_on=today),
        "sentence": _sentence(subject, language),
        "missing": _missing(subject, language),
        "contents": text("doc.bidbook.contents"),
    }


def _sentence(subject: BookSubject, language: Language) -> str:
    """Tell how many sites of which gemeenten, and how many plots are taken: no book promises those."""
    sentence = language.text(
        "doc.bidbook.sentence",
        site_count=len(subject.site_ids) + subject.left_out_count,
        municipality_count=len(subject.municipality_names),
        municipalities=subject.municipality_names,
    )
    if not subject.taken:
        return sentence
    told = tuple(
        language.text(f"doc.bidbook.taken.{status.value}", count=count) for status, count in subject.taken
    )
    return f"{sentence} {language.text('doc.bidbook.taken', told=told)}"


def _missing(subject: BookSubject, language: Language) -> dict[str, object] | None:
    """Name the sites of the choice that have no sheet: who leafs through would think the choice smaller."""
    if not subject.missing:
        return None
    return {
        "title": language.text("doc.bidbook.missing"),
        "sentence": language.text("doc.bidbook.missing_sentence", count=len(subject.missing)),
        "names": [site_title(site, park, language) for site, park in subject.missing],
    }
