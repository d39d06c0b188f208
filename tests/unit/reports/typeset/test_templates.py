"""Templates can be changed by others: their fields stand in the page, and what is wrong in one is told."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.template_check import check_templates
from drentsportal.reports.typeset.typesetter import Typesetter
from tests.repo.places import ROOT
from tests.unit.reports.template_models import SAMPLES, made_models, slim

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language

DOCUMENTS = resources_dir() / "documents"
TEMPLATES = tuple(sorted(path.stem for path in SAMPLES.glob("*.json")))
WITHOUT_SAMPLE = {"factsheet-body", "picture", "theme"}
"""Parts of others, which are set with those."""


@cache
def _made() -> dict[str, dict[str, Any]]:
    return made_models()


def _fields_of_page(template: str) -> list[str]:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    part = page.split(f"### {template}.typ\n")[1].split("###")[0]
    return re.findall(r"^\| `(\w+)` \| \S", part, flags=re.MULTILINE)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_page_names_the_fields_of_each_model(template: str) -> None:
    """Every field that a template is given stands there with its meaning, and no other."""
    assert _fields_of_page(template) == sorted(_made()[f"{template}.typ"])


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_sample_has_the_fields_of_the_model(template: str) -> None:
    """``python -m tests.unit.reports.template_models`` writes the samples anew."""
    sample = json.loads((SAMPLES / f"{template}.json").read_text(encoding="utf-8"))
    assert sorted(sample) == sorted(slim(_made()[f"{template}.typ"]))


def test_every_template_has_a_sample_or_is_named_without() -> None:
    """A new template gets a sample; what has none of its own is part of one that has."""
    assert {path.stem for path in DOCUMENTS.glob("*.typ")} - set(TEMPLATES) == WITHOUT_SAMPLE


def test_the_templates_that_ship_can_be_set() -> None:
    """With their samples, as the command does."""
    checked = check_templates(Typesetter(DOCUMENTS), SAMPLES)
    assert [(each.name, each.fault) for each in checked] == [(f"{each}.typ", None) for each in TEMPLATES]


def test_a_broken_template_is_told_by_file_line_and_words(tmp_path: Path, dutch: Language) -> None:
    """And the others are set."""
    text = (DOCUMENTS / "quarter.typ").read_text(encoding="utf-8")
    (tmp_path / "quarter.typ").write_text(text.replace("d.sentence", "d.zinnetje"), encoding="utf-8")
    line = 1 + text[: text.index("d.sentence")].count("\n")
    checked = check_templates(Typesetter(DOCUMENTS, own_templates_dir=tmp_path), SAMPLES)
    (broken,) = [each for each in checked if each.fault is not None]
    assert broken.name == "quarter.typ"
    assert broken.fault is not None
    told = dutch.text(broken.fault)
    assert "quarter.typ" in told
    assert str(line) in told
    assert "d.zinnetje" in told
