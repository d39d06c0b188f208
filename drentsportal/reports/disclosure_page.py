"""What was confirmed for inzage or Woo as one page of HTML: no script, nothing from elsewhere, to print."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from drentsportal.language.passage_words import passage_gap, passage_label, passage_value
from drentsportal.reports.plain_page import plain_page
from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.services.disclosure import InzageDraft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.domain.retention.passages import ShownField, ShownPassage
    from drentsportal.language import Language
    from drentsportal.services.disclosure import Disclosed, WooDraft
    from drentsportal.services.ports.documents import MadeDocument

_STYLE: Final = (
    "body{max-width:46rem}"
    "h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #5b6b7a}"
    "h3{font-size:1rem;margin:1.2rem 0 .2rem}"
    "dl{display:grid;grid-template-columns:10rem 1fr;gap:.1rem 1rem;margin:0}"
    "dt{color:#44525f}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
    "mark{background:#e4e8ec;color:#1b2733;padding:0 .2em}"
    "section{break-inside:avoid}"
)


class DisclosurePages:
    """Writes the page in one language."""

    def __init__(self, language: Language) -> None:
        """Keep the words."""
        self._language = language
        self._say = language.text

    def disclose(self, disclosed: Disclosed, path: Path) -> MadeDocument:
        """Write an inzage or a selection. Raises ``ReportError``."""
        kind = "inzage" if isinstance(disclosed.draft, InzageDraft) else "woo"
        return write_finished(path, self.page(disclosed).encode(), kind)

    def page(self, disclosed: Disclosed) -> str:
        """Return the page as text."""
        draft = disclosed.draft
        if isinstance(draft, InzageDraft):
            title = self._say("disclosure.inzage.title", name=draft.person.name)
            intro = self._say("disclosure.inzage.intro")
        else:
            title = self._say("disclosure.woo.title", number=draft.number)
            intro = self._say("disclosure.woo.intro")
        actor = disclosed.actor
        made = self._say(
            "disclosure.made",
            name=actor.name,
            organisation=actor.organisation or "-",
            at_utc=disclosed.at_utc,
        )
        parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(intro)}</p>", f"<p>{escape(made)}</p>"]
        for subject, passages in groupby(draft.passages, key=lambda each: each.subject):
            parts.append(f"<h2>{escape(subject)}</h2>")
            parts += [self._passage(each) for each in passages]
        if not isinstance(draft, InzageDraft):
            parts += self._grounds(draft)
        return plain_page(self._language.code, title, "\n".join(parts), _STYLE)

    def _passage(self, passage: ShownPassage) -> str:
        heading = self._say(f"passage_kind.{passage.kind.value}")
        if passage.at_utc is not None:
            heading += f", {self._language.value(passage.at_utc, 'moment')}"
        rows = "".join(
            f"<dt>{escape(passage_label(self._language, each.name))}</dt><dd>{self._field(each)}</dd>"
            for each in passage.fields
        )
        return f"<section><h3>{escape(heading)}</h3><dl>{rows}</dl></section>"

    def _field(self, field: ShownField) -> str:
        shown = []
        for piece in field.pieces:
            if piece.reason:
                shown.append(f"<mark>{escape(passage_gap(self._language, piece.reason))}</mark>")
            else:
                shown.append(escape(passage_value(self._language, field.name, piece.text)))
        return "".join(shown)

    def _grounds(self, draft: WooDraft) -> Iterator[str]:
        if not draft.grounds:
            return
        yield f"<h2>{escape(self._say('disclosure.grounds'))}</h2><ul>"
        for each in draft.grounds:
            yield f"<li>{escape(each.id)}: {escape(each.article)}, {escape(each.title)}</li>"
        yield "</ul>"
        for source in dict.fromkeys(each.source for each in draft.grounds):
            yield f"<p>{escape(self._say('disclosure.source', source=source))}</p>"
