"""A request whose questions are answered on the command line: what is asked, and where a site then stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.unit.cli.conftest import CommandLine

CASE = "D-2026-0001"


def match_asked(cli: CommandLine, asked: Mapping[str, object]) -> None:
    """Match a request on the sample data, as the first case."""
    cli.import_samples()
    file = cli.folder / "aanvraag.json"
    file.write_text(json.dumps(asked), encoding="utf-8")
    made = cli("case", "new", "--file", file)
    assert made.code == ExitCode.OK, made.err
    assert cli("match", CASE).code == ExitCode.OK


def questions_on(cli: CommandLine, criterion_id: str) -> dict[str, dict[str, Any]]:
    """Return the questions on a criterion, by the site that they are about."""
    questions = cli("questions", CASE, "--json").data["questions"]
    return {each["id"]: each for each in questions if each["criterion"] == criterion_id}


def rematched(cli: CommandLine, site_id: str, criterion_id: str) -> tuple[str, str, str]:
    """Match anew; return in which list a site stands, with verdict and words on a criterion."""
    data = cli("match", CASE, "--json").data
    for where in ("ranked", "excluded"):
        for site in data[where]:
            if site["id"] == site_id:
                told = next(each for each in site["requirements"] if each["criterion"] == criterion_id)
                return where, told["verdict"], told["text"]
    raise AssertionError(site_id)
