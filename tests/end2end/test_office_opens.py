"""LibreOffice opens every letter and workbook, reads the names in it, and prints it whole."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from PIL import Image
from pypdf import PdfReader

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.language import Language
from drentsportal.paths import resources_dir, sample_data_dir
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.ports.documents import AdviceForm
from tests.end2end.hostile_documents import PARKS, hostile_workspace, make_all
from tests.end2end.told_figures import squeezed
from tests.outside_tools import outside_tool
from tests.unit.reports.whole_subjects import LONG_NAME, compared, whole_advice

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

pytestmark = pytest.mark.full

OFFICE: Final = Path("/usr/bin/soffice")
PICTURES: Final = Path("/usr/bin/pdftoppm")
METRIC_FONT: Final = Path("/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf")
"""As wide as Calibri, in which the letters are set."""

_NAMED: Final = ("brief", "vergelijking", "rangorde", "terreinen", "opvraaglijst")
"""Files in which the parks stand."""

_PAGE_OF: Final = {
    "nl": "Pagina {number} van {count}",
    "en": "Page {number} of {count}",
    "de": "Seite {number} von {count}",
}


def converted(paths: list[Path], folder: Path) -> dict[str, PdfReader]:
    """Let LibreOffice print files as PDF, with a profile of its own; every file comes out."""
    outside_tool(OFFICE)
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    out = folder / "pdf"
    subprocess.run(  # noqa: S603 - a tool that we name, on files that we made
        [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", out, *paths],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {path.name: PdfReader(out / f"{path.stem}.pdf") for path in paths}


def _words(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def _pictures(folder: Path) -> list[Path]:
    """Draw every page of the PDFs in a folder."""
    for path in folder.glob("*.pdf"):
        command = [str(outside_tool(PICTURES)), "-r", "50", "-png", str(path), str(path.with_suffix(""))]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - as above
    return sorted(folder.glob("*.png"))


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Make every letter and workbook that leaves the portal, of names that attack."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    files = make_all(hostile_workspace(tmp_path), tmp_path / "uit")
    return [each for each in files if each.suffix in {".docx", ".xlsx"}]


def test_every_letter_and_workbook_opens_with_its_names(made: list[Path], tmp_path: Path) -> None:
    """Nothing is repaired away: the names are there as text, and no cell shows an error."""
    assert {each.suffix for each in made} == {".docx", ".xlsx"}
    assert len(made) >= 7
    for name, reader in converted(made, tmp_path).items():
        words = _words(reader)
        if name.startswith(_NAMED):
            assert [each for each in PARKS if squeezed(each) not in words] == [], name
        for error in ("#NAME?", "#NAAM?", "#REF!", "#VALUE!", "#WAARDE!", "Err:5"):
            assert error not in words, name


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_letters_of_three_languages_print_whole(code: str, tmp_path: Path) -> None:
    """Each page has its number, a short one has two; a long name is whole, nothing is in the margins."""
    outside_tool(METRIC_FONT)
    writer = ReportWriter(Language(code, resources_dir(), strict=True), resources_dir() / "documents")
    paths = []
    for form in AdviceForm:
        for names in (("Bargermeer", "Pollux", "Leeuwerikenveld"), (LONG_NAME, f"{LONG_NAME} 2", "Pollux")):
            subject = replace(whole_advice(*names), comparison=compared(*names), form=form)
            path = tmp_path / f"{form.value}-{len(names[0])}.docx"
            paths.append(writer.letter(subject, path).path)
    for name, reader in converted(paths, tmp_path).items():
        for number, page in enumerate(reader.pages, start=1):
            told = _PAGE_OF[code].format(number=number, count=len(reader.pages))
            assert squeezed(told) in squeezed(page.extract_text()), name
        if name.startswith(AdviceForm.SHORT.value):
            assert len(reader.pages) == 2, name
        if not name.endswith(f"-{len('Bargermeer')}.docx"):
            assert squeezed(LONG_NAME) in _words(reader)
    for picture in _pictures(tmp_path / "pdf"):
        with Image.open(picture) as sheet:
            shown = sheet.convert("L").point(lambda grey: 255 if grey < 200 else 0).getbbox()
            assert shown is not None
            least = min(shown[0], shown[1], sheet.width - shown[2], sheet.height - shown[3])
            assert least * 25.4 / 50 >= 5, (picture.name, shown)


def _done(cli: CommandLine, *arguments: str | Path) -> Any:  # noqa: ANN401 - any JSON
    """Run a command that succeeds."""
    outcome = cli(*arguments, "--json")
    assert outcome.code == ExitCode.OK, (arguments, outcome.err)
    return outcome.data


def test_short_letters_of_the_samples_print_on_two_pages(sample_cli: CommandLine, tmp_path: Path) -> None:
    """As their PDF does: with all that a company asks, and eight questions and seven plots to tell of."""
    outside_tool(METRIC_FONT)
    samples, letters = sample_data_dir(), []
    for name, codes in (("2-logistiek", ("nl", "en")), ("1-chemie", ("de",))):
        number = _done(sample_cli, "case", "new", "--file", samples / "requests" / f"{name}.json")["number"]
        answers = samples / "assessments" / f"{name}.json"
        if answers.exists():
            _done(sample_cli, "case", "assess", number, "--answers", answers)
        ranked = _done(sample_cli, "match", number)["ranked"][:3]
        _done(sample_cli, "shortlist", number, *(part for each in ranked for part in ("--add", each["id"])))
        for code in codes:
            out = tmp_path / number
            made = _done(sample_cli, "advise", number, "--form", "short", "--lang", code, "--out", out)
            letters += [Path(each["file"]) for each in made if each["file"].endswith(".docx")]
    counts = {name: len(each.pages) for name, each in converted(letters, tmp_path).items()}
    assert counts == {each.name: 2 for each in letters}
