"""Mistakes in a command itself, in the user's language; the parser's own sentences are English."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from drentsportal.cli.help_texts import WORD
from drentsportal.domain.message import Message, message

if TYPE_CHECKING:
    import typer

PROGRAM = "drentsportal"


def usage_message(error: typer.TyperException) -> Message:
    """Say what is wrong with a command, by the kind of mistake, and where its help is.

    The parser's classes are private to typer, so they are told apart by name.
    """
    context: Any = getattr(error, "ctx", None)
    command = PROGRAM if context is None else context.command_path
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return message("cli.usage.no_such_option", option=getattr(error, "option_name", ""), command=command)
    if kind == "BadOptionUsage":
        return _bad_option(error, command)
    parameter: Any = getattr(error, "param", None)
    if parameter is not None:
        name = _name(parameter)
        if kind == "MissingParameter":
            return message("cli.usage.missing", name=name, command=command)
        return _bad_value(error, name, parameter, command)
    return _no_command(context, command)


def _name(parameter: Any) -> str:  # noqa: ANN401 - the parameter classes are private to typer
    option = str(parameter.opts[0])
    return option if option.startswith("-") else str(parameter.metavar or option)


def _bad_option(error: typer.TyperException, command: str) -> Message:
    """Word an option without its value, or a switch with one."""
    takes_none = "does not take" in error.format_message()
    message_id = "cli.usage.value_too_many" if takes_none else "cli.usage.value_missing"
    return message(message_id, option=getattr(error, "option_name", ""), command=command)


def _bad_value(error: typer.TyperException, name: str, parameter: Any, command: str) -> Message:  # noqa: ANN401 - as above
    """Word a value of another type, or none of the choices."""
    details: list[dict[str, Any]] = getattr(error.__cause__, "errors", list)()
    kind = str(details[0]["type"]) if details else ""
    value = str(details[0]["input"]) if details else ""
    choices = _choices(parameter)
    if choices:
        return message(
            "cli.usage.choice", name=name, value=value, choices=", ".join(choices), command=command
        )
    if kind in {"greater_than_equal", "greater_than"}:
        return message("cli.usage.too_low", name=name, value=value, least=_bound(details), command=command)
    if kind.startswith("int"):
        return message("cli.usage.whole_number", name=name, command=command)
    return message("cli.usage.bad_value", name=name, command=command)


def _bound(details: list[dict[str, Any]]) -> str:
    limits = details[0].get("ctx", {})
    return str(limits.get("ge", limits.get("gt", "")))


def _choices(parameter: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    choices = getattr(getattr(parameter, "type_descriptor", None), "choices", None) or ()
    return tuple(str(each.value) if isinstance(each, Enum) else str(each) for each in choices)


def _no_command(context: Any, command: str) -> Message:  # noqa: ANN401 - as above
    """Word a name of no command, no name at all, or more words than a command takes."""
    names = getattr(getattr(context, "command", None), "commands", {})
    if not names:
        return message("cli.usage.too_many_words", command=command)
    word = str(context.meta.get(WORD + command, ""))
    if not word:
        return message("cli.usage.no_command", choices=", ".join(names), command=command)
    return message("cli.usage.no_such_command", word=word, choices=", ".join(names), command=command)
