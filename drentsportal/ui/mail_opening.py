"""What becomes of a message or form that a person confirmed: a case, and which known company it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.services.form_intake import ReceivedForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.language import Language
    from drentsportal.services.intake_proposal import IntakeProposal


def open_confirmed(
    services: AppServices,
    waiting: IntakeProposal | ReceivedForm,
    answers: Mapping[str, str],
    *,
    is_another: bool,
) -> tuple[Case, Sequence[CompanyLikeness]]:
    """Open the case; with it the known companies that may stand behind it while none is linked."""
    if isinstance(waiting, ReceivedForm):
        case, _ = services.form_intake.open_case(waiting, answers, is_another=is_another)
    else:
        case, _ = services.mail_intake.open_case(waiting, answers, is_another=is_another)
    return case, services.companies.alike(case.number)


def alike_text(language: Language, case: Case, alike: Sequence[CompanyLikeness]) -> str:
    """Say which known companies a case may be of."""
    names = tuple(f"{each.company.name} ({each.company.key})" for each in alike)
    return language.text("ui.mail.alike", number=case.number, names=names)
