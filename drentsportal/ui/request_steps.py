"""What was changed in the requests of this session, to be taken back and done again, with a name each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.asking.request import LocationRequest

_MOST_STEPS: Final = 100


@dataclass(frozen=True, slots=True)
class _Step:
    before: LocationRequest
    after: LocationRequest


@dataclass(slots=True)
class _Done:
    """Steps of one case: those up to ``at`` are done, those after it were taken back."""

    steps: list[_Step] = field(default_factory=list)
    at: int = 0


class RequestSteps:
    """Steps back and forth per case; nothing is kept beyond the session, the case file has every change."""

    def __init__(self) -> None:
        """Start without any step."""
        self._by_case: dict[str, _Done] = {}

    def done(self, number: str, before: LocationRequest, after: LocationRequest) -> None:
        """Remember a change; what was taken back before it is gone."""
        done = self._by_case.setdefault(number, _Done())
        del done.steps[done.at :]
        done.steps.append(_Step(before, after))
        del done.steps[:-_MOST_STEPS]
        done.at = len(done.steps)

    def undo(self, number: str) -> LocationRequest | None:
        """Go a step back; returns what is asked then, ``None`` where there is no step."""
        done = self._by_case.get(number)
        if done is None or not done.at:
            return None
        done.at -= 1
        return done.steps[done.at].before

    def redo(self, number: str) -> LocationRequest | None:
        """Go a step forth; returns what is asked then, ``None`` where there is no step."""
        done = self._by_case.get(number)
        if done is None or done.at == len(done.steps):
            return None
        done.at += 1
        return done.steps[done.at - 1].after

    def forget(self, number: str) -> None:
        """Let go of the steps of a case that was destroyed or anonymised: they hold what it asked in full."""
        self._by_case.pop(number, None)

    def to_undo(self, number: str) -> Message | None:
        """Name the step that would be taken back."""
        done = self._by_case.get(number)
        return _name_of(done.steps[done.at - 1]) if done is not None and done.at else None

    def to_redo(self, number: str) -> Message | None:
        """Name the step that would be done again."""
        done = self._by_case.get(number)
        return _name_of(done.steps[done.at]) if done is not None and done.at < len(done.steps) else None


def _name_of(step: _Step) -> Message:
    """Name the one requirement or weight that changed; several at once are a change of the request."""
    limits = _differing(_limits(step.before), _limits(step.after))
    weights = _differing(_weights(step.before), _weights(step.after))
    plain = replace(step.before, requirements=(), preferences=())
    is_more = plain != replace(step.after, requirements=(), preferences=())
    if is_more or len(limits) + len(weights) != 1:
        return message("ui.step.request")
    if limits:
        return message("ui.step.limit", criterion=message(f"criterion.{limits[0]}"))
    return message("ui.step.weight", criterion=message(f"criterion.{weights[0]}"))


def _limits(request: LocationRequest) -> dict[str, object]:
    return {each.criterion_id: each.limit for each in request.requirements}


def _weights(request: LocationRequest) -> dict[str, object]:
    return {each.criterion_id: (each.weight, each.target) for each in request.preferences}


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [each for each in {**before, **after} if before.get(each) != after.get(each)]
