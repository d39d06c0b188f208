"""How each dialog of the window is opened, for tests that look at all of them.

``undescribed()`` tells which there are in the program and not here: a new dialog gets its line in
``MADE`` or ``BY_ACTION``.
"""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

import drentsportal.ui
from drentsportal.domain.checks.chase_answers import LeftRow
from drentsportal.domain.firmness.question_value import OpenQuestion
from drentsportal.domain.message import message
from drentsportal.domain.values import PartialDate
from drentsportal.errors import QuestionError
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.paths import resources_dir
from drentsportal.services.chase_returns import ChaseReturn
from drentsportal.services.import_mapping import ColumnLinking
from drentsportal.services.ports.chase import AnswerFile
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.ports.workspace import NewProtection
from drentsportal.services.site_editing import Attribution
from drentsportal.ui.dialogs.answer_dialog import AnswerDialog, AnswerSubject
from drentsportal.ui.dialogs.chase_return import ChaseReturnDialog
from drentsportal.ui.dialogs.company_form import CompanyForm
from drentsportal.ui.dialogs.drawing_dialog import DrawingDialog
from drentsportal.ui.dialogs.ending_form import EndingForm, EndingTold
from drentsportal.ui.dialogs.import_calls import ImportCalls
from drentsportal.ui.dialogs.import_dialog import ImportDialog
from drentsportal.ui.dialogs.instrument_dialog import ConfirmDialog, EndDialog, InstrumentDialog
from drentsportal.ui.dialogs.mapping_wizard import MappingWizard
from drentsportal.ui.dialogs.merge_review import MergeReviewDialog
from drentsportal.ui.dialogs.passphrases import RecoveryKeyDialog, UnlockDialog
from drentsportal.ui.dialogs.profile_copy import CopyDialog
from drentsportal.ui.dialogs.source_dialog import SourceDialog
from drentsportal.ui.dialogs.source_question import SourceQuestion
from drentsportal.ui.dialogs.undo_import import UndoImportDialog
from drentsportal.ui.idle_lock import AwayDialog
from tests.fakes import FixedActor, FixedClock
from tests.ui.mapping_hands import AtOnce, Done
from tests.ui.merge_samples import review
from tests.ui.portals import WAIT_MS, settle
from tests.ui.source_samples import edits, states, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.import_calls import ImportReply
    from drentsportal.ui.portal import Portal

    Maker = Callable[[Portal, Path], QDialog]

TODAY: Final = date(2026, 11, 17)
PLOT: Final = "vb-018"
_OWN: Final = Attribution("Gemeente Emmen", PartialDate(2026, 11, 17), "")
_ENDING: Final = EndingTold(
    "erase",
    "D-2026-0004",
    "Weg",
    ("De aanvraag",),
    ("De uitkomst",),
    "Termijn",
    "Titel",
    (("1", "brief.pdf"),),
)
_LAYERS: Final = ("kavels", "wegen")
_BASES: Final = frozenset({"EntryDialog", "PrivacyDialog", "ReportDialog"})
"""Never opened themselves; each dialog that is made of them is."""


def _idle(path: Path, options: ImportOptions, reply: ImportReply) -> Done:
    """Start nothing: the dialog is only looked at."""
    del path, options, reply
    return Done()


def _chase_return(portal: Portal, _: Path) -> QDialog:
    reason = message("error.chase.both", text="ongeveer vijftien")
    left = tuple(LeftRow(row, f"vb-{row}", f"Terrein {row}", "net_ha", reason) for row in (3, 4))
    file = AnswerFile("terug.xlsx", "ab" * 32, "abcdef", "GM0114", 1, "Gemeente Emmen", ())
    came_back = ChaseReturn(file, (), left, (), 0, 0)
    return ChaseReturnDialog(portal.window, portal.theme, portal.services, came_back, TODAY)


def _merge_review(portal: Portal, _: Path) -> QDialog:
    made = MergeReviewDialog(portal.window, portal.theme, portal.services.language, {})
    made.show_review(review())
    return made


def _mapping_wizard(portal: Portal, folder: Path) -> QDialog:
    file = folder / "kavels_emmen.csv"
    file.write_text("Kavelnummer;Naam;Gemeente;Oppervlakte\nK1;Kavel een;Emmen;12.500\n", encoding="utf-8")
    language = portal.services.language
    reader = GeoSiteReader(resources_dir() / "mappings", own_mappings=folder / "own")
    worker = AtOnce(ColumnLinking(reader, FixedClock(), FixedActor()), language)
    return MappingWizard(portal.window, portal.theme, language, worker.calls, file, ImportOptions())


def _recovery_key(portal: Portal, _: Path) -> QDialog:
    made = RecoveryKeyDialog(portal.window, portal.services.language, portal.theme)
    made.show_key(NewProtection("ABCD-EFGH-IJKL-MNOP"))
    return made


def _answer(portal: Portal, _: Path) -> QDialog:
    words = message("ui.answer.title")
    question = OpenQuestion(
        candidate_id=PLOT,
        candidate_name="Bargermeer",
        rank=1,
        criterion_id="price",
        required=True,
        preferred=False,
        scope="GM0114",
        text=words,
        changing=2,
        answers=3,
        why=words,
    )
    subject = AnswerSubject(question, (), {}, "Gemeente Emmen", PartialDate(2026, 11, 17), TODAY)
    return AnswerDialog(portal.window, portal.theme, portal.services.language, subject)


