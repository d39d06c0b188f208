"""Assessments as data: answers as the command line takes them, a version for ``--json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from drentsportal.domain.fairness.assessment import AssessmentAnswer, answers_from_data, assessment_to_data
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from drentsportal.services.assessing import AssessmentVersion


def read_answers(text: str) -> tuple[tuple[AssessmentAnswer, ...], str]:
    """Read answers and conclusion from JSON text, as the command line takes them.

    An object with ``answers`` (each ``criterion``, ``level`` or null, ``reason``) and ``conclusion``, or the
    list of answers alone. Raises ``InputError`` for anything else.
    """
    try:
        data = json.loads(text)
        listed = data["answers"] if isinstance(data, dict) else data
        conclusion = str(data.get("conclusion", "")) if isinstance(data, dict) else ""
        return answers_from_data(listed), conclusion
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("error.assessment.unreadable", field="answers") from error


def assessment_content(kept: AssessmentVersion) -> dict[str, object]:
    """Write a version as data, for ``--json`` and for whoever keeps it elsewhere."""
    outcome = kept.outcome
    return {
        "version": kept.version,
        "at": kept.at_utc.isoformat(),
        "actor": {
            "name": kept.actor.name,
            "organisation": kept.actor.organisation,
            "role": kept.actor.role.value,
        },
        "low": outcome.low,
        "point": outcome.point,
        "high": outcome.high,
        "open": outcome.open_count,
        "contributions": [
            {
                "criterion": each.criterion.id,
                "weight": each.weight,
                "level": each.answer.level,
                "reason": each.answer.reason,
                "low": each.low,
                "point": each.point,
                "high": each.high,
            }
            for each in outcome.contributions
        ],
        **assessment_to_data(kept.assessment),
    }
