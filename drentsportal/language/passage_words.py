"""Names, values and gaps of a passage as a reader outside the desk sees them, in one wording everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.retention.passages import (
    ASKED,
    CODED_FIELDS,
    CONFIRMED,
    DAY_FIELDS,
    FIGURE_FIELDS,
    MOMENT_FIELDS,
    OTHER_PERSON,
    READ,
    UNCLEAR_PERSON,
)
from drentsportal.language.limit_words import amount_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.retention.lone_names import LoneName
    from drentsportal.language.speaker import Language

_PERSONS: Final = {
    OTHER_PERSON: "disclosure.other_person",
    UNCLEAR_PERSON: "disclosure.unclear_person",
}

_NAMES_SHOWN: Final = 2
"""Of so many people it is said whose a first or last name may be; of more only how many."""


def passage_label(language: Language, name: str) -> str:
    """Name a field of a passage; one of a message by what was read or confirmed."""
    for start, family in ((READ, "intake_field."), (CONFIRMED, "ui.mail.field.")):
        key = f"{family}{name.removeprefix(start)}"
        if name.startswith(start):
            return language.text(key if key in language else "passage_field.text")
    if name.startswith(ASKED):
        return language.text(f"criterion.{name.removeprefix(ASKED)}")
    return language.text(f"passage_field.{name}")


def passage_value(language: Language, name: str, text: str) -> str:
    """Return the text of a field: codes and figures in words, moments in Dutch time, all else as it is."""
    words = f"{CODED_FIELDS[name]}.{text}" if name in CODED_FIELDS else ""
    if words and words in language:
        return language.text(words)
    try:
        if name in MOMENT_FIELDS:
            return language.value(datetime.fromisoformat(text).astimezone(UTC), "moment")
        if name in DAY_FIELDS:
            return language.value(date.fromisoformat(text), "date")
        return _figure(language, name, text)
    except (ValueError, TypeError):
        # A part of one, where somebody withheld the rest.
        return text


def _figure(language: Language, name: str, text: str) -> str:
    """Write a figure with its unit; another text stays as it is. Raises ``ValueError`` for a part of one."""
    if name in FIGURE_FIELDS:
        return language.value(float(text) if "." in text else int(text), FIGURE_FIELDS[name])
    if name.startswith(ASKED):
        criterion = CRITERION_BY_ID[name.removeprefix(ASKED)]
        return amount_words(language, "doc", criterion, int(text))
    return text


def passage_gap(language: Language, reason: str) -> str:
    """Say in brackets why something was left out: whom it names, or the ground."""
    return f"[{language.text(_PERSONS[reason]) if reason in _PERSONS else reason}]"


def lone_warnings(language: Language, lone: Sequence[LoneName]) -> tuple[str, ...]:
    """Say which first and last names stand alone in what would leave; those that may be words come after."""
    told = ((False, "woo.lone_names"), (True, "woo.lone_words"))
    groups = ((text_id, [each for each in lone if each.may_be_word is kind]) for kind, text_id in told)
    return tuple(
        language.text(text_id, told=tuple(_lone_name(language, each) for each in group))
        for text_id, group in groups
        if group
    )


def _lone_name(language: Language, lone: LoneName) -> str:
    shown, more = ", ".join(lone.names[:_NAMES_SHOWN]), len(lone.names) - _NAMES_SHOWN
    if more > 0:
        return language.text("woo.lone_name_more", word=lone.word, names=shown, count=more)
    return language.text("woo.lone_name", word=lone.word, names=shown)
