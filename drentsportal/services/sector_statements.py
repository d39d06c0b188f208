"""What a sector look-up says, as messages: for window, command line and documents alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.domain.sectors.quick_scan import categories_of

if TYPE_CHECKING:
    from drentsportal.domain.message import Message
    from drentsportal.domain.sectors.sector import SectorCode
    from drentsportal.services.sector_finding import SectorLookUp, SectorProfile


def name_of(code: SectorCode) -> Message:
    """Name a code with its scheme and title."""
    return message(
        f"sector.name.{code.scheme.value}",
        code=code.dotted,
        title=code.title,
    )


def answer_to(look_up: SectorLookUp) -> Message:
    """Say whether a text names one code, several, or none."""
    count = len(look_up.candidates)
    if count == 0:
        return message("sector.none_found", text=look_up.text)
    if count == 1:
        return message("sector.one_found", text=look_up.text)
    return message("sector.several_found", text=look_up.text, count=count)


def bridge_statement(profile: SectorProfile) -> Message:
    """Say what the code is in the other scheme, or that no source tells."""
    answer = profile.bridge
    scheme = message(f"sector.scheme.{answer.scheme.value}")
    if not answer.is_known:
        return message("sector.bridge.unknown", scheme=scheme)
    codes = ", ".join(f"{each[:2]}.{each[2:]}" if len(each) > len("20") else each for each in answer.codes)
    if answer.is_open:
        return message("sector.bridge.several", scheme=scheme, codes=codes, count=len(answer.codes))
    return message("sector.bridge.one", scheme=scheme, codes=codes)


def category_statements(profile: SectorProfile) -> tuple[Message, ...]:
    """Say what the 2009 quick scan gives, what decides between its rows, and where the plan stands."""
    plan = message("sector.quick_scan.plan")
    if not profile.categories:
        return (message("sector.quick_scan.none"), plan)
    categories = ", ".join(categories_of(profile.categories))
    said = [message("sector.quick_scan.label")]
    if len(profile.categories) > 1:
        said.append(
            message("sector.quick_scan.decides", count=len(profile.categories), categories=categories)
        )
    return (*said, plan)
