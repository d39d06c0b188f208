"""The page of the settings, made from the table that dialog, file and checks come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.settings import FIELDS, SCHEMA_VERSION, SettingGroup, label_of, written_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.language import Language
    from drentsportal.settings import SettingField

_COLUMNS = ("name", "called", "scope", "default", "accepted", "effect", "meaning")


def settings_page(language: Language) -> str:
    """Write the page, with a table for each group."""
    say = language.text
    lines = [f"# {say('setting.page.title')}", "", say("setting.page.intro", version=SCHEMA_VERSION)]
    for group in SettingGroup:
        lines += ["", f"## {say(f'setting.group.{group.value}')}", ""]
        lines += ["| " + " | ".join(say(f"setting.page.{name}") for name in _COLUMNS) + " |"]
        lines += ["| --- " * len(_COLUMNS) + "|"]
        lines += [_row(name, field, language) for name, field in FIELDS.items() if field.group is group]
    return "\n".join([*lines, ""])


def _row(name: str, field: SettingField, language: Language) -> str:
    say = language.text
    default = written_value(name, field.default)
    cells = (
        f"`{name}`",
        say(label_of(name)),
        say(f"setting.scope.{'shared' if field.is_shared else 'personal'}"),
        f"`{default}`" if default else say("setting.page.empty"),
        ", ".join(_accepted(field, language)),
        say(f"setting.effect.{field.effect.value}"),
        say(f"setting.{name}"),
    )
    return "| " + " | ".join(cells) + " |"


def _accepted(field: SettingField, language: Language) -> Iterator[str]:
    if field.accepted:
        yield from (f"`{each}`" if each else language.text("setting.page.empty") for each in field.accepted)
        return
    kind = language.text(f"setting.page.kind.{field.kind.value}")
    if field.least is None:
        yield kind
    elif field.most is None:
        yield language.text("setting.page.least", kind=kind, least=field.least)
    else:
        yield language.text("setting.page.between", kind=kind, least=field.least, most=field.most)
