"""Help in the user's language: message ids in the command tree become texts, headings included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from typer.core import TyperCommand, TyperGroup

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from drentsportal.language import Language

WORD: Final = "word of "
"""Where a group notes, in the context of the run, the word that should name a command; its path follows."""

HELP_WIDTH: Final = 100
"""Help is set at one width on every terminal, so that the pages in ``docs`` are what people see."""

_HEADINGS: Final = {
    "Usage:": "cli.heading.usage",
    "Options:": "cli.heading.options",
    "Arguments:": "cli.heading.arguments",
    "Commands:": "cli.heading.commands",
}
_ENGLISH_HELP: Final = "Show this message and exit."

_SETTLED: Final = frozenset({"workspace", "passphrase_file", "recovery_key_file", "language"})


class _Worded:
    """The part of a command that words its help; ``language`` is set when the tree is built."""

    language: Language | None = None

    def worded(self, text: str) -> str:
        """Translate what the parser's own library writes into help."""
        language = self.language
        if language is None:
            return text
        for english, message_id in _HEADINGS.items():
            text = re.sub(rf"^{english}", language.text(message_id), text, flags=re.MULTILINE)
        text = re.sub(r" <(?:str|path|int|integer)>", lambda shown: " " * len(shown[0]), text)
        text = text.replace(_ENGLISH_HELP, language.text("cli.option.help"))
        text = text.replace("[required]", f"[{language.text('cli.heading.required')}]")
        return text.replace("[default: ", f"[{language.text('cli.heading.default')}: ")


class PortalCommand(TyperCommand, _Worded):
    """A command with help in the user's language, that takes an option with one value once."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - the context class is private to typer
        """Write the help page."""
        return self.worded(super().get_help(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as above
        """Read what was typed; refuses an option of one value that stands there twice.

        The parser itself would let the last one win in silence. Where the program and its data are
        (``_SETTLED``) a script may say anew.
        """
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for place, option in enumerate(given):
            is_single = not getattr(option, "multiple", True) and not getattr(option, "is_flag", True)
            if is_single and option.name not in _SETTLED and option in given[:place]:
                raise InputError("error.cli.option_twice", name=option.opts[0])
        read: list[str] = super().parse_args(ctx, args)
        return read


class PortalGroup(TyperGroup, _Worded):
    """A group of commands with help in the user's language."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - the classes are private to typer
        """Note the word before it is looked up: the parser's own error has it in an English sentence only."""
        ctx.meta[WORD + ctx.command_path] = args[0]
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - the context class is private to typer
        """Write the help page."""
        return self.worded(super().get_help(ctx))


def word_help(command: Any, language: Language) -> None:  # noqa: ANN401 - typer's two kinds of command share no public base
    """Replace the message ids in a tree of commands by their texts."""
    command.language = language
    command.context_settings = {**command.context_settings, "terminal_width": HELP_WIDTH}
    command.help = language.text(command.help) if command.help else command.help
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = language.text(parameter.help)
    for each in getattr(command, "commands", {}).values():
        word_help(each, language)
