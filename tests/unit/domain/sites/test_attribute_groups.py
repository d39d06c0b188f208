"""Headings of the form: every attribute stands below exactly one."""

from __future__ import annotations

import pytest

from drentsportal.domain.sites.attributes import ATTRIBUTE_GROUPS, grouped_attributes_of, shown_attributes_of
from drentsportal.domain.vocabulary import SiteKind


@pytest.mark.parametrize("kind", list(SiteKind))
def test_every_attribute_stands_below_one_heading(kind: SiteKind) -> None:
    """Nothing is left out of the form and nothing stands in it twice; no heading is empty."""
    groups = grouped_attributes_of(kind)
    shown = [spec.id for _, specs in groups for spec in specs]
    assert sorted(shown) == sorted(spec.id for spec in shown_attributes_of(kind))
    assert all(specs for _, specs in groups)
    assert [name for name, _ in groups] == [name for name, _ in ATTRIBUTE_GROUPS if name in dict(groups)]
