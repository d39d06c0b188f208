"""Subjects of packages, and PDFs of others that hold what may not go out."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from drentsportal.domain.instruments.advisable import AdvisableInstrument
from drentsportal.domain.package.parts import PackagePart, PackageRound, PartState
from drentsportal.domain.package.permit_list import PermitDocument
from drentsportal.reports.package.foreign_pages import foreign_pages
from drentsportal.services.ports.packages import BuildingRules, OwnFile, PackageSubject, PlotDrawing
from tests.unit.figures.scenery import AS_OF
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS, factsheet, instrument, park, plots

if TYPE_CHECKING:
    from collections.abc import Mapping

PRESENT: Mapping[PackagePart, PartState] = dict.fromkeys(PackagePart, PartState.PRESENT)
NUMBER = "D-2026-0041"


def blank_pdf(page_count: int = 2) -> bytes:
    """Make a PDF of empty pages."""
    writer = PdfWriter()
    for _ in range(page_count):
        writer.add_blank_page(300, 400)
    return _bytes(writer)


def locked_pdf() -> bytes:
    """Make a PDF that opens with a word only."""
    writer = PdfWriter()
    writer.add_blank_page(300, 400)
    writer.encrypt("geheim", algorithm="RC4-128")
    return _bytes(writer)


def acting_pdf(mark: str = "STOORZENDER") -> bytes:
    """Make a PDF with a script, an action that starts a program, an attached file, a link and a maker."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 400)
    script = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(f"app.alert('{mark}')"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_attachment(f"{mark}.exe", mark.encode())
    writer.add_metadata({"/Author": mark})
    launch = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject(),
            NameObject("/A"): DictionaryObject(
                {
                    NameObject("/S"): NameObject("/Launch"),
                    NameObject("/F"): TextStringObject(f"{mark}.bat"),
                }
            ),
        }
    )
    writer.add_annotation(0, Link(rect=(10, 10, 90, 30), url="https://drenthe.example/a"))
    writer.add_annotation(0, Link(rect=(10, 40, 90, 60), url=f"javascript:{mark}"))
    cast("ArrayObject", page["/Annots"]).append(writer._add_object(launch))  # noqa: SLF001 - no other way in
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): launch})
    return _bytes(writer)


def first(**changes: object) -> PackageSubject:
    """Make a first package with two factsheets, a card and a brochure of two pages."""
    subject = PackageSubject(
        number=NUMBER,
        round=PackageRound.FIRST,
        made_at_utc=MADE_UTC,
        states=dict(PRESENT) | {PackagePart.HANDOUT: PartState.MISSING},
        sheets=(factsheet(), factsheet("Bargermeer", 3)),
        surroundings=SURROUNDINGS,
        contacts=tuple(each for each in SURROUNDINGS.contacts if each.scope == "GM0114"),
        files=(OwnFile(PackagePart.BROCHURE, "Ondernemen in Drenthe", foreign_pages("b.pdf", blank_pdf())),),
        municipality_codes=("GM0114",),
    )
    return replace(subject, **changes)  # type: ignore[arg-type] # each test gives the right type


def second(**changes: object) -> PackageSubject:
    """Make a second package of two plots."""
    ground = plots(4)
    drawings = tuple(
        PlotDrawing(each, park(), tuple(other for other in ground if other is not each), b"0\nEOF\n")
        for each in ground[:2]
    )
    whole = first(
        round=PackageRound.SECOND,
        states=dict(PRESENT),
        sheets=(),
        files=(),
        instruments=(AdvisableInstrument(instrument()),),
        rules=tuple(BuildingRules(each, park()) for each in ground[:2]),
        drawings=drawings,
        permits=(PermitDocument("a", "Aanvraag", "wie en waar", "Omgevingswet", AS_OF),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type] # each test gives the right type


def _bytes(writer: PdfWriter) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
