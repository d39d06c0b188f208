"""What an advice says after its sites: questions, others, re-use, instruments, next steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.cases.advice_days import answers_wanted_by, choice_wanted_by, visits_from
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.advice.instruments import instruments_section
from drentsportal.reports.advice.people import asked_of, contacts_section, question_count
from drentsportal.reports.advice.section import Section
from drentsportal.reports.advice.shortlist import labelled, score_span
from drentsportal.reports.advice.side_by_side import comparison_section
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.contacts import function_words
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from datetime import date

    from drentsportal.domain.fairness.didam import DidamFacts
    from drentsportal.domain.match.match_result import Candidate
    from drentsportal.domain.sites.site import Site
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.advice.detail import Detail
    from drentsportal.reports.typeset.value_words import SourceNumbers
    from drentsportal.services.documents import AdviceSubject


@dataclass(frozen=True, slots=True)
class AdviceSections:
    """Makes the sections of one advice."""

    subject: AdviceSubject
    language: Language
    sources: SourceNumbers
    detail: Detail
    look: Look

    def all(self) -> tuple[Section, ...]:
        """Every section, in the order of the page."""
        made = (
            self._comparison(),
            self._questions(),
            self._allocation(),
            self._others(),
            self._rejections(),
            self._reuse(),
            instruments_section(self.subject, self.language, self.whom("nom"), is_short=self.detail.is_short),
            self._next_steps(),
            contacts_section(self.subject, self.language, self.sources),
        )
        return tuple(each for each in made if each is not None)

    @property
    def _made_on(self) -> date:
        return self.subject.clock.made_at_utc.astimezone(DUTCH_TIME).date()

    def _comparison(self) -> Section | None:
        """Put the sites side by side, in the full form and where there is more than one."""
        table = self.subject.comparison
        if self.detail.is_short or table is None:
            return None
        return comparison_section(table, self.language, self.sources, self._made_on, self.look)

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
        """Tell every open question with whom it goes to, and by when an answer is wanted."""
        language = self.language
        title = language.text("doc.advice.section.questions")
        asked: dict[tuple[str, str], list[str]] = {}
        for number, site in enumerate(self.subject.shortlist, start=1):
            for text, scope in asked_of(site, self.subject):
                key = (language.text(text), self.whom(scope))
                asked.setdefault(key, []).append(str(number))
        if not asked:
            return Section(title, (language.text("doc.advice.no_questions"),))
        table = _by_function(asked, language) if self.detail.is_short else _by_question(asked, language)
        by_when = language.text("doc.advice.questions_by", answers_on=answers_wanted_by(self._made_on))
        return Section(title, (by_when,), table)

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
        columns: tuple[Column, ...] = (
            Column(language.text("doc.advice.column.site"), 16),
            Column(language.text("doc.allocation.column.known"), 1),
            Column(language.text("doc.facts.source"), 40),
        )
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                cell(number),
                Cell((Words(language.text(each.statement)), *self._link(each))),
                cell(self._sources_of(each)),
            )
            for number, each in facts
        )
        if self.detail.is_short:
            # The words name the site.
            columns, rows = columns[1:], tuple(row[1:] for row in rows)
        title = language.text("doc.allocation.title")
        return Section(title, (language.text("doc.allocation.intro"),), Table("", columns, rows))

    def _sources_of(self, facts: DidamFacts) -> str:
        stated = (facts.seller, facts.procedure, facts.published_on)
        numbered = {self.sources.reference(each): None for each in stated if isinstance(each, Known)}
        return ", ".join(numbered) or NOT_APPLICABLE

    def _link(self, facts: DidamFacts) -> tuple[Words, ...]:
        link = facts.link if not self.detail.is_short else None
        return (Words(str(link.value), style="quiet"),) if isinstance(link, Known) else ()

    def _others(self) -> Section | None:
        language, others = self.language, self.subject.others
        if not others:
            return None
        if self.detail.is_short:
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
        title = language.text("doc.advice.section.rejections")
        others: tuple[str, ...] = ()
        if self.detail.is_short and subject.others:
            others = (language.text("doc.advice.others_short", site_count=len(subject.others)),)
        if not subject.rejection_count:
            return Section(title, others) if others else None
        told = subject.rejections[: self.detail.rejection_count]
        if not told:
            said = language.text("doc.advice.rejections_short", rejection_count=subject.rejection_count)
            return Section(title, (" ".join((*others, said)),))
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
            for each in told
        )
        intro = language.text(
            "doc.advice.rejections_intro",
            rejection_count=subject.rejection_count,
            told_count=len(told),
        )
        return Section(title, (*others, intro), Table("", columns, rows))

    def _municipality(self, candidate: Candidate) -> str:
        return self.subject.surroundings.municipality_name(candidate.municipality_code)

    def _reuse(self) -> Section:
        language = self.language
        premises = any(each.site.kind is SiteKind.PREMISES for each in self.subject.shortlist)
        paragraphs = [language.text("doc.advice.reuse_intro")]
        if not premises:
            paragraphs.append(language.text("doc.advice.reuse_no_premises"))
        title = language.text("doc.advice.section.reuse")
        stated = [(each, *self._reuse_of(each.site)) for each in self.subject.shortlist]
        if self.detail.is_short:
            said = (
                language.text("doc.advice.reuse_short", name=each.site.name, stated=words.text, source=source)
                for each, words, source in stated
            )
            return Section(title, (f"{'; '.join(said)}.",))
        columns = (
            Column(language.text("doc.advice.column.site"), 1),
            Column(language.text("doc.advice.column.reuse"), 1),
            Column(language.text("doc.facts.source"), 40),
        )
        rows = []
        for each, words, source in stated:
            kind = language.text(f"doc.site_kind.{each.site.kind.value}")
            rows.append((cell(f"{each.site.name} ({kind})"), Cell((words,)), cell(source)))
        return Section(title, tuple(paragraphs), Table("", columns, tuple(rows)))

    def _reuse_of(self, site: Site) -> tuple[Words, str]:
        """Return whether a site is re-use, and the source of it; unknown is a word."""
        value = site.attribute("reuse_class")
        if isinstance(value, Known):
            said = Words(self.language.text(f"choice.reuse_class.{value.value}"))
            return said, self.sources.reference(value)
        return Words(self.language.text("doc.value.ask"), Mark.UNKNOWN, "unknown"), NOT_APPLICABLE

    def _next_steps(self) -> Section:
        """Say what comes next, with the day by which it is wanted; nothing of it is a promise."""
        language, made_on = self.language, self._made_on
        days = {
            "answers": ("answers_on", answers_wanted_by(made_on)),
            "choice": ("choice_on", choice_wanted_by(made_on)),
            "visits": ("visits_on", visits_from(made_on)),
        }
        if not question_count(self.subject):
            del days["answers"]
        steps = tuple(
            language.text(f"doc.advice.step.{step}", **{name: day}) for step, (name, day) in days.items()
        )
        names = self.subject.attachments
        attached = language.text("doc.advice.attachments", names=names) if names else ""
        return Section(language.text("doc.advice.section.next"), steps=steps, after=attached)


def _by_question(asked: dict[tuple[str, str], list[str]], language: Language) -> Table:
    columns = (
        Column(language.text("doc.advice.column.question"), 1),
        Column(language.text("doc.advice.column.ask"), 42),
        Column(language.text("doc.advice.column.site"), 16),
    )
    rows = tuple(
        (cell(question), cell(whom), cell(", ".join(numbers))) for (question, whom), numbers in asked.items()
    )
    return Table("", columns, rows)


def _by_function(asked: dict[tuple[str, str], list[str]], language: Language) -> Table:
    """Name each function once, with all that goes to it: the same questions in fewer lines."""
    columns = (
        Column(language.text("doc.advice.column.ask"), 34),
        Column(language.text("doc.advice.column.site_and_question"), 1),
    )
    by_function: dict[str, list[Words]] = {}
    for (question, whom), numbers in asked.items():
        told = language.text("doc.advice.question_of_site", number=", ".join(numbers), question=question)
        by_function.setdefault(whom, []).append(Words(told))
    return Table("", columns, tuple((cell(whom), Cell(tuple(said))) for whom, said in by_function.items()))
