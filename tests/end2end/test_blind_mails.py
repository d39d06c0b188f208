"""Requests that were written before anybody looked at how they are read, through the command line.

What each says stands in ``tests/fixtures/blind_mails``. No rule was made on the half with an even number
before it was first measured, and of a second and third set none at all; ``docs/intake.md`` has the figures.
"""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import resources_dir
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.sector_finding import SectorFinding
from tests.blind_mails import FIELDS, Judged, Outcome, blind_mails, judged_fields, table

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

_FOUND = (Judged.RIGHT, Judged.MARKED_RIGHT, Judged.CHOICE_RIGHT)
_COLUMNS = (Judged.RIGHT, Judged.MARKED_RIGHT, Judged.CHOICE_RIGHT, Judged.EMPTY, Judged.MARKED_WRONG)
_PAGE = (Path(__file__).parents[2] / "docs" / "intake.md").read_text(encoding="utf-8")
_FEWEST_FOUND = 0.90
_MOST_MARKED_WRONG = 0.02


@pytest.fixture(scope="module")
def outcome(sample_cli: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Read every request once."""
    folder: Path = tmp_path_factory.mktemp("berichten")
    finding = SectorFinding(TomlSectors(resources_dir() / "sectors", folder))

    @functools.cache
    def groups_of(term: str) -> set[str]:
        codes = [each.code for each in finding.look_up(term).candidates]
        return {group for each in codes for group in finding.chosen(each.scheme, each.code).groups}

    made = Outcome()
    for mail in blind_mails():
        path = folder / mail.file_name
        path.write_bytes(mail.content())
        shown = sample_cli("case", "intake", path, "--json")
        assert shown.code == ExitCode.OK, (mail.name, shown.err)
        judged = judged_fields(mail, shown.data, groups_of)
        made.rows += [(mail, name, how, read) for name, (how, read) in judged.items()]
    return made


def test_there_are_eighty_in_three_languages(outcome: Outcome) -> None:
    """Fifty Dutch, fifteen English, fifteen German, and every field is told by some."""
    names = {mail.name for mail, *_ in outcome.rows}
    assert [sum(name.startswith(each) for name in names) for each in "ned"] == [50, 15, 15]
    assert {name for _, name, *_ in outcome.rows} == set(FIELDS)


def test_nothing_is_wrong_without_doubt(outcome: Outcome) -> None:
    """What stands as literal is what the mail says; what may be otherwise is marked or left to choose."""
    wrong = [(mail.name, name, read.values) for mail, name, how, read in outcome.rows if how is Judged.WRONG]
    assert wrong == []


@pytest.mark.parametrize("held_out", [False, True])
def test_most_is_found_and_little_is_marked_and_wrong(outcome: Outcome, *, held_out: bool) -> None:
    """A recognition that finds nothing is never wrong either: so much at least is found."""
    counts = outcome.counts(held_out=held_out)
    total = {how: sum(each[how] for each in counts.values()) for how in Judged}
    told = sum(total[each] for each in (*_FOUND, Judged.EMPTY))
    assert sum(total[each] for each in _FOUND) >= _FEWEST_FOUND * told, table(counts)
    doubted = total[Judged.MARKED_WRONG] + total[Judged.CHOICE_WRONG]
    assert doubted <= _MOST_MARKED_WRONG * told, table(counts)


def test_the_page_has_the_figures_of_now(outcome: Outcome) -> None:
    """How many each set has, what each comes to, and each field of the eighty."""
    sets: dict[str, Counter[Judged]] = {}
    names: dict[str, set[str]] = {}
    fields = {name: Counter[Judged]() for name in (*FIELDS, "all")}
    for mail, name, how, _ in outcome.rows:
        is_first = mail.name[0] in "ned"
        which = ("put aside" if mail.is_held_out else "mended on") if is_first else _LATER[mail.name[0]]
        sets.setdefault(which, Counter())[how] += 1
        names.setdefault(which, set()).add(mail.name)
        if is_first:
            fields[name][how] += 1
            fields["all"][how] += 1
    for which, counted in sets.items():
        row = f"| {which} ({len(names[which])}) | now | {_figures(counted)} | {counted[Judged.WRONG]} |"
        assert row in _PAGE
    for name, counted in fields.items():
        assert f"| {name} | {_figures(counted)} |" in _PAGE


_LATER = {"s": "second", "t": "third"}


def _figures(counted: Counter[Judged]) -> str:
    """Write the counts of a row; all choices wrong is marked and wrong too."""
    told = counted + Counter({Judged.MARKED_WRONG: counted[Judged.CHOICE_WRONG]})
    return " | ".join(str(told[how]) for how in _COLUMNS)
