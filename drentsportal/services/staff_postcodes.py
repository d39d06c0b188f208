"""Staff homes by postcode, over a layer of postcodes that the user supplies; without one there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.roads.postcode_places import read_staff_counts, staff_by_postcode
from drentsportal.errors import DrentsPortalError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.asking.request import Origin
    from drentsportal.domain.roads.postcode_places import PostcodeFacts, PostcodePlaces, StaffList
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.postcodes import PostcodeOptions, PostcodeReader, PostcodeShelf


@dataclass(frozen=True, slots=True)
class PostcodeState:
    """What is in use: ``facts`` ``None`` for nothing, ``fault`` where what is kept cannot be read."""

    facts: PostcodeFacts | None
    fault: DrentsPortalError | None = None


class StaffPostcodes:
    """Looks postcodes up in the places that are kept; they are read once."""

    def __init__(self, reader: PostcodeReader, shelf: PostcodeShelf) -> None:
        """Keep what reads files and what keeps their places."""
        self._reader = reader
        self._shelf = shelf
        self._places: PostcodePlaces | None = None
        self._is_loaded = False

    def state(self) -> PostcodeState:
        """Tell what is in use; a fault is told, not raised."""
        try:
            places = self._loaded()
        except DrentsPortalError as error:
            return PostcodeState(None, error)
        return PostcodeState(None if places is None else places.facts)

    def look_at(self, path: Path, options: PostcodeOptions, progress: Progress) -> PostcodePlaces:
        """Read a file without using it from now on; raises as ``PostcodeReader.read``."""
        return self._reader.read(path, options, progress)

    def use(self, path: Path, options: PostcodeOptions, progress: Progress) -> PostcodeState:
        """Read a file and use it from now on; when it cannot be read, what was in use stays."""
        return self.keep(self.look_at(path, options, progress))

    def keep(self, places: PostcodePlaces) -> PostcodeState:
        """Use places that were read from now on. Raises ``StorageError`` when they cannot be kept."""
        self._shelf.keep(places)
        self._places, self._is_loaded = places, True
        return PostcodeState(places.facts)

    def forget(self) -> PostcodeState:
        """Use no postcodes any more; the file that they came from stays as it is."""
        self._shelf.forget()
        self._places, self._is_loaded = None, True
        return PostcodeState(None)

    def origin(self, postcode: str) -> Origin:
        """Return where one drives from for four digits.

        Raises ``NotFoundError`` that says what to supply where no layer is in use, where the layer does not
        have the postcode, and where it has several points for it; ``DataSourceError`` when what is kept is
        damaged.
        """
        places = self._loaded()
        if places is None:
            raise NotFoundError("error.postcodes.no_layer", field="from", postcode=postcode)
        found = places.origin(postcode)
        if found is None:
            file = places.facts.file_name
            is_twice = postcode in places.facts.twice
            why = "error.postcodes.several_points" if is_twice else "error.postcodes.not_in_layer"
            raise NotFoundError(why, field="from", postcode=postcode, file=file)
        return found

    def staff(self, text: str, places: PostcodePlaces | None = None) -> StaffList:
        """Turn a list of postcodes with counts into starting points, over ``places`` or those in use.

        Raises ``InputError`` for a line that cannot be read, ``NotFoundError`` where no layer is in use.
        """
        counts = read_staff_counts(text)
        known = places or self._loaded()
        if known is None:
            raise NotFoundError("error.postcodes.no_layer", field="staff", postcode=next(iter(counts)))
        return staff_by_postcode(counts, known)

    def _loaded(self) -> PostcodePlaces | None:
        if not self._is_loaded:
            self._places, self._is_loaded = self._shelf.load(), True
        return self._places
