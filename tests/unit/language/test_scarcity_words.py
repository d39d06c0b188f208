"""A scarce factor of which nothing is left is not told by a word that says there is no shortage."""

from __future__ import annotations

import pytest

from drentsportal.domain.vocabulary import Scarcity
from drentsportal.language import Language
from drentsportal.paths import resources_dir

FACTORS = ("space", "nitrogen", "grid", "water", "labour")


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_nothing_left_says_of_what(code: str, factor: str) -> None:
    """Beside "Electricity grid" a bare "none" can be read as "no shortage"."""
    language = Language(code, resources_dir(), strict=True)
    told = language.text(f"choice.scarcity_{factor}.{Scarcity.NONE.value}")
    assert told.split()[0] in {"geen", "no", "kein", "keine"}
    assert len(told.split()) > 1
