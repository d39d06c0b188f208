"""What acts of a case ask in a form, and what is done with it: a note, a stop of the clock, a hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.actor import Actor, Role
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.ui.dialogs.desk_form import Values


@dataclass(frozen=True, slots=True)
class CaseAct:
    """What a form is to ask of a case, and what is done with it on the worker."""

    number: str
    title: str
    fields: tuple[Field, ...]
    save_id: str
    work: Callable[[dict[str, str]], object]


class CaseForms:
    """Makes the acts; ``seen`` is who has the case as the screen shows it, ``None`` where it does not."""

    def __init__(self, services: AppServices) -> None:
        """Keep the desk and the words."""
        self._desk = services.desk
        self._say = services.language.text

    def note(self, number: str, seen: Actor | None) -> CaseAct:
        """Ask for a note; anybody may add one, whoever has the case."""
        del seen
        fields = (Field("text", "ui.note.text", required=True, lines=5),)
        return self._act(
            "ui.note", fields, number, lambda values: self._desk.add_note(number, values["text"])
        )

    def stop(self, number: str, seen: Actor | None) -> CaseAct:
        """Ask why the clock stops."""
        fields = (Field("reason", "ui.stop.reason", required=True, lines=3),)

        def work(values: Values) -> object:
            return self._desk.stop_clock(number, values["reason"], seen)

        return self._act("ui.stop", fields, number, work)

    def hand_over(self, number: str, seen: Actor | None) -> CaseAct:
        """Ask who has the case from now on."""
        roles = tuple((role.value, sentence_case(self._say(f"role.{role.value}"))) for role in Role)
        fields = (
            Field("name", "ui.hand_over.name", required=True),
            Field("organisation", "ui.hand_over.organisation", required=True),
            Field("role", "ui.hand_over.role", choices=roles),
        )

        def work(values: Values) -> object:
            owner = Actor(values["name"], values["organisation"], Role(values["role"]))
            return self._desk.hand_over(number, owner, seen)

        return self._act("ui.hand_over", fields, number, work)

    def _act(
        self, prefix: str, fields: tuple[Field, ...], number: str, work: Callable[[Values], object]
    ) -> CaseAct:
        return CaseAct(number, self._say(f"{prefix}.title"), fields, f"{prefix}.save", work)
