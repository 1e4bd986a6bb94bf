"""Rows of turns that are too long a run, as the rota is told of them: few, however many roles hand over together."""

from __future__ import annotations

from datetime import date

from oncall_instances import question

from comah.model.oncall import Person, Role
from comah.model.oncall_book import Oncall
from comah.model.rota import Rota, Shift
from comah.oncall.build.conflicts import open_to, too_long_runs
from comah.oncall.build.problem import Problem

NAMES = ("duty", "strategic", "tactical")


def problem(weeks: int, longest: int, before: tuple[tuple[int, str], ...] = ()) -> Problem:
    """Return what one person in three roles, which hand over on Mondays at 09:00, can have from 4 January 2027."""
    shifts = tuple(Shift(id=f"2026-w{week}-{role}-1", role=role, person="officer-a") for week, role in before)
    roles = tuple(Role(id=name, longest_run=longest, share_warning_percent=100) for name in NAMES)
    people = (Person(id="officer-a", roles=NAMES),)
    oncall = Oncall(folder="halton/oncall", roles=roles, people=people, rotas=(Rota(schema=1, shifts=shifts),))
    return question(oncall, weeks).problem


def rows(asked: Problem) -> list[tuple[list[date], int]]:
    """Return the days on which the turns of each row begin, each once, and how many of them may be had."""
    (person,) = asked.candidates
    found = too_long_runs(asked, person, open_to(asked, person))
    return [(sorted({asked.vacancies[one].start.date() for one in run.vacancies}), run.most) for run in found]


def test_turns_of_the_same_time_stand_in_one_row() -> None:
    assert rows(problem(4, 2)) == [
        ([date(2027, 1, 4), date(2027, 1, 11), date(2027, 1, 18)], 2),
        ([date(2027, 1, 11), date(2027, 1, 18), date(2027, 1, 25)], 2),
    ]


def test_a_long_run_of_many_roles_makes_no_more_rows_than_of_one() -> None:
    assert len(rows(problem(26, 8))) == 18


def test_what_is_settled_before_is_of_the_row_in_whatever_role() -> None:
    before = ((52, "tactical"), (53, "duty"))
    assert rows(problem(2, 2, before)) == [
        ([date(2027, 1, 4)], 0),
        ([date(2027, 1, 4), date(2027, 1, 11)], 1),
    ]
