"""What the in-memory workspace sets sites against; see `tests.fakes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from drentsportal.domain.sites.surroundings import PostcodeGrid
from drentsportal.domain.vocabulary import GridState
from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from drentsportal.domain.merge.delivery import Delivery
    from drentsportal.domain.sites.site import ContactPoint, Landmark, Municipality, RestructuringClaim
    from drentsportal.domain.sites.surroundings import (
        GridArea,
        ParkManagementOrganisation,
        PlanZone,
        RegionMembership,
    )
    from drentsportal.domain.vocabulary import LandmarkKind
    from tests.fake_history import LedgerState

T = TypeVar("T")


class InMemoryReference:
    """Reads gemeenten, landmarks, contacts, claims, regions, plans and the grid from memory."""

    def __init__(self, state: Callable[[], LedgerState]) -> None:
        """Read whatever state there is at the moment of asking."""
        self._get_state = state

    @property
    def state(self) -> LedgerState:
        """Return the state there is."""
        return self._get_state()

    def municipalities(self, version: int | None = None) -> tuple[Municipality, ...]:
        """Return the gemeenten, ordered by code."""
        items = self._items(version, lambda each: each.municipalities)
        newest = _newest(items, lambda each: (each.code,))
        return tuple(sorted(newest, key=lambda each: each.code))

    def landmarks(
        self, kinds: Sequence[LandmarkKind] = (), version: int | None = None
    ) -> tuple[Landmark, ...]:
        """Return the landmarks of some kinds, or of all."""
        newest = _newest(self._items(version, lambda each: each.landmarks), lambda each: (each.id,))
        found = (each for each in newest if not kinds or each.kind in kinds)
        return tuple(sorted(found, key=lambda each: (each.kind, each.id)))

    def contact_points(self, version: int | None = None) -> tuple[ContactPoint, ...]:
        """Return the functions that can be asked."""
        items = self._items(version, lambda each: each.contact_points)
        newest = _newest(items, lambda each: (each.id,))
        return tuple(sorted(newest, key=lambda each: (each.scope, each.id)))

    def restructuring_claims(self, version: int | None = None) -> tuple[RestructuringClaim, ...]:
        """Return every PHP claim with its source."""
        items = self._items(version, lambda each: each.restructuring_claims)
        newest = _newest(items, lambda each: (each.level, each.subject_id, each.list_name, each.source))
        return tuple(
            sorted(newest, key=lambda each: (each.level, each.subject_id, each.list_name, each.source))
        )

    def regions(self, version: int | None = None) -> tuple[RegionMembership, ...]:
        """Return the regions, ordered by id."""
        newest = _newest(self._items(version, lambda each: each.regions), lambda each: (each.id,))
        return tuple(sorted(newest, key=lambda each: each.id))

    def park_management_organisations(
        self, version: int | None = None
    ) -> tuple[ParkManagementOrganisation, ...]:
        """Return the park management organisations, ordered by id."""
        items = self._items(version, lambda each: each.park_management_organisations)
        return tuple(sorted(_newest(items, lambda each: (each.id,)), key=lambda each: each.id))

    def plan_zones(self, version: int | None = None) -> tuple[PlanZone, ...]:
        """Return the zones of spatial plans, ordered by id."""
        newest = _newest(self._items(version, lambda each: each.plan_zones), lambda each: (each.id,))
        return tuple(sorted(newest, key=lambda each: each.id))

    def grid_areas(self, version: int | None = None) -> tuple[GridArea, ...]:
        """Return the supply areas of the grid, ordered by id and year."""
        items = self._items(version, lambda each: each.grid_areas)
        newest = _newest(items, lambda each: (each.id, each.year))
        return tuple(sorted(newest, key=lambda each: (each.id, each.year)))

    def grid_at(self, postcodes: Sequence[str], version: int | None = None) -> Mapping[str, PostcodeGrid]:
        """Return what the capacity map says of the given postcodes."""
        newest = _newest(self._items(version, _postcodes), lambda each: (each.postcode,))
        return {each.postcode: each for each in newest if each.postcode in postcodes}

    def at(self, version: int | None) -> int:
        """Return a version that exists, the newest by default."""
        newest = self.state.newest_version
        if version is not None and not 0 <= version <= newest:
            raise NotFoundError("error.storage.no_version", version=version, newest=newest)
        return newest if version is None else version

    def _items(self, version: int | None, of: Callable[[Delivery], Sequence[T]]) -> list[tuple[int, T]]:
        at, state = self.at(version), self.state
        return [
            (made_at, item)
            for made_at, delivery in state.deliveries.items()
            if state.counts(made_at, at)
            for item in of(delivery)
        ]


def _postcodes(delivery: Delivery) -> Sequence[PostcodeGrid]:
    batch = delivery.grid_postcodes
    if batch is None or delivery.as_of is None:
        return ()
    return [
        PostcodeGrid(
            postcode,
            None if demand is None else GridState(demand),
            None if generation is None else GridState(generation),
            area_id,
            delivery.source,
            delivery.as_of,
        )
        for postcode, demand, generation, area_id in zip(
            batch.postcodes, batch.demand, batch.generation, batch.area_ids, strict=True
        )
    ]


def _newest(items: Iterable[tuple[int, T]], key: Callable[[Any], tuple[object, ...]]) -> list[T]:
    """Return of each thing the one that counts: newest by source first, then by date."""
    by_source: dict[tuple[object, ...], tuple[int, Any]] = {}
    for made_at, item in items:
        by_source[(*key(item), item.source)] = (made_at, item)  # type: ignore[attr-defined] # every item has one
    newest: dict[tuple[object, ...], Any] = {}
    for _, item in sorted(by_source.values(), key=lambda each: (each[1].as_of, each[0])):
        newest[key(item)] = item
    return list(newest.values())
