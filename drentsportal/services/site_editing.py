"""Keeping a site by hand: single values with source and date, plot status, and ending a site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.entry.editing import SiteEdit
from drentsportal.domain.entry.entry_check import (
    EntryWarnings,
    contradiction_refusals,
    contradictions_of,
    warnings_by_entry,
    warnings_of,
)
from drentsportal.domain.entry.value_entry import read_entry
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import Known, PartialDate
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from drentsportal.domain.entry.number_text import Notation
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.vocabulary import Retirement
    from drentsportal.services.edit_history import EditHistory
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace

DRAWN: frozenset[str] = frozenset({"retired"})
"""Attributes that are changed by an action of their own, never by typing."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what is entered, the day that it holds for, and why it was changed."""

    source: str
    as_of: PartialDate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckedEntries:
    """What was typed, read: values by attribute, refusals by attribute, and what looks odd together."""

    values: Mapping[str, object | None]
    refusals: Mapping[str, InputError]
    warnings: EntryWarnings


class SiteEditing:
    """Changes values of sites; every change is a step that can be undone."""

    def __init__(self, workspace: Workspace, history: EditHistory, clock: Clock, actors: ActorSource) -> None:
        """Keep where sites are, what carries edits out, the clock and who is at the desk."""
        self._catalogue = workspace.catalogue
        self._history = history
        self._clock = clock
        self._actors = actors

    def attribution(self) -> Attribution:
        """Propose who says it and for when: the organisation at the desk, today.

        ``source`` is "" where none is set: the name of an account says nothing of where a value comes from.
        """
        return Attribution(self._actors.current().organisation, PartialDate.of(self._today()))

    def check(self, site_id: str, typed: Mapping[str, str], decimal: Notation) -> CheckedEntries:
        """Read what was typed so far, without storing; an empty text means that the value is unknown.

        Raises ``NotFoundError`` for an unknown site.
        """
        site = self._catalogue.site(site_id)
        values: dict[str, object | None] = {}
        refusals: dict[str, InputError] = {}
        for attribute_id, text in typed.items():
            try:
                values[attribute_id] = read_entry(ATTRIBUTE_BY_ID[attribute_id], text, decimal=decimal)
            except InputError as error:
                refusals[attribute_id] = error
        return CheckedEntries(values, refusals, warnings_of(site, values, self._today()))

    def oddities(
        self, site_id: str, values: Mapping[str, object | None]
    ) -> Mapping[str, tuple[Message, ...]]:
        """Say of each value what is odd about it, or about another one because of it.

        Raises ``NotFoundError`` for an unknown site.
        """
        return warnings_by_entry(self._catalogue.site(site_id), values, self._today())

    def contradictions(
        self, site_id: str, values: Mapping[str, object | None]
    ) -> Mapping[str, tuple[Message, ...]]:
        """Say of each value what cannot be true of it beside another one: a lowest above its highest.

        Raises ``NotFoundError`` for an unknown site.
        """
        return contradictions_of(self._catalogue.site(site_id), values, self._today())

    def refuse_contradictions(self, site_id: str, values: Mapping[str, object | None]) -> None:
        """Raise ``InputError`` for a value that cannot be true beside another one, naming its attribute.

        What is entered together is looked at together. Raises ``NotFoundError`` for an unknown site.
        """
        refusals = contradiction_refusals(self._catalogue.site(site_id), values, self._today())
        for refusal in refusals.values():
            raise refusal

    def set_values(
        self, site_id: str, values: Mapping[str, object | None], attribution: Attribution
    ) -> int | None:
        """Put values in use, each with source and date; ``None`` says that the value is unknown.

        Returns the new data version, or ``None`` where nothing differs from what is in use. Raises
        ``InputError`` for an attribute that the site does not have or a date to come, ``NotFoundError``
        for an unknown site.
        """
        site = self._catalogue.site(site_id)
        changed = self._changed(site, values, attribution)
        if not changed:
            return None
        choices = tuple(self._choice(site_id, name, value, attribution) for name, value in changed.items())
        return self._history.carry_out(SiteEdit(_what(site, tuple(changed)), attribution.source, choices))

    def changed(
        self, site_id: str, values: Mapping[str, object | None], attribution: Attribution
    ) -> dict[str, object | None]:
        """Return the values that differ from what is in use, without storing; raises as ``set_values``."""
        return self._changed(self._catalogue.site(site_id), values, attribution)

    def _changed(
        self, site: Site, values: Mapping[str, object | None], attribution: Attribution
    ) -> dict[str, object | None]:
        self._check_attribution(attribution)
        changed = {name: value for name, value in values.items() if _differs(site, name, value, attribution)}
        for name in changed:
            spec = ATTRIBUTE_BY_ID.get(name)
            if spec is None or site.kind not in spec.kinds or name in DRAWN:
                raise InputError("error.edit.no_attribute", field=name, attribute=name)
        return changed

    def choose_record(self, site_id: str, attribute_id: str, record_id: int, reason: str) -> int:
        """Put the value of one of several contradicting records in use. Raises ``NotFoundError``."""
        site = self._catalogue.site(site_id)
        own = self._decision()
        choice = self._choice(
            site_id, attribute_id, None, Attribution(own.source, own.as_of, reason), record_id
        )
        return self._history.carry_out(
            SiteEdit(message("edit.chosen", site=site.name, attribute=attribute_id), own.source, (choice,))
        )

    def retire(self, site_ids: Sequence[str], why: Retirement, reason: str = "", source: str = "") -> int:
        """End sites: they leave every list, map and match, and stay in the history.

        ``source`` is who says so, without one the organisation or the person who decides.

        Raises ``NotFoundError`` for an unknown site.
        """
        own = self._decision(source)
        attribution = Attribution(own.source, own.as_of, reason)
        names = tuple(self._catalogue.site(each).name for each in site_ids)
        choices = tuple(self._choice(each, "retired", why.value, attribution) for each in site_ids)
        return self._history.carry_out(SiteEdit(message("edit.retired", sites=names), own.source, choices))

    def bring_back(self, site_id: str, source: str = "") -> int:
        """Put a retired site in use again; ``source`` as in ``retire``.

        Raises ``NotFoundError`` for an unknown site, ``InputError`` for one that is not retired.
        """
        own = self._decision(source)
        site = self._catalogue.site(site_id)
        if site.value("retired") is None:
            raise InputError("error.edit.not_retired", field="site", site=site.name)
        choice = self._choice(site_id, "retired", None, own)
        return self._history.carry_out(
            SiteEdit(message("edit.brought_back", site=site.name), own.source, (choice,))
        )

    def _decision(self, source: str = "") -> Attribution:
        """Return who decides about a site itself; a decision has a person where a value needs a source."""
        actor = self._actors.current()
        said = source or actor.organisation or actor.name
        return Attribution(said, PartialDate.of(self._today()))

    def _choice(
        self,
        site_id: str,
        attribute_id: str,
        value: object | None,
        attribution: Attribution,
        record_id: int | None = None,
    ) -> ValueChoice:
        return ValueChoice(
            site_id=site_id,
            attribute_id=attribute_id,
            from_version=0,
            until_version=None,
            record_id=record_id,
            value=value,
            source=attribution.source,
            as_of=attribution.as_of,
            actor=self._actors.current(),
            chosen_at_utc=self._clock.now_utc(),
            reason=attribution.reason,
        )

    def _check_attribution(self, attribution: Attribution) -> None:
        if not attribution.source.strip():
            raise InputError("error.edit.no_source", field="source")
        if attribution.as_of.earliest > self._today():
            raise InputError("error.edit.date_to_come", field="as_of", as_of=attribution.as_of)

    def _today(self) -> date:
        return self._clock.now_utc().astimezone(DUTCH_TIME).date()


def _differs(site: Site, attribute_id: str, value: object | None, attribution: Attribution) -> bool:
    """Whether value, source or date would be other than in use; the same again is no step."""
    used = site.attribute(attribute_id)
    if not isinstance(used, Known):
        return value is not None
    return (used.value, used.source, used.as_of) != (value, attribution.source, attribution.as_of)


def _what(site: Site, changed: tuple[str, ...]) -> Message:
    if changed == ("status",) or set(changed) == {"status", "status_until"}:
        return message("edit.status", site=site.name)
    if len(changed) == 1:
        return message("edit.value", site=site.name, attribute=changed[0])
    return message("edit.values", site=site.name, count=len(changed))
