"""The page of a letter: its foot tells which page of how many, in fields that the office program fills in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.ports.documents import AdviceForm
from tests.unit.reports.subjects import advice

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("form", AdviceForm)
@pytest.mark.parametrize(
    ("code", "told"), [("nl", "Pagina 1 van 1"), ("en", "Page 1 of 1"), ("de", "Seite 1 von 1")]
)
def test_every_page_tells_its_number_in_the_language_of_the_letter(
    form: AdviceForm, code: str, told: str, tmp_path: Path
) -> None:
    """As fields and not as figures, which would be wrong on the second page; every section has the foot."""
    writer = ReportWriter(Language(code, resources_dir(), strict=True), resources_dir() / "documents")
    document = docx.Document(str(writer.letter(replace(advice(), form=form), tmp_path / "a.docx").path))
    for section in document.sections:
        foot = section.footer.paragraphs[0]
        assert foot.text.endswith(f"\t{told}")
        codes = [each.text.strip() for each in foot._p.iter(qn("w:instrText"))]  # noqa: SLF001 - no fields in python-docx
        assert codes == ["PAGE", "NUMPAGES"]
        kinds = [each.get(qn("w:fldCharType")) for each in foot._p.iter(qn("w:fldChar"))]  # noqa: SLF001 - as above
        assert kinds == ["begin", "separate", "end"] * 2
