"""A comparison as one web page: no script, no link, every name escaped; it opens anywhere offline."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.reports.comparison.content import DrawnSizes, worded_comparison
from drentsportal.reports.typeset.mark_signs import MARK_SIGNS
from drentsportal.reports.typeset.page_frame import page_frame
from drentsportal.reports.typeset.plain_text import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.language import Language
    from drentsportal.reports.comparison.worded import (
        WordedCell,
        WordedComparison,
        WordedGroup,
        WordedRow,
        WordedSite,
    )
    from drentsportal.reports.typeset.blocks import Words
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.services.compared_sites import ComparisonTable

_SIZES: Final = DrawnSizes(52.0, (62.0, 38.0))
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE: Final = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 96rem; padding: 1.5rem; background: #fff; color: VAR_text;
  font: 15px/1.45 "Source Sans Pro", "Source Sans 3", "Segoe UI", Arial, sans-serif; }
header p, footer p, .quiet { color: VAR_quiet; }
header { border-bottom: 2px solid VAR_head; margin-bottom: 1rem; }
.owner { display: flex; justify-content: space-between; gap: 1rem; margin: 0 0 1rem; }
.owner b { color: VAR_head; }
.tag { border: 1px solid VAR_text; color: VAR_text; padding: 0 .4rem; font-weight: 600; }
h1 { font-size: 1.9rem; margin: 0 0 .3rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; color: VAR_head; margin: 1.6rem 0 .4rem; break-after: avoid; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; min-width: MINWIDTH; }
col.rows { width: 15rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; font-weight: 400;
  border-bottom: 1px solid VAR_rule; overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid VAR_text; font-weight: 600; }
tbody th { font-weight: 600; }
tbody th small, td small { font-weight: 400; color: VAR_quiet; }
tr { break-inside: avoid; }
.number { display: inline-block; min-width: 1.5em; border-radius: 1em; background: VAR_site; color: #fff;
  text-align: center; font-weight: 700; }
.sites { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; padding: 0;
  list-style: none; }
.sites li { break-inside: avoid; overflow-wrap: anywhere; }
svg { display: block; max-width: 100%; height: auto; margin-top: .25rem;
  font-family: "Source Sans Pro", "Source Sans 3", "Segoe UI", Arial, sans-serif; }
.tags { display: block; color: VAR_head; font-weight: 600; }
.tags span + span { margin-left: 1em; }
.odd { font-weight: 600; }
i.sign { font-style: normal; }
@media print {
  @page { size: A4 landscape; margin: 14mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .scroll { overflow: visible; }
  table { min-width: 0; }
  thead { display: table-header-group; }
}
"""


def web_page_bytes(table: ComparisonTable, language: Language, theme: DocumentTheme) -> bytes:
    """Return the comparison as one HTML file in UTF-8, in the colours of a theme."""
    worded = worded_comparison(table, language, _SIZES, theme.look)
    frame = page_frame(language, "comparison", worded.title, worded.source_names)
    owner = theme.owner or str(frame["owner"])
    made_on = language.text("doc.footer.made", made_on=table.made_at_utc.astimezone(DUTCH_TIME).date())
    foot = f"{made_on} · {language.text('doc.footer.no_offer')}"
    parts = (
        f'<!DOCTYPE html>\n<html lang="{_told(language.code)}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_told(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_told(worded.title)}: {_told(worded.context)}</title>",
        f"<style>{_style(theme, len(worded.sites))}</style>\n</head>\n<body>",
        _header(worded, owner, str(frame["kind"]), str(frame["tag"])),
        "<main>",
        _maps(worded, language),
        *(_group(each, worded, language) for each in worded.groups),
        "</main>",
        _footer(worded, language, foot),
        "</body>\n</html>\n",
    )
    return without_controls("\n".join(parts)).encode("utf-8")


def _style(theme: DocumentTheme, site_count: int) -> str:
    style = _STYLE.replace("MINWIDTH", f"{15 + 12 * site_count}rem")
    for role in ("text", "quiet", "head", "site", "rule"):
        style = style.replace(f"VAR_{role}", str(getattr(theme.colours, role)))
    return style


def _header(worded: WordedComparison, owner: str, kind: str, tag: str) -> str:
    sample = f'<span class="tag">{_told(tag)}</span>' if tag else ""
    return (
        f'<header>\n<p class="owner"><span><b>{_told(owner)}</b> {_told(kind)}</span>{sample}</p>\n'
        f"<p>{_told(worded.context)}</p>\n<h1>{_told(worded.title)}</h1>\n"
        f"<p>{_told(worded.sentence)}</p>\n</header>"
    )


