"""Whether a value fits a setting, and what a typed text means: the same for dialog, file and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError
from drentsportal.settings.fields import FIELDS, SettingKind, label_of

if TYPE_CHECKING:
    from drentsportal.settings.fields import SettingField, Value

_TYPES: Final[dict[SettingKind, type]] = {
    SettingKind.YES_NO: bool,
    SettingKind.WHOLE: int,
    SettingKind.HECTARES: float,
}
"""What is kept of a kind; of the others it is a text."""

_YES_NO: Final = {
    "true": True,
    "ja": True,
    "yes": True,
    "false": False,
    "nee": False,
    "nein": False,
    "no": False,
}


def field_of(name: str) -> SettingField:
    """Return what the table says of a setting. Raises ``InputError`` for one that there is not."""
    if name not in FIELDS:
        raise InputError("error.settings.unknown", field=name, setting=name)
    return FIELDS[name]


def check_value(name: str, value: object) -> None:
    """Refuse a value that a setting cannot hold. Raises ``InputError`` naming the setting."""
    field = field_of(name)
    if type(value) is not _TYPES.get(field.kind, str):
        raise _not_accepted(name, str(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        _check_bounds(name, field, value)
    if isinstance(value, str):
        if field.accepted and value not in field.accepted:
            raise _not_accepted(name, value)
        if field.check is not None:
            field.check(value)


def read_value(name: str, text: str) -> Value:
    """Read what a person typed for a setting.

    Raises ``InputError`` as ``check_value``, and for a file whose folder has to be there and is not.
    """
    field, bare = field_of(name), text.strip()
    value: Value = bare
    try:
        if field.kind is SettingKind.WHOLE:
            value = int(bare)
        elif field.kind is SettingKind.HECTARES:
            value = float(bare.replace(",", "."))
    except ValueError as error:
        number = (
            "error.settings.not_whole" if field.kind is SettingKind.WHOLE else "error.settings.not_number"
        )
        raise InputError(number, field=name, setting=label_of(name), value=text) from error
    if field.kind is SettingKind.YES_NO:
        value = _YES_NO.get(bare.casefold(), bare)
    check_value(name, value)
    if field.check_typed is not None:
        field.check_typed(bare)
    return value


def written_value(name: str, value: Value) -> str:
    """Write a value as it can be typed again: a yes or no as ``true`` or ``false``, decimals with a comma."""
    kind = field_of(name).kind
    if kind is SettingKind.YES_NO:
        return str(value).lower()
    if kind is SettingKind.HECTARES:
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)


def _check_bounds(name: str, field: SettingField, value: float) -> None:
    if field.kind is SettingKind.HECTARES and not 0 < value <= (field.most or value):
        raise InputError(
            "error.settings.area", field=name, setting=label_of(name), most=field.most, value=str(value)
        )
    if field.least is not None and value < field.least:
        raise InputError("error.settings.too_small", field=name, setting=label_of(name), least=field.least)
    if field.most is not None and value > field.most:
        raise InputError("error.settings.too_large", field=name, setting=label_of(name), most=field.most)


def _not_accepted(name: str, value: str) -> InputError:
    field = FIELDS[name]
    accepted = field.accepted or (("true", "false") if field.kind is SettingKind.YES_NO else ())
    if accepted:
        words = ", ".join(each or '""' for each in accepted)
        return InputError(
            "error.settings.not_accepted", field=name, setting=label_of(name), value=value, accepted=words
        )
    wrong = {
        SettingKind.WHOLE: "error.settings.not_whole",
        SettingKind.HECTARES: "error.settings.not_number",
    }.get(field.kind, "error.settings.not_text")
    return InputError(wrong, field=name, setting=label_of(name), value=value)
