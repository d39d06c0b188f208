"""One case over the whole path: matched, firm, asked, answered, weighed, assessed, handed out, advised."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl

from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.paths import sample_data_dir
from tests.unit.reports.conftest import pdf_text

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine, Outcome

CASE = "D-2026-0001"
COMPANY, PERSON, NOTE = "Turfschip Transport", "Vraagsteller Intern", "belt over de vraagprijs"
JSON_PAGE = (Path(__file__).parents[2] / "docs" / "cli-json.md").read_text(encoding="utf-8")


def done(outcome: Outcome) -> Outcome:
    """Return the outcome of a step that must succeed."""
    assert outcome.code == 0, outcome.err
    return outcome


def undocumented(data: Any) -> set[str]:  # noqa: ANN401 - any JSON
    """Return the keys that the page on JSON does not name; ids of sites and gemeenten are no keys."""
    if isinstance(data, dict):
        own = {key for key in data if f"`{key}`" not in JSON_PAGE and not key.startswith(("vb-", "GM"))}
        return own.union(*(undocumented(each) for each in data.values()))
    if isinstance(data, list):
        return set().union(*(undocumented(each) for each in data))
    return set()


def test_a_case_goes_the_whole_way(cli: CommandLine) -> None:
    """Each step takes what the one before it left; nothing internal leaves with a document."""
    cli.import_samples()
    done(cli("case", "new", "--file", sample_data_dir() / "requests" / "2-logistiek.json"))
    done(cli("case", "note", CASE, NOTE))
    first = done(cli("match", CASE, "--json", "--allocation")).data
    leader = first["ranked"][0]
    firmness = done(cli("stability", CASE, "--json")).data
    assert {each["method"] for each in firmness["second_opinion"]} == {"topsis", "promethee_ii", "spotis"}
    assert firmness["shares"][0]["id"] == leader["id"]

    mails = cli.folder / "mails"
    asked = done(cli("questions", CASE, "--mail", mails, "--json")).data
    drafts = {path.name: path.read_text(encoding="utf-8") for path in mails.iterdir()}
    assert drafts
    target = next(
        each
        for each in asked["questions"]
        if any(fill["attribute"] == "max_height_m" for fill in each["fills"])
    )
    fills = [each for each in target["fills"] if each["attribute"] == "max_height_m"]
    answers = [f"--answer={each['site_id']}:max_height_m=15" for each in fills]
    done(cli("questions", CASE, *answers, "--by", "accountmanager gemeente", "--as-of", "2026-11-20"))
    again = done(cli("match", CASE, "--json")).data
    site = next(each for each in again["ranked"] if each["id"] == target["id"])
    height = next(each for each in site["requirements"] if each["criterion"] == "height")
    assert height["verdict"] == "fits", height

    weights = {each: str(weight // 100) for each, weight in again["weights"].items()}
    weights |= {"present_distance": "45", "junction_distance": "5"}
    given = [f"--set={criterion}={weight}" for criterion, weight in weights.items()]
    weighed = done(cli("case", "weights", CASE, *given, "--person", PERSON, "--apply", "mine", "--json")).data
    done(cli("match", CASE))
    told = done(cli("replay", CASE, "--against-now", "--json")).data
    assert told["against_now"] == {"same_ranking": True, "differences": []}

    answers_file = sample_data_dir() / "assessments" / "2-logistiek.json"
    assessed = done(cli("case", "assess", CASE, "--answers", answers_file, "--json")).data
    pdf = cli.folder / "afweging.pdf"
    done(cli("case", "assess", CASE, "--pdf", pdf))
    workbook = cli.folder / "ranking.xlsx"
    final = done(cli("match", CASE, "--xlsx", workbook, "--json")).data
    proposal = done(cli("case", "refer-proposal", CASE, "--gemeente", "Hoogeveen", "--json")).data
    done(cli("shortlist", CASE, "--add", final["ranked"][0]["id"]))
    out = cli.folder / "uit"
    made = done(cli("advise", CASE, "--out", out, "--json")).data
    shown = done(cli("case", "show", CASE, "--json")).data
    exposure = done(cli("exposure", "--from", "2026-11-01", "--to", "2026-12-31", "--json")).data
    assert exposure["cases"] <= 1

    for data in (first, firmness, asked, weighed, assessed, final, proposal, made, shown, exposure):
        assert undocumented(data) <= {*CRITERION_BY_ID, PERSON}, undocumented(data)
    leaving = [*drafts.values(), *(texts_of(path) for path in (pdf, workbook, *sorted(out.iterdir())))]
    for text in leaving:
        for internal in (COMPANY, PERSON, NOTE):
            assert internal not in text
    for internal in (COMPANY, PERSON, NOTE):
        assert internal not in str((first, firmness, final, shown, made, proposal, exposure))


def texts_of(path: Path) -> str:
    """Return the text in a document, by the libraries of the project."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(
            str(cell) for sheet in book.worksheets for row in sheet.values for cell in row if cell is not None
        )
    if path.suffix == ".docx":
        return "\n".join(each.text for each in docx.Document(str(path)).paragraphs)
    return pdf_text(path)
