"""The period of an instrument is told in the language of the document, and never by half of it in Dutch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drentsportal.domain.values import PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.instrument_words import amount_and_period, period_words
from tests.unit.reports.subjects import instrument

APRIL, YEAR = PartialDate(2014, 4), PartialDate(2015)


@pytest.mark.parametrize(
    ("said", "starts_on", "ends_on", "code", "told"),
    [
        ("vanaf eind april 2014; einde niet vermeld", APRIL, None, "nl", None),
        ("vanaf eind april 2014; einde niet vermeld", APRIL, None, "de", "ab April 2014; Ende nicht genannt"),
        ("vanaf eind april 2014; einde niet vermeld", APRIL, None, "en", "from April 2014; end not stated"),
        ("april 2014 tot en met 2015", APRIL, YEAR, "de", "April 2014 bis 2015"),
        ("tot medio 2015", None, YEAR, "en", "to 2015; beginning not stated"),
        ("niet vermeld", None, None, "de", "nicht genannt"),
        (
            "verkenning in 2024-2025",
            None,
            None,
            "en",
            "“verkenning in 2024-2025” (in Dutch, as in the source)",
        ),
    ],
)
def test_the_period_in_the_language_of_the_document(
    said: str, starts_on: PartialDate | None, ends_on: PartialDate | None, code: str, told: str | None
) -> None:
    """Its dates say it; words that no date replaces are quoted and named as Dutch."""
    language = Language(code, resources_dir(), strict=True)
    subject = replace(instrument(), period_text=said, starts_on=starts_on, ends_on=ends_on)
    assert period_words(subject, language) == (told or said)
    assert amount_and_period(subject, language).lines[1].text.endswith(told or said)
