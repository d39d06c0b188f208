"""What keeping a criteria profile does, in words: which version is written, and why there are versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.ui.dialogs.profile_list import ProfileSet


def version_told(
    say: Callable[..., str], profile: CriteriaProfile | None, profiles: ProfileSet, *, is_changed: bool
) -> str:
    """Say which version would be written and what stays, then what a version is for."""
    why = say("ui.profile.keeps")
    if profile is None:
        return why
    what = "new" if profile.id not in profiles.versions else "next" if is_changed else "now"
    told = say(
        f"ui.profile.writes.{what}",
        profile=profile.id,
        version=profile.version,
        next_version=profile.version + 1,
    )
    return f"{told} {why}"
