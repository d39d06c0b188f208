"""Completion of commands and options for bash, from the tree of commands itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.bootstrap import open_language
from drentsportal.cli.main import build
from installer.project import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.core import TyperCommand, TyperGroup

_SCRIPT: Final = """\
# Completion of {name} for bash.
_{name}() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} path= each words=
    for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$path $each" in
{known}) path="$path $each" ;;
        esac
    done
    case "$path" in
{words}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    if [ ${{#COMPREPLY[@]}} -eq 0 ]; then
        compopt -o default
    fi
}}
complete -F _{name} {name}
"""


def bash_completion() -> str:
    """Write the script."""
    tree = dict(_below(build(open_language("en")), ""))
    known = "|".join(
        f'            "{path}"' if not at else f'"{path}"' for at, path in enumerate(filter(None, tree))
    )
    cases = [f'        "{path}") words="{" ".join(words)}" ;;' for path, words in tree.items()]
    return _SCRIPT.format(name=NAME, known=known, words="\n".join(cases))


def _below(command: TyperCommand | TyperGroup, path: str) -> Iterator[tuple[str, list[str]]]:
    """Walk through the commands; gives what may follow each, by the words that lead to it."""
    parts = getattr(command, "commands", {})
    options = [name for each in command.params for name in each.opts if name.startswith("--")]
    yield path, [*parts, *options, "--help"]
    for name, each in parts.items():
        yield from _below(each, f"{path} {name}")
