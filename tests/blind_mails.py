"""Requests written before anybody looked at how they are read, and what came of reading them."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.relations.company import plain_name
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_FOLDER: Final = Path(__file__).parent / "fixtures" / "blind_mails"


@dataclass(frozen=True)
class BlindMail:
    """One request with what it says, by hand; ``is_held_out`` marks the half that no rule was made on."""

    name: str
    given: Mapping[str, Any]
    truth: Mapping[str, Any]

    @property
    def is_held_out(self) -> bool:
        """Whether it belongs to the half that was kept aside: every even number."""
        return int(self.name[1:]) % 2 == 0

    @property
    def file_name(self) -> str:
        """A pasted text is no mail."""
        return f"{self.name}.txt" if self.given.get("as") == "pasted" else f"{self.name}.eml"

    def content(self) -> bytes:
        """Write the request as the file that would come in."""
        if self.given.get("as") == "pasted":
            return str(self.given["text"]).encode()
        mail = EmailMessage()
        sent = datetime.strptime(self.given["date"], "%a, %d %b %Y %H:%M:%S %z")
        mail["Received"] = f"from a.example by mx.drenthe.example with ESMTPS; {self.given['date']}"
        mail["From"], mail["To"] = self.given["from"], "schakelpunt@drenthe.example"
        mail["Date"], mail["Subject"] = sent, self.given["subject"]
        charset = self.given.get("charset", "utf-8")
        if "text" in self.given:
            mail.set_content(self.given["text"], charset=charset)
        if "html" in self.given:
            html = self.given["html"].encode(charset, errors="xmlcharrefreplace").decode(charset)
            made = mail.add_alternative if "text" in self.given else mail.set_content
            made(html, subtype="html", charset=charset)
        return bytes(mail)


def blind_mails() -> tuple[BlindMail, ...]:
    """Return all of them, in the order of their files."""
    return tuple(
        BlindMail(each["id"], each, each["truth"])
        for path in sorted(_FOLDER.glob("*.toml"))
        for each in tomllib.loads(path.read_text(encoding="utf-8"))["mail"]
    )


class Judged(StrEnum):
    """How what was recognised stands beside what the mail says."""

    RIGHT = "right"
    MARKED_RIGHT = "marked and right"
    CHOICE_RIGHT = "several, the right one among them"
    EMPTY = "empty"
    MARKED_WRONG = "marked and wrong"
    CHOICE_WRONG = "several, all wrong"
    WRONG = "wrong without doubt"


@dataclass(frozen=True)
class Read:
    """What was found for one field: values, and whether any that stands alone is literal."""

    values: tuple[Any, ...]
    is_literal: bool

    @classmethod
    def of(cls, found: Iterable[Mapping[str, Any]]) -> Read:
        """Gather from the rows of ``found``."""
        rows = list(found)
        values = tuple(dict.fromkeys(_plain(each["value"]) for each in rows))
        return cls(values, any(each["certainty"] == "literal" for each in rows))


@dataclass
class Truth:
    """What may stand: ``right`` values, ``allowed`` ones that need not be found, and what must be doubted."""

    right: Callable[[Any], bool] = lambda _: False
    allowed: Callable[[Any], bool] = lambda _: False
    is_told: bool = False
    must_doubt: bool = False
    needs_all: frozenset[Any] = frozenset()


def judge(read: Read, truth: Truth) -> Judged | None:
    """Judge one field of one mail; None where the mail tells nothing and nothing stands."""
    fits = [truth.right(each) or truth.allowed(each) for each in read.values]
    if not read.values:
        return Judged.EMPTY if truth.is_told else None
    if len(read.values) > 1:
        return Judged.CHOICE_RIGHT if any(fits) else Judged.CHOICE_WRONG
    is_whole = not truth.needs_all or truth.needs_all <= set(read.values)
    if fits[0] and is_whole and not (truth.must_doubt and read.is_literal):
        return Judged.RIGHT if read.is_literal else Judged.MARKED_RIGHT
    return Judged.WRONG if read.is_literal else Judged.MARKED_WRONG


def _plain(value: Any) -> Any:  # noqa: ANN401 - values are of any kind
    return tuple(value) if isinstance(value, list) else value


def _lowest(value: Any) -> Any:  # noqa: ANN401 - as above
    return value[0] if isinstance(value, list) else value


def _number(truth: Mapping[str, Any], name: str, factor: float = 1) -> Truth:
    """Of a range the lower end is what is asked at least."""
    stem = name.rpartition("_m2")[0] or name
    told = truth.get(name)
    others = [
        each
        for key in (f"{name}_any", f"{stem}_any")
        for each in _list(truth.get(key))
        if not isinstance(each, str)
    ]
    return Truth(
        right=lambda each: told is not None and abs(each - _lowest(told) * factor) < 1,
        allowed=lambda each: any(abs(each - other * factor) < 1 for other in others),
        is_told=told is not None,
        must_doubt=bool(truth.get(f"{stem}_doubt")),
    )


def _texts(truth: Mapping[str, Any], name: str, plain: Callable[[Any], Any] = str) -> Truth:
    told = {plain(each) for each in _list(truth.get(name))}
    others = {plain(each) for each in _list(truth.get(f"{name}_any"))}
    return Truth(lambda each: plain(each) in told, lambda each: plain(each) in others, bool(told))


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - as above
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _municipality(truth: Mapping[str, Any]) -> Truth:
    told = frozenset(truth.get("gemeente", ()))
    near = {*truth.get("near", ()), *truth.get("gemeente_any", ())}
    return Truth(
        right=lambda each: MUNICIPALITIES[each] in told,
        allowed=lambda each: MUNICIPALITIES[each] in near,
        is_told=bool(told),
        must_doubt=not told and "near" in truth,
        needs_all=frozenset(code for code, name in MUNICIPALITIES.items() if name in told),
    )


def _needed_by(truth: Mapping[str, Any]) -> Truth:
    told, other = truth.get("by"), _list(truth.get("by_any"))
    ends = (told, told) if isinstance(told, str) else told or ("9", "0")
    return Truth(
        right=lambda each: ends[0] <= each <= ends[1],
        allowed=lambda each: bool(other) and other[0] <= each <= other[-1],
        is_told=told is not None,
        must_doubt=bool(truth.get("by_doubt")),
    )


def _sector(truth: Mapping[str, Any], groups_of: Callable[[str], set[str]]) -> Truth:
    told = set(truth.get("sector", ()))
    return Truth(right=lambda each: bool(groups_of(each) & told), is_told=bool(told))


FIELDS: Final = (
    "plot_area_m2", "floor_area_m2", "municipality", "sector", "staff_count", "category", "available_by",
    "grid_demand_kw", "grid_feed_kw", "height_dm", "company_name", "kvk_number", "phone", "email", "asked_at",
    "sender", "channel", "present_area_m2", "present_place",
)  # fmt: skip
"""What is judged; the last two are shown only, and never proposed."""


@dataclass
class Outcome:
    """How every field of every mail was judged."""

    rows: list[tuple[BlindMail, str, Judged, Read]] = field(default_factory=list)

    def counts(self, *, held_out: bool) -> dict[str, Counter[Judged]]:
        """Count by field, of one half of the first eighty."""
        counted = {name: Counter[Judged]() for name in FIELDS}
        for mail, name, judged, _ in self.rows:
            if mail.name[0] in "ned" and mail.is_held_out is held_out:
                counted[name][judged] += 1
        return counted


def judged_fields(
    mail: BlindMail, shown: Mapping[str, Any], groups_of: Callable[[str], set[str]]
) -> dict[str, tuple[Judged, Read]]:
    """Judge what ``case intake --json`` shows of a mail."""
    truth = mail.truth
    expected = {
        "plot_area_m2": _number(truth, "plot_m2"),
        "floor_area_m2": _number(truth, "floor_m2"),
        "municipality": _municipality(truth),
        "sector": _sector(truth, groups_of),
        "staff_count": _number(truth, "staff"),
        "category": _texts(truth, "category"),
        "available_by": _needed_by(truth),
        "grid_demand_kw": _number(truth, "grid_kw"),
        "grid_feed_kw": _number(truth, "feed_kw"),
        "height_dm": _number(truth, "height_m", 10),
        "company_name": _texts(truth, "company", plain_name),
        "kvk_number": _texts(truth, "kvk"),
        "phone": _texts(truth, "phone"),
        "email": _texts(truth, "email"),
        "asked_at": _texts(truth, "asked", datetime.fromisoformat),
        "sender": _texts(truth, "sender"),
        "channel": _texts(truth, "channel"),
        "present_area_m2": _number(truth, "present_m2"),
        "present_place": _texts(truth, "present"),
    }
    judged = {}
    for name, said in expected.items():
        read = _read(name, shown)
        if (outcome := judge(read, said)) is not None:
            judged[name] = (outcome, read)
    return judged


def _read(name: str, shown: Mapping[str, Any]) -> Read:
    if name in {"asked_at", "channel"}:
        rows = [each for each in shown["proposed"] if each["key"] == name]
        options = tuple(option for each in rows for option in each["options"])
        return Read(options, any(each["value"] and each["certainty"] == "literal" for each in rows))
    if name == "sender":
        whose = shown["forwarded"] or shown["message"]
        values = (whose["sender_name"],) if whose["sender_name"] else ()
        return Read(values, is_literal=shown["forwarded"] is None)
    if name == "email":
        whose = shown["forwarded"] or shown["message"]
        own = [{"value": whose["sender_address"], "certainty": "derived"}] if whose["sender_address"] else []
        return Read.of([*own, *(each for each in shown["found"] if each["field"] == name)])
    return Read.of(each for each in shown["found"] if each["field"] == name)


def table(counts: Mapping[str, Counter[Judged]]) -> str:
    """Write the counts as a table."""
    head = "| field | " + " | ".join(each.value for each in Judged) + " |"
    lines = [head, "|---|" + "---:|" * len(Judged)]
    lines += [
        f"| {name} | " + " | ".join(str(counted[each]) for each in Judged) + " |"
        for name, counted in counts.items()
    ]
    total = sum(counts.values(), Counter[Judged]())
    return "\n".join([*lines, "| all | " + " | ".join(str(total[each]) for each in Judged) + " |"])
