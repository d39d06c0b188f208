"""Chase lists that come back: read, laid beside what is in use, and taken over as one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.checks.chase_answers import (
    Answer,
    LeftRow,
    StatedRow,
    answer_batches,
    read_answer,
    with_oddities,
    without_repeats,
)
from drentsportal.domain.merge.delivery import Delivery, MergeDecisions
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, attributes_of
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.errors import DataSourceError, NotFoundError, QuestionError
from drentsportal.services.chase_report import CHASE_KIND, import_report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.ports.chase import AnswerFile, AnswerRow, ChaseAnswerReader
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.workspace import Workspace

_STEPS: Final = 2
_CHOICES: Final = ("take", "keep")


@dataclass(frozen=True, slots=True)
class ChaseReturn:
    """What came back on a chase list.

    ``answers`` are taken over; of those that ``needs_decision`` a person decides. ``left`` are rows that
    cannot be read, with the reason; ``remarks`` what was written beside a row without an answer; ``blank``
    counts the rows that nobody filled in. ``undated`` counts answers that wait for a date.
    """

    file: AnswerFile
    answers: tuple[Answer, ...]
    left: tuple[LeftRow, ...]
    remarks: tuple[LeftRow, ...]
    blank: int
    undated: int

    @property
    def conflicts(self) -> tuple[Answer, ...]:
        """Answers about values that changed since the list was sent."""
        return tuple(each for each in self.answers if each.changed_since)

    @property
    def odd(self) -> tuple[Answer, ...]:
        """Answers that bring a value that looks odd."""
        return tuple(each for each in self.answers if each.is_odd_change)

    @property
    def new(self) -> tuple[Answer, ...]:
        """Answers that are not in use already; none for a list that was taken over before."""
        return tuple(each for each in self.answers if not each.is_in_use(self.file.source))


@dataclass(frozen=True, slots=True)
class ReturnDecisions:
    """What a person decided about a list that came back.

    ``as_of`` is the date of answers that give none. ``changed`` says of a value that changed since the list
    was sent or that looks odd, by site and attribute, whether the answer counts; for those not named
    ``all_changed`` decides about what changed and ``all_odd`` about what looks odd.
    """

    as_of: PartialDate | None = None
    changed: Mapping[tuple[str, str], bool] | None = None
    all_changed: bool | None = None
    all_odd: bool | None = None

    def on(self, answer: Answer) -> bool | None:
        """Return whether an answer counts, ``None`` where that is still to be decided."""
        if self.changed is not None and answer.cell in self.changed and answer.needs_decision:
            return self.changed[answer.cell]
        asked = ((answer.changed_since, self.all_changed), (answer.is_odd_change, self.all_odd))
        said = [decided for is_asked, decided in asked if is_asked]
        if False in said:
            return False
        return None if None in said else True


class ChaseReturns:
    """Reads lists that came back, and takes over exactly what was filled in."""

    def __init__(
        self, workspace: Workspace, reader: ChaseAnswerReader, clock: Clock, actors: ActorSource
    ) -> None:
        """Keep where sites are, what reads lists, the clock and who is at the desk."""
        self._workspace = workspace
        self._reader = reader
        self._clock = clock
        self._actors = actors

    def is_chase_list(self, path: Path) -> bool:
        """Tell whether a file is a chase list that came back."""
        return self._reader.is_chase_list(path)

    def read(self, path: Path, decisions: ReturnDecisions | None = None) -> ChaseReturn:
        """Read a list that came back; nothing is stored.

        Raises ``DataSourceError`` for what is no chase list, and when it belongs to another workspace.
        """
        return self._read(self._reader.read(path), decisions or ReturnDecisions())

    def take(self, path: Path, decisions: ReturnDecisions, progress: Progress) -> ImportReport:
        """Take over exactly what was filled in, as one step that can be undone as a whole.

        A list whose answers are all in use already stores nothing, and its report has no data version.
        Raises ``QuestionError`` while answers wait for a date, or while it is not decided whether an answer
        counts about a value that changed since or looks odd; ``DataSourceError`` when there is nothing to
        take.
        """
        progress.step(0, _STEPS, "progress.chase.reading")
        came_back = self.read(path, decisions)
        if came_back.answers and not came_back.new and not came_back.undated:
            return import_report(came_back, (), (), message("chase.note.nothing_new"))
        _ask_undecided(came_back, decisions)
        taken = tuple(each for each in came_back.new if decisions.on(each))
        if not taken:
            raise DataSourceError("error.chase.nothing_taken", file=path.name, left=len(came_back.left))
        delivery, merge = self._delivery(came_back.file, taken)
        refused = tuple(each for each in came_back.new if not decisions.on(each))
        note = message("chase.note.taken", values=len(taken), blank=came_back.blank)
        report = import_report(came_back, taken, refused, note)
        progress.step(1, _STEPS, "progress.import.storing")
        self._workspace.copy_before("import")
        with self._workspace.unit_of_work() as work:
            version = work.sites.add_delivery(
                delivery, report, self._actors.current(), self._clock.now_utc(), merge
            )
            work.commit()
        return replace(report, data_version=version)

    def _read(self, file: AnswerFile, decisions: ReturnDecisions) -> ChaseReturn:
        catalogue = self._workspace.catalogue
        if not 0 < file.data_version <= catalogue.data_version():
            raise DataSourceError("error.chase.other_workspace", file=file.file_name)
        answered = [each for each in file.rows if each.is_answered]
        rows = _StatedRows(self._workspace, file.data_version)
        read: list[Answer | LeftRow] = []
        undated = 0
        for each in answered:
            stated = rows.of(each)
            outcome = stated if isinstance(stated, LeftRow) else self._outcome(stated, each, decisions)
            if isinstance(outcome, LeftRow) and outcome.message.id == "error.chase.no_date":
                undated += 1
            read.append(outcome)
        answers, rows_left = without_repeats(read)
        with_odd = with_oddities(answers, rows.sites_now(), self._today())
        remarks = tuple(
            LeftRow(
                each.row,
                each.site_id,
                each.shown,
                each.attribute_id,
                message("chase.remark", text=each.remark),
            )
            for each in file.rows
            if each.remark and not each.is_answered
        )
        return ChaseReturn(file, with_odd, tuple(rows_left), remarks, len(file.rows) - len(answered), undated)

    def _outcome(self, stated: StatedRow, row: AnswerRow, decisions: ReturnDecisions) -> Answer | LeftRow:
        if row.unreadable:
            what = message(row.unreadable, text=row.value)
            return LeftRow(row.row, stated.site_id, stated.site_name, stated.attribute_id, what)
        return read_answer(stated, self._today(), decisions.as_of)

    def _delivery(self, file: AnswerFile, taken: Sequence[Answer]) -> tuple[Delivery, MergeDecisions]:
        batches, apart = answer_batches(taken)
        elsewhere = {(each.site_id, each.attribute_id) for each in apart}
        delivery = Delivery(
            source=file.source,
            file_name=file.file_name,
            file_sha256=file.file_sha256,
            mapping_id=f"{CHASE_KIND}:{file.list_id}",
            batches=batches,
        )
        cells = ((each.site_id, each.attribute_id) for each in taken)
        decided = MergeDecisions(
            taken=tuple(cell for cell in cells if cell not in elsewhere),
            kept=tuple(self._choice(each, file.source) for each in apart),
        )
        return delivery, decided

    def _choice(self, answer: Answer, source: str) -> ValueChoice:
        """Make a value with its own source and date: a record has one date, this answer has another."""
        return ValueChoice(
            site_id=answer.site_id,
            attribute_id=answer.attribute_id,
            from_version=0,
            until_version=None,
            record_id=None,
            value=answer.value,
            source=source,
            as_of=answer.as_of,
            actor=self._actors.current(),
            chosen_at_utc=self._clock.now_utc(),
            reason=answer.remark,
        )

    def _today(self) -> date:
        return self._clock.now_utc().astimezone(DUTCH_TIME).date()


class _StatedRows:
    """Lays rows of a file beside what the workspace knows, then and now."""

    def __init__(self, workspace: Workspace, sent_version: int) -> None:
        self._catalogue = workspace.catalogue
        self._sent_version = sent_version
        self._sites: dict[tuple[str, int | None], Site | None] = {}

    def of(self, row: AnswerRow) -> StatedRow | LeftRow:
        now, then = self._site(row.site_id, None), self._site(row.site_id, self._sent_version)
        if now is None or then is None:
            return _left(row, message("error.chase.site_gone", site_id=row.site_id))
        if row.attribute_id not in ATTRIBUTE_BY_ID or ATTRIBUTE_BY_ID[row.attribute_id] not in attributes_of(
            now.kind
        ):
            return _left(row, message("error.chase.attribute_gone", attribute=row.attribute_id))
        return StatedRow(
            row=row.row,
            site_id=row.site_id,
            kind=now.kind,
            site_name=now.name,
            attribute_id=row.attribute_id,
            sent=row.sent,
            confirmed=row.confirmed,
            value=row.value,
            as_of=row.as_of,
            filled_by=row.filled_by,
            remark=row.remark,
            sent_was=then.attribute(row.attribute_id),
            now=now.attribute(row.attribute_id),
        )

    def sites_now(self) -> Mapping[str, Site]:
        """Return the sites that were asked for, as they are in use."""
        return {site_id: site for (site_id, version), site in self._sites.items() if site and version is None}

    def _site(self, site_id: str, version: int | None) -> Site | None:
        key = (site_id, version)
        if key not in self._sites:
            try:
                self._sites[key] = self._catalogue.site(site_id, version)
            except NotFoundError:
                self._sites[key] = None
        return self._sites[key]


def _left(row: AnswerRow, what: Message) -> LeftRow:
    return LeftRow(row.row, row.site_id, row.shown, row.attribute_id, what)


def _ask_undecided(came_back: ChaseReturn, decisions: ReturnDecisions) -> None:
    if came_back.undated:
        raise QuestionError(
            "error.chase.which_date",
            option="--as-of",
            file=came_back.file.file_name,
            rows=came_back.undated,
        )
    undecided = [each for each in came_back.new if decisions.on(each) is None]
    changed = [each for each in undecided if each.changed_since]
    if changed and decisions.all_changed is None:
        raise QuestionError(
            "error.chase.changed_since",
            option="--changed",
            choices=_CHOICES,
            file=came_back.file.file_name,
            rows=len(changed),
            first_row=changed[0].row,
        )
    if undecided:
        raise QuestionError(
            "error.chase.odd",
            option="--odd",
            choices=_CHOICES,
            file=came_back.file.file_name,
            rows=len(undecided),
            first_row=undecided[0].row,
            what=undecided[0].odd[0],
        )
