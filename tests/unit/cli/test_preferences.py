"""``drentsportal settings``: both kinds shown, each changed where it is kept, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.settings import FIELDS, Settings, load_settings, personal_names

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine


def test_both_kinds_are_shown(cli: CommandLine) -> None:
    """Every setting, whose it is, and what it is without a choice."""
    cli.make_workspace()
    shown = cli("settings")
    assert shown.code == ExitCode.OK
    for name in FIELDS:
        assert name in shown.out
    data = cli("settings", "--json").data
    assert tuple(data["personal"]) == personal_names()
    assert data["workspace"]["grip_area_ha"] == {
        "value": 5.0,
        "source": None,
        "as_of": None,
        "version": 0,
        "actor": None,
        "at": None,
    }


def test_a_personal_setting_goes_to_the_file_of_the_user_and_back(cli: CommandLine) -> None:
    """Changed by its name, taken back to what it is without a choice."""
    changed = cli("settings", "--set", "lock_after_minutes=5", "--set", "show_tour=nee")
    assert (changed.code, "Vergrendelen na: 5 minuten." in changed.out) == (ExitCode.OK, True)
    assert (load_settings().lock_after_minutes, load_settings().show_tour) == (5, False)
    cli("settings", "--reset", "lock_after_minutes")
    assert (load_settings().lock_after_minutes, load_settings().show_tour) == (15, False)


def test_one_of_the_workspace_has_a_source_and_tells_who_kept_it(cli: CommandLine) -> None:
    """Without a source nothing is changed, of the personal ones beside it neither."""
    cli.make_workspace()
    refused = cli("settings", "--set", "grip_area_ha=7,5", "--set", "theme=dark")
    assert refused.code == ExitCode.ERROR
    assert "bron" in refused.err
    assert load_settings() == Settings()
    cli("settings", "--set", "grip_area_ha=7,5", "--source", "Besluit GS 2026-12")
    kept = cli("settings", "--json").data["workspace"]["grip_area_ha"]
    assert (kept["value"], kept["source"], kept["version"]) == (7.5, "Besluit GS 2026-12", 1)
    assert kept["actor"]
    assert kept["at"]
    assert "Besluit GS 2026-12" in cli("settings").out


def test_what_cannot_be_is_refused_as_everywhere(cli: CommandLine) -> None:
    """The same words as in the dialog, and nothing is changed."""
    for wrong, said in (
        ("theme=roze", "Kies uit: system, light, dark."),
        ("lock_after_minutes=-1", "Vergrendelen na kan niet kleiner zijn dan 0."),
        ("theme", "naam=waarde"),
        ("kleur=rood", "bestaat niet"),
    ):
        refused = cli("settings", "--set", "actor_name=Anna", "--set", wrong)
        assert refused.code == ExitCode.ERROR
        assert said in refused.err
    assert load_settings() == Settings()
