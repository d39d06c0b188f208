"""What an information package would hold and what is missing of it, told before it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.domain.package.parts import (
    ONLY_OWN,
    PARTS_OF,
    PackagePart,
    PackageRound,
    PartStanding,
    PartState,
    missing,
    standings,
)
from drentsportal.services.package_gathering import MOST_DRAWINGS, drawings_note, plots_to_draw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from drentsportal.domain.message import Message
    from drentsportal.domain.package.permit_list import PermitDocument
    from drentsportal.domain.path.path import EstablishmentPath
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.drafts import Draft
    from drentsportal.services.package_gathering import GatheredSites
    from drentsportal.services.package_own_files import KeptFile


@dataclass(frozen=True, slots=True)
class PackageWishes:
    """Which package is asked for.

    ``site_ids`` ``None`` means the shortlist. ``left_out_files`` are ids of kept files that stay out,
    ``left_out_parts`` parts that the person leaves out of this package.
    """

    round: PackageRound = PackageRound.FIRST
    site_ids: tuple[str, ...] | None = None
    left_out_files: frozenset[str] = frozenset()
    left_out_parts: frozenset[PackagePart] = frozenset()


@dataclass(frozen=True, slots=True)
class PackagePlan:
    """What a package would hold, told before it is made.

    ``contents`` names per part what goes in; ``remarks`` is what a person should know and may accept.
    """

    number: str
    wishes: PackageWishes
    parts: tuple[PartStanding, ...]
    files: tuple[KeptFile, ...]
    site_names: tuple[str, ...]
    contacts: tuple[ContactPoint, ...]
    contents: Mapping[PackagePart, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[Message, ...] = ()

    @property
    def missing(self) -> tuple[PartStanding, ...]:
        """The parts that are missing."""
        return missing(self.parts)

    @property
    def has_anything(self) -> bool:
        """Whether any part would be in it."""
        return any(each.state is PartState.PRESENT for each in self.parts)


@dataclass(frozen=True, slots=True)
class PackageDraft:
    """A package that was made and can be looked at; ``items`` of the path are done once it is kept."""

    draft: Draft
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanGround:
    """What a plan is made from: the case, its sites, its kept files, its path, and the list of permits."""

    number: str
    gathered: GatheredSites
    kept: tuple[KeptFile, ...]
    path: EstablishmentPath
    permits: tuple[PermitDocument, ...]


def package_plan(ground: PlanGround, wishes: PackageWishes) -> PackagePlan:
    """Tell what a package would hold and what is missing."""
    gathered = ground.gathered
    files = tuple(each for each in ground.kept if each.part in PARTS_OF[wishes.round])
    used = tuple(each for each in files if each.id not in wishes.left_out_files)
    contents = _contents(ground, wishes.round, used)
    lacks = {
        part: lack
        for part in PARTS_OF[wishes.round]
        if (lack := _lack(part, wishes, ground, used)) is not None
    }
    return PackagePlan(
        number=ground.number,
        wishes=wishes,
        parts=standings(wishes.round, lacks, ground.path),
        files=files,
        site_names=tuple(each.site.name for each in gathered.sheets),
        contacts=gathered.contacts,
        contents=contents,
        remarks=tuple(_remarks(wishes.round, gathered)),
    )


def _lack(
    part: PackagePart, wishes: PackageWishes, ground: PlanGround, files: Sequence[KeptFile]
) -> Message | None:
    """Say why a part is not there, ``None`` where it is."""
    if part in wishes.left_out_parts:
        return message("package.lack.left_out")
    if any(each.part is part for each in files):
        return None
    if part in ONLY_OWN:
        return message(f"package.lack.{part.value}")
    gathered = ground.gathered
    has = {
        PackagePart.FACTSHEETS: bool(gathered.sheets),
        PackagePart.BUSINESS_CARD: bool(gathered.contacts),
        PackagePart.SUBSIDIES: bool(gathered.sheets),
        PackagePart.BUILDING_RULES: bool(gathered.sheets),
        PackagePart.DRAWING: bool(plots_to_draw(gathered)),
        PackagePart.PERMIT_DOCUMENTS: bool(ground.permits),
    }
    return None if has[part] else message(f"package.lack.{part.value}")


def _contents(
    ground: PlanGround, package_round: PackageRound, files: Sequence[KeptFile]
) -> dict[PackagePart, tuple[str, ...]]:
    """Name what each part holds."""
    gathered = ground.gathered
    sites = tuple(each.site.name for each in gathered.sheets)
    made = {
        PackagePart.FACTSHEETS: sites,
        PackagePart.BUSINESS_CARD: tuple(map(_function, gathered.contacts)),
        PackagePart.SUBSIDIES: tuple(each.instrument.name for each in gathered.instruments),
        PackagePart.BUILDING_RULES: sites,
        PackagePart.DRAWING: tuple(each.name for each, _ in plots_to_draw(gathered)),
        PackagePart.PERMIT_DOCUMENTS: tuple(each.name for each in ground.permits),
    }
    return {
        part: (*made.get(part, ()), *(each.name for each in files if each.part is part))
        for part in PARTS_OF[package_round]
    }


def _remarks(package_round: PackageRound, gathered: GatheredSites) -> Iterator[Message]:
    """Say what is no fault, but what somebody wants to know before it is sent."""
    if package_round is PackageRound.FIRST:
        around = gathered.surroundings
        silent = [each for each in gathered.municipality_codes if around.contact(each) is None]
        if silent and gathered.contacts:
            names = tuple(around.municipality_name(each) for each in silent)
            yield message("package.remark.no_card", municipalities=names)
        return
    if gathered.sheets and not gathered.instruments:
        yield message("package.remark.no_instruments")
    if (note := drawings_note(gathered)) is not None:
        yield note
    for sheet, count in gathered.cut_short:
        yield message("package.remark.more_plots", name=sheet.site.name, most=MOST_DRAWINGS, count=count)


def _function(contact: ContactPoint) -> str:
    return ", ".join(filter(None, (contact.function, contact.organisation)))
