"""What stands in a quarter report, section by section: the same rows for page, workbook and terminal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from drentsportal.domain.asking.request_marks import RequestMark
from drentsportal.domain.desk_figures.quarter_figures import DEFINED
from drentsportal.domain.relations.contact_log import PartyKind
from drentsportal.reports.quarter_notes import lost_note, placement_note, unmet_note
from drentsportal.services.exposure import COUNTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.desk_figures.known_sum import KnownSum
    from drentsportal.domain.desk_figures.quarter_figures import QuarterFigures
    from drentsportal.language import Language
    from drentsportal.services.exposure import ExposureReport
    from drentsportal.services.quarter_report import QuarterSubject

_M2_PER_HA = 10_000
_S_PER_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class SectionCell:
    """A cell as people read it, and its number where it is one; unknown has words and no number."""

    text: str
    number: float | None = None


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

    def requests(self) -> Section:
        figures = self._figures
        rows = [
            (self._text(self._say(f"channel.{channel.value}")), _count(count))
            for channel, count in figures.channels
        ]
        rows.append((self._text(self._say("quarter.total")), _count(figures.request_count)))
        return self._section("requests", ("channel", ">count"), rows, total=True)

    def answers(self) -> Section:
        figures = self._figures
        rows = [
            (self._label("answered"), _count(figures.answered_count)),
            (self._label("within"), _count(figures.within_term_count)),
            (self._label("later"), _count(figures.answered_count - figures.within_term_count)),
            (self._label("share"), self._share(figures.within_term_share)),
            (self._label("gross"), self._hours(figures.median_gross_s)),
            (self._label("net"), self._hours(figures.median_net_s)),
            (self._label("open_before"), _count(figures.open_before_count)),
            (self._label("received"), _count(figures.request_count)),
            (self._label("closed"), _count(figures.closed_unanswered_count)),
            (self._label("open"), _count(figures.open_count)),
        ]
        return self._section("answers", ("figure", ">value"), rows)

    def referrals(self) -> Section:
        figures = self._figures
        rows = [
            (
                self._text(self._from(each.from_code)),
                self._text(self._to(each.to_kind, each.to_id)),
                *(_count(number) for number in (each.count, each.accepted, each.refused, each.undecided)),
            )
            for each in figures.referrals
        ]
        if rows:
            sums = [sum(int(row[place].number or 0) for row in rows) for place in range(2, 6)]
            rows.append(
                (self._text(self._say("quarter.total")), self._text(""), *(_count(each) for each in sums))
            )
        names = ("from", "to", ">count", ">accepted", ">refused", ">undecided")
        return self._section("referrals", names, rows, total=True)

    def placements(self) -> Section:
        figures = self._figures
        rows = [
            (
                self._text(self.segments(each.segments)),
                self._text(self._language.value(each.municipality_code or None, "gemeente")),
                self._number(each.jobs, "int"),
                self._number(each.investment_eur, "eur"),
                self._text(self._say(f"quarter.supra.{each.supra_regional.value}")),
            )
            for each in figures.placements
        ]
        if rows:
            label = self._say("quarter.placed_total", count=len(rows))
            rows.append(
                (
                    self._text(self._say("quarter.total")),
                    self._text(label),
                    self._sum(figures.jobs, "int"),
                    self._sum(figures.investment_eur, "eur"),
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
            return _count(known)
        return self._text(self._say("quarter.supra.unknown"))

    def lost(self) -> Section:
        figures = self._figures
        rows = [
            (self._text(self._reason(None if reason is None else reason.value)), _count(count))
            for reason, count in figures.lost
        ]
        if rows or figures.withdrawn_count:
            rows.append((self._text(self._say("quarter.total")), _count(figures.lost_count)))
        note = lost_note(figures, self._language)
        return self._section("lost", ("reason", ">count"), rows, total=True, note=note)

    def unmet(self) -> Section:
        unmet = self._figures.unmet
        rows = [
            (
                self._text(self.segment(each.segment)),
                self._text(self._say(f"quarter.size.{each.size.value}")),
                self._sum(each.area_m2, "ha"),
                _count(each.count),
                self._text(self._reason(None if each.reason is None else each.reason.value)),
            )
            for each in unmet.lines
        ]
        note = unmet_note(self._figures, self._sum(unmet.area_m2, "ha").text, self._language)
        return self._section("unmet", ("segment", "size", ">area", ">count", "reason"), rows, note=note)

    def exposure(self, report: ExposureReport) -> Section:
        rows = [
            (
                self._text(self._language.value(line.municipality_code or None, "gemeente")),
                *(_count(line.count(name)) for name in COUNTS),
                _count(line.sites_with_land),
                self._number(line.available_ha, "hectare"),
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
        return self._text(self._say(f"quarter.answer.{name}"))

    def _reason(self, reason: str | None) -> str:
        return self._say(f"lost_reason.{reason or 'unknown'}")

    def _from(self, code: str) -> str:
        return self._language.value(code, "gemeente") if code else self._say("quarter.from_province")

    def _to(self, kind: str, name: str) -> str:
        return self._language.value(name, "gemeente") if kind == PartyKind.MUNICIPALITY.value else name

    def _share(self, share: float | None) -> SectionCell:
        if share is None:
            return SectionCell(self._say("quarter.no_answers"))
        return SectionCell(self._language.value(share, "percent"), share)

    def _hours(self, seconds: float | None) -> SectionCell:
        if seconds is None:
            return SectionCell(self._say("quarter.no_answers"))
        span = timedelta(seconds=seconds)
        return SectionCell(self._language.value(span, "duration"), round(seconds / _S_PER_HOUR, 2))

    def _number(self, value: float | None, spec: str) -> SectionCell:
        return SectionCell(self._language.value(value, spec), None if value is None else float(value))

    def _sum(self, found: KnownSum, spec: str) -> SectionCell:
        """Word a sum of what is known; where nothing is, that is said."""
        if found.total is None:
            return SectionCell(self._language.value(None))
        number = found.total / _M2_PER_HA if spec == "ha" else found.total
        return SectionCell(self._language.value(found.total, spec), float(number))

    @staticmethod
    def _text(text: str) -> SectionCell:
        return SectionCell(text)


def _count(number: int) -> SectionCell:
    return SectionCell(str(number), float(number))
