"""How a plot and premises are called in documents, with their park."""

from __future__ import annotations

import pytest

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.site_title import site_title
from tests.unit.reports.subjects import park, site


@pytest.mark.parametrize(
    ("code", "name", "kind", "title"),
    [
        ("nl", "A4", SiteKind.PLOT, "Kavel A4, Fictief"),
        ("de", "A4", SiteKind.PLOT, "Grundstück A4, Fictief"),
        ("nl", "Kavel 6b", SiteKind.PLOT, "Kavel 6b, Fictief"),
        ("nl", "KAVEL 6b", SiteKind.PLOT, "KAVEL 6b, Fictief"),
        ("nl", "Kavelhoek", SiteKind.PLOT, "Kavel Kavelhoek, Fictief"),
        ("en", "Kavel 6b", SiteKind.PLOT, "Plot Kavel 6b, Fictief"),
        ("nl", "Hal 3", SiteKind.PREMISES, "Hal 3, Fictief"),
        ("en", "Hal 3", SiteKind.PREMISES, "Hal 3, Fictief"),
    ],
)
def test_a_site_is_called_what_it_is_once(code: str, name: str, kind: SiteKind, title: str) -> None:
    """Premises are no plot, and a plot that is named as one is not called so twice."""
    named = site(kind, "s1", {"name": name})
    language = Language(code, resources_dir(), strict=True)
    assert site_title(named, park("Fictief"), language) == title
    assert site_title(named, None, language) == name
