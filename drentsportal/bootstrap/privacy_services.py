"""What becomes of what is kept: terms, destruction, inzage and Woo, and the log of looks; wired."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from drentsportal.paths import resources_dir
from drentsportal.reference.privacy_lists import read_selection_list, read_woo_grounds
from drentsportal.reports.destruction_page import StatementPages
from drentsportal.reports.disclosure_page import DisclosurePages
from drentsportal.services.access_log import AccessLog
from drentsportal.services.destruction import Destruction
from drentsportal.services.disclosure import Disclosure
from drentsportal.services.retention import Retention

if TYPE_CHECKING:
    from drentsportal.bootstrap.service_groups import Ground


@dataclass(frozen=True)
class PrivacyServices:
    """How long cases are kept, their end, and what of the internal log is told to whom."""

    access: AccessLog
    retention: Retention
    destruction: Destruction
    disclosure: Disclosure
    statement_pages: StatementPages


def wire_privacy(ground: Ground) -> PrivacyServices:
    """Make the services of a workspace."""
    workspace, clock, actors = ground.workspace, ground.clock, ground.actors
    retention = Retention(workspace, partial(read_selection_list, resources_dir()), clock, actors)
    return PrivacyServices(
        access=AccessLog(workspace, clock, actors),
        retention=retention,
        destruction=Destruction(workspace, retention, clock, actors),
        disclosure=Disclosure(
            workspace,
            DisclosurePages(ground.own_language),
            partial(read_woo_grounds, resources_dir()),
            clock,
            actors,
        ),
        statement_pages=StatementPages(ground.own_language),
    )
