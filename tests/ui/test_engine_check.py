"""What the web engine says of its sandbox is read as it is meant."""

import pytest

from drentsportal.ui.engine_check import judge


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("Sandbox Status\nYou are adequately sandboxed.", True),
        ("Sandbox Status\nYou are NOT adequately sandboxed.", False),
        ("Sandbox Status", None),
        ("", None),
    ],
)
def test_the_verdict_is_read(told: str, verdict: bool | None) -> None:  # noqa: FBT001 - a verdict is yes, no or none
    """A page without a verdict is no verdict."""
    assert judge(told) is verdict
