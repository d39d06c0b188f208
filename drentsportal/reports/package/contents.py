"""The list of contents: what is in this package and where, and what belongs to the other one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.package.parts import (
    PARTS_OF,
    PackagePart,
    PackageRound,
    PartState,
    part_name,
    part_number,
)
from drentsportal.domain.path.path_steps import PATH_STEPS, WHOLE_PATH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.language import Language
    from drentsportal.services.ports.packages import PackageSubject


@dataclass(frozen=True, slots=True)
class ContentsItem:
    """One thing in a part: its name, what it is, and where it is.

    In the one PDF ``label`` names a place among our own pages, or ``behind`` says on which page after ours
    it begins (from 1); in the ZIP ``file_name`` names the file.
    """

    part: PackagePart
    name: str
    detail: str
    label: str = ""
    behind: int = 0
    file_name: str = ""


def contents_model(
    subject: PackageSubject,
    items: Sequence[ContentsItem],
    whose: Mapping[PackagePart, str],
    language: Language,
) -> dict[str, object]:
    """Return the model of the list; ``whose`` names per part who it comes from."""
    other = PackageRound.SECOND if subject.round is PackageRound.FIRST else PackageRound.FIRST
    text = language.text
    return {
        "steps": [_step(each, subject, language) for each in PATH_STEPS if each != WHOLE_PATH],
        "steps_caption": text("doc.package.steps", step=subject.round.value.upper()),
        "columns": [text(f"doc.package.column.{each}") for each in ("number", "part", "holds", "state")],
        "page_word": text("doc.page"),
        "lists": [
            {
                "title": text("doc.package.in_this"),
                "intro": "",
                "is_main": True,
                "rows": [_row(part, subject, items, whose, language) for part in PARTS_OF[subject.round]],
            },
            {
                "title": text(f"doc.package.other.{other.value}"),
                "intro": text(f"doc.package.other.{other.value}.intro"),
                "is_main": False,
                "rows": [_other_row(part, other, whose, language) for part in PARTS_OF[other]],
            },
        ],
        "closing": text("doc.package.closing"),
    }


def contents_text(title: str, model: Mapping[str, object], language: Language, note: str = "") -> str:
    """Return the list of contents as plain text with Windows line ends; ``note`` stands at its end."""
    lines = [title, "=" * len(title)]
    lists = model["lists"]
    assert isinstance(lists, list)  # noqa: S101 - made above
    for each in lists:
        lines += ["", each["title"], *([each["intro"]] if each["intro"] else [])]
        for row in each["rows"]:
            lines.append(
                language.text(
                    "doc.package.text_row", number=row["number"], name=row["name"], state=row["state"]
                )
            )
            lines += [f"   {item['file_name'] or item['name']}" for item in row["items"]]
    return "\r\n".join([*lines, "", *([note, ""] if note else []), str(model["closing"]), ""])


def _step(step: str, subject: PackageSubject, language: Language) -> dict[str, object]:
    return {
        "id": step.upper(),
        "name": language.text(f"doc.package.step.{step}"),
        "is_now": step == subject.round.value,
    }


def _row(
    part: PackagePart,
    subject: PackageSubject,
    items: Sequence[ContentsItem],
    whose: Mapping[PackagePart, str],
    language: Language,
) -> dict[str, object]:
    state = subject.states[part]
    return {
        "number": str(part_number(part)),
        "name": language.text(part_name(part)),
        "tells": " ".join(
            (language.text(f"doc.package.tells.{part.value}"), *_note(part, subject, language))
        ),
        "mark": "fits" if state is PartState.PRESENT else "" if state is PartState.NOT_APPLICABLE else "open",
        "state": language.text(f"doc.package.state.{state.value}"),
        "whose": whose.get(part, ""),
        "items": [
            {
                "name": each.name,
                "detail": each.detail,
                "label": each.label,
                "behind": each.behind,
                "file_name": each.file_name,
            }
            for each in items
            if each.part is part
        ],
    }


def _note(part: PackagePart, subject: PackageSubject, language: Language) -> tuple[str, ...]:
    """Return what is not in a part though a reader expects it: drawings of some sites, every scheme."""
    is_there = subject.states[part] is PartState.PRESENT
    if part is PackagePart.SUBSIDIES and is_there and not subject.instruments:
        which = "none_fits" if subject.unfit_count else "none_confirmed"
        return (language.text(f"doc.package.subsidies.{which}"),)
    note = subject.drawings_note if part is PackagePart.DRAWING else None
    return () if note is None else (language.text(note),)


def _other_row(
    part: PackagePart, other: PackageRound, whose: Mapping[PackagePart, str], language: Language
) -> dict[str, object]:
    return {
        "number": str(part_number(part)),
        "name": language.text(part_name(part)),
        "tells": language.text(f"doc.package.tells.{part.value}"),
        "mark": "open",
        "state": language.text(f"doc.package.state.other.{other.value}"),
        "whose": whose.get(part, ""),
        "items": [],
    }
