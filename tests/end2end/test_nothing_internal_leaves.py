"""Every export of the product is made with a case full of marked internal text: none of it is found.

What exports there are is taken from the tree of commands: each option that names a file or a folder is either
one that is read, or it stands in ``EXPORTS`` with how it is made. A new one fails here until it does.
"""

from __future__ import annotations

import io
import json
import quopri
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pytest
from pypdf import PdfReader

from drentsportal.bootstrap import open_language
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.main import Door, build
from drentsportal.paths import sample_data_dir
from drentsportal.settings import Settings
from tests.unit.cli.conftest import CommandLine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK: Final = "Klompenwoord"
"""Stands in everything that is internal: contacts, notes, tasks, the company's name, attachments."""

CASE: Final = "D-2026-0001"
SITES: Final = ("vb-016", "vb-018")

READ: Final = frozenset(
    {
        "case answer --file",
        "case assess --answers",
        "case attach file",
        "case intake file",
        "case new --file",
        "case weights --pairs",
        "chase read file",
        "import --join-geometry",
        "import --mapping",
        "import file",
        "instruments add file",
        "instruments change file",
        "match --request",
        "match --staff",
        "postcodes --staff",
        "postcodes file",
        "privacy selection-list --edit",
        "privacy woo --marks",
        "profile save file",
        "profile show profile",
        "protect --new-passphrase-file",
        "replay kept",
        "roads --mapping",
        "roads file",
        "site --attach",
        "sources add --mapping",
        "sources add address",
        "sources change --address",
        "sources change --mapping",
        "stability kept",
    }
)
"""What a command reads, and never writes."""

CONFIRMED: Final = frozenset({"privacy inzage --out", "privacy woo --out"})
"""The two exports that may hold internal text: read, confirmed and logged."""

ELSEWHERE: Final = {
    "demo --out": "makes a workspace of its own, in which nothing of this one is",
    "picture --out": "draws the window as its user sees it, internal parts included; needs the window",
    "import --propose-mapping": "writes what columns of a file mean; reads no case",
}

EXPORTS: Final[dict[str, list[list[str]]]] = {
    "advise --out": [["advise", CASE, "--out", "{out}/advies"]],
    "case assess --pdf": [["case", "assess", CASE, "--pdf", "{out}/afweging.pdf"]],
    "case assess --xlsx": [["case", "assess", CASE, "--xlsx", "{out}/afweging.xlsx"]],
    "case calendar out": [["case", "calendar", "{out}/agenda.ics", "--case", CASE]],
    "case draft --out": [
        ["case", "draft", kind, CASE, "--out", "{out}/mail-" + kind] for kind in ("advice", "shortlist")
    ],
    "case form --out": [
        ["case", "form", "--out", "{out}/formulier.xlsx"],
        ["case", "form", "--out", "{out}/formulier.json"],
    ],
    "chase make --out": [["chase", "make", "--municipality", "Hoogeveen", "--out", "{out}/opvraag"]],
    "compare --out": [["compare", *SITES, "--out", "{out}/vergelijking.xlsx"]],
    "export --out": [
        ["export", "--out", "{out}/" + name]
        for name in ("terreinen.xlsx", "terreinen.csv", "terreinen.gpkg", "terreinen.geojson")
    ],
    "factsheet --out": [["factsheet", SITES[0], "--out", "{out}/factsheets"]],
    "match --out": [["match", CASE, "--out", "{out}/match.json"]],
    "match --xlsx": [["match", CASE, "--xlsx", "{out}/match.xlsx"]],
    "questions --mail": [["questions", CASE, "--mail", "{out}/vragen"]],
    "report quarter --out": [
        ["report", "quarter", "--quarter", "2026-4", "--out", "{out}/kwartaal." + form]
        for form in ("pdf", "xlsx")
    ],
    "report week --out": [["report", "week", "--out", "{out}/week." + form] for form in ("pdf", "xlsx")],
    "stability --out": [["stability", CASE, "--out", "{out}/stability.svg"]],
}
"""How each export is made."""

