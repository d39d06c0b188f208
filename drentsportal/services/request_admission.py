"""The door for requests: ids that exist in the reference data or the workspace, and sizes that can be meant.

What ``domain.asking.request_check`` cannot know stands here. A kept match replays without this door, so that
what was admitted once stays readable when the lists change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.asking.request_check import check_ranges, check_request
from drentsportal.domain.sites.regions import askable, regions_in_use
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.sites.surroundings import RegionMembership
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.reference import ReferenceData


class RequestAdmission:
    """Admits requests that can be matched, and says of others which field is at fault."""

    def __init__(self, reference: ReferenceData, catalogue: SiteCatalogue) -> None:
        """Keep the lists that ship with the application and the data of the workspace."""
        self._reference = reference
        self._catalogue = catalogue

    def regions(self) -> tuple[RegionMembership, ...]:
        """Return the regions that the workspace knows, those that ship among them, ordered by name."""
        return regions_in_use(self._catalogue.regions())

    def admit(self, request: LocationRequest) -> None:
        """Refuse what cannot be matched.

        Raises ``InputError`` as ``check_request`` and ``check_ranges`` do, and for a segment, gemeente or
        profile that does not exist, with what is accepted. A segment or gemeente that only the workspace
        knows is accepted.
        """
        check_request(request)
        check_ranges(request)
        if request.profile_id not in self._reference.profile_ids():
            raise InputError(
                "error.reference.profile_unknown",
                field="profile_id",
                profile=request.profile_id,
                accepted=", ".join(self._reference.profile_ids()),
            )
        self._check_segments(_asked(request, "segment"))
        self._check_municipalities(_asked(request, "municipality"))

    def _check_segments(self, asked: Iterable[str]) -> None:
        listed = self._reference.segments()
        absent = [each for each in asked if each not in listed]
        if not absent:
            return
        delivered = self._delivered_segments()
        unknown = next((each for each in absent if each not in delivered), None)
        if unknown is not None:
            named = [f"{each} ({name})" for each, name in listed.items()]
            own = sorted(delivered - set(listed))
            raise InputError(
                "error.request.segment_unknown",
                field="segment",
                text=unknown,
                accepted=", ".join([*named, *own]),
            )

    def _delivered_segments(self) -> set[str]:
        """Segments that sites of the workspace have; a set of ids is kept as text joined by ``;``."""
        column = self._catalogue.site_table().parks.columns.get("segments")
        texts = () if column is None else column.categories
        return {each for text in texts for each in text.split(";") if each}

    def _check_municipalities(self, asked: Iterable[str]) -> None:
        regions = self.regions()
        names = {each.id: each.name for each in regions}
        usable = {each.id for each in askable(regions)}
        absent = [each for each in asked if each not in MUNICIPALITIES and each not in usable]
        if not absent:
            return
        silent = next((each for each in absent if each in names), None)
        if silent is not None:
            raise InputError(
                "error.request.region_without_members", field="municipality", region=names[silent]
            )
        stored = {each.code: each.name for each in self._catalogue.municipalities()}
        unknown = next((each for each in absent if each not in stored), None)
        if unknown is not None:
            raise InputError(
                "error.request.municipality_unknown",
                field="municipality",
                text=unknown,
                accepted=", ".join(
                    [
                        *({**stored, **MUNICIPALITIES}).values(),
                        *(names[each] for each in names if each in usable),
                    ]
                ),
            )


def _asked(request: LocationRequest, criterion_id: str) -> Iterator[str]:
    """Give every id that the request names under a criterion, as requirement or as wish."""
    requirement, preference = request.requirement(criterion_id), request.preference(criterion_id)
    if requirement is not None and isinstance(requirement.limit, tuple):
        yield from requirement.limit
    if preference is not None:
        yield from preference.target
