"""Questions by mail: a draft per function that can answer; nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.services.ports.questions import MailQuestion, QuestionMailSubject
from drentsportal.services.retired_sites import refuse_retired

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.firmness.question_value import QuestionSet
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.access_log import AccessLog
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.questions import QuestionMailWriter, WrittenQuestionMail


class QuestionMail:
    """Makes mail drafts of the questions that can change the top of a ranking."""

    def __init__(
        self,
        catalogue: SiteCatalogue,
        writer: QuestionMailWriter,
        access: AccessLog,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep where contacts are, what writes mails, the log of what leaves, the clock and the person."""
        self._catalogue = catalogue
        self._writer = writer
        self._access = access
        self._clock = clock
        self._actors = actors

    def contact(self, scope: str) -> ContactPoint | None:
        """Return the function that answers for a scope, the one with a mail address first."""
        known = [each for each in self._catalogue.contact_points() if each.scope == scope]
        return min(known, key=lambda each: not each.mail, default=None)

    def draft(
        self, number: str, result: MatchResult, sets: tuple[QuestionSet, ...], folder: Path
    ) -> tuple[WrittenQuestionMail, ...]:
        """Write a draft for each scope with questions of a case, which is logged.

        Raises ``InputError`` for a question about a retired site, before anything is written, and
        ``ReportError``.
        """
        refuse_retired(self._catalogue, (asked.candidate_id for each in sets for asked in each.questions))
        if sets:
            self._access.exported(number)
        made_on = self._clock.now_utc().astimezone(DUTCH_TIME).date()
        sender = self._actors.current().organisation
        return tuple(
            self._writer.write(
                QuestionMailSubject(
                    scope=each.scope,
                    contact=self.contact(each.scope),
                    number=number,
                    title=result.request.title,
                    questions=tuple(MailQuestion(asked.candidate_id, asked.text) for asked in each.questions),
                    made_on=made_on,
                    sender=sender,
                ),
                folder,
            )
            for each in sets
        )