PRINTED: Final = (
    ("case", "list"),
    ("case", "show", CASE),
    ("match", CASE),
    ("replay", CASE),
    ("questions", CASE),
    ("stability", CASE),
    ("exposure",),
    ("case", "assess", CASE),
    ("case", "refer-proposal", CASE, "--gemeente", "Hoogeveen"),
    ("report", "quarter", "--quarter", "2026-4"),
    ("report", "week"),
    ("sites",),
    ("case", "retention"),
    ("case", "access", CASE),
)
"""What commands print of a case or of all, as text and as JSON, without ``--internal``."""


def file_options() -> Iterator[str]:
    """Name every option and argument of every command that stands for a file or a folder."""

    def walk(command: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - the classes are private to typer
        below = getattr(command, "commands", {})
        for each, sub in below.items():
            yield from walk(sub, f"{name} {each}".strip())
        if below:
            return
        for option in command.params:
            metavar = option.metavar or ""
            if any(word in metavar for word in ("FILE", "DIR", "OUT")) and option.name not in _COMMON:
                yield f"{name} {option.opts[0]}"

    yield from walk(build(Settings(), open_language("nl"), Door()), "")


_COMMON: Final = frozenset({"workspace", "passphrase_file", "recovery_key_file"})


def test_every_file_that_a_command_writes_is_known_here() -> None:
    """A new export stands in none of the lists, and fails until somebody says how it is made and searched."""
    known = READ | CONFIRMED | set(EXPORTS) | set(ELSEWHERE)
    found = set(file_options())
    assert found - known == set(), "put each in READ, or in EXPORTS with how it is made"
    assert known - found == set(), "no command has these any more"


def make_marked(cli: CommandLine) -> None:
    """Open a case of a coded company, with the mark in everything that is internal."""
    cli.import_samples()
    samples = sample_data_dir()
    asked = json.loads((samples / "requests" / "2-logistiek.json").read_text(encoding="utf-8"))
    asked["case"]["company_name"] = f"{MARK} Holding"
    path = cli.folder / "aanvraag.json"
    path.write_text(json.dumps(asked), encoding="utf-8")
    attached = cli.folder / f"{MARK}.txt"
    attached.write_text(f"x {MARK} x\n" * 100, encoding="utf-8")
    for arguments in (
        ("case", "new", "--file", path),
        ("company", "add", f"{MARK} Holding", "--person", f"Jan {MARK};directeur;jan@{MARK}.example;"),
        ("company", "link", CASE, "B-0001"),
        ("contact", "log", f"Koffie met {MARK}", "--company", "B-0001", "--person", MARK),
        ("contact", "log", f"Over {MARK}", "--gemeente", "Hoogeveen", "--person", MARK),
        ("case", "contact", CASE, f"Over {MARK}", "--person", MARK, "--company", MARK, "--agreement", MARK),
        ("case", "note", CASE, f"Let op: {MARK}"),
        ("case", "attach", CASE, attached),
        ("case", "task", "add", CASE, f"Bel {MARK}", "--due", "2026-12-01"),
        ("case", "path", "plan", CASE, "v3", "--date", "2026-12-02", "--contact", MARK, "--note", MARK),
        ("case", "retention", CASE, "--category", "answered", "--reason", f"zoals {MARK}"),
        ("case", "assess", CASE, "--answers", samples / "assessments" / "2-logistiek.json"),
        ("match", CASE),
    ):
        outcome = cli(*arguments)
        assert outcome.code == ExitCode.OK, (arguments, outcome.err)
    for each in cli("replay", CASE, "--json").data["ranked"][:2]:
        assert cli("shortlist", CASE, "--add", each["id"]).code == ExitCode.OK


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """Give a command line on the workspace with the marked case; one for all tests here."""
    folder = tmp_path_factory.mktemp("marked")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(folder))
        made = CommandLine(folder)
        make_marked(made)
        yield made


