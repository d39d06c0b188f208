"""Matches that were kept by earlier versions come back with the outcome that they had."""

from __future__ import annotations

import json
from pathlib import Path

from drentsportal.domain.match.replay import FORMAT_VERSION, outcome_digest, replay, to_replay

KEPT = Path(__file__).parents[1] / "kept_matches"


def test_a_match_of_the_second_format_still_replays() -> None:
    """Written before requests had a building, a detour factor or shapes of scales."""
    text = (KEPT / "format_2.json").read_text(encoding="utf-8")
    result = replay(text)
    assert result.ranking() == ("bargermeer", "zuid", "los", "stil")
    assert result.rejected() == ("hal", "noord")
    assert outcome_digest(result) == json.loads(text)["outcome_sha256"]
    assert json.loads(to_replay(result))["format_version"] == FORMAT_VERSION
    assert replay(to_replay(result)).ranking() == result.ranking()
