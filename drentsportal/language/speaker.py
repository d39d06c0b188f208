"""Language: turns message ids with named parameters into sentences of one language."""

from __future__ import annotations

import copy
import logging
import string
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.message import Message
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.language.catalogue import read_catalogue
from drentsportal.language.figures_in_words import FiguresInWords
from drentsportal.language.unbroken import between, unbroken
from drentsportal.language.wording import WORDING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_TEMPLATES_HELD: Final = 4096

_LOG = logging.getLogger(__name__)

FIRST_LANGUAGE: Final = "nl"
"""The language in which every text is written first."""

UNKNOWN_ID: Final = "word.unknown"
"""The text that stands for a parameter without value."""


_TURNS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C), None)
"""What turns the direction of writing, to be left out."""


class MissingTextError(LookupError):
    """The catalogue lacks a text, or a text needs a parameter that it does not get: a fault of ours."""

    def __init__(self, message_id: str, why: str) -> None:
        """Keep which text is missing and why."""
        super().__init__(f"{message_id}: {why}")


class Language:
    """The catalogue and the style of one language.

    ``text`` words a ``Message``, an error or an id. What a translation lacks is said in Dutch. A text that is
    missing altogether shows as its id between double brackets and goes to the log, so that a gap never stops
    the work; with ``strict`` both raise ``MissingTextError`` instead, which is what the tests use.
    """

    def __init__(
        self,
        language_code: str,
        resources_dir: Path,
        *,
        cache_dir: Path | None = None,
        strict: bool = False,
    ) -> None:
        """Read the catalogue of a language; raises ``InputError`` for a language that we do not have."""
        folder = resources_dir / "translations" / language_code
        if language_code not in WORDING or not folder.is_dir():
            raise InputError(
                "error.language.unknown",
                field="language",
                language=language_code,
                accepted=", ".join(available_languages(resources_dir)),
            )
        self.code = language_code
        self._strict = strict
        self._texts = read_catalogue(folder, cache_dir)
        if not strict and language_code != FIRST_LANGUAGE:
            # A gap in a translation costs one Dutch sentence rather than the answer that is waited for.
            self._texts = read_catalogue(folder.parent / FIRST_LANGUAGE, cache_dir) | self._texts
        self.figures = FiguresInWords(language_code, WORDING[language_code])
        self._formatter = _TemplateFormatter(self)

    def unbroken(self) -> Language:
        """Return the same language for lines that wrap: a number stays with its unit, € with its amount."""
        made = copy.copy(self)
        made._formatter = _TemplateFormatter(made, is_unbroken=True)  # noqa: SLF001 - one of our own kind
        return made

    @property
    def ids(self) -> frozenset[str]:
        """Every message id of the catalogue."""
        return frozenset(self._texts)

    def __contains__(self, message_id: str) -> bool:
        """Whether the catalogue has a text for an id."""
        return message_id in self._texts

    def template(self, message_id: str) -> str:
        """Read the unfilled template of an id; raises ``KeyError`` when there is none."""
        return self._texts[message_id]

    def text(self, what: Message | DrentsPortalError | str, /, **params: object) -> str:
        """Word a message, an error, or an id with parameters."""
        message_id, given = _parts(what, params)
        template = self._texts.get(message_id)
        if template is None:
            return self._gap(message_id, "no text in the catalogue")
        try:
            return self._formatter.vformat(template, (), given)
        except (KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
            return self._gap(message_id, f"{type(error).__name__}: {error}; given {sorted(given)}")

    def value(self, value: object, spec: str = "") -> str:
        """Word a single value in a format spec; unknown (``None``) reads "onbekend"."""
        return self._formatter.format_field(value, spec)

    def list_of(self, items: Sequence[object], spec: str = "") -> str:
        """Word several values as one enumeration: a, b en c."""
        from babel.lists import format_list  # noqa: PLC0415 - Babel is not needed before the first list

        said = [self.value(item, spec) for item in items]
        return str(format_list(said, locale=WORDING[self.code].list_locale))

    def _gap(self, message_id: str, why: str) -> str:
        if self._strict:
            raise MissingTextError(message_id, why)
        _LOG.error("text %s cannot be shown: %s", message_id, why)
        return f"⟦{message_id}⟧"


def available_languages(resources_dir: Path) -> tuple[str, ...]:
    """Name the languages that documents can be made in, in the order in which they are offered."""
    return tuple(code for code in WORDING if any((resources_dir / "translations" / code).glob("*.po")))


def screen_languages(resources_dir: Path) -> tuple[str, ...]:
    """Name the languages of window and command line: those whose catalogue lacks no text."""
    return tuple(code for code in available_languages(resources_dir) if WORDING[code].has_screens)


@lru_cache(maxsize=_TEMPLATES_HELD)
def _parsed(template: str) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    """Take a template apart, once: thousands of lines are worded by the same few."""
    return tuple(string.Formatter().parse(template))


class _TemplateFormatter(string.Formatter):
    """Named fields with our own format specs, and ``{x:id:status}``, ``{n:plural:een|meer}``.

    ``{x:name:profile}`` is ``id`` for what may come from outside: without a text the id stands itself.
    """

    def __init__(self, language: Language, *, is_unbroken: bool = False) -> None:
        self._language = language
        self._is_unbroken = is_unbroken
        self._until = WORDING[language.code].until

    def vformat(self, format_string: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        """Fill a template; a range ("{low} tot {high}") whose ends read the same is written once."""
        said = ""
        low: tuple[str, str] | None = None
        is_figure = False
        for words, name, spec, _ in _parsed(format_string):
            told = "" if name is None else self._field(name, spec or "", args, kwargs)
            literal, was_figure = words, is_figure
            is_figure = name is not None and self._is_figure(kwargs.get(name), spec or "")
            if self._is_unbroken:
                literal = between(words, after_figure=was_figure, before_figure=is_figure)
            closes = low is not None and literal == self._until and name == "high" + low[0]
            said += "" if closes and low is not None and low[1] == told else literal + told
            low = None if name is None or not name.startswith("low") else (name.removeprefix("low"), told)
        return said

    def _field(self, name: str, spec: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        """Write one field; fields within its spec, as a count within a plural, are filled first."""
        filled = self.vformat(spec, args, kwargs) if "{" in spec else spec
        return self.format_field(self.get_field(name, args, kwargs)[0], filled)

    def _is_figure(self, value: object, spec: str) -> bool:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return spec.partition(":")[0] in self._language.figures.specs or (is_number and not spec)

    def get_field(
        self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[object, str]:
        """Look up a plain name; templates cannot reach into attributes or items."""
        if not field_name.isidentifier():
            raise ValueError(field_name)
        return self.get_value(field_name, args, kwargs), field_name

    def format_field(self, value: object, format_spec: str) -> str:
        """Write one value: unknown first, then ids, messages and lists, then figures."""
        spec, _, rest = format_spec.partition(":")
        if value is None:
            return self._language.text(UNKNOWN_ID)
        if spec == "id":
            return self._language.text(f"{rest}.{_plain(value)}")
        if spec == "name":
            told = _plain(value)
            ids = (f"{rest}.{told}", f"{rest}.{'_'.join(told.casefold().split())}")
            return next((self._language.text(each) for each in ids if each in self._language), told)
        if isinstance(value, Message | DrentsPortalError):
            return self._language.text(value)
        if isinstance(value, tuple | list | frozenset):
            return self._language.list_of(_ordered(value), rest if spec == "list" else format_spec)
        return self._one_value(value, spec, rest)

    def _one_value(self, value: object, spec: str, rest: str) -> str:
        if spec == "plural":
            one, _, many = rest.partition("|")
            return one if value == 1 else many
        if spec in self._language.figures.specs:
            told = self._language.figures.specs[spec](value)
            return unbroken(told) if self._is_unbroken else told
        if spec not in {"", "msg", "list"}:
            raise ValueError(spec)
        return self._language.figures.day(value) if isinstance(value, PartialDate) else _plain(value)


def without_turns(text: str) -> str:
    """Return data without the signs that turn the direction of writing, its own and that around it.

    U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F and U+061C are not seen, and may make a sentence read
    otherwise than it is stored (Unicode Standard Annex 9); what is stored keeps them.
    """
    return text.translate(_TURNS)


def _plain(value: object) -> str:
    return without_turns(str(value.value) if isinstance(value, Enum) else str(value))


def _ordered(values: tuple[object, ...] | list[object] | frozenset[object]) -> list[object]:
    return sorted(values, key=str) if isinstance(values, frozenset) else list(values)


def _parts(
    what: Message | DrentsPortalError | str, params: Mapping[str, object]
) -> tuple[str, dict[str, object]]:
    if isinstance(what, Message):
        return what.id, {**what.named, **params}
    if isinstance(what, DrentsPortalError):
        return what.message_id, {**what.params, **params}
    return what, dict(params)