def words_of(path: Path) -> Iterator[tuple[str, str]]:
    """Give what is in a file, its name included: archives unpacked, PDF read, mails decoded."""
    yield path.name, path.name
    content = path.read_bytes()
    yield path.name, content.decode("utf-8", "replace")
    yield path.name, content.decode("utf-16-le", "replace")
    if path.suffix == ".eml":
        yield path.name, quopri.decodestring(content).decode("utf-8", "replace")
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        yield path.name, " ".join(page.extract_text() for page in reader.pages)
        yield path.name, str(reader.metadata)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield f"{path.name}/{name}", packed.read(name).decode("utf-8", "replace")


def holds_mark(folder: Path) -> list[str]:
    """Name the files under a folder in which the mark stands, whatever its capitals."""
    files = [each for each in sorted(folder.rglob("*")) if each.is_file()]
    assert files, "the export wrote nothing, so nothing was searched"
    return [name for path in files for name, words in words_of(path) if MARK.casefold() in words.casefold()]


def test_the_mark_is_in_the_case(cli: CommandLine) -> None:
    """Who asks for what is internal finds it: else the searches below would prove nothing."""
    shown = cli("case", "show", CASE, "--internal", "--json")
    assert shown.code == ExitCode.OK, shown.err
    assert shown.out.count(MARK) > 10


@pytest.mark.parametrize("option", sorted(EXPORTS))
def test_no_export_holds_internal_text(cli: CommandLine, tmp_path: Path, option: str) -> None:
    """Each is made, and its files, names and printed lines are searched."""
    for at, arguments in enumerate(EXPORTS[option]):
        out = tmp_path / str(at)
        out.mkdir()
        outcome = cli(*(each.format(out=out) for each in arguments))
        assert outcome.code == ExitCode.OK, (arguments, outcome.err)
        assert holds_mark(out) == []
        assert MARK not in outcome.out


@pytest.mark.parametrize("arguments", PRINTED, ids=" ".join)
def test_nothing_internal_is_printed_unasked(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    """Lists, reports and one case, as text and as data, hold nothing internal without ``--internal``."""
    for form in ((), ("--json",)):
        outcome = cli(*arguments, *form)
        assert outcome.code == ExitCode.OK, outcome.err
        assert MARK.casefold() not in outcome.out.casefold()


def test_a_confirmed_inzage_is_the_exception_and_is_logged(cli: CommandLine, tmp_path: Path) -> None:
    """Without the code of what was read nothing is written; with it the file tells, and the log knows."""
    out = tmp_path / "inzage.html"
    person = f"Jan {MARK}"
    refused = cli("privacy", "inzage", person, "--out", out)
    assert refused.code == ExitCode.QUESTION
    assert not out.exists()
    read = cli("privacy", "inzage", person, "--also", MARK, "--json").data
    outcome = cli("privacy", "inzage", person, "--also", MARK, "--out", out, "--confirm", read["code"])
    assert outcome.code == ExitCode.OK, outcome.err
    assert MARK in out.read_text(encoding="utf-8")
    log = cli("case", "access", CASE, "--json").data
    assert "inzage" in {each["kind"] for each in log}


def test_a_woo_selection_holds_what_was_marked_and_no_more(cli: CommandLine, tmp_path: Path) -> None:
    """A passage that is withheld leaves its ground; one that nobody marked is not there."""
    listed = cli("privacy", "woo", CASE, "--json").data
    note = next(each for each in listed["passages"] if f"Let op: {MARK}" in str(each["fields"]))
    note["ground"] = "public"
    note["withhold"] = [{"text": MARK, "ground": "5.1.1.c"}]
    marks = tmp_path / "merken.json"
    marks.write_text(json.dumps(listed), encoding="utf-8")
    draft = cli("privacy", "woo", CASE, "--marks", marks, "--json").data
    out = tmp_path / "woo.html"
    outcome = cli("privacy", "woo", CASE, "--marks", marks, "--confirm", draft["code"], "--out", out)
    assert outcome.code == ExitCode.OK, outcome.err
    page = out.read_text(encoding="utf-8")
    assert "Let op: " in page
    assert "[5.1.1.c]" in page
    assert MARK not in page
    assert "woo" in {each["kind"] for each in cli("case", "access", CASE, "--json").data}
