"""Every mistake in a command is told in Dutch, with its help."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli import sites
from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

ENGLISH = ("Invalid", "value", "No such", "Missing", "Input", "should", "unexpected", "requires", "takes")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("match", "--housing", "kasteel"),
            "--housing kan niet kasteel zijn. Kies uit: plot, premises, either.",
        ),
        (("export", "--out", "x.xlsx", "--format", "pdf"), "Kies uit: xlsx, csv-excel, csv-exchange, gpkg,"),
        (("vlieg",), "De opdracht vlieg bestaat niet. Kies uit: import, find, sites,"),
        (("case",), "Noem een opdracht: new, list,"),
        (("case", "vlieg"), "De opdracht vlieg bestaat niet. Kies uit: new,"),
        (("match", "--top", "x"), "--top vraagt om een geheel getal."),
        (("match", "--top", "-1"), "--top kan niet -1 zijn. Het kleinste is 0."),
        (("undo", "--version", "1.5"), "--version vraagt om een geheel getal."),
        (("sites", "a", "b"), "meer woorden dan deze opdracht gebruikt"),
        (("sites", "--name"), "Bij --name ontbreekt de waarde."),
        (("sites", "--json=ja"), "Bij --json hoort geen waarde."),
        (("sites", "--vlieg"), "De optie --vlieg bestaat niet."),
        (("case", "stop", "D-2026-0001"), "Er ontbreekt: --reason."),
        (("case", "show"), "Er ontbreekt: CASE."),
    ],
)
def test_a_mistake_is_told_in_dutch(cli: CommandLine, arguments: tuple[str, ...], told: str) -> None:
    """The kind of mistake, what is accepted, and where the help is."""
    outcome = cli.bare(*arguments)
    assert outcome.code == ExitCode.USAGE
    assert told in outcome.err
    assert "--help" in outcome.err
    assert not [word for word in ENGLISH if word in outcome.err]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EACCES, "u hebt daar geen rechten voor"),
        (errno.ENOSPC, "de schijf is vol"),
        (errno.ENOENT, "het bestand of de map is er niet"),
        (errno.EISDIR, "dit is een map"),
        (errno.EIO, "de computer weigert het"),
    ],
)
def test_what_the_system_refuses_is_told_in_dutch(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    """What the system refuses is told in dutch."""

    def refused(*_: object) -> None:
        raise OSError(number, "English", "schijf.txt")

    monkeypatch.setattr(sites, "_print_list", refused)
    cli.make_workspace()
    outcome = cli("sites")
    assert outcome.code == ExitCode.ERROR
    assert told in outcome.err
    assert "English" not in outcome.err


def test_a_file_that_cannot_be_read_or_written_is_told_in_dutch(cli: CommandLine) -> None:
    """With the reason of the system, in words."""
    cli.make_workspace()
    assert "er is niet" not in cli("match", "--area", "1", "--out", cli.folder / "x.json").err
    gone = cli("match", "--area", "1", "--out", cli.folder / "weg" / "x.json")
    assert (gone.code, "de map is er niet" in gone.err) == (ExitCode.ERROR, True)
    folder = cli("match", "--request", cli.folder)
    assert (folder.code, "dit is een map" in folder.err) == (ExitCode.ERROR, True)
