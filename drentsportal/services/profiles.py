"""Where criteria profiles come from: the workspace's own versions first, then what ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.papers import ReferenceKind
from drentsportal.domain.match.profile_check import profile_from_text_data
from drentsportal.errors import NotFoundError
from drentsportal.services.instrument_catalogue import newest_instruments
from drentsportal.services.kept_papers import read_paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.cases.papers import ReferencePaper
    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace


class ProfileSource:
    """``ports.ReferenceData`` with the profile that counts: the newest own version, else the one that ships.

    A shipped profile with a higher version than the own one, after an update of the program, does not
    replace it in silence; the list of profiles tells that it is there.
    """

    def __init__(self, workspace: Workspace, shipped: ReferenceData) -> None:
        """Keep where own profiles lie, and what ships."""
        self._workspace = workspace
        self._shipped = shipped

    def profile(self, profile_id: str) -> CriteriaProfile:
        """Return a profile. Raises ``NotFoundError`` for an unknown id, ``InputError`` for a damaged one."""
        own = self.own().get(profile_id)
        if own is not None:
            return read_profile_paper(own)
        if profile_id in self._shipped.profile_ids():
            return self._shipped.profile(profile_id)
        raise NotFoundError(
            "error.reference.profile_unknown",
            field="profile",
            profile=profile_id,
            accepted=", ".join(self.profile_ids()),
        )

    def profile_ids(self) -> tuple[str, ...]:
        """Name every profile, own and shipped, by id."""
        return tuple(sorted({*self.own(), *self._shipped.profile_ids()}))

    def segments(self) -> Mapping[str, str]:
        """Segment id to its Dutch name, as it ships."""
        return self._shipped.segments()

    def instruments(self) -> tuple[Instrument, ...]:
        """Return the catalogue of instruments: the newest own version of each, else as it ships."""
        return newest_instruments(self._workspace, self._shipped.instruments())

    def shipped_instruments(self) -> tuple[Instrument, ...]:
        """Return the instruments as they ship."""
        return self._shipped.instruments()

    def shipped(self, profile_id: str) -> CriteriaProfile | None:
        """Return a profile as it ships, ``None`` where there is none of that id."""
        return self._shipped.profile(profile_id) if profile_id in self._shipped.profile_ids() else None

    def own(self) -> dict[str, ReferencePaper]:
        """Return the newest own version of each profile that the workspace keeps, by id."""
        with self._workspace.reading() as unit:
            return {each.id: each for each in unit.shelf.papers(ReferenceKind.CRITERIA_PROFILE)}


def read_profile_paper(paper: ReferencePaper) -> CriteriaProfile:
    """Read a kept profile. Raises ``InputError`` when it is damaged."""
    return read_paper(paper, profile_from_text_data, "error.profile.damaged", field=None, profile=paper.id)
