"""Three lines under the key figures: reach, park management, restructuring; so that page 1 stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import Known
from drentsportal.reports.factsheet.management import stated_manager
from drentsportal.reports.factsheet.reach import nearest_junction
from drentsportal.reports.typeset.measured import measured_from
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject


def in_short(
    subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers
) -> tuple[dict[str, str], ...]:
    """Return label, text and mark of each line; what is unknown says so."""
    return (
        _reach(subject, words, sources),
        _management(subject, words, sources),
        *_restructuring(subject, words, sources),
    )


def _line(words: ValueWords, line: str, text: str, mark: str = "") -> dict[str, str]:
    return {"label": words.language.text(f"doc.in_short.{line}"), "text": text, "mark": mark}


def _reach(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> dict[str, str]:
    found, language = nearest_junction(subject), words.language
    if found is None:
        return _line(words, "reach", language.text("doc.value.ask"), Mark.UNKNOWN)
    landmark, distance_m, start = found
    text = language.text(
        "doc.in_short.junction",
        name=landmark.name,
        distance_m=distance_m,
        start=measured_from(start),
        number=sources.number(landmark.source, landmark.as_of),
    )
    return _line(words, "reach", text)


def _management(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> dict[str, str]:
    """Tell who manages the park, else whether anybody does; where the park denies it, both stand there."""
    language = words.language
    stated = (subject.park or subject.site).attribute("park_management")
    told = [("park_management_organisation", each) for each in stated_manager(subject)]
    denied = bool(told) and isinstance(stated, Known) and stated.value is False
    if isinstance(stated, Known) and (denied or not told):
        told = [("park_management", stated), *told]
    if not told:
        return _line(words, "management", language.text("doc.value.ask"), Mark.UNKNOWN)
    said = [words.words(*each) for each in told]
    numbers = (sources.number(each.source, each.as_of) for _, each in told)
    texts = [
        language.text("doc.in_short.sourced", text=each.text, numbers=(number,))
        for each, number in zip(said, numbers, strict=True)
    ]
    mark = Mark.CONFLICTING if denied else next((each.mark for each in said if each.mark), "")
    return _line(words, "management", "; ".join(dict.fromkeys(texts)), mark)


def _restructuring(
    subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers
) -> tuple[dict[str, str], ...]:
    """Tell each list that names the park or its gemeente; lists that differ stand side by side."""
    park, language = subject.park or subject.site, words.language
    claims = [
        each
        for each in subject.surroundings.claims
        if each.subject_id in {park.id, park.municipality_code or subject.site.municipality_code}
    ]
    if not claims:
        return ()
    by_text: dict[str, list[int]] = {}
    for each in claims:
        text = language.text(f"doc.facts.claim.{each.level}", status=without_line_references(each.status))
        by_text.setdefault(text, []).append(sources.number(each.source, each.as_of))
    told = [
        language.text("doc.in_short.sourced", text=text, numbers=tuple(numbers))
        for text, numbers in by_text.items()
    ]
    return (_line(words, "restructuring", "; ".join(told), Mark.CONFLICTING if len(by_text) > 1 else ""),)
