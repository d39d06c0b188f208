"""SVG holds every mark, escapes every word, and is the same for the same picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from drentsportal.figures.marks import (
    Circle,
    Group,
    Line,
    Pattern,
    PatternKind,
    Picture,
    Polygon,
    Style,
    Text,
    TextStyle,
)
from drentsportal.figures.svg import to_svg

SVG = "{http://www.w3.org/2000/svg}"
PLAIN = TextStyle(3.0, "#16222C")
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def _tree(*marks: Circle | Group | Line | Polygon | Text) -> ET.Element:
    return ET.fromstring(to_svg(Picture(20, 10, marks)))  # noqa: S314 - our own text


def test_the_unit_is_the_millimetre() -> None:
    """The size stands in mm and the view box has the same numbers."""
    root = _tree()
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("20mm", "10mm", "0 0 20 10")


@given(st.text(max_size=60))
def test_any_text_stays_text(words: str) -> None:
    """Whatever a name holds, it comes back as the text of one element and makes no other."""
    root = _tree(Text((1, 1), words, PLAIN))
    elements = list(root.iter())
    assert [each.tag for each in elements] == [f"{SVG}svg", f"{SVG}defs", f"{SVG}text"]
    kept = "".join(each for each in words if ord(each) >= 32 or each in "\t\n\r")
    kept = kept.replace("\ufffe", "").replace("\uffff", "")
    assert elements[2].text == (" ".join(kept.split()) or None)


def test_markup_in_a_name_or_colour_is_harmless() -> None:
    """A script in a name and a quote in a colour stay what they are."""
    root = _tree(Text((1, 1), "<script>alert(1)</script>", TextStyle(3, '"/><script>')))
    assert [each.text for each in root.iter(f"{SVG}text")] == ["<script>alert(1)</script>"]
    assert list(root.iter(f"{SVG}script")) == []


def test_a_halo_lies_under_all_letters() -> None:
    """Halo first, letters after; drawn letter by letter a halo would cut its neighbour."""
    style = TextStyle(3, "#000000", halo="#FFFFFF", halo_mm=1)
    under, over = _tree(Text((1, 1), "Emmen", style)).iter(f"{SVG}text")
    assert (under.get("stroke"), over.get("stroke"), over.get("fill")) == ("#FFFFFF", None, "#000000")


def test_a_pattern_is_defined_once() -> None:
    """Two plots in option share one pattern; a reserved one has its own."""
    option = Style("#FDEBC2", pattern=Pattern(PatternKind.LINES, "#7A5200", 1.5, 0.2))
    reserved = Style("#F8D5C2", pattern=Pattern(PatternKind.CROSSED, "#963600", 1.5, 0.2))
    root = _tree(Polygon((SQUARE,), option), Polygon((SQUARE,), option), Polygon((SQUARE,), reserved))
    assert [each.get("id") for each in root.iter(f"{SVG}pattern")] == ["p1", "p2"]
    fills = [each.get("fill") for each in root.findall(f"{SVG}path")]
    assert fills == ["url(#p1)", "url(#p1)", "url(#p2)"]


def test_a_hole_is_a_ring_of_the_same_path() -> None:
    """Rings make one path by the even-odd rule."""
    hole = ((2.0, 2.0), (4.0, 2.0), (4.0, 4.0))
    (path,) = _tree(Polygon((SQUARE, hole), Style("#FFFFFF"))).findall(f"{SVG}path")
    assert path.get("fill-rule") == "evenodd"
    assert (path.get("d") or "").count("Z") == 2


def test_a_group_is_cut_off_at_its_clip() -> None:
    """The clip is a rectangle in millimetres."""
    root = _tree(Group((Circle((5, 5), 2, Style("#000000")),), (0, 0, 10, 10)))
    (group,) = root.findall(f"{SVG}g")
    (clip,) = root.iter(f"{SVG}clipPath")
    assert group.get("clip-path") == f"url(#{clip.get('id')})"


def test_dashes_and_opacity_are_told() -> None:
    """A dashed half-transparent line keeps both."""
    style = Style(None, "#000000", 0.3, dash_mm=(1.4, 1.1), opacity=0.5)
    (path,) = _tree(Line(((0, 0), (1, 1)), style)).findall(f"{SVG}path")
    assert (path.get("stroke-dasharray"), path.get("opacity"), path.get("fill")) == ("1.4 1.1", "0.5", "none")
