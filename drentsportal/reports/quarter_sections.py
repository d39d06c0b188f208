"""What stands in a quarter report, section by section: the same rows for page, workbook and terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.asking.request_marks import RequestMark
from drentsportal.domain.desk_figures.quarter_figures import DEFINED
from drentsportal.domain.relations.contact_log import PartyKind
from drentsportal.reports.quarter_cells import NumberKind, QuarterCells, SectionCell, count_cell, text_cell
from drentsportal.reports.quarter_notes import lost_note, placement_note, unmet_note
from drentsportal.services.exposure import COUNTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.desk_figures.quarter_figures import QuarterFigures
    from drentsportal.language import Language
    from drentsportal.services.exposure import ExposureReport
    from drentsportal.services.quarter_report import QuarterSubject


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the report; ``numeric`` tells which columns stand to the right. ``has_total``: last row."""

    key: str
    title: str
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[SectionCell, ...], ...]
    note: str = ""
    has_total: bool = False


def quarter_sections(subject: QuarterSubject, language: Language) -> tuple[Section, ...]:
    """Word every section of the report that has something to say, in its order."""
    sections = _Sections(subject, language)
    made = (
        sections.requests(),
        sections.answers(),
        sections.referrals(),
        sections.placements(),
        sections.lost(),
        sections.unmet(),
        *((sections.exposure(subject.exposure),) if subject.exposure is not None else ()),
    )
    return tuple(each for each in made if each.rows)


def definitions(language: Language, *, in_working_hours: bool = False) -> tuple[tuple[str, str], ...]:
    """Word what each figure means, by its name."""
    return tuple(definition(name, language, in_working_hours=in_working_hours) for name in DEFINED)


def definition(name: str, language: Language, *, in_working_hours: bool = False) -> tuple[str, str]:
    """Word the name and the meaning of one figure of ``DEFINED``."""
    hours = ".working_hours" if in_working_hours and name == "within_term" else ""
    return language.text(f"quarter.defined.{name}"), language.text(f"quarter.definition.{name}{hours}")


def quarter_remarks(subject: QuarterSubject, language: Language) -> tuple[str, ...]:
    """Say what must be known before any figure is read: that it is an interim one, and which hours count."""
    running = (language.text("quarter.running"),) if subject.is_running else ()
    hours = (language.text("quarter.working_hours"),) if subject.in_working_hours else ()
    return (*running, *hours)


def quarter_sentence(subject: QuarterSubject, language: Language) -> str:
    """Say the quarter in one sentence."""
    figures = subject.figures
    return language.text(
        "quarter.sentence.working_hours" if subject.in_working_hours else "quarter.sentence",
        requests=figures.request_count,
        answered=figures.answered_count,
        within=figures.within_term_count,
        placed=len(figures.placements),
        referred=figures.referral_count,
    )


def segment_name(segment: str, language: Language) -> str:
    """Word a segment by its id; one that is in no list any more stands as it is, an empty one is told."""
    if not segment:
        return language.text("quarter.no_segment")
    key = f"segment.{segment}"
    return language.text(key) if key in language else segment


