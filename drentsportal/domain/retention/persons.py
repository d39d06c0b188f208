"""Finding a person in words, and leaving everybody else out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.retention.passages import OTHER_PERSON, UNCLEAR_PERSON, Piece, pieces_without

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+|00|\(?0)\d?(?:[\s().-]{0,2}\d){7,13}(?!\w)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST_PART: Final = 3
_LEAST_DIGITS: Final = 9
_SAME_ENDS: Final = 9
"""How many digits from the end make two telephone numbers the same: +31 6 ... and 06 ... differ before."""


@dataclass(frozen=True, slots=True)
class SoughtPerson:
    """Somebody who asks what is kept about them: the name, and how else they are written or reached."""

    name: str
    also: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way in which the person is written, without empty ones."""
        return tuple(each.strip() for each in (self.name, *self.also) if each.strip())

    @property
    def surname(self) -> str:
        """The last word of the name, by which somebody may be meant without the rest."""
        words = _WORD.findall(self.name)
        return words[-1] if words else ""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose mail addresses, telephone numbers and short names are known to be whose.

    ``own`` are the person's, ``others`` somebody else's; of what is in neither nothing tells whose it is.
    """

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


UNKNOWN_REACH: Final = Reach()
"""Nothing is kept of how anybody is reached."""


def mentions(text: str, name: str) -> list[tuple[int, int]]:
    """Return where a name, mail address or number stands in a text, as whole words.

    Capitals, accents and the width of spaces make no difference; of a telephone number only its last digits.
    """
    if _is_phone(name):
        wanted = _digits(name)[-_SAME_ENDS:]
        found = _numbers_in(text)
        return [span for span in found if _digits(text[slice(*span)])[-_SAME_ENDS:] == wanted]
    plain, places = folded(text)
    parts = folded(name)[0].split()
    if not parts:
        return []
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(each) for each in parts) + r"(?!\w)"
    return [(places[each.start()], places[each.end() - 1] + 1) for each in re.finditer(pattern, plain)]


def is_about(text: str, person: SoughtPerson) -> bool:
    """Whether a text names the person in one of the given spellings."""
    return any(mentions(text, each) for each in person.spellings)


def may_be_about(text: str, person: SoughtPerson) -> bool:
    """Whether a text has the surname alone, so that somebody must look who is meant."""
    return not is_about(text, person) and bool(person.surname and mentions(text, person.surname))


@dataclass(frozen=True, slots=True)
class EverybodyElse:
    """Everybody but one person, who are left out of what that person is given.

    Left out is: every name in ``others``, each part of such a name that stands alone with its capital, and
    every mail address and telephone number that is not the person's own. What nothing tells of whose it is
    is left out as ``UNCLEAR_PERSON``: a name that is a part of the person's, an address that is in no record.
    ``hidden`` stays inside whosever it is. A name that nobody ever entered as a name is not known and stays:
    somebody reads the outcome before it leaves.
    """

    person: SoughtPerson
    others: tuple[str, ...]
    reach: Reach = UNKNOWN_REACH
    hidden: tuple[str, ...] = ()

    def left_out_of(self, text: str) -> tuple[Piece, ...]:
        """Return a text as the person is given it."""
        return pieces_without(text, self._gaps(text))

    def unclear_in(self, text: str) -> tuple[str, ...]:
        """Return what is left out though nothing tells whose it is, as it stands there, each once."""
        gaps = self._gaps(text)
        return tuple(
            dict.fromkeys(text[start:end] for start, end, reason in gaps if reason == UNCLEAR_PERSON)
        )

    def _gaps(self, text: str) -> list[tuple[int, int, str]]:
        person = self.person
        words = [each for each in self.hidden if each.strip()]
        closed = {_reached_by(each) for each in words}
        own = [span for each in person.spellings for span in mentions(text, each)]
        open_reach = (each for each in self.reach.own if _reached_by(each) not in closed)
        own += [span for each in open_reach for span in mentions(text, each)]
        found = [(*span, OTHER_PERSON) for each in words for span in _places_of(text, each, person)]
        for name in self.others:
            if not is_own_name(name, person):
                reason = UNCLEAR_PERSON if is_part_of_name(name, person) else OTHER_PERSON
                found += [(*span, reason) for span in _places_of(text, name, person)]
        known = closed | {_reached_by(each) for each in self.reach.others}
        for span in reached_in(text):
            is_known = _reached_by(text[slice(*span)]) in known
            found.append((*span, OTHER_PERSON if is_known else UNCLEAR_PERSON))
        return [each for each in found if not any(_covers(kept, each[:2]) for kept in own)]


def reached_in(text: str) -> list[tuple[int, int]]:
    """Return where mail addresses and telephone numbers stand in a text."""
    found = [each.span() for each in _MAIL.finditer(text)]
    return found + [span for span in _numbers_in(text) if len(_digits(text[slice(*span)])) >= _LEAST_DIGITS]


def is_own_name(name: str, person: SoughtPerson) -> bool:
    """Whether a name is one of the spellings of the person; capitals and accents make no difference."""
    whole = " ".join(folded(name)[0].split())
    return any(whole == " ".join(folded(each)[0].split()) for each in person.spellings)


def is_part_of_name(name: str, person: SoughtPerson) -> bool:
    """Whether a name has no word that is not in the person's name: it may be the person or a namesake."""
    words = {folded(each)[0] for each in _WORD.findall(name)}
    own = {folded(each)[0] for each in _WORD.findall(person.name)}
    return bool(words) and words <= own


def _places_of(text: str, name: str, person: SoughtPerson) -> Iterator[tuple[int, int]]:
    """Where a name stands, whole, or a part of it that is not the person's too."""
    yield from mentions(text, name)
    own = {each.casefold() for spelling in person.spellings for each in _WORD.findall(spelling)}
    for part in _WORD.findall(name):
        if len(part) >= _SHORTEST_PART and part[0].isupper() and part.casefold() not in own:
            yield from (each.span() for each in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text))


def _numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand; a bracket that is not closed within one belongs to the words before."""
    for each in _PHONE.finditer(text):
        start, end = each.span()
        yield (start + 1 if each[0].startswith("(") and ")" not in each[0] else start), end


def _reached_by(text: str) -> str:
    """Return what two ways to write one number, address or name have in common."""
    return _digits(text)[-_SAME_ENDS:] if _is_phone(text) else " ".join(folded(text)[0].split())


def _covers(kept: tuple[int, int], span: tuple[int, int]) -> bool:
    return kept[0] <= span[0] and span[1] <= kept[1]


def _is_phone(name: str) -> bool:
    return bool(_PHONE.fullmatch(name.strip())) and len(_digits(name)) >= _LEAST_DIGITS


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text without accents and capitals, and for each letter of it where it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, each in enumerate(text):
        for part in unicodedata.normalize("NFKD", each).casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places
