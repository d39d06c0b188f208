"""The statements of destruction as one page of HTML, to keep in the archive or to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from drentsportal.reports.finished_file import write_finished

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.actor import Actor
    from drentsportal.language import Language
    from drentsportal.services.destruction import Destruction
    from drentsportal.services.ports.documents import MadeDocument

_KIND: Final = "destruction"
_COLUMNS: Final = ("subject", "at", "who", "category", "ground")
_STYLE: Final = (
    "body{font:11pt/1.5 'Source Sans 3',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b2733;background:#fff}h1{font-size:1.5rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #c3cbd3;overflow-wrap:anywhere}th{color:#44525f}tr{break-inside:avoid}"
)
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


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
        body = "\n".join(lines)
        return (
            f'<!doctype html>\n<html lang="{self._language.code}"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>\n"
            f"<h1>{escape(title)}</h1>\n<p>{escape(self._say('destruction.intro'))}</p>\n"
            f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table>\n</body></html>\n"
        )


def _who(actor: Actor) -> str:
    return f"{actor.name} ({actor.organisation})" if actor.organisation else actor.name
