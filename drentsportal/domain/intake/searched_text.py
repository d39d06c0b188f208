"""A text in which is searched, and how what is found there is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.intake.clauses import Clause, clause_around, sentence_around
from drentsportal.domain.intake.recognised import Certainty, IntakeField, Recognised, RecognisedValue

if TYPE_CHECKING:
    import re
    from datetime import date

    from drentsportal.domain.intake.number_reading import MessageLanguage


@dataclass(frozen=True, slots=True)
class SearchedText:
    """The text of a message; what is not searched is blank in ``searched``, so that places stay the same.

    ``sent_on`` is the day of sending, None where that is not known. Who asks is the original sender of a
    forwarded message; name and address are empty where they are not known.
    """

    text: str
    searched: str
    language: MessageLanguage | None
    sent_on: date | None = None
    asker_name: str = ""
    asker_address: str = ""

    def found(
        self, field: IntakeField, value: RecognisedValue, span: tuple[int, int], *, literal: bool
    ) -> Recognised:
        """Write down a value with the words from one place to another."""
        start, end = span
        certainty = Certainty.LITERAL if literal else Certainty.DERIVED
        return Recognised(field, value, self.text[start:end], start, end, certainty)

    def clause(self, match: re.Match[str]) -> Clause:
        """Return the clause around a match."""
        return self.clause_at(match.span())

    def clause_at(self, span: tuple[int, int]) -> Clause:
        """Return the clause around a stretch."""
        return clause_around(self.searched, *span)

    def sentence(self, match: re.Match[str]) -> Clause:
        """Return the sentence around a match."""
        return self.sentence_at(match.span())

    def sentence_at(self, span: tuple[int, int]) -> Clause:
        """Return the sentence around a stretch."""
        return sentence_around(self.searched, *span)

    def clause_before(self, match: re.Match[str], clause: Clause) -> Clause:
        """Return the clause around a match together with the one before its comma; itself without a comma."""
        comma = match.start() - len(clause.before) - 1
        if comma <= 0 or self.searched[comma] != ",":
            return clause
        earlier = clause_around(self.searched, comma, comma)
        return Clause(f"{earlier.before},{clause.before}", clause.after)
