"""What pages say and what the package holds, so that the one can be held against the other."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.repo.places import ROOT, pyproject

PACKAGE = ROOT / "drentsportal"
DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", flags=re.MULTILINE | re.DOTALL)
DOTTED = re.compile(r"[a-z_]+(?:\.\w+)+")


def text_of(page: Path) -> str:
    """Text of a page."""
    return page.read_text("utf-8")


def rows_under(page: Path, first_header: str) -> Iterator[list[str]]:
    """Cells of every table row of a page, of the tables whose first column is called `first_header`."""
    header: list[str] = []
    for line in text_of(page).splitlines():
        if not line.startswith("|"):
            header = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not header:
            header = cells
        elif header[0] == first_header and not set(cells[0]) <= {"-", ":"}:
            yield cells


def slug(heading: str) -> str:
    """Anchor of a heading, as the usual renderers make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@cache
def names_in(module: Path) -> frozenset[str]:
    """Names that a module defines: `name` at the top, `Class.name` for what a class defines."""
    found: set[str] = set()
    for node in ast.parse(text_of(module)).body:
        own = set(defined(node))
        found |= own
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for inner in node.body for name in defined(inner)}
    return frozenset(found)


def defined(node: ast.stmt) -> Iterator[str]:
    """Names that one statement defines."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Every module of the package."""
    return sorted(folder.rglob("*.py"))


def layers() -> list[str]:
    """Names in the layers contract, from the top down."""
    (contract,) = (each for each in contracts() if each["id"] == "layers")
    return [name for layer in contract["layers"] for name in re.findall(r"\w+", layer)]


def contracts() -> list[dict[str, Any]]:
    """Read the import rules."""
    found: list[dict[str, Any]] = pyproject()["tool"]["importlinter"]["contracts"]
    return found


def resolves(name: str) -> bool:
    """Whether `services.intake` or `domain.sites.history.in_use` exists in the package."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        base, rest = PACKAGE.joinpath(*parts[:count]), ".".join(parts[count:])
        module = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
        if module.is_file():
            return not rest or rest in names_in(module)
    return False


@cache
def commands() -> frozenset[str]:
    """Names of commands and groups, as the modules of `cli` register them."""
    calls = [
        node
        for module in modules(PACKAGE / "cli")
        for node in ast.walk(ast.parse(text_of(module)))
        if isinstance(node, ast.Call)
    ]
    commands = {
        call.args[1].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "add_command"
        if isinstance(call.args[1], ast.Constant)
    }
    groups = {
        keyword.value.value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "Typer"
        for keyword in call.keywords
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
    }
    return frozenset(str(name) for name in commands | groups)
