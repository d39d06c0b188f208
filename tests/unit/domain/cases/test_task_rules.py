"""Tasks: ids are never given twice, one owner at any time, and late is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.cases import task_rules
from drentsportal.domain.cases.task import CaseTask
from drentsportal.errors import DrentsPortalError, InputError, NotFoundError

NOW_UTC = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
TODAY = date(2026, 11, 20)
NEW = CaseTask("", "Bel terug", "Anna")
ONE = task_rules.add_task((), NEW)

ACTS = st.tuples(
    st.sampled_from(["add", "change", "done", "reopen", "give"]), st.sampled_from(["t1", "t2", "t3"])
)


def _act(tasks: task_rules.Tasks, name: str, task_id: str) -> task_rules.Tasks:
    if name == "add":
        return task_rules.add_task(tasks, NEW)
    if name == "change":
        return task_rules.change_task(tasks, CaseTask(task_id, "Schrijf", "Niemand", TODAY))
    if name == "done":
        return task_rules.finish_task(tasks, task_id, NOW_UTC)
    if name == "reopen":
        return task_rules.reopen_task(tasks, task_id)
    return task_rules.hand_over_task(tasks, task_id, "Bert")


@given(st.lists(ACTS, max_size=20))
def test_ids_count_and_nothing_is_lost(acts: list[tuple[str, str]]) -> None:
    """Whatever is done: the ids are t1, t2 ... and only handing over changes an owner."""
    tasks: task_rules.Tasks = ()
    for name, task_id in acts:
        before = tasks
        try:
            tasks = _act(tasks, name, task_id)
        except DrentsPortalError:
            continue
        assert len(tasks) - len(before) == (name == "add")
        owners = [each.owner for each in tasks[: len(before)]]
        assert name == "give" or owners == [each.owner for each in before]
    assert [each.id for each in tasks] == [f"t{count + 1}" for count in range(len(tasks))]


def test_a_name_becomes_one_line() -> None:
    """A line end in a name would begin a line of its own."""
    (task,) = task_rules.add_task((), CaseTask("", " Bel ", "Anna\nde Vries", discipline=" Vergunningen\n"))
    assert (task.text, task.owner, task.discipline) == ("Bel", "Anna de Vries", "vergunningen")


@pytest.mark.parametrize("new", [replace(NEW, text=" "), replace(NEW, owner="\n")])
def test_a_task_has_a_text_and_an_owner(new: CaseTask) -> None:
    """Without either nothing is kept."""
    with pytest.raises(InputError):
        task_rules.add_task((), new)


def test_what_is_done_stays_as_it_is_until_reopened() -> None:
    """Change, done and hand-over are refused."""
    finished = task_rules.finish_task(ONE, "t1", NOW_UTC)
    for name in ("change", "done", "give"):
        with pytest.raises(InputError) as refused:
            _act(finished, name, "t1")
        assert refused.value.message_id == "error.task.already_done"
    assert task_rules.reopen_task(finished, "t1") == ONE
    with pytest.raises(InputError):
        task_rules.reopen_task(ONE, "t1")


@pytest.mark.parametrize(("to", "told"), [(" ", "owner_missing"), ("Anna", "same_owner")])
def test_a_task_goes_to_somebody_else(to: str, told: str) -> None:
    """Nobody and the present owner are nobody else."""
    with pytest.raises(InputError) as refused:
        task_rules.hand_over_task(ONE, "t1", to)
    assert refused.value.message_id == f"error.task.{told}"


def test_an_unknown_task_is_not_found() -> None:
    """By whatever act."""
    for name in ("change", "done", "reopen", "give"):
        with pytest.raises(NotFoundError):
            _act(ONE, name, "t2")


@given(st.none() | st.dates(), st.dates(), st.booleans())
def test_late_is_open_and_due_before_today(due_on: date | None, today: date, is_done: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Due today is in time; what has no date or is done is never late."""
    task = replace(NEW, due_on=due_on, done_at_utc=NOW_UTC if is_done else None)
    assert task_rules.is_late(task, today) == (due_on is not None and due_on < today and not is_done)


def test_a_discipline_is_one_of_the_list() -> None:
    """Free words leave the portal in no weekly list; those of before stay, told as another."""
    with pytest.raises(InputError) as refused:
        task_rules.add_task((), CaseTask("", "Bel", "Anna", discipline="belt met Voorbeeld BV"))
    assert (refused.value.field, "parkmanagement" in str(refused.value.params)) == ("discipline", True)
    old = CaseTask("t1", "Bel", "Anna", discipline="belt met Voorbeeld BV")
    (changed,) = task_rules.change_task((old,), replace(old, text="Bel terug"))
    assert (changed.discipline, changed.told_discipline) == (old.discipline, "overig")
    with pytest.raises(InputError):
        task_rules.change_task((old,), replace(old, discipline="iets anders"))
    assert [replace(old, discipline=each).told_discipline for each in ("milieu", "")] == ["milieu", ""]
