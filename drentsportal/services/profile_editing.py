"""Editing criteria profiles: a changed one becomes a new version in the workspace, and none is ever lost.

A kept match holds the whole profile that it was made with, so editing never changes an answer of before.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drentsportal.domain.asking.request_form import profile_to_data
from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper
from drentsportal.domain.match.profile_check import check_profile, profile_from_text_data
from drentsportal.errors import ConflictError, InputError, NotFoundError
from drentsportal.services.kept_papers import paper_text
from drentsportal.services.profiles import ProfileSource, read_profile_paper

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One profile in the list: the version that counts, who kept it when, and the version that ships.

    ``actor`` and ``at_utc`` are ``None`` for a profile as it ships; ``shipped_version`` where none ships.
    """

    id: str
    version: int
    actor: Actor | None
    at_utc: datetime | None
    shipped_version: int | None

    @property
    def is_own(self) -> bool:
        """Whether the workspace has a version of its own, which counts then."""
        return self.actor is not None


class ProfileEditing:
    """Lists, reads and keeps criteria profiles."""

    def __init__(
        self, workspace: Workspace, profiles: ProfileSource, clock: Clock, actors: ActorSource
    ) -> None:
        """Keep where profiles lie, and the person at the desk."""
        self._workspace = workspace
        self._profiles = profiles
        self._clock = clock
        self._actors = actors

    def lines(self) -> tuple[ProfileLine, ...]:
        """List every profile that can be asked for, by id."""
        own = self._profiles.own()
        return tuple(self._line(each, own.get(each)) for each in self._profiles.profile_ids())

    def read(self, profile_id: str, version: int | None = None) -> CriteriaProfile:
        """Return the version that counts, or another one that is kept or ships.

        Raises ``NotFoundError`` for an unknown id or version.
        """
        newest = self._profiles.profile(profile_id)
        if version in (None, newest.version):
            return newest
        shipped = self._profiles.shipped(profile_id)
        for paper in self.history(profile_id):
            if paper.version == version:
                return read_profile_paper(paper)
        if shipped is not None and shipped.version == version:
            return shipped
        raise NotFoundError("error.profile.no_version", field="version", profile=profile_id, version=version)

    def history(self, profile_id: str) -> tuple[ReferencePaper, ...]:
        """Return the own versions of a profile, oldest first; none where it is as it ships."""
        with self._workspace.reading() as unit:
            return unit.shelf.history(ReferenceKind.CRITERIA_PROFILE, profile_id)

    def save(self, profile: CriteriaProfile) -> ProfileLine:
        """Keep a changed profile as a new version.

        ``profile.version`` is the version that it was made from, or the one after it; a profile of a new id
        becomes version 1. Raises ``InputError`` as ``check_profile``, when nothing was changed, and
        ``ConflictError`` when somebody kept another version meanwhile.
        """
        check_profile(profile)
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.unit_of_work() as work:
            kept = replace(profile, version=self._next_version(profile))
            content = paper_text(profile_to_data(kept))
            paper = ReferencePaper(
                ReferenceKind.CRITERIA_PROFILE, kept.id, kept.version, now_utc, actor, content
            )
            work.shelf.add(paper)
            work.commit()
        return self._line(kept.id, paper)

    def _next_version(self, profile: CriteriaProfile) -> int:
        if profile.id not in self._profiles.profile_ids():
            return 1
        newest = self._profiles.profile(profile.id)
        if profile.version not in {newest.version, newest.version + 1}:
            raise ConflictError(
                "error.profile.changed_meanwhile",
                field="version",
                profile=profile.id,
                version=profile.version,
                newest=newest.version,
            )
        if replace(profile, version=newest.version) == newest:
            raise InputError(
                "error.profile.unchanged", field="id", profile=profile.id, version=newest.version
            )
        return newest.version + 1

    def _line(self, profile_id: str, own: ReferencePaper | None) -> ProfileLine:
        shipped = self._profiles.shipped(profile_id)
        shipped_version = None if shipped is None else shipped.version
        if own is None:
            return ProfileLine(profile_id, shipped_version or 0, None, None, shipped_version)
        return ProfileLine(profile_id, own.version, own.actor, own.at_utc, shipped_version)


def read_profile_text(text: str, *, is_toml: bool) -> CriteriaProfile:
    """Read a profile from the text of a file, in the form of those that ship; not checked yet.

    Raises ``InputError`` for text that is no profile.
    """
    try:
        return profile_from_text_data(tomllib.loads(text) if is_toml else json.loads(text))
    except KeyError as error:
        raise InputError("error.profile.key_missing", field="file", key=str(error.args[0])) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError("error.profile.unreadable", field="file") from error
