"""The services of the match: roads, postcodes and sectors beside the sites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drentsportal.bootstrap.service_groups import Ground, MatchServices
from drentsportal.paths import resources_dir, user_cache_dir, user_data_dir
from drentsportal.reference.places import read_places
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.beside_sites import BesideSites
from drentsportal.services.comparing import Comparing
from drentsportal.services.exposure import Exposure
from drentsportal.services.fitting import GroundFitting
from drentsportal.services.match_analysis import MatchAnalysis
from drentsportal.services.matching import Matching
from drentsportal.services.origins import Origins
from drentsportal.services.ports.roads import RoadOptions
from drentsportal.services.profile_editing import ProfileEditing
from drentsportal.services.ranking_export import RankingExport
from drentsportal.services.road_choosing import RoadChoosing
from drentsportal.services.road_times import RoadFile, RoadTimes
from drentsportal.services.sector_finding import SectorFinding
from drentsportal.settings import remember_settings

if TYPE_CHECKING:
    from drentsportal.services.ports.roads import RoadNetworks
    from drentsportal.services.staff_postcodes import StaffPostcodes
    from drentsportal.settings import Settings


def match_services(ground: Ground, road_times: RoadTimes, postcodes: StaffPostcodes) -> MatchServices:
    """Wire the match over the roads and postcodes that are at hand."""
    workspace, reference = ground.workspace, ground.reference
    clock, actors, catalogue = ground.clock, ground.actors, ground.catalogue
    sectors = TomlSectors(resources_dir() / "sectors", user_data_dir() / "reference")
    beside = BesideSites(catalogue, road_times, sectors.regional_profile)
    matching = Matching(workspace, reference, clock, actors, beside)
    roads_dir = user_data_dir() / "roads"
    return MatchServices(
        matching=matching,
        analysis=MatchAnalysis(catalogue.contact_points),
        comparing=Comparing(workspace, reference, matching, clock, ground.language.text),
        rankings=RankingExport(workspace, ground.documents, clock, actors),
        exposure=Exposure(workspace, matching),
        profiles=ProfileEditing(workspace, reference, clock, actors),
        fitting=GroundFitting(catalogue),
        origins=Origins(catalogue, read_places(resources_dir()), postcodes),
        postcodes=postcodes,
        road_times=road_times,
        road_choosing=RoadChoosing(road_times, catalogue, _remember_roads, roads_dir),
        sectors=SectorFinding(sectors),
    )


def open_road_times(settings: Settings, live_file: Path) -> RoadTimes:
    """Make drive times over the road network of the settings; what reads and drives is loaded late."""

    def open_roads() -> RoadNetworks:
        from drentsportal.geodata.roads_cache import RoadsCache  # noqa: PLC0415 - loads pyogrio
        from drentsportal.geodata.roads_reading import RoadFileReader  # noqa: PLC0415 - as above
        from drentsportal.routing.scipy_roads import ScipyRoads  # noqa: PLC0415 - loads scipy

        config, cache = resources_dir() / "roads" / "osmconf.ini", RoadsCache(user_cache_dir() / "roads")
        return ScipyRoads(RoadFileReader(config, cache, lambda: (live_file,)))

    if not settings.road_network:
        return RoadTimes(open_roads)
    mapping = Path(settings.road_mapping) if settings.road_mapping else None
    options = RoadOptions(mapping, settings.road_layer or None, settings.road_crs or None)
    return RoadTimes(open_roads, RoadFile(Path(settings.road_network), options))


def _remember_roads(file: RoadFile | None) -> None:
    """Write into the settings which network is used from now on; the other settings stay as they are."""
    options = RoadOptions() if file is None else file.options
    remember_settings(
        road_network="" if file is None else str(file.path),
        road_mapping=str(options.mapping or ""),
        road_layer=options.layer or "",
        road_crs=options.crs or "",
    )