def _source_question(portal: Portal, _: Path) -> QDialog:
    asked = QuestionError(
        "error.import.which_layer", option="--layer", choices=_LAYERS, file="x", layers=_LAYERS
    )
    return SourceQuestion(portal.window, portal.services.language, states()[0].source, asked)


MADE: Final[Mapping[str, Maker]] = {
    "AnswerDialog": _answer,
    "AwayDialog": lambda portal, _: AwayDialog(portal.window, portal.services.language, "werk.drents"),
    "ChaseReturnDialog": _chase_return,
    "CompanyForm": lambda portal, _: CompanyForm(
        portal.window, portal.theme, portal.services.language, None, "Wadtechniek B.V."
    ),
    "ConfirmDialog": lambda portal, _: ConfirmDialog(portal.window, portal.services.language, "MIT", TODAY),
    "CopyDialog": lambda portal, _: CopyDialog(portal.window, portal.services.language, frozenset()),
    "DrawingDialog": lambda portal, _: DrawingDialog(
        portal.window, portal.services.language, "draw", "Bargermeer", _OWN, TODAY
    ),
    "EndingForm": lambda portal, _: EndingForm(
        portal.window, portal.theme, portal.services.language, _ENDING
    ),
    "EndDialog": lambda portal, _: EndDialog(portal.window, portal.services.language, "MIT"),
    "ImportDialog": lambda portal, _: ImportDialog(
        portal.window, portal.theme, portal.services.language, ImportCalls(_idle, _idle), lambda: None
    ),
    "InstrumentDialog": lambda portal, _: InstrumentDialog(portal.window, portal.services.language, None),
    "MappingWizard": _mapping_wizard,
    "MergeReviewDialog": _merge_review,
    "RecoveryKeyDialog": _recovery_key,
    "SourceDialog": lambda portal, _: SourceDialog(portal.window, portal.theme, portal.services.language),
    "SourceQuestion": _source_question,
    "UndoImportDialog": lambda portal, _: UndoImportDialog(
        portal.window, portal.theme, portal.services.language, steps()[-1], edits(), {"p3": "Noord Fase II"}
    ),
    "UnlockDialog": lambda portal, _: UnlockDialog(portal.window, portal.services.language, "werk.drents"),
}
"""Dialogs that wait for something of the outside; they are made with a sample of it."""

BY_ACTION: Final[Mapping[str, str]] = {
    "AboutDialog": "about",
    "AccessDialog": "show_looks",
    "AssessmentDialog": "assess_request",
    "ContactsDialog": "show_contacts",
    "DayDialog": "fact_finding_day",
    "DeskForm": "log_contact",
    "ExportDialog": "export_sites",
    "InzageDialog": "give_inzage",
    "NewPassphraseDialog": "protect_workspace",
    "PackageDialog": "make_package",
    "PreferencesDialog": "preferences",
    "PreviewDialog": "preview_factsheet",
    "ProfileEditor": "edit_profiles",
    "QuarterDialog": "quarter_report",
    "ReferralDialog": "propose_referral",
    "RequestForm": "new_case",
    "RetentionDialog": "show_retention",
    "RoadDialog": "choose_roads",
    "StatusDialog": "change_status",
    "TryBuildingDialog": "try_building",
    "WeeklyDialog": "weekly_list",
    "WeightsDialog": "set_weights",
    "WooDialog": "select_woo",
}
"""Dialogs that an action of the menus opens, with a case and a plot chosen."""


_KINDS: Final[tuple[type[QWidget], ...]] = (QDialog, QMainWindow)


def dialog_classes() -> set[str]:
    """Name every dialog and every window of its own that the program defines."""
    for each in pkgutil.walk_packages(drentsportal.ui.__path__, "drentsportal.ui."):
        importlib.import_module(each.name)
    return {
        each.__name__
        for kind in _KINDS
        for each in _below(kind)
        if each.__module__.startswith("drentsportal.ui.") and each.__name__ != "MainWindow"
    } - _BASES


def undescribed() -> tuple[set[str], set[str]]:
    """Tell which dialogs no test opens, and which are named here and gone from the program."""
    named, there = {*MADE, *BY_ACTION}, dialog_classes()
    return there - named, named - there


def open_dialog(qtbot: QtBot, portal: Portal, name: str, folder: Path) -> QDialog:
    """Open one by its class, and wait until what it shows was read."""
    if name in MADE:
        made = MADE[name](portal, folder)
        made.open()
    else:
        portal.run_action(BY_ACTION[name])
    qtbot.waitUntil(lambda: _shown(name) is not None, timeout=WAIT_MS)
    settle(qtbot, portal)
    shown = _shown(name)
    assert shown is not None
    return shown


def put_away(qtbot: QtBot, portal: Portal, dialog: QDialog) -> None:
    """Take a dialog away without asking what it holds."""
    QDialog.done(dialog, QDialog.DialogCode.Rejected)
    settle(qtbot, portal)
    if isValid(dialog):
        dialog.deleteLater()
    QApplication.processEvents()


def _shown(name: str) -> QDialog | None:
    dialogs = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog))
    return next((each for each in dialogs if each.isVisible() and type(each).__name__ == name), None)


def _below(kind: type[QWidget]) -> set[type[QWidget]]:
    return {found for each in kind.__subclasses__() for found in ({each} | _below(each))}
