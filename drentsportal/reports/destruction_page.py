"""The statements of destruction as one page of HTML, to keep in the archive or to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from drentsportal.reports.plain_page import plain_page
from drentsportal.reports.typeset.finished_file import write_finished

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.actor import Actor
    from drentsportal.language import Language
    from drentsportal.services.destruction import Destruction
    from drentsportal.services.ports.documents import MadeDocument

_KIND: Final = "destruction"
_COLUMNS: Final = ("subject", "at", "who", "category", "ground")
_STYLE: Final = (
    "body{max-width:60rem}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #c3cbd3;overflow-wrap:anywhere}th{color:#44525f}tr{break-inside:avoid}"
)


class StatementPages:
    """Writes the statements in one language."""

    def __init__(self, language: Language) -> None:
        """Keep the words."""
        self._language = language
        self._say = language.text

    def write(self, destruction: Destruction, path: Path) -> MadeDocument:
        """Write all statements of a workspace, the oldest first. Raises ``ReportError``."""
        return write_finished(path, self.page(destruction).encode(), _KIND)

    def page(self, destruction: Destruction) -> str:
        """Return the page as text."""
        rows = [
            (each.erased_at_utc, each.number, each.actor, each.category, each.statement)
            for each in destruction.statements()
        ]
        company = self._say("destruction.company")
        rows += [
            (each.erased_at_utc, each.key, each.actor, company, each.ground)
            for each in destruction.company_statements()
        ]
        title = self._say("destruction.title")
        heads = "".join(f"<th>{escape(self._say(f'destruction.{each}'))}</th>" for each in _COLUMNS)
        lines = []
        for at_utc, subject, actor, category, ground in sorted(rows, key=lambda each: each[:2]):
            moment = self._language.value(at_utc, "moment")
            cells = (subject, moment, _who(actor), category, ground)
            lines.append("<tr>" + "".join(f"<td>{escape(each)}</td>" for each in cells) + "</tr>")
        intro, body = escape(self._say("destruction.intro")), "\n".join(lines)
        return plain_page(
            self._language.code,
            title,
            f"<h1>{escape(title)}</h1>\n<p>{intro}</p>\n"
            f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table>",
            _STYLE,
        )


def _who(actor: Actor) -> str:
    return f"{actor.name} ({actor.organisation})" if actor.organisation else actor.name
