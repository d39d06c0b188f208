"""Set-up of window tests: no display, the map's address scheme, and which lines of Qt are harmless."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before Qt is loaded: these are read when the application and the web engine start.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium refuses its sandbox to root; only tests run as root.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from drentsportal.ui.map.scheme import register_scheme

register_scheme()

_HARMLESS = (
    # What Qt says on a machine without graphics hardware, before it draws in software.
    "Sandboxing disabled by user",
    "QRhiGles2: Failed to create",
    "Failed to create RHI",
    "This plugin does not support createPlatformVulkanInstance",
    "QVulkanInstance: Failed to initialize Vulkan",
    "GBM is not supported with the current configuration",
    "This plugin does not support propagateSizeHints",
)
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the harmless lines pass in the tests of this folder; any other warning of Qt still fails them."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*_HARMLESS, extend=True))
