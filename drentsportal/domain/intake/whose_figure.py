"""Tells whose a figure is: asked by whoever wrote, standing there today, or of another company."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.clauses import ASKED, HAVE, sentence_around, tells_today, words
from drentsportal.domain.intake.recognised import NOT_ASKED, Certainty, IntakeField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drentsportal.domain.intake.clauses import Clause
    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

OTHERS: Final = words(
    "concurrent*", "concullega*", "collega-bedrijf", "collegabedrijf", "buurman", "buren", "buurbedrijf",
    "leverancier*", "toeleverancier*", "verhuurder*", "de groep", "onze groep", "hele groep", "concern",
    "moedermaatschappij", "zustermaatschappij", "dochterbedrijf", "dochterbedrijven", "dochteronderneming*",
    "dochtermaatschappij*", "competitor*", "competitor's", "rival*", "neighbour*", "neighbor*", "supplier*",
    "landlord", "the group", "our group", "whole group", "subsidiar*", "parent", "holding company",
    "konkurren*", "wettbewerber*", "mitbewerber*", "nachbar*", "lieferant*", "zulieferer*", "vermieter*",
    "die gruppe", "unsere gruppe", "unserer gruppe", "der gruppe", "firmengruppe", "unternehmensgruppe",
    "muttergesellschaft", "tochtergesellschaft*", "tochterunternehmen",
)  # fmt: skip
"""Words of a company beside the one that asks, or of all its companies together."""

_OWN: Final = words("wij", "we", "ik", "wijzelf", "i", "wir", "ich")
_COMING: Final = words(
    "komt", "komen", "komende", "wordt", "worden", "gaan", "gaat", "zullen", "zal", "minimaal", "minstens",
    "tenminste", "ten minste", "voldoende", "geschikt voor", "plaats voor", "ruimte voor", "beoogd*",
    "gepland*", "verwacht*", "at least", "minimum", "will", "plan to", "planned", "suitable",
    "expect*", "create*", "creating", "room for", "mindestens", "wird", "werden", "sollen", "geplant*",
    "planen", "entstehen", "schaffen", "geeignet für", "platz für",
)  # fmt: skip
"""Words of what is to come, which the request then is about."""
_TURNED: Final = re.compile(
    r";|(?<!\w)(?:omdat|want|terwijl|zodat|waar|dat|die|is|zijn|ligt|liggen|draait|draaien|telt|tellen|werkt"
    r"|werken|because|since|while|which|that|are|lies|runs|employs|weil|während|wo|ist|sind|liegt|läuft"
    r"|arbeitet|arbeiten|beschäftigt|beschäftigen)(?!\w)",
    re.IGNORECASE,
)
"""Signs that a sentence goes on about something else than what it asked for."""
_NEEDS_WISH: Final = frozenset(
    {
        IntakeField.STAFF_COUNT,
        IntakeField.CATEGORY,
        IntakeField.GRID_DEMAND_KW,
        IntakeField.GRID_FEED_KW,
        IntakeField.HEIGHT_DM,
        IntakeField.BUILDING_DM,
    }
)
"""Fields that are literal only where words ask for them; areas and places are judged where they are found."""
_LABELLED: Final = re.compile(
    r"(?:^|\n)[ \t]*(?:[-*\u2022]|\d{1,2}[.)]|[a-z][.)])?[ \t]*[^\n:.!?]{2,50}:[ \t]*"
    r"(?:vanaf|minimaal|min\.|ca\.?|circa|van|±|[ \t])*$"
)
_LISTED: Final = re.compile(r"[ \t]*(?:[-*\u2022\u2013]|\d{1,2}[.)]\s|[a-z][.)]\s|[^\n:.!?]{2,50}:[ \t]*\S)")
_REFERRING: Final = re.compile(
    r"\s*(?:zij|ze|hij|die|dat|deze|dit|hun|they|it|he|she|their|its|this|that|sie|er|es|diese[rs]?|ihre?|deren)\b",
    re.IGNORECASE,
)
_LABEL_REACH: Final = 90
_LEAD_REACH: Final = 1_000
_LEAD_LINES: Final = 15


def judged(passage: SearchedText, found: Iterable[Recognised]) -> Iterator[Recognised]:
    """Leave out what is of another company, and doubt what no word asks for or stands there today."""
    for each in of_the_asker(passage, found):
        span = (each.start, each.end)
        is_sure = each.field in NOT_ASKED or not _stands(passage, span)
        if each.field in _NEEDS_WISH:
            is_sure = is_sure and is_wished(passage, span)
        yield each if is_sure else replace(each, certainty=Certainty.DERIVED)


def of_the_asker(passage: SearchedText, found: Iterable[Recognised]) -> Iterator[Recognised]:
    """Leave out what is of another company, and doubt what may be."""
    for each in found:
        span = (each.start, each.end)
        if not _is_of_another(passage, span):
            may_be = passage.clause_at(span).says(OTHERS)
            yield replace(each, certainty=Certainty.DERIVED) if may_be else each


def is_wished(passage: SearchedText, span: tuple[int, int]) -> bool:
    """Whether words say that a figure is asked: in its clause, earlier in its sentence, or as a label."""
    clause = passage.clause_at(span)
    is_coming = clause.says(_COMING) and not clause.says(HAVE)
    is_said = clause.says(ASKED) or is_coming or _is_led(passage, span, clause)
    return is_said or _is_label(passage, span) or _is_asked_above(passage, span)


def _is_led(passage: SearchedText, span: tuple[int, int], clause: Clause) -> bool:
    """Whether its sentence asks before it, and no other subject came in between."""
    before = passage.sentence_at(span).before
    asked = [each.end() for each in ASKED.finditer(before)]
    return bool(asked) and not clause.says(HAVE) and _TURNED.search(before, asked[-1]) is None


def _is_label(passage: SearchedText, span: tuple[int, int]) -> bool:
    before = passage.searched[max(0, span[0] - _LABEL_REACH) : span[0]]
    said = passage.searched[span[0] : span[1]]
    return _LABELLED.search(before) is not None or re.search(r"[:\n]", said) is not None


def _is_asked_above(passage: SearchedText, span: tuple[int, int]) -> bool:
    lead = _lead(passage.searched, span[0])
    return ASKED.search(lead) is not None and not _tells_of_today(lead)


def _stands(passage: SearchedText, span: tuple[int, int]) -> bool:
    """Whether its clause, or the heading of its list, tells of today."""
    clause = passage.clause_at(span)
    return _tells_of_today(clause.whole) or _tells_of_today(_lead(passage.searched, span[0]))


def _tells_of_today(text: str) -> bool:
    has_it = HAVE.search(text) is not None and ASKED.search(text) is None
    return has_it or tells_today(text)


def _is_of_another(passage: SearchedText, span: tuple[int, int]) -> bool:
    """Whether the last company that was named before it is another, of which nothing is asked."""
    sentence = passage.sentence_at(span)
    if _ends_at_another(sentence.before):
        return True
    if OTHERS.search(_lead(passage.searched, span[0])) is not None:
        return True
    begins = span[0] - len(sentence.before)
    if _REFERRING.match(sentence.before) is None or begins <= 0:
        return False
    earlier = sentence_around(passage.searched, begins - 2, begins - 2)
    return _ends_at_another(earlier.before)


def _ends_at_another(before: str) -> bool:
    others = [each.end() for each in OTHERS.finditer(before)]
    return bool(others) and not any(each.search(before, others[-1]) for each in (_OWN, ASKED))


def _lead(text: str, at: int) -> str:
    """Return the line above a list or a row of labels that a place stands in; empty outside of one."""
    start = text.rfind("\n", 0, at) + 1
    if _LISTED.match(text, start, at + 1) is None:
        return ""
    above = text[max(0, start - _LEAD_REACH) : start].split("\n")[::-1]
    for line in above[1 : _LEAD_LINES + 1]:
        if line.strip() and _LISTED.match(line) is None:
            return line
    return ""
