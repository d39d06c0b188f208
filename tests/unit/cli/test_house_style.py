"""Themes and templates on the command line: a list, a copy to change, a check that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.errors import InputError, ReportError
from drentsportal.language import Language, available_languages
from drentsportal.paths import resources_dir


@pytest.fixture(scope="module")
def dutch() -> Language:
    """Give the Dutch catalogue."""
    return Language("nl", resources_dir(), strict=True)


@pytest.fixture
def styles(tmp_path: Path) -> DocumentStyles:
    """Keep own themes and templates in a folder of the test."""
    return DocumentStyles(tmp_path / "documenten")


def test_a_copied_theme_can_be_changed_chosen_and_checked(styles: DocumentStyles, dutch: Language) -> None:
    """It lies among the own themes, and a second copy does not take its place."""
    path = styles.copy_theme("gemeente", "emmen")
    assert path == styles.themes_dir / "emmen.toml"
    # Two of one name could not be told apart where themes are chosen.
    assert ("emmen", "emmen") in styles.theme_choices(dutch)
    path.write_text(
        path.read_text(encoding="utf-8").replace('name = "emmen"', 'name = "Emmen"'), encoding="utf-8"
    )
    assert ("emmen", "Emmen") in styles.theme_choices(dutch)
    assert styles.check_theme(path).name == "Emmen"
    with pytest.raises(InputError):
        styles.copy_theme("neutral", "emmen")


@pytest.mark.parametrize("code", available_languages(resources_dir()))
def test_what_ships_is_named_in_the_language_of_the_reader(styles: DocumentStyles, code: str) -> None:
    """Every theme that ships has its name in the catalogue; one's own of the same id keeps its own."""
    language = Language(code, resources_dir(), strict=True)
    named = dict(styles.theme_choices(language))
    assert named["neutral"] == {"nl": "Neutraal", "en": "Neutral", "de": "Neutral"}[code]
    assert set(named) == set(styles.theme_ids())
    styles.themes_dir.mkdir(parents=True)
    shipped = (resources_dir() / "documents" / "themes" / "neutral.toml").read_text(encoding="utf-8")
    (styles.themes_dir / "neutral.toml").write_text(
        shipped.replace('name = "Neutraal"', 'name = "Drenthe"'), encoding="utf-8"
    )
    assert dict(styles.theme_choices(language))["neutral"] == "Drenthe"


@pytest.mark.parametrize("name", ["../emmen", "a b", "", "emmen.toml"])
def test_a_name_that_names_no_theme_is_refused(styles: DocumentStyles, name: str) -> None:
    """Nothing is written outside the folder."""
    with pytest.raises(InputError):
        styles.copy_theme("neutral", name)
    assert not styles.themes_dir.exists()


@pytest.mark.parametrize("name", ["Emmen", "emmen_", "NEUTRAL", "black-and-white"])
def test_a_name_that_leads_to_the_files_of_another_theme_is_refused(
    styles: DocumentStyles, dutch: Language, name: str
) -> None:
    """Documents in the one would take the place of those in the other; the person is told which one."""
    styles.copy_theme("gemeente", "emmen")
    with pytest.raises(InputError) as caught:
        styles.copy_theme("neutral", name)
    assert caught.value.message_id == "error.theme.same_files"
    assert name in dutch.text(caught.value)
    assert [each.name for each in styles.themes_dir.iterdir()] == ["emmen.toml"]


def test_a_theme_that_cannot_be_read_is_no_choice_but_is_told(
    styles: DocumentStyles, dutch: Language
) -> None:
    """The list of choices leaves it out; checking names the entry."""
    path = styles.copy_theme("neutral", "licht")
    path.write_text(path.read_text(encoding="utf-8").replace("#52606B", "#AABBCC"), encoding="utf-8")
    assert "licht" in styles.theme_ids()
    assert "licht" not in dict(styles.theme_choices(dutch))
    with pytest.raises(ReportError) as caught:
        styles.check_theme(path)
    assert "colours.quiet (#AABBCC) is niet te lezen" in dutch.text(caught.value)


def test_a_copied_template_stands_before_ours(styles: DocumentStyles) -> None:
    """Its name says so in the list; a name that is no template is refused."""
    path = styles.copy_template("weekly")
    assert dict(styles.templates())["weekly.typ"]
    assert not dict(styles.templates())["quarter.typ"]
    assert path.read_bytes() == (Path(styles.templates_dir) / "weekly.typ").read_bytes()
    for name in ("weekly", "nergens", "../themes/neutral"):
        with pytest.raises(InputError):
            styles.copy_template(name)


def test_a_broken_own_template_is_told(styles: DocumentStyles) -> None:
    """The check sets ours and our own together."""
    path = styles.copy_template("quarter.typ")
    path.write_text(path.read_text(encoding="utf-8") + "\n#d.nergens\n", encoding="utf-8")
    faults = [each.name for each in styles.check_templates("neutral") if each.fault is not None]
    assert faults == ["quarter.typ"]


@pytest.mark.parametrize(("code", "name"), [("nl", "Neutraal"), ("en", "Neutral"), ("de", "Neutral")])
def test_a_shipped_style_is_named_in_the_language(styles: DocumentStyles, code: str, name: str) -> None:
    """An own one as its file says, also where it takes the place of a shipped one."""
    language = Language(code, resources_dir(), strict=True)
    assert styles.theme_name("neutral", language) == name
    own = styles.copy_theme("neutral", "emmen")
    own.rename(own.with_name("neutral.toml"))
    assert styles.theme_name("neutral", language) == "emmen"
