"""The establishment path of a case, V0 to V8: what is planned, done, agreed and checked, kept by version.

The path goes on after the answer and after the case was closed: the last visit is half a year after the
opening. Everything in it is internal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.deadline import require_utc
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.path import path_rules
from drentsportal.domain.path.height_check import HeightCheck, PermitNeeded, StatedPermit, site_heights
from drentsportal.domain.path.path import EstablishmentPath, ItemPlan
from drentsportal.domain.path.path_data import path_from_data, path_to_data
from drentsportal.domain.path.path_state import date_of, state_of
from drentsportal.domain.path.path_steps import AGREEMENTS, PERMIT_CHECK, START_UP_TALKS
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet
from drentsportal.services.kept_papers import next_paper, note_work, read_newest
from drentsportal.services.stated_park import stated_park

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.papers import CasePaper
    from drentsportal.domain.path.path_state import ItemState
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace

_GRID_SCOPE: Final = "netbeheerder"


@dataclass(frozen=True, slots=True)
class PathStanding:
    """A path as it stands today (Dutch calendar).

    ``version`` is 0 for a path that nobody touched. ``is_check_current`` is ``False`` when the kept permit
    check rests on another height, other sites or other values than there are now; ``None`` without a check.
    """

    number: str
    version: int
    today: date
    path: EstablishmentPath
    is_check_current: bool | None = None

    def state(self, item_id: str) -> ItemState:
        """Tell how an item stands; raises ``NotFoundError``."""
        return state_of(self.path, item_id, self.today)

    def date(self, item_id: str) -> date | None:
        """Tell on which day an item is; that of the visit may follow from the opening."""
        return date_of(self.path, item_id)


class Establishment:
    """The paths of the cases of a workspace. Each change keeps a version and a line of the timeline."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def standing(self, number: str) -> PathStanding:
        """Tell how the path of a case stands, which is logged; raises ``NotFoundError``."""
        found = self._standing(number)
        self._access.opened(number)
        return found

    def _standing(self, number: str) -> PathStanding:
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
            papers = unit.cases.papers(number, PaperKind.PATH)
        path = path_of(papers)
        check = path.height_check
        return PathStanding(
            number=number,
            version=len(papers),
            today=path_rules.dutch_date(self._clock.now_utc()),
            path=path,
            is_check_current=None if check is None else self._tells_now(check, case),
        )

    def plan(
        self, number: str, item_id: str, alter: Callable[[ItemPlan], ItemPlan]
    ) -> tuple[PathStanding, ChangeSet]:
        """Change owner, date, time, contact or note of an item; raises as ``path_rules.plan_item``.

        Raises ``InputError`` too for a new date before the request came in.
        """
        received_on = self._received_on(number)

        def change(path: EstablishmentPath, _: datetime) -> EstablishmentPath:
            before = path.entry(item_id).plan
            plan = alter(before)
            if plan.on != before.on:
                path_rules.check_since(received_on, item_id, plan.on, "date")
            named = replace(plan, owner=one_line(plan.owner), contact=one_line(plan.contact))
            return path_rules.plan_item(path, item_id, named)

        return self._change(number, item_id, "planned", change)

    def call_done(
        self, number: str, item_id: str, at_utc: datetime | None = None
    ) -> tuple[PathStanding, ChangeSet]:
        """Call an item done; ``None`` means now.

        Raises as ``path_rules.call_done``, and ``InputError`` for a moment in the future or before the
        request came in, and for a permit check that no longer holds.
        """
        moment = self._moment(at_utc)
        path_rules.check_since(self._received_on(number), item_id, path_rules.dutch_date(moment), "at")
        if item_id == PERMIT_CHECK and self._standing(number).is_check_current is False:
            raise InputError("error.path.check_outdated", field="item", number=number)
        return self._change(
            number, item_id, "done", lambda path, _: path_rules.call_done(path, item_id, moment)
        )

    def set_aside(self, number: str, item_id: str, reason: str) -> tuple[PathStanding, ChangeSet]:
        """Say that an item does not apply, and why; raises as ``path_rules.set_aside``."""
        return self._change(
            number, item_id, "set_aside", lambda path, _: path_rules.set_aside(path, item_id, reason)
        )

    def reopen(self, number: str, item_id: str) -> tuple[PathStanding, ChangeSet]:
        """Take back that an item is done or does not apply; raises as ``path_rules.reopen``."""
        return self._change(number, item_id, "reopened", lambda path, _: path_rules.reopen(path, item_id))

    def agree(self, number: str, text: str, due_on: date, owner: str = "") -> tuple[PathStanding, ChangeSet]:
        """Add an agreement that is due on a day; raises as ``path_rules.add_agreement``.

        Raises ``InputError`` too when that day is before the request came in.
        """
        path_rules.check_since(self._received_on(number), AGREEMENTS, due_on, "due")
        plan = ItemPlan(owner=one_line(owner), on=due_on)
        return self._change(
            number, AGREEMENTS, "agreed", lambda path, _: path_rules.add_agreement(path, text, plan)
        )

    def settle(
        self, number: str, item_id: str, *, is_kept: bool, note: str = ""
    ) -> tuple[PathStanding, ChangeSet]:
        """Say whether an agreement was kept; raises as ``path_rules.settle_agreement``."""
        return self._change(
            number,
            item_id,
            "kept" if is_kept else "not_kept",
            lambda path, now_utc: path_rules.settle_agreement(
                path, item_id, is_kept=is_kept, at_utc=now_utc, note=note
            ),
        )

    def check_heights(self, number: str, site_ids: Sequence[str] = ()) -> tuple[PathStanding, ChangeSet]:
        """Compare the asked height with what is allowed at the sites, by default those of the shortlist.

        What a person stated before is left behind. Raises ``NotFoundError`` for an unknown case or site,
        ``InputError`` without any site, and as ``path_rules.keep_check``.
        """
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
        chosen = tuple(site_ids) or tuple(each.candidate_id for each in case.shortlist)
        if not chosen:
            raise InputError("error.path.no_sites", field="site", number=number)
        check = self._check(case, tuple(dict.fromkeys(chosen)))
        return self._change(
            number, PERMIT_CHECK, "checked", lambda path, _: path_rules.keep_check(path, check)
        )

    def state_permit(
        self, number: str, permit_needed: PermitNeeded, source: str
    ) -> tuple[PathStanding, ChangeSet]:
        """Keep what a person says of the permit, by which source; the heights stay beside it.

        Raises ``InputError`` without a source, for "unknown", and as ``path_rules.keep_check``.
        """
        if not source.strip():
            raise InputError("error.path.source_missing", field="source")
        if permit_needed is PermitNeeded.UNKNOWN:
            raise InputError("error.path.stated_unknown", field="permit")

        def change(path: EstablishmentPath, now_utc: datetime) -> EstablishmentPath:
            stated = StatedPermit(permit_needed, source.strip(), self._actors.current().name, now_utc)
            before = path.height_check or HeightCheck(now_utc, None)
            return path_rules.keep_check(path, replace(before, stated=stated))

        return self._change(number, PERMIT_CHECK, "stated", change)

    def contacts(self, number: str) -> Mapping[str, tuple[ContactPoint, ...]]:
        """Return, per start-up talk, the functions that the sites of the shortlist name; none is chosen.

        A look at the case, which is logged. Raises ``NotFoundError`` for an unknown case.
        """
        with self._workspace.reading() as unit:
            shortlist = unit.cases.get(number).shortlist
        self._access.opened(number)
        catalogue = self._workspace.catalogue
        sites = [catalogue.site(each.candidate_id) for each in shortlist]
        codes = {each.municipality_code or "" for each in sites} - {""}
        parks = {f"park:{each.value('park_id') or each.id}" for each in sites}
        names = {str(each.value("park_management_organisation") or "") for each in sites} - {""}
        known = catalogue.park_management_organisations()
        managers = {f"pmo:{each}" for each in names | {each.id for each in known if each.name in names}}
        grid = {f"{_GRID_SCOPE}:{code}" for code in codes} | {_GRID_SCOPE}
        wanted = dict(zip(START_UP_TALKS, (codes, parks | managers, grid), strict=True))
        points = catalogue.contact_points()
        return {
            talk: tuple(each for each in points if each.scope in scopes) for talk, scopes in wanted.items()
        }

    def _tells_now(self, check: HeightCheck, case: Case) -> bool:
        """Whether the heights are still as they were checked; a site that is gone tells something else."""
        if not check.sites:
            return True
        try:
            now = self._check(case, tuple(each.site_id for each in check.sites))
        except NotFoundError:
            return False
        return check.tells_the_same(now)

    def _check(self, case: Case, site_ids: tuple[str, ...]) -> HeightCheck:
        asked = case.request.requirement("height")
        asked_dm = asked.limit if asked is not None and isinstance(asked.limit, int) else None
        catalogue = self._workspace.catalogue
        rows = []
        for site_id in site_ids:
            site = catalogue.site(site_id)
            plots = catalogue.plots_of(site_id) if site.kind is SiteKind.PARK else ()
            rows.append(site_heights(asked_dm, site, stated_park(catalogue, site), plots))
        return HeightCheck(self._clock.now_utc(), asked_dm, tuple(rows))

    def _received_on(self, number: str) -> date:
        with self._workspace.reading() as unit:
            return path_rules.dutch_date(unit.cases.get(number).received_at_utc)

    def _moment(self, at_utc: datetime | None) -> datetime:
        now_utc = self._clock.now_utc()
        moment = now_utc if at_utc is None else require_utc(at_utc, "at")
        if moment > now_utc:
            raise InputError("error.case.moment_in_future", field="at", at_utc=moment, now_utc=now_utc)
        return moment

    def _change(
        self,
        number: str,
        item_id: str,
        action: str,
        alter: Callable[[EstablishmentPath, datetime], EstablishmentPath],
    ) -> tuple[PathStanding, ChangeSet]:
        """Alter the newest path, keep it and tell the timeline, together; nothing where nothing changes."""
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.unit_of_work() as work:
            work.cases.get(number)
            before = path_of(work.cases.papers(number, PaperKind.PATH))
            path = alter(before, now_utc)
            if path != before:
                next_paper(work.cases, number, PaperKind.PATH, path_to_data(path), (now_utc, actor))
                told = path.agreements[-1].id if action == "agreed" else item_id
                details = {"item": told, "action": action}
                note_work(work.cases, number, CaseEvent(now_utc, EventKind.PATH_STEP, actor, details))
                work.commit()
        changes = ChangeSet(cases=frozenset({number} if path != before else ()))
        return self._standing(number), changes


def path_of(papers: Sequence[CasePaper]) -> EstablishmentPath:
    """Read the newest of the path papers of a case; without any it was never touched.

    Raises ``InputError`` when it is damaged.
    """
    return read_newest(papers, path_from_data) or EstablishmentPath()