def _maps(worded: WordedComparison, language: Language) -> str:
    items = "\n".join(f"<li>{_site(each)}{_map(each, language)}</li>" for each in worded.sites)
    title = _told(language.text("doc.compare.sites"))
    note = f'<p class="quiet">{_told(worded.map_note)}</p>' if worded.map_note else ""
    return f'<h2>{title}</h2>\n<ol class="sites">\n{items}\n</ol>\n{note}'


def _site(site: WordedSite) -> str:
    return (
        f'<span class="number">{_told(site.number)}</span> <b>{_told(site.name)}</b><br>'
        f'<span class="quiet">{_told(site.place)}</span>'
    )


def _map(site: WordedSite, language: Language) -> str:
    if site.map is None:
        return f"<p><em>{_told(language.text('doc.compare.no_map'))}</em></p>"
    return _titled(site.map.svg, site.map.alt)


def _group(group: WordedGroup, worded: WordedComparison, language: Language) -> str:
    title = f'<h2 id="{_told(group.id)}">{_told(group.title)}</h2>'
    unknown = f"<p>{_sign('unknown')}<em>{_told(group.unknown)}</em></p>" if group.unknown else ""
    if not group.rows:
        return f"{title}\n{unknown}"
    heads = "".join(
        f'<th scope="col"><span class="number">{_told(each.number)}</span> {_told(each.name)}</th>'
        for each in worded.sites
    )
    word = _told(language.text("doc.compare.row"))
    rows = "\n".join(map(_row, group.rows))
    columns = '<col class="rows">' + "<col>" * len(worded.sites)
    return (
        f'{title}\n<div class="scroll"><table aria-labelledby="{_told(group.id)}">\n'
        f"<colgroup>{columns}</colgroup>\n"
        f'<thead><tr><th scope="col">{word}</th>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>\n{unknown}"
    )


def _row(row: WordedRow) -> str:
    note = f"<br><small>{_told(row.note)}</small>" if row.note else ""
    likeness = f"<br><small>{_told(row.likeness)}</small>"
    return f'<tr><th scope="row">{_told(row.label)}{note}{likeness}</th>{"".join(map(_cell, row.cells))}</tr>'


def _cell(cell: WordedCell) -> str:
    odd = ' class="odd"' if any(each.mark == "deviates" for each in cell.tags) else ""
    source = f" <small>[{_told(cell.source)}]</small>" if cell.source else ""
    tags = "".join(f"<span>{_words(each)}</span>" for each in cell.tags)
    strip = _hidden(cell.strip) if cell.strip else ""
    shown = f'<span class="tags">{tags}</span>' if tags else ""
    note = f"<br><small>{_told(cell.note)}</small>" if cell.note else ""
    return f"<td><span{odd}>{_words(cell.words)}</span>{source}{note}{shown}{strip}</td>"


def _words(words: Words) -> str:
    said = f"<em>{_told(words.text)}</em>" if words.style == "unknown" else _told(words.text)
    return f"{_sign(words.mark)}{f'<b>{said}</b>' if words.style == 'bold' else said}"


def _sign(mark: str) -> str:
    return f'<i class="sign" aria-hidden="true">{MARK_SIGNS[mark]}</i> ' if mark else ""


def _titled(svg: str, title: str) -> str:
    """Give a drawing its words: as its title for a pointer, and as its name for a screen reader."""
    told = _told(title)
    start, _, rest = svg.partition(">")
    return f'{start} role="img" aria-label="{told}"><title>{told}</title>{rest}'


def _hidden(svg: str) -> str:
    """Return a drawing as decoration: the words beside it say all of it."""
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _footer(worded: WordedComparison, language: Language, foot: str) -> str:
    # The words of a likeness begin with their sign; marks have it before them.
    legend = " &nbsp; ".join(
        _told(each.text) if each.mark in {"equal", "differs", "not_comparable"} else _words(each)
        for each in worded.legend
    )
    sources = _listed(f"[{each['number']}] {each['text']}" for each in worded.sources)
    title = _told(language.text("doc.sources.title"))
    notes = "\n".join(f"<p>{_told(each)}</p>" for each in worded.notes)
    return (
        f"<footer>\n<p>{legend}</p>\n{notes}\n<h2>{title}</h2>\n"
        f'<ul class="quiet">{sources}</ul>\n<p>{_told(foot)}</p>\n</footer>'
    )


def _listed(items: Iterable[str]) -> str:
    return "".join(f"<li>{_told(each)}</li>" for each in items)


def _told(text: str) -> str:
    return escape(text, quote=True)
