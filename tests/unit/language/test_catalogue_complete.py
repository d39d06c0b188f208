"""Every message id in the source has a Dutch text, and every text asks only for what it is given."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import Housing, RequestType
from drentsportal.domain.cases.case import CaseStatus, EventKind, RequestChannel
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.domain.match.criteria import CRITERIA
from drentsportal.domain.sites.attributes import SITE_ATTRIBUTES
from drentsportal.domain.sites.reference_fields import REQUIRED_FIELDS
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.language.catalogue import read_catalogue
from drentsportal.paths import resources_dir
from drentsportal.services.chase_report import CHASE_KIND
from drentsportal.storage.ledger import CHOICE, DELIVERY, EDIT, UNDO
from tests.unit.language.source_ids import used_ids
from tests.unit.language.spec_names import FORMAT_SPECS, PACKAGE

if TYPE_CHECKING:
    from enum import StrEnum


@pytest.fixture(scope="module")
def dutch() -> Language:
    """Read the Dutch catalogue that ships."""
    return Language("nl", resources_dir(), strict=True)


def test_every_id_in_the_source_has_a_text(dutch: Language) -> None:
    """Every id in the source has a text."""
    families = {message_id.rpartition(".")[0] for message_id in dutch.ids}
    missing = {
        used.message_id: used.place
        for used in used_ids(PACKAGE)
        if used.message_id not in dutch and used.message_id not in families
    }
    assert missing == {}


def test_no_id_has_two_texts(caplog: pytest.LogCaptureFixture) -> None:
    """No id has two texts."""
    read_catalogue(resources_dir() / "translations" / "nl")
    assert caplog.messages == []


def test_a_text_multiplies_with_its_sign(dutch: Language) -> None:
    """Sides and a detour read 120 m × 80 m and × 1,3; an x is a letter, or what somebody types."""
    assert [each for each in dutch.ids if re.search(r"\} x \S|[\w.] x \{", dutch.template(each))] == []


def test_every_text_asks_only_for_parameters_that_it_gets(dutch: Language) -> None:
    """Every text asks only for parameters that it gets."""
    wrong = {
        used.place: f"{used.message_id} needs {sorted(_fields(dutch, used.message_id) - used.given)}"
        for used in used_ids(PACKAGE)
        if used.given is not None
        and used.message_id in dutch
        and not _fields(dutch, used.message_id) <= used.given
    }
    assert wrong == {}


def test_every_format_spec_exists(dutch: Language) -> None:
    """Every format spec exists."""
    wrong = {
        message_id: spec
        for message_id in dutch.ids
        for _, name, spec, _ in string.Formatter().parse(dutch.template(message_id))
        if name is not None and spec and spec.partition(":")[0] not in FORMAT_SPECS
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("family", "members"),
    [
        ("case_status", CaseStatus),
        ("event", EventKind),
        ("channel", RequestChannel),
        ("clock_state", ClockState),
        ("request_type", RequestType),
        ("housing", Housing),
    ],
)
def test_every_member_of_a_list_has_a_text(dutch: Language, family: str, members: type[StrEnum]) -> None:
    """Every member of a list has a text."""
    assert [member for member in members if f"{family}.{member.value}" not in dutch] == []


def test_every_kind_of_step_and_of_delivery_has_a_text(dutch: Language) -> None:
    """What is put behind an id where a step or an import is told has a text, on screen and in a command."""
    steps = {DELIVERY, EDIT, CHOICE, UNDO}
    delivered = {each.value for each in SiteKind} | {CHASE_KIND, "grid_areas", *REQUIRED_FIELDS}
    wanted = [f"{family}.{each}" for family in ("cli.undo.kind", "ui.history.kind") for each in steps]
    wanted += [f"cli.kind.{each}" for each in delivered]
    assert [each for each in sorted(wanted) if each not in dutch] == []


def test_every_criterion_and_attribute_has_a_label(dutch: Language) -> None:
    """Every criterion and attribute has a label."""
    wanted = [f"criterion.{each.id}" for each in CRITERIA] + [
        f"attribute.{each.id}" for each in SITE_ATTRIBUTES
    ]
    assert [each for each in wanted if each not in dutch] == []


def _fields(dutch: Language, message_id: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(dutch.template(message_id)) if name}
