"""What an advice says after its sites: questions, others, re-use, instruments, next steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.firmness.whom_to_ask import question_told, scope_asked
from drentsportal.domain.instruments.instrument_match import amount_range
from drentsportal.domain.match.statements import changes_told
from drentsportal.domain.message import message
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.advice.shortlist import labelled, score_span
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.contacts import function_words
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.fairness.didam import DidamFacts
    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.domain.match.match_result import Candidate
    from drentsportal.domain.message import Message
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers
    from drentsportal.services.documents import AdviceSite, AdviceSubject


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, a table and numbered steps, each of which may be absent."""

    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    steps: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class AdviceSections:
    """Makes the sections of one advice."""

    subject: AdviceSubject
    language: Language
    sources: SourceNumbers

    def all(self) -> tuple[Section, ...]:
        """Every section, in the order of the page."""
        made = (
            self._questions(),
            self._allocation(),
            self._others(),
            self._rejections(),
            self._reuse(),
            self._instruments(),
            self._next_steps(),
        )
        return tuple(each for each in made if each is not None)

    def whom(self, scope: str) -> str:
        """Return the function for a scope, or the gemeente by name where none is known."""
        contact = self.subject.surroundings.contact(scope)
        if contact is not None:
            return function_words(contact, self.language)
        name = self.subject.surroundings.municipality_name(scope)
        if name != scope:
            return self.language.text("doc.ask.municipality", municipality=name)
        return self.language.text("doc.ask.desk")

    def _questions(self) -> Section:
        language = self.language
        title = language.text("doc.advice.section.questions")
        asked: dict[tuple[str, str], list[str]] = {}
        for number, site in enumerate(self.subject.shortlist, start=1):
            for text, scope in self._asked_of(site):
                key = (language.text(text), self.whom(scope))
                asked.setdefault(key, []).append(str(number))
        if not asked:
            return Section(title, (language.text("doc.advice.no_questions"),))
        columns = (
            Column(language.text("doc.advice.column.question"), 1),
            Column(language.text("doc.advice.column.ask"), 42),
            Column(language.text("doc.advice.column.site"), 16),
        )
        rows = tuple(
            (
                Cell((Words(question),)),
                cell(whom),
                cell(", ".join(numbers)),
            )
            for (question, whom), numbers in asked.items()
        )
        return Section(title, table=Table("", columns, rows))

    def _asked_of(self, site: AdviceSite) -> Iterator[tuple[Message, str]]:
        """Return the questions of a site with the scope to ask; those on the grid go to its operator."""
        known = {each.scope for each in self.subject.surroundings.contacts}
        for each in site.card.questions:
            told = question_told(each.criterion_id, each.scope, each.text, known)
            yield told, scope_asked(each.criterion_id, each.scope, known)
        for facts in site.allocation:
            yield from ((each.text, each.scope) for each in facts.questions)

    def _allocation(self) -> Section | None:
        """Tell of each plot on offer who sells it and how it is allocated; what is unknown is said so."""
        language = self.language
        facts = [
            (str(number), each)
            for number, site in enumerate(self.subject.shortlist, start=1)
            for each in site.allocation
        ]
        if not facts:
            return None
        columns = (
            Column(language.text("doc.advice.column.site"), 16),
            Column(language.text("doc.allocation.column.known"), 1),
            Column(language.text("doc.facts.source"), 40),
        )
        rows = tuple(
            (
                cell(number),
                Cell((Words(language.text(each.statement)), *self._link(each))),
                cell(self._sources_of(each)),
            )
            for number, each in facts
        )
        title = language.text("doc.allocation.title")
        return Section(title, (language.text("doc.allocation.intro"),), Table("", columns, rows))

    def _sources_of(self, facts: DidamFacts) -> str:
        stated = (facts.seller, facts.procedure, facts.published_on)
        numbered = {self.sources.reference(each): None for each in stated if isinstance(each, Known)}
        return ", ".join(numbered) or NOT_APPLICABLE

    def _link(self, facts: DidamFacts) -> tuple[Words, ...]:
        link = facts.link
        return (Words(str(link.value), style="quiet"),) if isinstance(link, Known) else ()

    def _others(self) -> Section | None:
        language, others = self.language, self.subject.others
        if not others:
            return None
        columns = (
            Column(language.text("doc.advice.column.site"), 1),
            Column(language.text("doc.advice.column.municipality"), 0.7),
            Column(language.text("doc.advice.column.rank"), 16, right=True),
            Column(language.text("doc.advice.column.score"), 20, right=True),
            Column(language.text("doc.advice.column.interval"), 34),
        )
        rows = tuple(
            (
                cell(card.candidate.name),
                cell(self._municipality(card.candidate)),
                cell(str(card.rank)),
                cell(language.value(card.point, "points")),
                Cell((score_span(card, language),)),
            )
            for card in others
        )
        intro = language.text("doc.advice.others_intro", site_count=len(others))
        title = language.text("doc.advice.section.others")
        return Section(title, (intro,), Table("", columns, rows))

    def _rejections(self) -> Section | None:
        language, subject = self.language, self.subject
        if not subject.rejection_count:
            return None
        columns = (
            Column(language.text("doc.advice.column.site"), 0.8),
            Column(language.text("doc.advice.column.fails"), 1.1),
            Column(language.text("doc.advice.column.change"), 1),
        )
        rows = tuple(
            (
                Cell(
                    (
                        Words(each.candidate.name),
                        Words(self._municipality(each.candidate), style="quiet"),
                    )
                ),
                Cell(tuple(Words(labelled(out, language)) for out in each.failing)),
                Cell(tuple(Words(language.text(change)) for change in changes_told(each))),
            )
            for each in subject.rejections
        )
        intro = language.text(
            "doc.advice.rejections_intro",
            rejection_count=subject.rejection_count,
            told_count=len(subject.rejections),
        )
        title = language.text("doc.advice.section.rejections")
        return Section(title, (intro,), Table("", columns, rows))

    def _municipality(self, candidate: Candidate) -> str:
        return self.subject.surroundings.municipality_name(candidate.municipality_code)

    def _reuse(self) -> Section:
        language = self.language
        columns = (
            Column(language.text("doc.advice.column.site"), 1),
            Column(language.text("doc.advice.column.reuse"), 1),
            Column(language.text("doc.facts.source"), 40),
        )
        rows = []
        for each in self.subject.shortlist:
            value = each.site.attribute("reuse_class")
            if isinstance(value, Known):
                said = Words(language.text(f"choice.reuse_class.{value.value}"))
                source = self.sources.reference(value)
            else:
                said = Words(language.text("doc.value.ask"), Mark.UNKNOWN, "unknown")
                source = NOT_APPLICABLE
            kind = language.text(f"doc.site_kind.{each.site.kind.value}")
            rows.append((cell(f"{each.site.name} ({kind})"), Cell((said,)), cell(source)))
        premises = any(each.site.kind is SiteKind.PREMISES for each in self.subject.shortlist)
        paragraphs = [language.text("doc.advice.reuse_intro")]
        if not premises:
            paragraphs.append(language.text("doc.advice.reuse_no_premises"))
        table = Table("", columns, tuple(rows))
        return Section(language.text("doc.advice.section.reuse"), tuple(paragraphs), table)

    def _instruments(self) -> Section:
        language = self.language
        title = language.text("doc.advice.section.instruments")
        subject = self.subject
        if not subject.instruments:
            why = "no_instrument_fits" if subject.unfit_count else "no_instruments"
            return Section(title, (language.text(f"doc.advice.{why}", ask=self.whom("nom")),))
        columns = (
            Column(language.text("doc.advice.column.instrument"), 1),
            Column(language.text("doc.advice.column.provider"), 1),
            Column(language.text("doc.advice.column.amount_and_period"), 1),
            Column(language.text("doc.advice.column.to_ask"), 1.4),
            Column(language.text("doc.advice.column.confirmed"), 26),
        )
        rows = tuple(
            (
                cell(each.instrument.name, style="bold"),
                cell(each.instrument.provider),
                Cell(
                    (
                        Words(language.text(amount_range(each.instrument))),
                        Words(
                            language.text("doc.advice.instrument_period", period=each.instrument.period_text)
                        ),
                    )
                ),
                self._to_ask(each),
                cell(language.value(each.instrument.confirmed_on, "date")),
            )
            for each in subject.instruments
        )
        note = "; ".join(
            f"{without_line_references(each.instrument.source)} ({each.instrument.as_of.iso})"
            for each in subject.instruments
        )
        table = Table("", columns, rows, language.text("doc.advice.instrument_note", sources=note))
        is_open = any(each.asked or each.unstated for each in subject.instruments)
        said = [language.text("doc.advice.instruments_intro")] if is_open else []
        if subject.unfit_count:
            said.append(language.text("doc.advice.instruments_left_out", count=subject.unfit_count))
        return Section(title, tuple(said), table)

    def _to_ask(self, found: AdvisableInstrument) -> Cell:
        """Tell what of an instrument is still to be asked, of whom; a dash where nothing is."""
        text, lines = self.language.text, []
        if found.asked:
            lines.append(Words(text("doc.advice.instrument_asked", asked=found.asked), Mark.CHECK))
        if found.unstated:
            aspects = tuple(message(f"instrument.aspect.{each.value}") for each in found.unstated)
            lines.append(Words(text("doc.advice.instrument_unstated", aspects=aspects), Mark.UNKNOWN))
        return Cell(tuple(lines)) if lines else cell(NOT_APPLICABLE)

    def _next_steps(self) -> Section:
        language = self.language
        asked = any(
            each.card.questions or any(facts.questions for facts in each.allocation)
            for each in self.subject.shortlist
        )
        steps = tuple(
            language.text(f"doc.advice.step.{number}") for number in ((1, 2, 3) if asked else (2, 3))
        )
        names = self.subject.attachments
        attached = language.text("doc.advice.attachments", names=names) if names else ""
        return Section(language.text("doc.advice.section.next"), steps=steps, after=attached)
