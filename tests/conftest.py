"""What every test shares: reports that any process can pass on, and what is left out of the fast run."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.measuring import unmeasured

if TYPE_CHECKING:
    from collections.abc import Generator

_FAST = "fast"
"""The profile in which `make test` draws examples; any other run draws as many as the laws ask for."""

# No test measures time: how long drawing takes says how busy the machine is, and nothing of a law.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("untimed", _UNTIMED)
settings.register_profile(_FAST, _UNTIMED)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Draw a quarter of the examples of each law in the fast run; `make test-full` draws them all."""
    if settings.get_current_profile_name() != _FAST:
        return
    for test in {_function(item) for item in items}:
        if is_hypothesis_test(test):
            asked = test._hypothesis_internal_use_settings  # noqa: SLF001 - nothing public changes what a test set
            drawn = max(asked.max_examples // 4, min(asked.max_examples, 15))
            test._hypothesis_internal_use_settings = settings(asked, max_examples=drawn)  # noqa: SLF001


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass by all that is loaded by now, which stays until the end anyway."""
    gc.collect()
    gc.freeze()


def _function(item: pytest.Item) -> Any:  # noqa: ANN401 - any callable
    """Return the function of a test, which all its parameters share."""
    test = getattr(item, "obj", None)
    return getattr(test, "__func__", test)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run what is marked `unmeasured` without measuring which lines it reaches, which doubles its cost."""
    if item.get_closest_marker("unmeasured") is None:
        return (yield)
    with unmeasured():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what a test logged as text that can be sent: damaged files say what is no text at all."""
    report = yield
    report.sections = [
        (name, said.encode("utf-8", "backslashreplace").decode()) for name, said in report.sections
    ]
    return report
