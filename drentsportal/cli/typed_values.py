"""Values of sites as they are typed on the command line: in the words that the program shows, or by code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.language import Language

_YES_NO: Final = {"ja": "true", "nee": "false", "yes": "true", "no": "false"}


def typed_values(pairs: Sequence[str], language: Language) -> dict[str, str]:
    """Read ``attribute=value``, choices and yes or no in words.

    Raises ``InputError`` for what is no attribute, and for a choice that there is not, with those there are.
    """
    typed: dict[str, str] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        spec = ATTRIBUTE_BY_ID.get(name.strip())
        if not sign or spec is None or not spec.describes_site:
            raise InputError("error.cli.site_attribute", field="set", text=pair)
        typed[spec.id] = _code_of(spec, text, language)
    return typed


def accepted_words(attribute_id: str, language: Language) -> tuple[str, ...]:
    """Return the words that can be typed for an attribute; none where it is no choice."""
    spec = ATTRIBUTE_BY_ID[attribute_id]
    if spec.type is ValueType.BOOLEAN:
        return language.text("word.yes"), language.text("word.no")
    return tuple(_choices(spec, language))


def shown_value(attribute_id: str, text: str, language: Language) -> str:
    """Return what was typed as the program shows it; anything that is no choice as it was typed."""
    spec = ATTRIBUTE_BY_ID[attribute_id]
    if spec.type is ValueType.BOOLEAN and text in {"true", "false"}:
        return language.text("word.yes" if text == "true" else "word.no")
    words = {code: word for word, code in _choices(spec, language).items()}
    return words.get(text, text)


def _code_of(spec: AttributeSpec, text: str, language: Language) -> str:
    bare = text.strip()
    if spec.type is ValueType.BOOLEAN:
        said = {word.casefold(): code for word, code in _yes_no(language)}
        return (_YES_NO | said).get(bare.casefold(), text)
    if spec.type is not ValueType.CHOICE or not bare or bare in spec.choices:
        return text
    choices = _choices(spec, language)
    by_word = {word.casefold(): code for word, code in choices.items()}
    if bare.casefold() not in by_word:
        raise InputError(
            "error.cli.choice", field=spec.id, attribute=spec.id, text=bare, accepted=tuple(choices)
        )
    return by_word[bare.casefold()]


def _yes_no(language: Language) -> tuple[tuple[str, str], tuple[str, str]]:
    return (language.text("word.yes"), "true"), (language.text("word.no"), "false")


def _choices(spec: AttributeSpec, language: Language) -> dict[str, str]:
    """Return the code of each word of a closed list."""
    return {language.text(f"choice.{spec.id}.{code}"): code for code in spec.choices}
