"""Makes factsheets: for chosen sites, or for every park and vacant premises."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.case import CaseEvent, EventKind, SentDocument
from drentsportal.domain.sites.regions import regions_in_use
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError, ReportError
from drentsportal.services.access_log import only_when_logged
from drentsportal.services.documents import FactsheetSubject, SitePhotograph, Surroundings
from drentsportal.services.drafts import Draft
from drentsportal.services.failed_documents import FailedDocument, IncompleteBatchError
from drentsportal.services.failures import reason_of
from drentsportal.services.neighbours import Neighbours, has_ground
from drentsportal.services.retired_sites import refuse_retired
from drentsportal.services.sheet_names import SheetNames
from drentsportal.services.site_surroundings import AroundAt
from drentsportal.services.stated_park import stated_park

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.match.match_result import ScoreCard
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.domain.space.fitting import Fitting
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.documents import DocumentStyle, DocumentWriter, MadeDocument
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace

_PICTURES: Final = {"image/jpeg": ".jpg", "image/png": ".png"}
_STEP: Final = "progress.factsheets"


def surroundings_of(
    catalogue: SiteCatalogue, reference: ReferenceData, version: int | None = None
) -> Surroundings:
    """Read what all documents of a batch share, at one data version."""
    at_version = catalogue.data_version() if version is None else version
    landmarks = catalogue.landmarks((), at_version)
    return Surroundings(
        municipalities=catalogue.municipalities(at_version),
        landmarks=landmarks,
        contacts=_with_names(catalogue, at_version),
        claims=catalogue.restructuring_claims(at_version),
        segments=reference.segments(),
        data_version=at_version,
        regions={each.id: each.name for each in regions_in_use(catalogue.regions(at_version))},
        around=AroundAt(catalogue, at_version),
        neighbours=None if has_ground(landmarks) else Neighbours(catalogue, at_version),
    )


def _with_names(catalogue: SiteCatalogue, version: int) -> tuple[ContactPoint, ...]:
    """Return the functions to ask; those of a park management organisation also under its name.

    A park names its organisation as its source does, often by name, and a contact by id (``pmo:<id>``).
    """
    contacts = catalogue.contact_points(version)
    names = {f"pmo:{each.id}": each.name for each in catalogue.park_management_organisations(version)}
    also = (replace(each, scope=f"pmo:{names[each.scope]}") for each in contacts if each.scope in names)
    return (*contacts, *also)


def factsheet_subject(
    catalogue: SiteCatalogue,
    site_id: str,
    surroundings: Surroundings,
    made_at_utc: datetime,
    case_number: str | None = None,
) -> FactsheetSubject:
    """Gather one site with its plots or its park. Raises ``NotFoundError``."""
    version = surroundings.data_version
    site = catalogue.site(site_id, version)
    plots = catalogue.plots_of(site_id, version) if site.kind is SiteKind.PARK else ()
    park = stated_park(catalogue, site, version)
    if park is not None:
        plots = catalogue.plots_of(park.id, version)
    around = surroundings.around.of(site, park) if surroundings.around is not None else None
    neighbours = surroundings.neighbours
    return FactsheetSubject(
        site,
        plots,
        park,
        surroundings,
        made_at_utc,
        case_number,
        around,
        photograph=_photograph(catalogue, site_id, version),
        neighbours=() if neighbours is None else neighbours.of(site, park),
    )


def _photograph(catalogue: SiteCatalogue, site_id: str, version: int) -> SitePhotograph | None:
    """Read the photograph that was added last."""
    found = [each for each in catalogue.attachments(site_id, version) if each.media_type in _PICTURES]
    if not found:
        return None
    last = found[-1]
    return SitePhotograph(
        last.title,
        last.credit,
        last.licence,
        last.as_of,
        _PICTURES[last.media_type],
        last.sha256,
        catalogue.attachment_content(last.id),
    )


def record_documents(
    workspace: Workspace,
    number: str,
    documents: Sequence[MadeDocument],
    at_utc: datetime,
    actors: ActorSource,
) -> None:
    """Note in a case what was made for it, by name and checksum, with one event each; log that it left.

    What cannot be noted and logged is taken away again.
    """
    with only_when_logged(*(each.path for each in documents)), workspace.unit_of_work() as work:
        for made in documents:
            work.cases.add_document(number, SentDocument(made.path.name, made.kind, made.sha256, at_utc))
            details = {"file_name": made.path.name, "kind": made.kind, "sha256": made.sha256}
            event = CaseEvent(at_utc, EventKind.DOCUMENT, actors.current(), details)
            work.cases.add_event(number, event)
        if documents:
            entry = AccessEntry(at_utc, actors.current(), AccessKind.EXPORTED, number)
            work.relations.add_access(entry)
        work.commit()


@dataclass(frozen=True, slots=True)
class SheetWish:
    """What factsheets are made for: a case, how each site answers its request, and the style.

    ``fittings`` by site id, what fits on the plots on offer, is drawn on the map; ``cards`` by site id are
    told on page 2. ``style`` ``None`` is the usual one.
    """

    case_number: str | None = None
    fittings: Mapping[str, Fitting] = field(default_factory=dict)
    style: DocumentStyle | None = None
    cards: Mapping[str, ScoreCard] = field(default_factory=dict)


_FOR_NO_CASE: Final = SheetWish()


def cards_of(outcome: MatchResult | None, site_ids: Sequence[str]) -> dict[str, ScoreCard]:
    """Return how sites answer a request, of those that qualify in its match.

    A plot that stands in the offer of one answers with it: its card is that of the candidate.
    """
    if outcome is None:
        return {}
    qualified = frozenset(outcome.ranking())
    part_of: dict[str, str] = {}
    if not qualified.issuperset(site_ids):
        part_of = {plot: each for each in qualified for plot in outcome.candidate(each).offer_ids}
    answering = {each: each if each in qualified else part_of.get(each) for each in site_ids}
    return {site_id: outcome.card_of(by) for site_id, by in answering.items() if by is not None}


def record_draft(workspace: Workspace, draft: Draft, actors: ActorSource) -> None:
    """Note in its case what a draft made, group after group; without a case only log what left, if anything.

    What cannot be noted and logged is taken away again.
    """
    if draft.case_number is not None:
        for group in draft.groups:
            record_documents(workspace, draft.case_number, group, draft.made_at_utc, actors)
    elif draft.leaves:
        entry = AccessEntry(draft.made_at_utc, actors.current(), AccessKind.EXPORTED, draft.leaves)
        with only_when_logged(*(each.path for each in draft.documents)), workspace.unit_of_work() as work:
            work.relations.add_access(entry)
            work.commit()


class Factsheets:
    """Makes one PDF per site, all from one data version."""

    def __init__(
        self,
        workspace: Workspace,
        reference: ReferenceData,
        writer: DocumentWriter,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep what factsheets are made from and with."""
        self._workspace = workspace
        self._reference = reference
        self._writer = writer
        self._clock = clock
        self._actors = actors

    def make(
        self,
        site_ids: Sequence[str],
        out_dir: Path,
        progress: Progress,
        wish: SheetWish | None = None,
    ) -> tuple[MadeDocument, ...]:
        """Make a factsheet of each site, in the given order; a case records them.

        Raises ``InputError`` for an empty list and a retired site, ``NotFoundError`` for an unknown
        site or case before anything is written, and ``IncompleteBatchError`` when some sheets failed: the
        others remain and are recorded.
        """
        draft = self.draft(site_ids, out_dir, progress, wish or _FOR_NO_CASE)
        record_draft(self._workspace, draft, self._actors)
        if draft.failures:
            raise IncompleteBatchError(draft.documents, draft.failures)
        return draft.documents

    def draft(
        self, site_ids: Sequence[str], out_dir: Path, progress: Progress, wish: SheetWish = _FOR_NO_CASE
    ) -> Draft:
        """Make factsheets without noting or logging them; errors as ``make``, failures in the draft."""
        wanted = tuple(dict.fromkeys(site_ids))
        if not wanted:
            raise InputError("error.factsheet.no_sites", field="site")
        now_utc = self._clock.now_utc()
        catalogue = self._workspace.catalogue
        if wish.case_number is not None:
            with self._workspace.reading() as unit:
                unit.cases.get(wish.case_number)
        refuse_retired(catalogue, wanted)
        shared = surroundings_of(catalogue, self._reference)
        for site_id in wanted:
            catalogue.site(site_id, shared.data_version)
        made, failed = self._write(wanted, out_dir, progress, (shared, now_utc, wish))
        return Draft((made,), failed, wish.case_number, now_utc)

    def all(
        self,
        out_dir: Path,
        progress: Progress,
        kinds: Sequence[SiteKind] = (SiteKind.PARK, SiteKind.PREMISES),
        wish_for: Callable[[Sequence[str]], SheetWish] = lambda _: _FOR_NO_CASE,
    ) -> tuple[MadeDocument, ...]:
        """Make a factsheet of every site of ``kinds``; errors as ``make``.

        ``wish_for`` gives what the sheets of those sites are made for.
        """
        table = self._workspace.catalogue.site_table()
        rows = {
            SiteKind.PARK: table.parks,
            SiteKind.PLOT: table.plots,
            SiteKind.PREMISES: table.premises,
        }
        site_ids = [str(site_id) for kind in kinds for site_id in rows[kind].ids]
        return self.make(site_ids, out_dir, progress, wish_for(site_ids))

    def _write(
        self,
        site_ids: Sequence[str],
        out_dir: Path,
        progress: Progress,
        batch: tuple[Surroundings, datetime, SheetWish],
    ) -> tuple[tuple[MadeDocument, ...], tuple[FailedDocument, ...]]:
        shared, now_utc, wish = batch
        writer = self._writer if wish.style is None else self._writer.styled(wish.style)
        names = SheetNames(self._workspace.catalogue.site_table(), wish.style, wish.case_number)
        made, failed = [], []
        for done, site_id in enumerate(site_ids):
            progress.step(done, len(site_ids), _STEP)
            subject = factsheet_subject(self._workspace.catalogue, site_id, shared, now_utc, wish.case_number)
            subject = replace(subject, fitting=wish.fittings.get(site_id), answer=wish.cards.get(site_id))
            name = names.take(subject.site, subject.park, is_answering=subject.answer is not None)
            try:
                made.append(writer.factsheet(subject, out_dir / name))
            except ReportError as error:
                failed.append(FailedDocument(subject.site.name, reason_of(error)))
        progress.step(len(site_ids), len(site_ids), _STEP)
        return tuple(made), tuple(failed)
