"""Where a person is in a window: found again in another one on the same workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drentsportal.ui.portal import Portal

_BY_ACTION: Final = {"sites": "show_sites", "monitor": "show_monitor"}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is worked on, the case that is open ("" for none) and the site that is selected ("" for none)."""

    mode: str
    case_number: str
    site_id: str

    @classmethod
    def of(cls, portal: Portal) -> Whereabouts:
        """Read them off a window."""
        case = portal.session.case
        number = "" if case is None else case.number
        return cls(portal.window.mode, number, portal.session.selected_site_id)

    def is_same_screen(self, other: Whereabouts) -> bool:
        """Whether both are the same screen of the same case, whatever is selected on it."""
        return (self.mode, self.case_number) == (other.mode, other.case_number)

    @property
    def as_looked_at(self) -> Whereabouts | None:
        """The place as one comes back to it, ``None`` while a case is still on its way to the screen.

        Beside sites and monitor it makes no difference which case is open.
        """
        if self.mode in _BY_ACTION:
            return replace(self, case_number="")
        if self.mode == "cases":
            return None if self.case_number else replace(self, site_id="")
        return self if self.case_number else None

    def go_to(self, portal: Portal) -> None:
        """Go there in a window that is somewhere else; a case that is open already is not read again."""
        if self.mode == "cases":
            portal.cases.close()
            portal.window.show_mode("cases")
        elif self.case_number and Whereabouts.of(portal).case_number == self.case_number:
            if portal.window.mode != self.mode:
                portal.window.show_mode(self.mode)
            self._finish(portal)
        else:
            self.find_again(portal)

    def find_again(self, portal: Portal) -> None:
        """Go there; a case is read first and comes a moment later, and the site with it."""
        if not self.case_number:
            self._finish(portal)
            return

        def on_opened(number: str) -> None:
            portal.cases.case_opened.disconnect(on_opened)
            if number == self.case_number:
                self._finish(portal)

        portal.cases.case_opened.connect(on_opened)
        portal.cases.open(self.case_number)

    def _finish(self, portal: Portal) -> None:
        if self.mode in _BY_ACTION:
            portal.run_action(_BY_ACTION[self.mode])
        if self.site_id:
            portal.session.select_site(self.site_id)
