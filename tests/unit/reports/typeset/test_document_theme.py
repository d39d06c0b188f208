"""A house style is a file: what it may say, what is refused and how that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import ReportError
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.document_theme import (
    LEAST_CONTRAST,
    contrast_ratio,
    low_contrasts,
    read_theme,
    theme_files,
)
from drentsportal.reports.typeset.typesetter import Typesetter
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language

SHIPPED = resources_dir() / "documents" / "themes"
_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'


def _changed(folder: Path, old: str, new: str) -> Path:
    text = (SHIPPED / "neutral.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "own.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_three_themes_ship() -> None:
    """Neutral, an example of a gemeente, and one for print without colour."""
    assert sorted(theme_files([SHIPPED])) == ["black_and_white", "gemeente", "neutral"]


@pytest.mark.parametrize("name", ["black_and_white", "gemeente", "neutral"])
def test_every_text_of_a_shipped_theme_can_be_read(name: str) -> None:
    """All pairs of text and ground keep 4.5 to 1; the published values of the samples agree."""
    colours = read_theme(SHIPPED / f"{name}.toml").colours
    assert low_contrasts(colours) == ()


@pytest.mark.parametrize(
    ("colour", "published"), [("#16222C", 16.2), ("#52606B", 6.5), ("#0E4A5A", 9.8), ("#9C1B5B", 7.7)]
)
def test_contrast_is_that_of_the_samples(colour: str, published: float) -> None:
    """The ratios on white that the design prints; black on white is 21."""
    assert round(contrast_ratio(colour, "#FFFFFF"), 1) == published
    assert contrast_ratio("#FFFFFF", "#000000") == pytest.approx(21)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'quiet = "#52606B"',
            'quiet = "#8A949C"',
            "regel 27: colours.quiet (#8A949C) is niet te lezen op wit: het contrast is 3,0 : 1",
        ),
        (
            'head = "#0E4A5A"',
            'head = "blauw"',
            'regel 28: bij colours.head staat "blauw", maar daar hoort een kleur',
        ),
        (
            'site = "#9C1B5B"\n',
            "",
            "regel 25: onder [colours] ontbreekt site; zet die regel erbij, met een kleur",
        ),
        (
            'maps = "colour"',
            'maps = "pastel"',
            'regel 23: bij maps staat "pastel", maar daar hoort "colour" of',
        ),
        ('maps = "colour"', "maps = [1]", "regel 23: bij maps staat [1], maar daar hoort"),
        ("band = false", 'band = "ja"', 'regel 12: bij band staat "ja", maar daar hoort true of false'),
        ('owner = ""', "owner = 5", "regel 9: bij owner staat 5, maar daar hoort een tekst tussen"),
        (
            'logo = ""',
            'logo = "../logo.svg"',
            'regel 15: bij logo staat "../logo.svg", maar daar hoort de naam',
        ),
        ('logo = ""', 'logo = "weg.png"', 'regel 15: bij logo staat "weg.png", maar daar hoort de naam van'),
        ('logo = ""', 'logo = "logo.svg"', 'regel 16: bij logo_text staat "", maar daar hoort een tekst die'),
        (
            'logo = ""\nlogo_text = ""',
            'logo = "logo.svg"',
            "own.toml: logo_text ontbreekt; zet die regel boven de eerste groep, met een tekst die zegt",
        ),
        (
            'font = ""',
            'font = "Fraaie Letter"',
            'regel 19: bij font_folder staat "", maar daar hoort de naam',
        ),
        ('font_folder = ""', 'font_folder = "letters"', 'regel 19: bij font_folder staat "letters", maar'),
        (
            "rows = []",
            'rows = "tel. 1"',
            'regel 36: bij contact.rows staat "tel. 1", maar daar hoort een lijst',
        ),
        ("rows = []", "rows = [1]", "regel 36: bij contact.rows staat [1], maar daar hoort een lijst"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(
    tmp_path: Path, dutch: Language, old: str, new: str, told: str
) -> None:
    """What stands there and what belongs there; what is missing is said to be, with its group."""
    (tmp_path / "logo.svg").write_text(_LOGO, encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        read_theme(_changed(tmp_path, old, new))
    said = dutch.text(caught.value)
    assert said.startswith("Thema own.toml")
    assert told in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('name = "x"\n', "own.toml: de groep [colours] ontbreekt"),
        ('colours = "x"\n', 'regel 1: bij colours staat "x", maar daar hoort een groep'),
        ("[colours]\ntext = 1\n", "regel 2: bij colours.text staat 1, maar daar hoort een kleur"),
    ],
)
def test_a_group_that_is_missing_or_none_is_told(
    tmp_path: Path, dutch: Language, text: str, told: str
) -> None:
    """With its line where there is one."""
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        read_theme(path)
    assert told in dutch.text(caught.value)


def test_a_damaged_file_is_named(tmp_path: Path, dutch: Language) -> None:
    """What is no TOML is told with the place where reading stopped, in words of our own."""
    path = tmp_path / "own.toml"
    path.write_text('name = "Gemeente\n', encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        read_theme(path)
    told = dutch.text(caught.value)
    assert "regel 1, kolom 17: een tekst is niet afgesloten met een aanhalingsteken" in told
    assert "Illegal" not in told


@pytest.mark.parametrize(
    ("old", "new", "entry", "line"),
    [
        ("rows = []", 'rows = []\ntelefoon = "x"', "contact.telefoon", 37),
        ("[contact]", 'paars = "#0E4A5A"\n[contact]', "colours.paars", 34),
        ("band = false", "bend = false", "bend", 12),
        ("[colours]", "[kleuren]\n[colours]", "kleuren", 25),
        ('owner = ""', 'logo_size = { mm = 3 }\nowner = ""', "logo_size", 9),
    ],
)
def test_an_entry_that_no_theme_has_is_refused_with_its_line(
    tmp_path: Path, dutch: Language, old: str, new: str, entry: str, line: int
) -> None:
    """A mistyped word would do nothing, in any table, without anybody knowing; what exists is told."""
    path = _changed(tmp_path, old, new)
    with pytest.raises(ReportError) as caught:
        read_theme(path)
    told = dutch.text(caught.value)
    assert f"own.toml, regel {line}: {entry} bestaat niet; wel bestaan: " in told
    name = entry.rpartition(".")[2]
    assert name in path.read_text(encoding="utf-8").splitlines()[line - 1]


def test_an_unknown_entry_within_a_line_is_refused_too(tmp_path: Path, dutch: Language) -> None:
    """A table can be written on one line."""
    text = (SHIPPED / "neutral.toml").read_text(encoding="utf-8").partition("[contact]")[0]
    path = tmp_path / "own.toml"
    path.write_text('contact = { name = "NOM", phone = "1" }\n' + text, encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        read_theme(path)
    assert "regel 1: contact.phone bestaat niet" in dutch.text(caught.value)


@pytest.mark.parametrize(("content", "told"), [(b'name = "\xff"', "UTF-8"), (None, "is er niet")])
def test_a_theme_that_cannot_be_read_says_why(
    tmp_path: Path, dutch: Language, content: bytes | None, told: str
) -> None:
    """In words of the user, not of the system."""
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReportError) as caught:
        read_theme(path)
    assert told in dutch.text(caught.value)


def test_a_theme_of_ones_own_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    """Of two files with one name the later folder counts."""
    own = tmp_path / "neutral.toml"
    own.write_text((SHIPPED / "gemeente.toml").read_text(encoding="utf-8"), encoding="utf-8")
    files = theme_files([SHIPPED, tmp_path])
    assert files["neutral"] == own
    assert len(files) == 3


def test_contrast_is_refused_below_the_limit_only() -> None:
    """The limit itself passes: white on the lightest grey that is still readable."""
    assert contrast_ratio("#767676", "#FFFFFF") >= LEAST_CONTRAST
    assert contrast_ratio("#777777", "#FFFFFF") < LEAST_CONTRAST


def test_a_template_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    """A changed copy is used; the others stay ours."""
    (tmp_path / "advice.typ").write_text(
        '#set document(title: "Eigen")\n#set text(lang: "nl")\n= Eigen sjabloon\n', encoding="utf-8"
    )
    typesetter = Typesetter(resources_dir() / "documents", own_templates_dir=tmp_path)
    assert typesetter.pdf("advice.typ", {}, MADE_UTC).startswith(b"%PDF")
    with pytest.raises(ReportError):
        typesetter.pdf("factsheet.typ", {}, MADE_UTC)


def test_a_broken_template_is_told_by_file_line_and_words(tmp_path: Path, dutch: Language) -> None:
    """A person who changed a template reads where it went wrong, and what stands there."""
    (tmp_path / "advice.typ").write_text("= Kop\n\n#let prijs = \nTekst\n", encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        Typesetter(resources_dir() / "documents", own_templates_dir=tmp_path).pdf("advice.typ", {}, MADE_UTC)
    told = dutch.text(caught.value)
    assert "advice.typ, regel 3" in told
    assert "#let prijs =" in told
