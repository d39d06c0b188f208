"""The door for sector codes of a request: a code of the list with its scheme, or a question, or a refusal.

A file and the command line accept what the form can choose, and no more: nothing follows from a code that is
in no list, and of a code without a scheme nobody knows which edition is meant, since one in five became
another one. What a company calls itself needs no code: it stands in ``sector``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.domain.sectors.sector import SECTOR_GROUPS, scheme_and_rest
from drentsportal.domain.sectors.sector_search import FoundBy, as_code
from drentsportal.errors import InputError, QuestionError
from drentsportal.services.sector_statements import name_of

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.message import Message
    from drentsportal.domain.sectors.sector import SectorCode
    from drentsportal.services.sector_finding import SectorFinding

_MOST_NAMED: Final = 6
"""So many candidates are named in a message; more would not be read."""

_CODE: Final = "sector_code"
_GROUP: Final = "sector_group"


class SectorAdmission:
    """Admits sector code and group of a request."""

    def __init__(self, sectors: SectorFinding) -> None:
        """Keep what looks codes up."""
        self._sectors = sectors

    def admitted(self, request: LocationRequest) -> LocationRequest:
        """Return the request with its code as the list writes it (``SBI2008:2016`` is ``sbi2008:20.16``).

        Raises ``QuestionError`` for a code without a scheme and for words that are sectors of the list, with
        the candidates to choose from; ``InputError`` for a code that is in no list, and for a group that
        there is not or that does not follow from the code.
        """
        group = request.sector_group
        if group and group not in SECTOR_GROUPS:
            raise InputError(
                "error.request.sector_group_unknown",
                field=_GROUP,
                key=_GROUP,
                text=group,
                accepted=", ".join(SECTOR_GROUPS),
            )
        if not request.sector_code:
            return request
        code = self._listed(request.sector_code)
        groups = self._sectors.profile(code).groups
        if group and groups and group not in groups:
            raise InputError(
                "error.request.sector_group_other",
                field=_GROUP,
                key=_GROUP,
                text=group,
                code=name_of(code),
                accepted=", ".join(groups),
            )
        return replace(request, sector_code=code.key)

    def _listed(self, text: str) -> SectorCode:
        found = self._sectors.look_up(text).candidates
        exact = [each.code for each in found if each.found_by is FoundBy.CODE]
        scheme, rest = scheme_and_rest(text)
        if scheme is not None:
            exact = [each for each in exact if each.scheme is scheme]
            found = tuple(each for each in found if each.code.scheme is scheme)
            if exact:
                return exact[0]
        # Nothing that was typed as a code is taken for a broader or narrower one in silence.
        near = tuple(exact or [each.code for each in found])
        if not near:
            raise InputError("error.request.sector_code_unknown", field=_CODE, key=_CODE, text=text)
        if scheme is None and (exact or as_code(rest) is None):
            raise QuestionError(
                "error.request.sector_code_open",
                option=_CODE,
                choices=tuple(each.key for each in near[:_MOST_NAMED]),
                key=_CODE,
                text=text,
                candidates=_named(near),
            )
        raise InputError(
            "error.request.sector_code_near", field=_CODE, key=_CODE, text=text, candidates=_named(near)
        )


def _named(codes: tuple[SectorCode, ...]) -> tuple[Message, ...]:
    """Name candidates by how they are written in a request; how many more there are is told."""
    named = [
        message("request.sector_candidate", key=each.key, title=each.title) for each in codes[:_MOST_NAMED]
    ]
    if len(codes) > _MOST_NAMED:
        named.append(message("request.sector_candidates_more", count=len(codes) - _MOST_NAMED))
    return tuple(named)
