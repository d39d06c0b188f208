"""What the lists of the Provinciaal Herstructureringsprogramma say, side by side where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from drentsportal.ui.icons import icon
from drentsportal.ui.models.case_list import municipality_name
from drentsportal.ui.widgets.parts import chip, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import RestructuringClaim, Site
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_PARK = "park"
_ICON = 16


class RestructuringView(QWidget):
    """The claims on one site and its gemeente.

    A list that names gemeenten says "one park in this gemeente, which is unknown"; only a claim on the park
    itself says something about the park.
    """

    def __init__(
        self, theme: Theme, language: Language, site: Site, claims: Sequence[RestructuringClaim]
    ) -> None:
        """Lay out what is claimed."""
        super().__init__()
        self._theme = theme
        self._say = language.text
        self._code = site.municipality_code or ""
        self._lists = _by_list(claims)
        body = column(spacing=10, margin=16)
        if not claims:
            body.addWidget(label(self._say("ui.site.php.none"), "secondary", wrap=True))
        self._add_park_claims(body, [each for each in claims if _is_about(each, site)])
        if self._lists:
            self._add_lists(body)
        body.addStretch(1)
        self.setLayout(body)

    def _add_park_claims(self, body: QVBoxLayout, claims: Sequence[RestructuringClaim]) -> None:
        for claim in claims:
            inner = column(
                label(self._say("ui.site.php.park", status=claim.status), "strong", wrap=True),
                label(claim.list_name, "small", wrap=True),
                self._origin(claim),
                spacing=2,
            )
            body.addWidget(_card(inner, selected=True))

    def _add_lists(self, body: QVBoxLayout) -> None:
        named = {name: {each.subject_id for each in claims} for name, claims in self._lists.items()}
        answers = {self._code in codes for codes in named.values()}
        if len(set(map(frozenset, named.values()))) > 1:
            body.addWidget(self._notice("here" if len(answers) > 1 else "elsewhere"))
        if True in answers:
            which = self._say("ui.site.php.one_park", municipality=municipality_name(self._code))
            body.addWidget(label(which, "small", wrap=True))
        for name, claims in self._lists.items():
            body.addWidget(self._list_card(name, claims))
        self._add_matrix(body, named)

    def _notice(self, where: str) -> QFrame:
        mark = QLabel()
        mark.setPixmap(icon("overdue", self._theme, "check_text").pixmap(_ICON, _ICON))
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner = row(mark, spacing=8)
        inner.addWidget(label(self._say(f"ui.site.php.differs_{where}"), "strong", wrap=True), 1)
        inner.setContentsMargins(10, 8, 10, 8)
        made = QFrame()
        made.setObjectName("notice")
        made.setLayout(inner)
        return made

    def _list_card(self, name: str, claims: Sequence[RestructuringClaim]) -> QFrame:
        here = next((each for each in claims if each.subject_id == self._code), None)
        places = ", ".join(sorted(municipality_name(each.subject_id) for each in claims))
        inner = column(
            label(name, "small", wrap=True),
            label(self._say("ui.site.php.named" if here else "ui.site.php.not_named"), "strong", wrap=True),
            spacing=3,
        )
        if here is not None:
            status = self._say("ui.site.php.status", status=here.status, period=here.period)
            inner.addWidget(label(status, "small", wrap=True))
        inner.addWidget(label(self._say("ui.site.php.municipalities", names=places), "small", wrap=True))
        inner.addWidget(self._origin(claims[0]))
        return _card(inner, selected=False)

    def _add_matrix(self, body: QVBoxLayout, named: dict[str, set[str]]) -> None:
        body.addSpacing(4)
        body.addWidget(label(self._say("ui.site.php.per_municipality"), "group"))
        codes = sorted(set().union(*named.values()), key=lambda code: municipality_name(code).casefold())
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 2)
        for number, code in enumerate(codes):
            grid.addWidget(line(), 2 * number, 0, 1, 3)
            self._add_matrix_row(grid, 2 * number + 1, code, named)
        body.addLayout(grid)

    def _add_matrix_row(self, grid: QGridLayout, at: int, code: str, named: dict[str, set[str]]) -> None:
        holders = [_short(name) for name, held in named.items() if code in held]
        everywhere = len(holders) == len(named)
        verdict = chip(
            self._say("ui.site.php.equal" if everywhere else "ui.site.php.different"),
            "chip_outline" if everywhere else "chip_check",
        )
        place = label(municipality_name(code), "strong" if code == self._code else "", wrap=True)
        grid.addWidget(place, at, 0)
        grid.addWidget(label(", ".join(holders), "small", wrap=True), at, 1)
        grid.addWidget(verdict, at, 2, Qt.AlignmentFlag.AlignRight)

    def _origin(self, claim: RestructuringClaim) -> QLabel:
        return label(
            self._say("ui.site.origin", source=claim.source, as_of=claim.as_of), "caption", wrap=True
        )


def _by_list(claims: Sequence[RestructuringClaim]) -> dict[str, list[RestructuringClaim]]:
    found: dict[str, list[RestructuringClaim]] = {}
    for claim in claims:
        if claim.level != _PARK:
            found.setdefault(claim.list_name, []).append(claim)
    return found


def _is_about(claim: RestructuringClaim, site: Site) -> bool:
    return claim.level == _PARK and claim.subject_id in {site.id, site.value("park_id")}


def _short(list_name: str) -> str:
    return list_name.partition(" (")[0]


def _card(inner: QVBoxLayout, *, selected: bool) -> QFrame:
    made = QFrame()
    made.setObjectName("card")
    made.setProperty("selected", "true" if selected else "false")
    inner.setContentsMargins(10, 8, 10, 8)
    made.setLayout(inner)
    return made
