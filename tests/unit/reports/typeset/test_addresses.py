"""An address or link that is too wide for its place ends a line after @ or / or before a dot only."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.typesetter import Typesetter
from tests.unit.reports.conftest import squeezed
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    from pathlib import Path

ADDRESSES = (
    "accountmanager.hoogeveen@bedrijvenportal.example",
    "wirtschaftsfoerderung.de-wolden@bedrijvenportal.example",
    "https://www.bedrijvenportal.example/uitgifte/vb-029-d10.pdf",
)
_PAGE = """#import "theme.typ": *
#set document(title: "a")
#set text(lang: "{code}", font: theme.fonts, size: 9.2pt)
= Kop
#block(width: {width}mm, {{
  show regex("\\\\S{{26,}}"): broken
  [Tel. {address}]
}})
#block(width: {width}mm, fitted[Tel. {address}])
"""
_BREAK = re.compile(r"(?<=[@/])|(?=\.)")


def _lines(folder: Path, **said: object) -> list[str]:
    address = str(said["address"]).replace("@", "\\@").replace("//", "\\/\\/")
    (folder / "advice.typ").write_text(_PAGE.format(**(said | {"address": address})), encoding="utf-8")
    typesetter = Typesetter(resources_dir() / "documents", own_templates_dir=folder)
    reader = PdfReader(io.BytesIO(typesetter.pdf("advice.typ", {}, MADE_UTC)))
    return [each.strip() for page in reader.pages for each in page.extract_text().splitlines()][1:]


@pytest.mark.parametrize("width", [40, 55, 70, 82, 110])
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("code", ["nl", "de"])
def test_an_address_is_broken_between_its_parts_only(
    tmp_path: Path, code: str, address: str, width: int
) -> None:
    """In running text and in a column of a table; nothing is lost and no hyphen is added."""
    lines = _lines(tmp_path, code=code, address=address, width=width)
    assert squeezed("".join(lines)) == squeezed(f"Tel. {address}") * 2
    ends = {0, len(address)} | {found.start() for found in _BREAK.finditer(address)}
    starts = [
        found.start()
        for each in lines
        for found in re.finditer(re.escape(each.removeprefix("Tel.").strip()), address)
    ]
    assert starts
    assert set(starts) <= ends, lines


def test_a_code_without_parts_still_stays_on_the_page(tmp_path: Path) -> None:
    """There is no better place to break it."""
    code = "A1" * 40
    lines = _lines(tmp_path, code="nl", address=code, width=60)
    assert squeezed("".join(lines)) == f"Tel.{code}" * 2
    assert max(map(len, lines)) < len(code)
