"""What the page on the desk says is what the code does: its figures, its kinds and its terms."""

import re

from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.cases.clock_notices import read_notice_hours
from drentsportal.domain.cases.deadline import ANSWER_WITHIN, SOON_WITHIN
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.cases.working_time import DAY_BEGINS, DAY_ENDS
from drentsportal.paths import resources_dir
from drentsportal.reference.privacy_lists import read_selection_list
from drentsportal.services.access_log import SAME_LOOK_WITHIN
from drentsportal.services.documents import DocumentKind
from drentsportal.services.ports.replies import ReplyKind
from drentsportal.settings import Settings
from tests.repo.pages import CODE, DOCS, DOTTED, layers, resolves, rows_under, text_of

PAGE = DOCS / "desk.md"


def named(header: str) -> list[str]:
    """Return what the first column of a table sets as code."""
    return [name for cells in rows_under(PAGE, header) for name in CODE.findall(cells[0])]


def test_the_page_tells_the_clock_as_it_counts() -> None:
    """Term, notices and working day are those of the code and its settings."""
    told = {cells[0]: cells[1] for cells in rows_under(PAGE, "term")}
    hours = [each.total_seconds() / 3600 for each in read_notice_hours(Settings().clock_notices)]
    assert told == {
        "answer within": f"{ANSWER_WITHIN.total_seconds() / 3600:g} hours",
        "nearly due": f"{SOON_WITHIN.total_seconds() / 3600:g} hours",
        "notices": f"{', '.join(f'{each:g}' for each in hours)} hours",
        "working day": f"{DAY_BEGINS.hour} to {DAY_ENDS.hour}",
    }


def test_the_page_names_every_kind() -> None:
    """Of papers, of looks, of documents and of mails: all there are and no other."""
    leaving = set(named("what"))
    assert sorted(named("paper")) == sorted(each.value for each in PaperKind)
    assert named("kind") == [each.value for each in AccessKind]
    assert leaving == {each.value for each in (*DocumentKind, *ReplyKind)}


def test_the_page_tells_how_long_a_look_and_an_idle_window_last() -> None:
    """Both are minutes and both are 15: each is held against its own."""
    minutes = SAME_LOOK_WITHIN.total_seconds() / 60
    text = " ".join(text_of(PAGE).split())
    assert re.findall(r"Within (\d+) minutes of a logged look", text) == [f"{minutes:g}"]
    locks = re.findall(r"locks its window after (\d+) minutes", text)
    assert locks == [str(Settings().lock_after_minutes)]


def test_the_page_tells_the_terms_that_ship() -> None:
    """Each category with its years, its start and what is proposed."""
    told = [tuple(cell.strip("`") for cell in cells) for cells in rows_under(PAGE, "category")]
    shipped = read_selection_list(resources_dir()).categories
    assert told == [
        (each.id, "for good" if each.term_years is None else str(each.term_years), each.start, each.action)
        for each in shipped
    ]


def test_the_page_names_no_missing_module() -> None:
    """A dotted name that begins with a layer is in the package."""
    names = {
        each
        for each in CODE.findall(text_of(PAGE))
        if DOTTED.fullmatch(each) and each.split(".")[0] in layers()
    }
    assert len(names) > 5
    assert [each for each in sorted(names) if not resolves(each)] == []
