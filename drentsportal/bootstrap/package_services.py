"""The services of the information package; what reads PDFs and pictures is loaded when it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from drentsportal.paths import resources_dir, user_data_dir
from drentsportal.reference.permit_list import read_permit_list
from drentsportal.services.information_package import InformationPackages, PackageParts
from drentsportal.services.package_gathering import PackageGathering
from drentsportal.services.ports.packages import PICTURE_SUFFIXES

if TYPE_CHECKING:
    from drentsportal.bootstrap.path_services import PathServices
    from drentsportal.bootstrap.service_groups import CaseServices, Ground, MatchServices, SiteServices
    from drentsportal.services.ports.packages import OwnPages


@dataclass(frozen=True)
class PackageServices:
    """The information packages of cases."""

    packages: InformationPackages


class LateOwnFiles:
    """``OwnFileReader`` that loads pypdf, and Pillow for a picture, with the first file."""

    def pages(self, name: str, content: bytes) -> OwnPages:
        """Read a PDF or a picture; raises ``InputError`` naming the file."""
        from drentsportal.reports.package.foreign_pages import foreign_pages  # noqa: PLC0415 - loads pypdf

        if PurePath(name).suffix.casefold() in PICTURE_SUFFIXES:
            from drentsportal.media.picture_page import picture_page  # noqa: PLC0415 - as above

            content = picture_page(name, content)
        return foreign_pages(name, content)


def package_services(
    ground: Ground, sites: SiteServices, matches: MatchServices, cases: CaseServices, path: PathServices
) -> PackageServices:
    """Wire the services over an opened workspace."""
    gathering = PackageGathering(ground.workspace, ground.reference, matches.matching, sites.exporting)
    own_list = user_data_dir() / "documenten" / "stukken-vergunning.toml"
    parts = PackageParts(
        gathering,
        LateOwnFiles(),
        ground.documents,
        lambda: read_permit_list(resources_dir(), own_list),
    )
    return PackageServices(
        InformationPackages(
            ground.workspace, parts, cases.desk, path.establishment, ground.clock, ground.actors
        )
    )
