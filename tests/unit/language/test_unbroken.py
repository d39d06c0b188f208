"""A value is never torn apart at the end of a line, and nothing else is held together."""

from __future__ import annotations

import pytest

from drentsportal.language import Language
from drentsportal.language.unbroken import unbroken
from drentsportal.paths import resources_dir


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("ten minste 25 % hoger", "ten minste 25\u00a0% hoger"),
        ("€ 90,00 per m²", "€\u00a090,00 per m²"),
        ("65,50 € je m²", "65,50\u00a0€ je m²"),
        ("kavel 5 € 90", "kavel 5 €\u00a090"),
        ("≤ 15 km", "≤\u00a015\u00a0km"),
        ("2,5 m³/uur", "2,5\u00a0m³/\u2060uur"),
        ("vr 20 nov. 2026, 08.00 uur", "vr 20\u00a0nov.\u00a02026, 08.00\u00a0uur"),
        ("uiterlijk 1 mei 2028", "uiterlijk 1\u00a0mei\u00a02028"),
        ("20 Nov 2026", "20\u00a0Nov\u00a02026"),
        ("30 ha → 4,62 ha", "30\u00a0ha →\u00a04,62\u00a0ha"),
        ("3 u 20 min", "3\u00a0u 20\u00a0min"),
        ("120 m × 80 m past", "120\u00a0m\u00a0×\u00a080\u00a0m past"),
        ("120 × 80 m", "120\u00a0×\u00a080\u00a0m"),
        ("15 km hemelsbreed × 1,3", "15\u00a0km hemelsbreed ×\u00a01,3"),
        ("2 man en 4 haltes", "2 man en 4 haltes"),
        ("A37 m 3", "A37\u00a0m 3"),
        ("kavel 4 en 5", "kavel 4 en 5"),
    ],
)
def test_what_belongs_together(told: str, kept: str) -> None:
    """Units in full words stay free: 4 haltes is no 4 ha."""
    assert unbroken(told) == kept


def test_a_language_for_lines_that_wrap_says_the_same() -> None:
    """Of texts and of single values; the language that it was made from stays plain."""
    plain = Language("nl", resources_dir(), strict=True)
    wrapped = plain.unbroken()
    assert plain.value(40_000, "ha") == "4 ha"
    assert wrapped.value(40_000, "ha") == "4\u00a0ha"
    assert wrapped.value(90, "eur") == "€\u00a090"
    told = plain.text("ui.grip.now", area_m2=50_000, source="bron")
    assert "5 ha" in told
    assert wrapped.text("ui.grip.now", area_m2=50_000, source="bron") == told.replace("5 ha", "5\u00a0ha")
    sides = wrapped.text("building.sides", width_dm=1_200, depth_dm=800)
    assert sides == "120\u00a0m\u00a0×\u00a080\u00a0m"
    named = "ranking 1.5 ha.xlsx"
    assert named in wrapped.text("error.postcodes.no_places", file=named), "a name stays as it is"
    assert "12,5\u00a0m³/\u2060uur" in wrapped.text("ui.limit.l_h.need", limit=12_500)
