"""Every end of a command: exit codes, sentences instead of tracebacks, help that stands in the docs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drentsportal.bootstrap import open_language
from drentsportal.cli import sites
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.pages import help_pages, pages
from drentsportal.cli.terminal import visible
from drentsportal.paths import sample_data_dir
from drentsportal.services.progress import CancelledError

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

DOCS = Path(__file__).parents[3] / "docs"


def test_the_pages_in_docs_are_what_the_program_says() -> None:
    """The pages in docs are what the program says."""
    for name, text in pages(open_language("nl")).items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, "run: python -m drentsportal.cli.pages docs"


def test_every_help_text_is_there_in_dutch() -> None:
    """Every help text is there in dutch."""
    for name, text in help_pages(open_language("nl")):
        assert "⟦" not in text, name
        assert "Show this message" not in text, name


def test_the_language_of_what_is_made_is_asked_with_one_name_everywhere() -> None:
    """``--lang``, and ``--in`` as another name of the same."""
    told = {
        name: text for name, text in help_pages(open_language("nl")) if re.search(r"--(?:lang|in)\b", text)
    }
    assert len(told) > 1
    assert [name for name, text in told.items() if "--lang, --in" not in text] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("vlieg",),
        ("sites", "--vlieg"),
        ("case", "stop", "D-2026-0001"),
        ("sites", "--kind", "vlieg"),
        ("match", "--top", "-1"),
    ],
)
def test_a_command_that_is_not_one_is_code_2(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    """A command that is not one is code 2."""
    outcome = cli.bare(*arguments)
    assert outcome.code == ExitCode.USAGE
    assert "--help" in outcome.err


def test_an_error_is_a_sentence_and_code_1(cli: CommandLine) -> None:
    """An error is a sentence and code 1."""
    outcome = cli("sites")
    assert outcome.code == ExitCode.ERROR
    assert "proef.drents" in outcome.err
    assert not cli.workspace.exists()


def test_a_question_is_code_3_and_names_the_option(cli: CommandLine) -> None:
    """A question is code 3 and names the option."""
    cli.make_workspace()
    outcome = cli("match", "--area", "1", "--from", "Emmen", "--within", "15")
    assert outcome.code == ExitCode.QUESTION
    assert "--from" in outcome.err
    assert "plaats:Emmen, gemeente:Emmen" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("--area", "veel"), "--area"),
        (("--area", "1", "--within=ver"), "--within"),
        (("--category", "9"), "--category"),
        (("--area", "1", "--municipality", "Groningen"), "--municipality"),
        (("--area", "1", "--prefer", "reuse"), "--prefer"),
        (("--area", "1", "--profile", "geen"), "--profile"),
        (("--area", "1", "--from", "Atlantis"), "--from"),
        (("--area", "1", "--available-by", "morgen"), "--available-by"),
        (("--building", "0x0"), "--building"),
        (("--building", "40x76.45"), "--building"),
        (("--area", "1", "--detour", "0"), "--detour"),
        (("--area", "1", "--require", "plot_area_ha=3"), "--require"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_option(
    cli: CommandLine, arguments: tuple[str, ...], option: str
) -> None:
    """A value that cannot be used is told with its option."""
    cli.make_workspace()
    outcome = cli("match", *arguments)
    assert outcome.code == ExitCode.ERROR
    assert outcome.err.startswith(f"{option}: ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--building", "0x0"), "0,1 m tot en met 5.000 m"),
        (("--area", "1", "--detour", "0"), "1 tot en met 3"),
        (("--building", "40x76.45"), "een decimeter is het fijnst"),
        (("--building", "40×76.45"), "een decimeter is het fijnst"),
        (("--area", "1", "--require", "plot_area_ha=3"), "--area en --require plot_area_ha=3"),
        (("--require", "height_m=3", "--require", "height_m=4"), "height_m=3 en --require height_m=4"),
    ],
)
def test_a_refused_option_tells_what_is_accepted(
    cli: CommandLine, arguments: tuple[str, ...], told: str
) -> None:
    """In words and units of people, without keys of the data; of two limits none wins in silence."""
    cli.make_workspace()
    outcome = cli("match", *arguments)
    assert outcome.code == ExitCode.ERROR
    assert told in outcome.err
    assert "width_m" not in outcome.err
    assert "detour_factor" not in outcome.err


def test_a_match_needs_one_way_of_asking(cli: CommandLine) -> None:
    """A match needs one way of asking."""
    for arguments in (("match",), ("match", "D-2026-0001", "--area", "1")):
        assert cli(*arguments).code == ExitCode.ERROR


def test_a_locked_workspace_is_code_4(cli: CommandLine) -> None:
    """A locked workspace is code 4."""
    words = cli.folder / "wachtzin.txt"
    words.write_text("drie paarse fietsen\n", encoding="utf-8")
    request = sample_data_dir() / "requests" / "4-webwinkel.json"
    made = cli("case", "new", "--file", request, "--passphrase-file", words)
    assert made.code == ExitCode.OK
    assert "herstelsleutel" in made.err
    assert cli("case", "list").code == ExitCode.LOCKED
    words.write_text("iets anders\n", encoding="utf-8")
    assert cli("case", "list", "--passphrase-file", words).code == ExitCode.LOCKED
    words.write_text("drie paarse fietsen\r\nrest\n", encoding="utf-8")
    opened = cli("case", "list", "--passphrase-file", words)
    assert opened.code == ExitCode.OK
    assert "herstelsleutel" not in opened.err


def test_an_empty_passphrase_file_is_told(cli: CommandLine) -> None:
    """An empty passphrase file is told."""
    words = cli.folder / "leeg.txt"
    words.write_text("\n", encoding="utf-8")
    outcome = cli("case", "list", "--passphrase-file", words)
    assert (outcome.code, "leeg.txt" in outcome.err) == (ExitCode.ERROR, True)


def test_a_cancel_is_code_130(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cancel is code 130."""

    def cancelled(*_: object) -> None:
        raise CancelledError

    monkeypatch.setattr(sites, "_print_list", cancelled)
    cli.make_workspace()
    assert cli("sites").code == ExitCode.CANCELLED


def test_what_nobody_foresaw_goes_to_the_log(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw goes to the log."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sites, "_print_list", broken)
    cli.make_workspace()
    outcome = cli("sites")
    assert outcome.code == ExitCode.ERROR
    log = cli.folder / "data" / "drentsportal" / "drentsportal.log"
    assert str(log) in outcome.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "pl"])
def test_a_language_without_catalogue_is_refused(cli: CommandLine, language: str) -> None:
    """A language without catalogue is refused."""
    outcome = cli.bare("sites", f"--language={language}")
    assert outcome.code == ExitCode.ERROR
    assert language in outcome.err


def test_names_from_outside_cannot_steer_the_terminal() -> None:
    """Names from outside cannot steer the terminal."""
    assert visible("Emmen\x1b[2J\u202e") == "Emmen\ufffd[2J\ufffd"


def test_help_and_services_start_without_the_heavy_libraries(cli: CommandLine) -> None:
    """Help and services start without the heavy libraries."""
    code = (
        "import sys; from drentsportal.__main__ import main; main(['--help']);"
        f"main(['case', 'list', '--workspace', {str(cli.workspace)!r}]);"
        "print([each for each in ('pandas', 'geopandas', 'folium', 'typst', 'docx', 'PySide6', 'rich')"
        " if each in sys.modules])"
    )
    cli.make_workspace()
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"
