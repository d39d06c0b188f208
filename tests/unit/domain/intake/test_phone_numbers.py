"""Telephone numbers as people write them, and figures that are something else."""

from __future__ import annotations

import pytest

from drentsportal.domain.intake.contact_finders import plain_phone
from drentsportal.domain.intake.incoming import IncomingAttachment, IncomingMessage
from drentsportal.domain.intake.place_finders import PlaceFinder
from drentsportal.domain.intake.recognised import IntakeField
from drentsportal.domain.intake.recognition import Recognition
from drentsportal.domain.intake.sector_finders import SectorFinder

RECOGNITION = Recognition(PlaceFinder({}), SectorFinder([]))


def _phones(text: str) -> list[str]:
    """Return every number; a question mark stands for doubt."""
    message = IncomingMessage(IncomingAttachment("a.txt", "text/plain", b"x"), text)
    found = [each for each in RECOGNITION.read(message) if each.field is IntakeField.PHONE]
    return [
        f"{one.value}{'' if one.certainty.value == 'literal' else '?'}"
        for each in found
        for one in each.found
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Bel +31 592 365555.", ["+31592365555"]),
        ("Tel. +31 (0)592-36 55 55", ["+31592365555"]),
        ("T +31-(0)592-36.55.55", ["+31592365555"]),
        ("mobiel +316-1234567 8", ["+31612345678"]),
        ("Tel: 0031 592 365555, toestel 12", ["+31592365555"]),
        ("(0031) 6-1234-5678 / 06.12.34.56.79", ["+31612345678", "+31612345679?"]),
        ("+31 592 365555 - 06 12345678", ["+31592365555", "+31612345678?"]),
        ("+31 (0)592 365555 2 ha kavel", ["+31592365555?"]),
        ("Telefoon: +31 592 365555 8-12-2026", ["+31592365555?"]),
        ("Tel +31 592 365555-14", ["+31592365555?"]),
        ("Tel 0592 365555 2 ha", ["+31592365555?"]),
        ("bereikbaar op nummer 0592-365555", ["+31592365555?"]),
        ("privé 0592-365555, zaak 0592-365556", ["+31592365555?", "+31592365556?"]),
        ("Tel. +49 591 9876-0  Fax: +49 591 9876-99", ["+4959198760"]),
        ("Tel +49 5921 778899 / 0171 2345678", ["+495921778899"]),
        ("0049 (0)5921 / 77-88 99, Fax -90", ["+495921778899"]),
        ("Tel +49 5921 778899 12 ha", ["+495921778899?"]),
        ("Tel +49 5921 778899 graag na zessen", ["+495921778899?"]),
        ("+44 20 7946 0123 | ext 4411", ["+442079460123"]),
        ("0044 161 496 0000", ["+441614960000"]),
        ("+32 470 12 34 56", ["+32470123456"]),
        ("+32 2 123 45 67", ["+3221234567"]),
        ("+81 3 5550 0110", ["+81355500110"]),
        ("+351 900 000 112", ["+351900000112"]),
        ("+1 212 555 0123", ["+12125550123"]),
        ("+352 26 12 34 56", ["+35226123456?"]),
    ],
)
def test_a_number_is_as_long_as_its_country_has_it(text: str, numbers: list[str]) -> None:
    """What stands behind it is no part of it, and where it may end elsewhere it is doubted."""
    assert _phones(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Vestigingsnummer 000012345678",
        "vestigingsnr. 000023456789",
        "Rekening DE89 3704 0044 0532 0130 00",
        "IBAN NL91 ABNA 0417 1643 00",
        "Dossiernr 0031-2026-0012",
        "Dossiernr 0031-2026-00123",
        "dossier nr. +31 592 365555",
        "Ticket 0049 1234567",
        "Artikel +12345678",
        "factuurnr 0620260012",
        "Zie https://www.veenbouw.example/?id=0612345678&tel=+31592365555",
        "Zie veenbouw.example/0592-365555.",
        "Mail 0592365555@veenbouw.example",
        "Op 01-02-2027 10:00 uur",
        "+31 592 3655551",
        "+31 592 36555",
        "+310592",
        "+0012345678",
        "+123456789012345678",
        "Fax +31 592 365555",
        "BTW NL 0012.34.567.B01",
        "Tel: 31 592 365555",
    ],
)
def test_other_figures_are_no_number(text: str) -> None:
    """Of files and accounts, from addresses, too long and too short."""
    assert _phones(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0592 - 365555 (privé)", "+31592365555"),
        ("0592-365555 of 06-12345678", ""),
        ("+31592365555", "+31592365555"),
    ],
)
def test_a_kept_number_has_one_form(text: str, number: str) -> None:
    """Words beside it do not count; two numbers have none."""
    assert plain_phone(text) == number
