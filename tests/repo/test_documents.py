"""The documents are true: what they name exists, what must be named is named, and links lead somewhere."""

import ast
import re
from pathlib import Path

import pytest

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from tests.repo.pages import (
    CODE,
    DECISIONS,
    DOCS,
    DOTTED,
    FENCE,
    LINK,
    PACKAGE,
    commands,
    contracts,
    layers,
    modules,
    names_in,
    resolves,
    rows_under,
    slug,
    text_of,
)
from tests.repo.places import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "sample_data").rglob("*.md")])
PAGE_IDS = [page.relative_to(ROOT).as_posix() for page in PAGES]

COMMAND = re.compile(r"(?<![\w/-])(?:\.venv/bin/)?drentsportal ([a-z][a-z-]*)(?![\w./-])")
TARGET = re.compile(r"(?<![\w-])make ([a-z][a-z-]*)")
MACHINE = re.compile(
    r"(?<![\w.~/-])/(?:home|root|work|tmp|mnt|media|opt|srv|private|Users|workspace)\b"
    r"|\b[A-Z]:\\\w"
    r"|\blocalhost\b|(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}\d{1,3}(?![\d.])"
    r"|pypi\.|pythonhosted|artifactory|devpi|--(?:extra-)?index-url|://[^\s/]*(?:registry|mirror|proxy)",
    flags=re.IGNORECASE,
)


# --- every page --------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_links_lead_somewhere(page: Path) -> None:
    """Files and pictures exist inside the repository; anchors are headings."""
    broken = []
    for link in LINK.findall(FENCE.sub("", text_of(page))):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or ROOT not in target.parents:
            broken.append(link)
        elif anchor:
            headings = re.findall(r"^#+ (.*)$", text_of(target), flags=re.MULTILINE)
            if anchor not in map(slug, headings):
                broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_no_page_names_a_machine(page: Path) -> None:
    """No folder of one computer, and no host from which packages come."""
    assert MACHINE.findall(text_of(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_commands_exist(page: Path) -> None:
    """`make x` is a target and `drentsportal x` a command, wherever they are set as code."""
    text = text_of(page)
    code = "\n".join(
        [*CODE.findall(text), *FENCE.findall(text), *re.findall(r"^ {4}.*$", text, re.MULTILINE)]
    )
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), flags=re.MULTILINE))
    assert set(TARGET.findall(code)) <= targets
    assert set(COMMAND.findall(code)) <= commands()


def test_the_readme_begins_with_what_matters() -> None:
    """The first screen has a picture of the window and the two commands."""
    first = "\n".join(text_of(ROOT / "README.md").splitlines()[:25])
    assert re.search(r"!\[[^\]]{20,}\]\(docs/pictures/window\.png\)", first)
    assert TARGET.findall(first)[:2] == ["run", "test"]


def test_the_changelog_has_its_form() -> None:
    """Versions under second headings, kinds of changes under third ones."""
    text = text_of(ROOT / "CHANGELOG.md")
    versions = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", each) for each in versions[1:])
    kinds = set(re.findall(r"^### (.*)$", text, flags=re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


# --- architecture ------------------------------------------------------------------

ARCHITECTURE = DOCS / "architecture.md"


def test_the_architecture_shows_the_layers_as_they_are() -> None:
    """The drawing has the names of the contract in their order, and these are what the package holds."""
    (drawing,) = FENCE.findall(text_of(ARCHITECTURE))
    lines = [re.split(r" {2,}", line)[0] for line in drawing.splitlines()[1:-1]]
    assert [name for line in lines for name in re.findall(r"\w+", line)] == layers()
    held = {each.stem for each in PACKAGE.iterdir() if each.is_dir() or each.suffix == ".py"}
    assert held - {"__init__", "__pycache__", "_data"} == set(layers())


def test_the_architecture_gives_each_library_its_layer() -> None:
    """The third column repeats the rules on who may import what."""
    told = {
        CODE.findall(cells[0])[0]: set(CODE.findall(cells[2])) for cells in rows_under(ARCHITECTURE, "layer")
    }
    rules = {
        contract["allowed_importers"][0].split(".")[1]: set(contract["protected_modules"])
        for contract in contracts()
        if "protected_modules" in contract
    }
    assert {layer: libraries for layer, libraries in told.items() if libraries} == rules


def test_no_missing_module_is_named() -> None:
    """In architecture and decisions: a dotted name that begins with a layer is in the package."""
    named = {
        name
        for page in (ARCHITECTURE, *DECISIONS.glob("*.md"))
        for name in CODE.findall(FENCE.sub("", text_of(page)))
        if DOTTED.fullmatch(name) and name.split(".")[0] in layers()
    }
    assert len(named) > 30
    assert [name for name in sorted(named) if not resolves(name)] == []


def test_the_architecture_names_no_missing_folder() -> None:
    """Each path that is set as code exists."""
    paths = [name for name in CODE.findall(text_of(ARCHITECTURE)) if re.fullmatch(r"[\w/.-]+/[\w.-]*", name)]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_architecture_is_a_glance() -> None:
    """Under 150 lines."""
    assert len(text_of(ARCHITECTURE).splitlines()) < 150


def test_a_missing_name_would_be_found() -> None:
    """The look-up itself tells right from wrong."""
    assert resolves("domain.sites.history.in_use")
    assert resolves("domain.match.match_result.Verdict.CHECK")
    assert not resolves("domain.sites.history.in_us")
    assert not resolves("domain.no_such_module")


# --- glossary ----------------------------------------------------------------------

GLOSSARY = DOCS / "glossary.md"


def glossary_names() -> list[str]:
    """Code names of the glossary."""
    return [name for cells in rows_under(GLOSSARY, "Dutch") for name in CODE.findall(cells[1])]


def test_every_word_of_the_glossary_is_in_the_code() -> None:
    """As a class, function, constant, field or attribute of sites."""
    defined_names = {name for module in modules() for name in names_in(module)}
    known = defined_names | {name.rpartition(".")[2] for name in defined_names} | set(ATTRIBUTE_BY_ID)
    assert [name for name in glossary_names() if name not in known] == []


def test_every_class_of_the_domain_is_in_the_glossary() -> None:
    """So that nobody coins a word in silence."""
    classes = {
        node.name
        for module in modules(PACKAGE / "domain")
        for node in ast.parse(text_of(module)).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert sorted(classes - set(glossary_names())) == []


def test_every_row_of_the_glossary_is_complete_and_alone() -> None:
    """Three cells, all filled; one code name stands in one row only."""
    rows = list(rows_under(GLOSSARY, "Dutch"))
    assert all(len(cells) == 3 and all(cells) and CODE.findall(cells[1]) for cells in rows)
    names = glossary_names()
    assert sorted({name for name in names if names.count(name) > 1}) == []


# --- decisions ---------------------------------------------------------------------


def test_the_list_of_decisions_is_complete() -> None:
    """Every page once, numbered pages in order."""
    listed = [LINK.findall(cells[0])[0] for cells in rows_under(DECISIONS / "README.md", "page")]
    assert sorted(listed) == sorted({each.name for each in DECISIONS.glob("*.md")} - {"README.md"})
    numbered = [name for name in listed if name[0].isdigit()]
    assert numbered == sorted(numbered)
    assert len({name[:4] for name in numbered}) == len(numbered)


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda page: page.stem)
def test_a_decision_carries_its_number(page: Path) -> None:
    """Its title begins with the number of its file."""
    title = re.match(r"# (\d+)\.? \S", text_of(page))
    assert title
    assert int(title[1]) == int(page.name[:4])
