"""The ground of a map in each theme: land, water, roads, borders and words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from drentsportal.figures.symbology import HouseColours, Look, MapColours, Theme

_PRINT: Final = MapColours(
    outside="#FFFFFF",
    plate="#FFFFFF",
    ground="#F4F2EC",
    green="#DFE8D2",
    land="#E6E4DD",
    own_land="#D3DFDE",
    settlement="#B9C0C4",
    water="#7FB2D0",
    water_text="#2A5D7C",
    municipality_border="#FFFFFF",
    province_border="#52606B",
    motorway="#EE9B5B",
    motorway_casing="#8A4B1C",
    motorway_badge="#A3141F",
    motorway_badge_text="#FFFFFF",
    road="#B5A78F",
    road_casing="#B5A78F",
    road_badge="#FFD84A",
    road_badge_text="#16222C",
    text="#16222C",
    secondary="#52606B",
    halo="#F6F5F0",
    site="#9C1B5B",
    site_fill="#E2B6CC",
    on_site="#FFFFFF",
)
_MONOCHROME: Final = MapColours(
    outside="#FFFFFF",
    plate="#FFFFFF",
    ground="#FFFFFF",
    green="#FFFFFF",
    land="#EFEFEF",
    own_land="#D2D2D2",
    settlement="#B0B0B0",
    water="#9A9A9A",
    water_text="#3D3D3D",
    municipality_border="#A0A0A0",
    province_border="#3D3D3D",
    motorway="#FFFFFF",
    motorway_casing="#3D3D3D",
    motorway_badge="#000000",
    motorway_badge_text="#FFFFFF",
    road="#8A8A8A",
    road_casing="#8A8A8A",
    road_badge="#FFFFFF",
    road_badge_text="#000000",
    text="#000000",
    secondary="#3D3D3D",
    halo="#FFFFFF",
    site="#000000",
    site_fill="#C4C4C4",
    on_site="#FFFFFF",
)
_LIGHT: Final = MapColours(
    outside="#E6E4DF",
    plate="#FFFFFF",
    ground="#F7F4EC",
    green="#E3EAD6",
    land="#F7F4EC",
    own_land="#EFE8DC",
    settlement="#EBE5D8",
    water="#9CC4DA",
    water_text="#00568A",
    municipality_border="#B5AC9C",
    province_border="#7D7466",
    motorway="#E2B65B",
    motorway_casing="#A98233",
    motorway_badge="#A3141F",
    motorway_badge_text="#FFFFFF",
    road="#FFFFFF",
    road_casing="#C5BCAB",
    road_badge="#FFD84A",
    road_badge_text="#221E27",
    text="#3C3742",
    secondary="#655D55",
    halo="#F7F4EC",
    site="#6B3E7E",
    site_fill="#CDB9D7",
    on_site="#FFFFFF",
)
_DARK: Final = MapColours(
    outside="#1C1B1F",
    plate="#1C1B1F",
    ground="#2C2B2E",
    green="#303A2E",
    land="#2C2B2E",
    own_land="#3A3640",
    settlement="#39373A",
    water="#29455F",
    water_text="#7CC4F2",
    municipality_border="#56524F",
    province_border="#8D867E",
    motorway="#A07A2E",
    motorway_casing="#5A4620",
    motorway_badge="#A3141F",
    motorway_badge_text="#FFFFFF",
    road="#4A474B",
    road_casing="#5F5B5C",
    road_badge="#8A6A25",
    road_badge_text="#EDEBF1",
    text="#E4E1EA",
    secondary="#A8A299",
    halo="#2C2B2E",
    site="#C9A3DB",
    site_fill="#6B4F7B",
    on_site="#2A1433",
)
_BY_THEME: Final = {
    Theme.PRINT: _PRINT,
    Theme.MONOCHROME: _MONOCHROME,
    Theme.LIGHT: _LIGHT,
    Theme.DARK: _DARK,
}


_OWN_LAND_SHARE: Final = 0.18
_SITE_FILL_SHARE: Final = 0.31
"""How much of a colour of the house stands in its tint on white: as much as in our own print colours."""


def map_colours(theme: Look) -> MapColours:
    """Return the map's colours in a theme or in the colours of a house."""
    return _of_house(theme) if isinstance(theme, HouseColours) else _BY_THEME[theme]


@lru_cache(maxsize=32)
def _of_house(house: HouseColours) -> MapColours:
    return replace(
        _PRINT,
        site=house.site,
        site_fill=tint(house.site, _SITE_FILL_SHARE),
        own_land=tint(house.head, _OWN_LAND_SHARE),
    )


def tint(colour: str, share: float) -> str:
    """Return a colour (``#RRGGBB``) thinned with white to a share of itself."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
