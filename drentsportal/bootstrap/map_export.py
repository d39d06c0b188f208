"""The map of a workspace as one file that opens without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.paths import resources_dir
from drentsportal.services.fitting import GroundFitting

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.mapview.messages import ToPage
    from drentsportal.mapview.result import MapResult
    from drentsportal.services.access_log import AccessLog
    from drentsportal.services.ports.catalogue import SiteCatalogue


class MapExport:
    """Writes the map of the workspace, with a match on it where there is one, as one HTML file."""

    def __init__(self, catalogue: SiteCatalogue, language: Language, access: AccessLog) -> None:
        """Keep where sites are found, the words, and the log of what leaves."""
        self._catalogue = catalogue
        self._access = access
        self._language = language

    def write(
        self, path: Path, result: MatchResult | None = None, selected: str = "", case_number: str = ""
    ) -> Path:
        """Write a file that opens without a network; ``selected``: the candidate whose ground is drawn.

        ``case_number`` is that of the match, which is logged as taken out. Raises ``ReportError`` when the
        file cannot be made.
        """
        from drentsportal.mapview import html_export  # noqa: PLC0415 - loads folium, and with it pandas
        from drentsportal.mapview.around import site_marks  # noqa: PLC0415 - as above
        from drentsportal.mapview.rings import stretched_limit  # noqa: PLC0415 - as above

        version = None if result is None else result.data_version
        content = html_export.MapContent(
            municipalities=self._catalogue.municipalities(version),
            landmarks=self._catalogue.landmarks((), version),
            table=self._catalogue.site_table(version),
            result=self._on_map(result),
            origin=None if result is None else result.request.origin,
            stretched=None if result is None else stretched_limit(result.request),
            zones=self._catalogue.plan_zones(version),
            marks=site_marks(self._catalogue, version),
        )
        messages = html_export.content_messages(self._language, content)
        messages += self._fitting(result, selected)
        if case_number and result is not None:
            self._access.exported(case_number)
        html_export.write_html(path, html_export.html_page(self._language, resources_dir(), messages))
        return path

    def _fitting(self, result: MatchResult | None, selected: str) -> list[ToPage]:
        """Say what the rings stand for; draw what is offered at the selected candidate, and its distances."""
        from drentsportal.mapview.distance_lines import distance_lines  # noqa: PLC0415 - as above
        from drentsportal.mapview.fitting import fitting_message  # noqa: PLC0415 - as above
        from drentsportal.mapview.ring_notes import ring_notes  # noqa: PLC0415 - as above

        if result is None:
            return []
        made: list[ToPage] = [ring_notes(self._language, result)]
        if selected in result.map_columns.candidate_ids:
            ground = GroundFitting(self._catalogue)
            building, version = result.request.building, result.data_version
            found = ground.of_candidate(result.candidate(selected), building, version)
            made += [] if found is None else [fitting_message(self._language, found)]
            made.append(distance_lines(self._language, self._catalogue, result, selected))
        return made

    def _on_map(self, result: MatchResult | None) -> MapResult:
        from drentsportal.mapview.result import MapResult, map_result  # noqa: PLC0415 - as above

        if result is None:
            return MapResult()
        return map_result(
            [result.card(position) for position in range(result.qualifier_count)],
            [result.rejection(position) for position in range(result.rejection_count)],
            self._language.text,
            self._language.figures.specs["points"],
        )