class _Sections:
    """Makes the sections of one report."""

    def __init__(self, subject: QuarterSubject, language: Language) -> None:
        self._figures: QuarterFigures = subject.figures
        self._language = language
        self._say = language.text
        self._cells = QuarterCells(language)

    def requests(self) -> Section:
        figures = self._figures
        rows = [
            (text_cell(self._say(f"channel.{channel.value}")), count_cell(count))
            for channel, count in figures.channels
        ]
        rows.append((text_cell(self._say("quarter.total")), count_cell(figures.request_count)))
        return self._section("requests", ("channel", ">count"), rows, total=True)

    def answers(self) -> Section:
        figures = self._figures
        rows = [
            (self._label("answered"), count_cell(figures.answered_count)),
            (self._label("within"), count_cell(figures.within_term_count)),
            (self._label("later"), count_cell(figures.answered_count - figures.within_term_count)),
            (self._label("share"), self._cells.share(figures.within_term_share)),
            (self._label("gross"), self._cells.hours(figures.median_gross_s)),
            (self._label("net"), self._cells.hours(figures.median_net_s)),
            (self._label("open_before"), count_cell(figures.open_before_count)),
            (self._label("received"), count_cell(figures.request_count)),
            (self._label("closed"), count_cell(figures.closed_unanswered_count)),
            (self._label("open"), count_cell(figures.open_count)),
        ]
        return self._section("answers", ("figure", ">value"), rows)

    def referrals(self) -> Section:
        figures = self._figures
        rows = [
            (
                text_cell(self._from(each.from_code)),
                text_cell(self._to(each.to_kind, each.to_id)),
                *(count_cell(number) for number in (each.count, each.accepted, each.refused, each.undecided)),
            )
            for each in figures.referrals
        ]
        if rows:
            sums = [sum(int(row[place].number or 0) for row in rows) for place in range(2, 6)]
            rows.append(
                (text_cell(self._say("quarter.total")), text_cell(""), *(count_cell(each) for each in sums))
            )
        names = ("from", "to", ">count", ">accepted", ">refused", ">undecided")
        return self._section("referrals", names, rows, total=True)

    def placements(self) -> Section:
        figures = self._figures
        rows = [
            (
                text_cell(self.segments(each.segments)),
                text_cell(self._language.value(each.municipality_code or None, "gemeente")),
                self._cells.number(each.jobs, NumberKind.COUNT),
                self._cells.number(each.investment_eur, NumberKind.AMOUNT_EUR),
                text_cell(self._say(f"quarter.supra.{each.supra_regional.value}")),
            )
            for each in figures.placements
        ]
        if rows:
            label = self._say("quarter.placed_total", count=len(rows))
            rows.append(
                (
                    text_cell(self._say("quarter.total")),
                    text_cell(label),
                    self._cells.sum(figures.jobs, NumberKind.COUNT),
                    self._cells.sum(figures.investment_eur, NumberKind.AMOUNT_EUR),
                    self._supra_total(),
                )
            )
        names = ("segment", "municipality", ">jobs", ">investment", "supra")
        note = placement_note(figures, self._language)
        return self._section("placements", names, rows, total=True, note=note)

    def _supra_total(self) -> SectionCell:
        """Count what is bovenregionaal; unknown where none is known to be and one still may."""
        figures = self._figures
        known = figures.supra_regional_count(RequestMark.YES)
        if known or not figures.supra_regional_count(RequestMark.UNKNOWN):
            return count_cell(known)
        return text_cell(self._say("quarter.supra.unknown"))

    def lost(self) -> Section:
        figures = self._figures
        rows = [
            (text_cell(self._reason(None if reason is None else reason.value)), count_cell(count))
            for reason, count in figures.lost
        ]
        if rows or figures.withdrawn_count:
            rows.append((text_cell(self._say("quarter.total")), count_cell(figures.lost_count)))
        note = lost_note(figures, self._language)
        return self._section("lost", ("reason", ">count"), rows, total=True, note=note)

    def unmet(self) -> Section:
        unmet = self._figures.unmet
        rows = [
            (
                text_cell(self.segment(each.segment)),
                text_cell(self._say(f"quarter.size.{each.size.value}")),
                self._cells.asked(each.area_m2, NumberKind.AREA_HA),
                self._cells.asked(each.floor_m2, NumberKind.AREA_M2),
                count_cell(each.count),
                text_cell(self._reason(None if each.reason is None else each.reason.value)),
            )
            for each in unmet.lines
        ]
        names = ("segment", "size", ">area", ">floor", ">count", "reason")
        return self._section("unmet", names, rows, note=unmet_note(self._figures, self._language))

    def exposure(self, report: ExposureReport) -> Section:
        rows = [
            (
                text_cell(self._language.value(line.municipality_code or None, "gemeente")),
                *(count_cell(line.count(name)) for name in COUNTS),
                count_cell(line.sites_with_land),
                self._cells.number(line.available_ha, NumberKind.AREA_HA),
            )
            for line in report.lines
        ]
        names = ("municipality", *(f">{each}" for each in COUNTS), ">sites_with_land", ">available_ha")
        note = " ".join(self._say(each) for each in report.readings)
        return self._section("exposure", names, rows, note=note)

    def segments(self, segments: tuple[str, ...]) -> str:
        """Word the segments that were asked."""
        return ", ".join(map(self.segment, segments)) or self._say("quarter.no_segment")

    def segment(self, segment: str) -> str:
        """Word one segment, also one that is in no list any more."""
        return segment_name(segment, self._language)

    def _section(
        self,
        key: str,
        names: tuple[str, ...],
        rows: Sequence[tuple[SectionCell, ...]],
        *,
        total: bool = False,
        note: str = "",
    ) -> Section:
        return Section(
            key=key,
            title=self._say(f"quarter.section.{key}"),
            columns=tuple(self._say(f"quarter.column.{name.removeprefix('>')}") for name in names),
            numeric=tuple(name.startswith(">") for name in names),
            rows=tuple(rows),
            note=note,
            has_total=total and bool(rows),
        )

    def _label(self, name: str) -> SectionCell:
        return text_cell(self._say(f"quarter.answer.{name}"))

    def _reason(self, reason: str | None) -> str:
        return self._say(f"lost_reason.{reason or 'unknown'}")

    def _from(self, code: str) -> str:
        return self._language.value(code, "gemeente") if code else self._say("quarter.from_province")

    def _to(self, kind: str, name: str) -> str:
        return self._language.value(name, "gemeente") if kind == PartyKind.MUNICIPALITY.value else name
