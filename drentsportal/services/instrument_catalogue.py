"""The catalogue of instruments: what ships, and over it the versions that the workspace keeps.

Confirming, ending, changing and adding each keep a whole instrument as a new version, with who and when; what
ships stays as it is and can always be read beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper
from drentsportal.domain.instruments.instrument import InstrumentState, last_day
from drentsportal.domain.instruments.instrument_data import instrument_from_data, instrument_to_data
from drentsportal.domain.instruments.instrument_match import MOST_EUR
from drentsportal.domain.instruments.instrument_version import InstrumentChange, InstrumentVersion
from drentsportal.errors import ConflictError, InputError, NotFoundError
from drentsportal.services.changes import ChangeSet
from drentsportal.services.kept_papers import paper_text, read_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import ReadUnit, Workspace

_ID_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_ID_LENGTH: Final = 60


class InstrumentCatalogue:
    """Reads and keeps instruments."""

    def __init__(
        self,
        workspace: Workspace,
        read_shipped: Callable[[], Sequence[Instrument]],
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep where own versions lie, what ships, and the person at the desk."""
        self._workspace = workspace
        self._read_shipped = read_shipped
        self._clock = clock
        self._actors = actors

    @property
    def today(self) -> date:
        """Today in the Netherlands: the day for which a state is told unless another is asked."""
        return self._clock.now_utc().astimezone(DUTCH_TIME).date()

    def versions(self) -> tuple[InstrumentVersion, ...]:
        """Return the newest version of every instrument: those that ship in their order, then own ones.

        Raises ``InputError`` when a kept version is damaged, ``DataSourceError`` when the file that ships is.
        """
        with self._workspace.reading() as unit:
            return _newest(unit, self._read_shipped())

    def newest(self, instrument_id: str) -> InstrumentVersion:
        """Return the version that counts. Raises ``NotFoundError``, and as ``versions``."""
        return self.history(instrument_id)[-1]

    def history(self, instrument_id: str) -> tuple[InstrumentVersion, ...]:
        """Return what ships, where it does, and every own version, oldest first. Raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            return self._history(unit, instrument_id)

    def confirm(
        self, instrument_id: str, on: date | None = None, note: str = "", based_on: int | None = None
    ) -> tuple[InstrumentVersion, ChangeSet]:
        """Keep that the provider was asked and the instrument holds as it stands here; ``on`` None is today.

        ``based_on`` is the version that the person saw. Raises ``NotFoundError``; ``InputError`` for a day
        in the future, and for an instrument whose period has passed; ``ConflictError`` when somebody kept
        another version meanwhile.
        """
        today = self.today
        confirmed_on = on or today
        if confirmed_on > today:
            raise InputError("error.instrument.confirmed_later", field="on", day=confirmed_on, today=today)

        def confirmed(before: Instrument) -> Instrument:
            # A period that ended cannot be confirmed; one that ended since the given day neither.
            if InstrumentState.EXPIRED in {before.state(confirmed_on), before.state(today)}:
                raise InputError(
                    "error.instrument.confirm_expired", field="on", name=before.name, ends_on=before.ends_on
                )
            return replace(before, confirmed_on=confirmed_on)

        return self._keep(instrument_id, InstrumentChange.CONFIRMED, confirmed, note, based_on)

    def end(
        self, instrument_id: str, ends_on: PartialDate, note: str = "", based_on: int | None = None
    ) -> tuple[InstrumentVersion, ChangeSet]:
        """Keep when an instrument ends or ended; after that day it goes out no more.

        A later end than was stated is something else than what was confirmed, and takes the confirmation
        away. Raises ``NotFoundError``, ``ConflictError`` as ``confirm``, ``InputError`` for an end before
        the start and when nothing would change.
        """

        def ended(before: Instrument) -> Instrument:
            if before.starts_on is not None and last_day(ends_on) < before.starts_on.earliest:
                raise InputError(
                    "error.instrument.end_before_start",
                    field="ends_on",
                    name=before.name,
                    starts_on=before.starts_on,
                    ends_on=ends_on,
                )
            is_longer = before.ends_on is not None and last_day(ends_on) > last_day(before.ends_on)
            return replace(before, ends_on=ends_on, confirmed_on=None if is_longer else before.confirmed_on)

        return self._keep(instrument_id, InstrumentChange.ENDED, ended, note, based_on)

    def change(
        self, instrument: Instrument, note: str = "", based_on: int | None = None
    ) -> tuple[InstrumentVersion, ChangeSet]:
        """Keep an instrument with other content; it must be confirmed anew before it goes out.

        Raises ``NotFoundError``, ``ConflictError`` as ``confirm``, ``InputError`` when nothing would change
        and for an amount above ``MOST_EUR``.
        """
        _check_amounts(instrument)

        def changed(before: Instrument) -> Instrument:
            same = replace(instrument, confirmed_on=before.confirmed_on)
            return before if same == before else replace(instrument, confirmed_on=None)

        return self._keep(instrument.id, InstrumentChange.CHANGED, changed, note, based_on)

    def add(self, instrument: Instrument, note: str = "") -> tuple[InstrumentVersion, ChangeSet]:
        """Keep a new instrument; nobody has confirmed it yet, whatever it says.

        Raises ``InputError`` for an id that exists or is none, and for an amount above ``MOST_EUR``.
        """
        _check_id(instrument.id)
        _check_amounts(instrument)
        with self._workspace.unit_of_work() as work:
            if any(each.instrument.id == instrument.id for each in _newest(work, self._read_shipped())):
                raise InputError("error.instrument.exists", field="id", instrument=instrument.id)
            made = self._version(
                replace(instrument, confirmed_on=None), 1, InstrumentChange.ADDED, note.strip()
            )
            work.shelf.add(_paper(made))
            work.commit()
        return made, ChangeSet(reference=True)

    def _keep(
        self,
        instrument_id: str,
        kind: InstrumentChange,
        step: Callable[[Instrument], Instrument],
        note: str,
        based_on: int | None,
    ) -> tuple[InstrumentVersion, ChangeSet]:
        with self._workspace.unit_of_work() as work:
            before = self._history(work, instrument_id)[-1]
            if based_on is not None and based_on != before.version:
                raise ConflictError(
                    "error.instrument.changed_meanwhile", field="version", name=before.instrument.name
                )
            wanted = step(before.instrument)
            if wanted == before.instrument and kind is not InstrumentChange.CONFIRMED:
                raise InputError("error.instrument.unchanged", field="id", name=before.instrument.name)
            made = self._version(wanted, before.version + 1, kind, note.strip())
            work.shelf.add(_paper(made))
            work.commit()
        return made, ChangeSet(reference=True)

    def _version(
        self, instrument: Instrument, version: int, kind: InstrumentChange, note: str
    ) -> InstrumentVersion:
        return InstrumentVersion(
            instrument, version, kind, self._actors.current(), self._clock.now_utc(), note
        )

    def _history(self, unit: ReadUnit, instrument_id: str) -> tuple[InstrumentVersion, ...]:
        shipped = [InstrumentVersion(each) for each in self._read_shipped() if each.id == instrument_id]
        own = [_read(each) for each in unit.shelf.history(ReferenceKind.INSTRUMENT, instrument_id)]
        if not shipped and not own:
            raise NotFoundError("error.instrument.unknown", field="instrument", instrument=instrument_id)
        return (*shipped, *own)


def newest_instruments(workspace: Workspace, shipped: Sequence[Instrument]) -> tuple[Instrument, ...]:
    """Return every instrument as it counts: the newest own version, else as it ships. Errors as above."""
    with workspace.reading() as unit:
        return tuple(each.instrument for each in _newest(unit, shipped))


def read_instrument_text(data: object) -> Instrument:
    """Read an instrument from data of a file, in the form of those that ship.

    Raises ``InputError`` naming what is missing or wrong.
    """
    try:
        if not isinstance(data, dict):
            raise InputError("error.instrument.unreadable", field="file", what="")
        return instrument_from_data(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = str(error.args[0]) if error.args else ""
        raise InputError("error.instrument.unreadable", field="file", what=what) from error


def _newest(unit: ReadUnit, shipped: Sequence[Instrument]) -> tuple[InstrumentVersion, ...]:
    own = {each.id: _read(each) for each in unit.shelf.papers(ReferenceKind.INSTRUMENT)}
    first = tuple(own.get(each.id, InstrumentVersion(each)) for each in shipped)
    ids = {each.id for each in shipped}
    return (*first, *(each for key, each in own.items() if key not in ids))


def _paper(version: InstrumentVersion) -> ReferencePaper:
    if version.actor is None or version.at_utc is None:
        raise ValueError(version.version)
    content = {
        "change": version.change.value,
        "note": version.note,
        "instrument": instrument_to_data(version.instrument),
    }
    return ReferencePaper(
        ReferenceKind.INSTRUMENT,
        version.instrument.id,
        version.version,
        version.at_utc,
        version.actor,
        paper_text(content),
    )


def _read(paper: ReferencePaper) -> InstrumentVersion:
    def read(content: dict[str, Any]) -> InstrumentVersion:
        return InstrumentVersion(
            instrument_from_data(content["instrument"]),
            paper.version,
            InstrumentChange(content["change"]),
            paper.actor,
            paper.at_utc,
            str(content["note"]),
        )

    return read_paper(paper, read, "error.instrument.damaged", field=None, instrument=paper.id)


def _check_amounts(instrument: Instrument) -> None:
    """Refuse what nobody could ask for: a slip of the hand stands in no catalogue."""
    amounts = (instrument.minimum_eur, instrument.maximum_eur, instrument.terms.own_eur)
    if any(each is not None and each > MOST_EUR for each in amounts):
        raise InputError("error.instrument.amount_most", field="amount", most_eur=MOST_EUR)


def _check_id(instrument_id: str) -> None:
    if not instrument_id or len(instrument_id) > _ID_LENGTH or not set(instrument_id) <= _ID_SIGNS:
        raise InputError("error.instrument.id", field="id", instrument=instrument_id)
