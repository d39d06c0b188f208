"""A selection under the Woo: which passages are made public, and on what ground a part is not.

Every ground is given by a person; nothing is proposed, and a passage that nobody decided about stays inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.retention.passages import (
    Passage,
    Piece,
    ShownField,
    ShownPassage,
    pieces_without,
)
from drentsportal.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PUBLIC: Final = "public"
"""The ground of a passage that is made public as it stands: no exception applies to it."""


@dataclass(frozen=True, slots=True)
class WooGround:
    """An exception of the Woo. ``id`` is how it is noted beside what is left out (``5.1.2.e``).

    ``is_absolute`` says that no interest weighs against it.
    """

    id: str
    article: str
    title: str
    source: str
    is_absolute: bool = False


@dataclass(frozen=True, slots=True)
class WithheldPart:
    """A part of a passage that stays inside: its words as they stand there, and the ground."""

    text: str
    ground_id: str


@dataclass(frozen=True, slots=True)
class WooMark:
    """What a person decided about one passage.

    ``ground_id`` is the ground of the whole passage: ``PUBLIC``, or the exception on which all of it stays
    inside. ``parts`` are withheld of one that is public for the rest.
    """

    passage_id: str
    ground_id: str
    parts: tuple[WithheldPart, ...] = ()


def shown_by(
    passages: Sequence[Passage], marks: Iterable[WooMark], grounds: Sequence[WooGround]
) -> tuple[ShownPassage, ...]:
    """Return the marked passages as they leave the portal, in their own order.

    Raises ``NotFoundError`` for a passage or ground that is not there; ``InputError`` for a passage marked
    twice or without a ground, for a part that does not stand in it, and when nothing is marked.
    """
    by_id = {each.id: each for each in passages}
    decided: dict[str, WooMark] = {}
    for mark in marks:
        if mark.passage_id not in by_id:
            raise NotFoundError("error.woo.no_passage", field="marks", passage=mark.passage_id)
        if mark.passage_id in decided:
            raise InputError("error.woo.marked_twice", field="marks", passage=mark.passage_id)
        _check_mark(mark, by_id[mark.passage_id], grounds)
        decided[mark.passage_id] = mark
    if not decided:
        raise InputError("error.woo.nothing_marked", field="marks")
    return tuple(_shown(each, decided[each.id]) for each in passages if each.id in decided)


def marks_from_data(data: Any) -> tuple[WooMark, ...]:  # noqa: ANN401 - whatever a file of marks holds
    """Read marks from plain data: a list of ``id``, ``ground`` and ``withhold`` (``text`` and ``ground``).

    Raises ``InputError`` for data of another shape.
    """
    try:
        listed = data["passages"] if isinstance(data, dict) else data
        return tuple(
            WooMark(
                str(each["id"]),
                str(each.get("ground") or ""),
                tuple(WithheldPart(str(part["text"]), str(part["ground"])) for part in _parts(each)),
            )
            for each in listed
            # Listed with nothing decided: left as it came out of the list of passages.
            if each.get("ground") or _parts(each)
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError("error.woo.unreadable", field="marks") from error


def _parts(row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - checked by who reads it
    return row.get("withhold") or ()


def _check_mark(mark: WooMark, passage: Passage, grounds: Sequence[WooGround]) -> None:
    known = {PUBLIC, *(each.id for each in grounds)}
    if not mark.ground_id:
        raise InputError("error.woo.no_ground", field="marks", passage=passage.id)
    for ground_id in (mark.ground_id, *(part.ground_id for part in mark.parts)):
        if ground_id not in known:
            raise NotFoundError(
                "error.woo.unknown_ground", field="marks", ground=ground_id, known=", ".join(sorted(known))
            )
    for part in mark.parts:
        if part.ground_id == PUBLIC or mark.ground_id != PUBLIC:
            raise InputError("error.woo.part_ground", field="marks", passage=passage.id)
        if not part.text.strip() or not any(part.text in each.text for each in passage.fields):
            raise InputError("error.woo.part_missing", field="marks", passage=passage.id, part=part.text)


def _shown(passage: Passage, mark: WooMark) -> ShownPassage:
    if mark.ground_id != PUBLIC:
        fields = tuple(ShownField(each.name, (Piece("", mark.ground_id),)) for each in passage.fields)
    else:
        fields = tuple(
            ShownField(each.name, pieces_without(each.text, _spans(each.text, mark.parts)))
            for each in passage.fields
        )
    return ShownPassage(passage.id, passage.subject, passage.kind, fields, passage.at_utc)


def _spans(text: str, parts: Iterable[WithheldPart]) -> list[tuple[int, int, str]]:
    """Find every place of every part: what is withheld once is withheld throughout the passage."""
    spans = []
    for part in parts:
        at = text.find(part.text)
        while at >= 0:
            spans.append((at, at + len(part.text), part.ground_id))
            at = text.find(part.text, at + 1)
    return spans
