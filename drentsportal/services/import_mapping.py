"""Linking the columns of a file to our attributes: look, let a person decide, keep it for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.services.mapping_remarks import mapping_remarks

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.mapping_draft import MappingDraft
    from drentsportal.services.mapping_proposal import MappingProposal
    from drentsportal.services.mapping_remarks import Say
    from drentsportal.services.mapping_trial import MappingTrial
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.imports import ImportOptions, MappingReader


class ColumnLinking:
    """What window and command line use to link columns; nothing here stores a site."""

    def __init__(self, reader: MappingReader, clock: Clock, actors: ActorSource) -> None:
        """Keep what reads files, the clock and who is at the desk."""
        self._reader = reader
        self._clock = clock
        self._actors = actors

    def propose(
        self, path: Path, options: ImportOptions, progress: Progress, encoding: str = ""
    ) -> MappingProposal:
        """Look at a file and propose what its columns mean; nothing of it is decided.

        ``encoding`` is the one in which a text is read, empty for what it shows itself. Raises what reading
        raises: ``QuestionError`` for a layer that must be chosen, ``DataSourceError``.
        """
        return self._reader.propose(path, options, progress, encoding)

    def titles(self) -> dict[str, str]:
        """Return the title of every mapping by its id, the user's own among them."""
        return self._reader.mapping_titles()

    def try_draft(
        self, path: Path, options: ImportOptions, draft: MappingDraft, progress: Progress
    ) -> MappingTrial:
        """Read all rows of a file as a draft says; nothing is stored."""
        return self._reader.try_draft(path, options, draft, progress)

    def keep(
        self,
        proposal: MappingProposal,
        draft: MappingDraft,
        say: Say,
        target: Path | None = None,
    ) -> Path:
        """Write what a person decided as a mapping file, found again by the columns of the next delivery.

        ``say`` words the remarks that say who decided what, and on what grounds. ``target`` None means the
        user's own mappings. Raises ``InputError`` when something is still open or the name is taken.
        """
        remarks = mapping_remarks(
            proposal, draft, say, actor=self._actors.current(), at_utc=self._clock.now_utc()
        )
        return self._reader.keep_mapping(draft, remarks, target, confirmed=True)

    def keep_proposal(self, proposal: MappingProposal, draft: MappingDraft, say: Say, target: Path) -> Path:
        """Write a proposal as a mapping file that is refused until a person answered what is open in it."""
        remarks = mapping_remarks(proposal, draft, say, actor=None, at_utc=self._clock.now_utc())
        return self._reader.keep_mapping(draft, remarks, target, confirmed=False)
