"""A passphrase: long enough, typed twice the same, and a recovery key that is told once."""

from __future__ import annotations

import pytest

from drentsportal.errors import InputError
from drentsportal.services.protection import SHORTEST, Protection
from tests.fakes import InMemoryWorkspace

SENTENCE = "een lange zin over veen"


@pytest.fixture
def open_workspace() -> InMemoryWorkspace:
    """Give a workspace without a passphrase."""
    return InMemoryWorkspace(is_protected=False)


def test_protecting_and_changing_tell_another_recovery_key(open_workspace: InMemoryWorkspace) -> None:
    """Protecting and changing tell another recovery key."""
    protection = Protection(open_workspace)
    assert not protection.is_on
    first = protection.protect(SENTENCE, SENTENCE)
    assert protection.is_on
    second = protection.protect(SENTENCE + "!", SENTENCE + "!")
    assert first.recovery_key != second.recovery_key
    assert open_workspace.passphrases == [SENTENCE, SENTENCE + "!"]


@pytest.mark.parametrize(
    ("passphrase", "repeated", "message_id"),
    [
        ("", "", "error.protection.too_short"),
        ("x" * (SHORTEST - 1), "x" * (SHORTEST - 1), "error.protection.too_short"),
        (" " * SHORTEST, " " * SHORTEST, "error.protection.too_short"),
        (SENTENCE, SENTENCE + " ", "error.protection.not_repeated"),
    ],
)
def test_a_passphrase_that_will_not_do_changes_nothing(
    open_workspace: InMemoryWorkspace, passphrase: str, repeated: str, message_id: str
) -> None:
    """A passphrase that will not do changes nothing."""
    protection = Protection(open_workspace)
    with pytest.raises(InputError) as caught:
        protection.protect(passphrase, repeated)
    assert caught.value.message_id == message_id
    assert not protection.is_on
    assert open_workspace.passphrases == []


def test_the_shortest_passphrase_will_do(open_workspace: InMemoryWorkspace) -> None:
    """The shortest passphrase will do."""
    Protection(open_workspace).protect("x" * SHORTEST, "x" * SHORTEST)
    assert open_workspace.is_protected
