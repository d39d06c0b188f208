"""A template that asks for a package is refused before typst reads it: it would reach for the network."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import ReportError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.no_packages import refuse_packages
from drentsportal.reports.typeset.template_check import check_templates
from drentsportal.reports.typeset.typesetter import Typesetter
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD = '#set document(title: "a")\n#set text(lang: "nl")\n'
_ASKED = '#import "@preview/cetz:0.3.1": canvas'


def _typesetter(folder: Path) -> Typesetter:
    return Typesetter(resources_dir() / "documents", own_templates_dir=folder)


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Stand where typst would go for a package, and tell who came."""
    came: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                with caller:
                    came.append(caller.recv(200))

        for name in ("https_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{server.getsockname()[1]}")
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        threading.Thread(target=serve, daemon=True).start()
        yield came


@pytest.mark.parametrize(
    "asked",
    [
        _ASKED,
        '#import "@local/eigen:1.0.0": *',
        '#include "@preview/cetz:0.3.1"',
        '#{ import "@preview/cetz:0.3.1" }',
        '#import ("@pre" + "view/cetz:0.3.1"): *',
        '#import "\\u{40}preview/cetz:0.3.1": *',
        '#let naam = "@preview/cetz:0.3.1"\n#import naam: *',
        '#import\n  "@preview/cetz:0.3.1": *',
    ],
)
def test_no_template_gets_as_far_as_the_network(tmp_path: Path, asked: str, reached: list[bytes]) -> None:
    """Whatever way the package is named; file and line are told."""
    (tmp_path / "advice.typ").write_text(f"{_HEAD}{asked}\nx\n", encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        _typesetter(tmp_path).pdf("advice.typ", {}, MADE_UTC)
    assert caught.value.message_id == "error.document.template_package"
    assert caught.value.params["template"] == "advice.typ"
    assert caught.value.params["line"] == 3
    assert reached == []


@pytest.mark.parametrize(
    "built",
    [
        '#eval("import \\"@pre" + "view/cetz:0.3.1\\"")',
        '#let e = eval\n#e("import \\"@pre" + "view/cetz:0.3.1\\"")',
        '#let a = "@"\n#import a + "preview/cetz:0.3.1"',
        '#let x = include str.from-unicode(64) + "preview/cetz:0.3.1"',
        '#let x = (include "x".replace("x", "@") + "preview/cetz:0.3.1")',
        '#include/* weg */("" + "@" + "preview/cetz:0.3.1")',
        '#import if true { "@" + "preview/cetz:0.3.1" }',
        '#dictionary(std).at("ev" + "al")("import \\"@pre" + "view/cetz:0.3.1\\"")',
    ],
)
def test_what_is_put_together_while_it_is_set_is_refused(
    tmp_path: Path, built: str, reached: list[bytes]
) -> None:
    """A name that nobody wrote down cannot be looked at; typst would fetch it all the same."""
    (tmp_path / "advice.typ").write_text(f"{_HEAD}{built}\nx\n", encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        _typesetter(tmp_path).pdf("advice.typ", {}, MADE_UTC)
    assert caught.value.message_id == "error.document.template_built"
    assert str(caught.value.params["shown"]) in built
    assert reached == []


def test_a_process_of_its_own_and_drawings_refuse_it_too(tmp_path: Path, reached: list[bytes]) -> None:
    """Every way in which something is set."""
    for name in ("advice.typ", "picture.typ"):
        (tmp_path / name).write_text(f"{_HEAD}{_ASKED}\n", encoding="utf-8")
    setting = _typesetter(tmp_path)
    with pytest.raises(ReportError) as caught:
        setting.pdf_apart("advice.typ", "{}", MADE_UTC, lambda: None)
    assert caught.value.message_id == "error.document.template_package"
    with pytest.raises(ReportError) as drawn:
        setting.png("<svg/>")
    assert drawn.value.message_id == "error.document.template_package"
    assert reached == []


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_the_check_of_templates_names_file_and_line_and_goes_on(tmp_path: Path, code: str) -> None:
    """A file that another uses is named itself; templates that do not use it are fine."""
    body = (resources_dir() / "documents" / "factsheet-body.typ").read_text(encoding="utf-8")
    (tmp_path / "factsheet-body.typ").write_text(f"{_ASKED}\n{body}", encoding="utf-8")
    checked = check_templates(_typesetter(tmp_path), resources_dir() / "documents" / "samples")
    faults = {each.name: each.fault for each in checked}
    assert faults["comparison.typ"] is None
    fault = faults["factsheet.typ"]
    assert fault is not None
    told = Language(code, resources_dir(), strict=True).text(fault)
    assert "factsheet-body.typ" in told
    assert {"nl": "regel 1", "en": "line 1", "de": "Zeile 1"}[code] in told
    assert _ASKED in told


def test_what_is_no_package_is_left_alone(tmp_path: Path) -> None:
    """Comments, addresses, words of a person, and files that use each other; ours use none."""
    text = f'// {_ASKED}\n#import "theme.typ": *\nMail: a@b.example, import "snel" en "@nom"\n'
    text += "Bij import en export, (import van hout), import/export of import-export: geëvalueerd.\n"
    text += '#import calc: floor\n#include "weg.typ"\n#let import-duty = std.calc.floor(2.4)\n'
    (tmp_path / "a.typ").write_text(text, encoding="utf-8")
    (tmp_path / "theme.typ").write_text('#import "a.typ": *\n#import "weg.typ"\n', encoding="utf-8")
    refuse_packages(tmp_path, "a.typ")
    for path in (resources_dir() / "documents").glob("*.typ"):
        refuse_packages(path.parent, path.name)
