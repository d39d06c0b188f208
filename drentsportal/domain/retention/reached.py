"""How people are reached, read from their own records and from the mails that they sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.retention.passages import PassageField, PassageKind
from drentsportal.domain.retention.persons import Reach, is_own_name, is_part_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drentsportal.domain.retention.passages import Passage
    from drentsportal.domain.retention.persons import SoughtPerson

_WHOSE: Final = frozenset({"name", "sender"})
"""Fields that say whose the addresses and numbers behind them are."""

_REACHED: Final = frozenset({"email", "phone"})


def reach_of(passages: Iterable[Passage], person: SoughtPerson) -> Reach:
    """Return what the records tell of how the person and everybody else is reached.

    A record of a person, and the head of a mail, name somebody and then address and number. Of a name that
    is a part of the person's nothing is concluded.
    """
    own: dict[str, None] = {}
    others: dict[str, None] = {}
    for name, reached in _records(passages):
        if is_own_name(name, person):
            own[reached] = None
        elif not is_part_of_name(name, person):
            others[reached] = None
    return Reach(tuple(own), tuple(others))


def short_names(passages: Iterable[Passage], person: SoughtPerson) -> dict[str, tuple[str, ...]]:
    """Return by case how its requester signed, where the person sent the mail that opened the case."""
    kept = tuple(passages)
    sent = {each.subject for each in kept if _is_sent_by(each, person)}
    found: dict[str, list[str]] = {}
    for each in kept:
        for field in each.fields:
            is_signed = field.name in {"requester", "confirmed.requester"}
            if each.subject in sent and is_signed and is_part_of_name(field.text, person):
                found.setdefault(each.subject, []).append(field.text.strip())
    return {subject: tuple(dict.fromkeys(names)) for subject, names in found.items()}


def is_asked_by(passage: Passage, names: Iterable[str]) -> bool:
    """Whether a passage is the request of somebody who signed with one of the names."""
    signed = set(names)
    return any(each.name == "requester" and each.text.strip() in signed for each in passage.fields)


def with_senders(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages with, at each attachment that came with a mail, who sent that mail."""
    kept = tuple(passages)
    came: dict[tuple[str, str], list[PassageField]] = {}
    for each in kept:
        senders = [field for field in each.fields if field.name == "sender"]
        for field in each.fields if each.kind is PassageKind.PAPER and senders else ():
            if field.name == "file_name":
                came.setdefault((each.subject, field.text), []).extend(senders)
    return tuple(_with_sender(each, came) for each in kept)


def _with_sender(passage: Passage, came: dict[tuple[str, str], list[PassageField]]) -> Passage:
    if passage.kind is not PassageKind.ATTACHMENT:
        return passage
    senders = [one for field in passage.fields for one in came.get((passage.subject, field.text), ())]
    return replace(passage, fields=(*passage.fields, *dict.fromkeys(senders)))


def _records(passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """Give each address and number that stands behind a name, with that name."""
    for each in passages:
        name = ""
        for field in each.fields:
            if field.name in _WHOSE:
                name = field.text
            elif field.name in _REACHED and name:
                yield name, field.text


def _is_sent_by(passage: Passage, person: SoughtPerson) -> bool:
    return passage.kind is PassageKind.PAPER and any(
        field.name == "sender" and is_own_name(field.text, person) for field in passage.fields
    )
