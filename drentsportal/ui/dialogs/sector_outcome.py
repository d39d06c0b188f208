"""What follows from a chosen sector: every candidate with its source, and a button to take it over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.sector_statements import bridge_statement, category_statements, name_of
from drentsportal.ui.dialogs.fold_section import FoldSection
from drentsportal.ui.dialogs.request_fields import make_combo, narrow
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import button, clear, column, label, row
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.message import Message
    from drentsportal.domain.sectors.quick_scan import CategoryCandidate
    from drentsportal.domain.sectors.regional_profile import RegionalRule
    from drentsportal.domain.sectors.sector import RowSource, SegmentHint
    from drentsportal.services.sector_finding import SectorProfile
    from drentsportal.ui.dialogs.request_choices import FormTools

_SHOWN_CATEGORIES: Final = 4


class SectorOutcome(QWidget):
    """The chosen sector and what it leads to; nothing is taken over without a click.

    Signals: ``code_chosen(scheme, code)`` for a code of the other edition; ``group_chosen(group)``;
    ``segment_taken(id)``, ``profile_taken(id)``, ``category_taken(category)``; ``dropped()``.
    """

    code_chosen = Signal(object, str)
    group_chosen = Signal(str)
    segment_taken = Signal(str)
    profile_taken = Signal(str)
    category_taken = Signal(str)
    dropped = Signal()

    def __init__(self, tools: FormTools, segments: Mapping[str, str]) -> None:
        """Start empty; ``segments`` names them by id."""
        super().__init__()
        self._tools = tools
        self._say = tools.language.text
        self._segments = segments
        self._box = column(spacing=8)
        self.setLayout(self._box)
        self.hide()

    def show_profile(self, profile: SectorProfile, group: str) -> None:
        """Show what follows from a code; ``group`` is the sector group that was chosen, or empty."""
        clear(self._box)
        drop = button(self._say("ui.sector.drop"), "link", name="drop_sector")
        drop.clicked.connect(self.dropped)
        head = row(spacing=8)
        head.addWidget(label(self._say(name_of(profile.code)), "strong", wrap=True), 1)
        head.addWidget(drop)
        self._box.addLayout(head)
        self._box.addWidget(self._source(profile.code.source))
        self._add_bridge(profile)
        self._add_groups(profile, group)
        self._add_categories(profile)
        self._add_background(profile)
        self.show()

    def show_unknown(self, key: str) -> None:
        """Say that a code that a request keeps does not stand in the lists; it stays with the request."""
        clear(self._box)
        drop = button(self._say("ui.sector.drop"), "link", name="drop_sector")
        drop.clicked.connect(self.dropped)
        head = row(spacing=8)
        head.addWidget(label(self._say("ui.sector.kept_unknown", code=key), "small", wrap=True), 1)
        head.addWidget(drop)
        self._box.addLayout(head)
        self.show()

    def _add_bridge(self, profile: SectorProfile) -> None:
        self._box.addWidget(self._told(bridge_statement(profile)))
        for source in profile.bridge.sources:
            self._box.addWidget(self._source(source))
        if not profile.bridge.is_open:
            return
        offers = FlowLayout()
        for code in profile.other_codes:
            take = button(self._say("ui.sector.take_code", code=self._say(name_of(code))), "filter")
            take.setObjectName(f"take_code_{code.key}")
            take.clicked.connect(partial(self.code_chosen.emit, code.scheme, code.code))
            offers.addWidget(take)
        if offers.count():
            self._box.addLayout(offers)

    def _add_groups(self, profile: SectorProfile, group: str) -> None:
        """Show what the group leads to; of several groups first ask which one is meant."""
        blocks = {hint.group: self._hint_block(hint) for hint in profile.hints}
        if len(blocks) > 1:
            self._box.addLayout(self._group_question(profile, group, blocks))
            self._show_group(blocks, group)
        for block in blocks.values():
            self._box.addWidget(block)

    def _hint_block(self, hint: SegmentHint) -> QWidget:
        made = column(label(self._say("ui.sector.group", title=hint.title), "", wrap=True), spacing=6)
        offers = FlowLayout()
        for segment in hint.segments:
            name = self._segments.get(segment, segment)
            text = self._say("ui.sector.take_segment", segment=name)
            offers.addWidget(self._offer("segment", segment, text))
        if hint.criteria_profile:
            text = self._say("ui.sector.take_profile", profile=hint.criteria_profile)
            offers.addWidget(self._offer("profile", hint.criteria_profile, text))
        if not hint.segments:
            made.addWidget(label(self._say("ui.sector.no_segment"), "small", wrap=True))
        if offers.count():
            made.addLayout(offers)
        made.addWidget(self._source(hint.source))
        block = QWidget()
        block.setLayout(made)
        return block

    def _group_question(
        self, profile: SectorProfile, group: str, blocks: Mapping[str, QWidget]
    ) -> QVBoxLayout:
        """Ask which group is meant: only then do the rules of regions know the sector."""
        asked = self._say("ui.sector.which_group")
        choices = [("", self._say("ui.sector.choose_group")), *((h.group, h.title) for h in profile.hints)]
        made: QComboBox = narrow(make_combo(choices))
        made.setObjectName("sector_group")
        made.setAccessibleName(asked)
        made.setCurrentIndex(max(0, made.findData(group)))
        made.currentIndexChanged.connect(lambda _: self._show_group(blocks, str(made.currentData())))
        made.currentIndexChanged.connect(lambda _: self.group_chosen.emit(str(made.currentData())))
        caption = label(asked, "small", wrap=True)
        caption.setBuddy(made)
        return column(caption, made, spacing=3)

    @staticmethod
    def _show_group(blocks: Mapping[str, QWidget], group: str) -> None:
        for name, block in blocks.items():
            block.setVisible(name == group)

    def _add_categories(self, profile: SectorProfile) -> None:
        for said in category_statements(profile):
            self._box.addWidget(self._told(said))
        rows = column(spacing=4)
        for candidate in profile.categories[:_SHOWN_CATEGORIES]:
            rows.addWidget(self._category_row(candidate))
        rest = profile.categories[_SHOWN_CATEGORIES:]
        self._box.addLayout(rows)
        if rest:
            more = column(spacing=4)
            for candidate in rest:
                more.addWidget(self._category_row(candidate))
            title = self._say("ui.sector.more_rows", count=len(rest))
            self._box.addWidget(self._inner("sector_rows", title, more))
        for source in dict.fromkeys(each.row.source for each in profile.categories):
            self._box.addWidget(self._source(source))

    def _category_row(self, candidate: CategoryCandidate) -> QWidget:
        found = candidate.row
        offer = self._offer(
            "category", found.category, self._say("ui.sector.take_category", category=found.category)
        )
        words = found.activity if not found.threshold else f"{found.activity} ({found.threshold})"
        offer.setAccessibleDescription(words)
        line = row(spacing=10)
        line.addWidget(offer)
        line.addWidget(label(words, "small", wrap=True), 1)
        made = QWidget()
        made.setLayout(line)
        return made

    def _add_background(self, profile: SectorProfile) -> None:
        box = column(spacing=4)
        for demand in profile.demand_profiles:
            box.addWidget(label(self._say("ui.sector.demand", title=demand.title), "", wrap=True))
            for factor, importance in demand.importance:
                words = self._say(
                    "ui.sector.factor",
                    factor=self._say(f"sector.demand_factor.{factor.value}"),
                    importance=self._say(f"sector.importance.{importance.value}"),
                )
                box.addWidget(label(words, "small", wrap=True))
            box.addWidget(self._source(demand.source))
        for need in profile.needs:
            box.addWidget(label(self._say("ui.sector.need", need=need.need), "", wrap=True))
            box.addWidget(self._source(need.source))
        for rule in profile.rules:
            self._add_rule(box, rule)
        if box.count():
            self._box.addWidget(self._inner("sector_background", self._say("ui.sector.background"), box))

    def _add_rule(self, box: QVBoxLayout, rule: RegionalRule) -> None:
        names = ", ".join(MUNICIPALITIES[each] for each in rule.municipality_codes)
        members = "inferred" if rule.is_inference else "named"
        said = self._say("ui.sector.rule", region=rule.region, accent=sentence_case(rule.accent))
        box.addWidget(label(said, "", wrap=True))
        told = self._say(f"ui.sector.members.{members}", names=names)
        said = told if names else self._say("ui.sector.members.unknown")
        box.addWidget(label(said, "small", wrap=True))
        if rule.context:
            box.addWidget(label(rule.context, "small", wrap=True))
        box.addWidget(self._source(rule.source))

    def _inner(self, name: str, title: str, box: QVBoxLayout) -> FoldSection:
        folds = self._tools.folds
        made = FoldSection(self._tools.theme, name, title, box, is_inner=True)
        made.set_open(is_open=bool(folds.fold(name)))
        made.folded_by_person.connect(lambda is_open: folds.keep_fold(name, is_open=is_open))
        return made

    def _offer(self, kind: str, value: str, text: str) -> QWidget:
        made = button(text, "filter", name=f"take_{kind}_{value}")
        signals = {
            "segment": self.segment_taken,
            "profile": self.profile_taken,
            "category": self.category_taken,
        }
        made.clicked.connect(partial(signals[kind].emit, value))
        return made

    def _told(self, said: Message) -> QLabel:
        return label(self._say(said), "small", wrap=True)

    def _source(self, source: RowSource) -> QLabel:
        certainty = self._say(f"sector.certainty.{source.certainty.value}")
        return label(
            self._say("ui.sector.source", source=source.text, certainty=certainty), "caption", wrap=True
        )
