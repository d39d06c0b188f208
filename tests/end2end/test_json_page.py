"""The page on ``--json`` names the keys that the commands print: every one, and none that is gone."""

from __future__ import annotations

import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any, Final

import pytest

import drentsportal.domain
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.sites.attributes import SITE_ATTRIBUTES
from drentsportal.paths import sample_data_dir
from tests.unit.cli.conftest import CommandLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PAGE: Final = (Path(__file__).parents[2] / "docs" / "cli-json.md").read_text(encoding="utf-8")
CASE: Final = "D-2026-0001"
PERSON: Final = "Vraagsteller"
MATCH: Final = "`match` en `replay`"
PATH: Final = "`case path`, `case task` en `case calendar`"
WEIGHED: Final = "`case assess`, `case refer-proposal`, `exposure` en `profile`"

_WORD: Final = re.compile(r"`([a-z][a-z0-9_]*)`")
_OPEN_ENDED: Final = frozenset({"details", "failing", "scales", "default_weights"})
"""Objects whose keys are ids of the glossary, or the words of an event, and none of the command line."""

_ALSO: Final = {MATCH: ("`case`",), WEIGHED: ("`case`", MATCH)}
"""Sections that a section names instead of repeating them."""

_NO_KEY: Final = {"null", "true", "false", "netbeheerder"}
_NOT_PRINTED: Final[Mapping[str, frozenset[str]]] = {
    "`stability`": frozenset({"first"}),
    "`case weights`": frozenset(
        {"consistency", "consistency_ratio", "criteria", "first", "order", "second", "times"}
    ),
    "`sites`": frozenset(
        {"alleviation_year", "available_capacity_mw", "capacity_in_queue_mw", "requests_in_queue", "state"}
        | {"year"}
    ),
    "`quality`": frozenset({"attributes", "kind", "other_site_id", "rule", "severity"}),
}
"""Keys of what this case does not have: pairs, a queue for the grid, findings, another first one."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Run the commands of one case, and keep what each printed by the section that tells of it."""
    folder = tmp_path_factory.mktemp("json")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(folder))
        return _printed(CommandLine(folder))


def _printed(cli: CommandLine) -> dict[str, list[Any]]:
    samples = sample_data_dir()
    cli.import_samples()
    for name in ("2-logistiek", "1-chemie"):
        cli("case", "new", "--file", samples / "requests" / f"{name}.json")

    def data(*arguments: str | Path) -> Any:  # noqa: ANN401 - any JSON
        outcome = cli(*arguments, "--json")
        assert outcome.code == ExitCode.OK, (arguments, outcome.err)
        return outcome.data

    match = data("match", CASE, "--allocation")
    nothing = data("match", "--request", samples / "requests" / "5-niets-past.json")
    replayed = data("replay", CASE, "--against-now")
    asked = data("questions", CASE, "--mail", cli.folder / "mails")
    fills = (fill for each in asked["questions"] for fill in each["fills"])
    site_id = next(fill["site_id"] for fill in fills if fill["attribute"] == "max_height_m")
    answer = (f"--answer={site_id}:max_height_m=15", "--by", "gemeente", "--as-of", "2026-11-20")
    weights = [f"--set={each}=10" for each in match["weights"]]
    return {
        MATCH: [match, nothing, replayed],
        "`stability`": [data("stability", CASE)],
        "`questions`": [asked, data("questions", CASE, *answer)],
        WEIGHED: [
            data("case", "assess", CASE),
            data("case", "assess", CASE, "--answers", samples / "assessments" / "2-logistiek.json"),
            *(
                data("case", "refer-proposal", CASE, "--gemeente", each)
                for each in ("Hoogeveen", "Westerveld")
            ),
            data("exposure"),
            data("profile", "list"),
            data("profile", "show", "logistics"),
        ],
        "`case weights`": [data("case", "weights", CASE, *weights, "--person", PERSON, "--apply", "mine")],
        "`sites`": [data("sites"), *(data("sites", "--kind", each) for each in ("plot", "premises"))]
        + [data("sites", each) for each in ("vb-016", "vb-018")],
        "`quality`": [data("quality")],
        PATH: _path_printed(cli, data),
    }


def _path_printed(cli: CommandLine, data: Callable[..., Any]) -> list[Any]:
    """Run the commands of the path, of tasks and of the calendar."""
    data("case", "path", "agree", CASE, "riool klaar", "--due", "2026-12-01")
    data("case", "path", "check", CASE, "--site", "vb-009")
    data("case", "task", "add", CASE, "bel terug")
    return [
        data("case", "path", "check", CASE, "--permit", "yes", "--source", "omgevingsplan"),
        data("case", "path", "contacts", CASE),
        data("case", "task", "list"),
        data("case", "calendar", cli.folder / "agenda.ics", "--case", CASE),
    ]


def _section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def _keys(data: object, open_ended: frozenset[str] = _OPEN_ENDED) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            if key not in open_ended:
                yield from _keys(value, open_ended)
    elif isinstance(data, list):
        for each in data:
            yield from _keys(each, open_ended)


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _texts(each)


def _vocabulary() -> set[str]:
    """Every value that the domain has a word for: a state or a kind is no key."""
    found = {*CRITERION_BY_ID, *(each.id for each in SITE_ATTRIBUTES)}
    for info in walk_packages(drentsportal.domain.__path__, "drentsportal.domain."):
        for each in vars(import_module(info.name)).values():
            if isinstance(each, type) and issubclass(each, StrEnum):
                found.update(member.value for member in each)
    return found


SECTIONS: Final = (
    MATCH,
    "`stability`",
    "`questions`",
    WEIGHED,
    "`case weights`",
    "`sites`",
    "`quality`",
    PATH,
)


@pytest.mark.parametrize("title", SECTIONS)
def test_every_key_stands_in_its_section(printed: dict[str, list[Any]], title: str) -> None:
    """Or in one that the section refers to; ids of criteria, attributes, sites and persons are no keys."""
    told = "".join(_section(each) for each in (title, *_ALSO.get(title, ())))
    ids = {PERSON, *CRITERION_BY_ID, *(each.id for each in SITE_ATTRIBUTES)}
    keys = {each for each in _keys(printed[title]) if not each.startswith(("vb-", "GM"))}
    assert sorted(each for each in keys - ids if f"`{each}`" not in told) == []


@pytest.mark.parametrize("title", SECTIONS)
def test_no_key_of_a_section_is_gone(printed: dict[str, list[Any]], title: str) -> None:
    """What the page names is printed as a key or as a value, or is a word of the domain or a command."""
    printed_words = {*_keys(printed[title], frozenset()), *_texts(printed[title])}
    others = _vocabulary() | _NO_KEY | set(_WORD.findall(title)) | _NOT_PRINTED.get(title, frozenset())
    assert sorted(set(_WORD.findall(_section(title))) - printed_words - others) == []
