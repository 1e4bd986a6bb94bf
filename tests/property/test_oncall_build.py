"""Whatever the roster: the rota built keeps every rule, and of a small one no rota is better."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from oncall_checker import faults
from oncall_every_rota import best, best_order, order_worth, worth
from oncall_rosters import BEFORE, DAYS, FIRST, asked, rosters

from comah.model.fairness import Ledger
from comah.model.oncall_book import Oncall
from comah.model.rota import Published, Rota
from comah.model.when import When
from comah.oncall.build.build_rota import build_rota
from comah.oncall.build.choose import choose
from comah.oncall.build.problem import Aim, Candidate, Problem, Settled, Vacancy
from comah.oncall.build.question import question_of
from comah.oncall.can_serve import Serving

SOME = settings(max_examples=60, deadline=None)
FEW = settings(max_examples=30, deadline=None)


@SOME
@given(rosters(), st.integers(1, 5))
def test_every_rota_built_keeps_every_rule(oncall: Oncall, weeks: int) -> None:
    built = build_rota(Serving(oncall=oncall), DAYS, asked(weeks), on=BEFORE.date())
    assert faults(built.oncall, FIRST, weeks) == []


@FEW
@given(rosters(), st.integers(1, 3), st.integers(1, 3))
def test_weeks_built_after_others_keep_every_rule_with_them(oncall: Oncall, first: int, more: int) -> None:
    built = build_rota(Serving(oncall=oncall), DAYS, asked(first), on=BEFORE.date())
    then = asked(more, first=FIRST + timedelta(weeks=first))
    both = build_rota(Serving(oncall=built.oncall), DAYS, then, on=BEFORE.date())
    assert faults(both.oncall, then.first, more) == []
    assert [one for one in both.oncall.shifts if one in built.oncall.shifts] == list(built.oncall.shifts)


@FEW
@given(rosters(people=3), st.integers(1, 3))
def test_no_rota_of_a_small_roster_is_better(oncall: Oncall, weeks: int) -> None:
    problem = question_of(Serving(oncall=oncall), DAYS, asked(weeks)).problem
    choice = choose(problem)
    teams = [tuple(sorted(filter(None, people))) for people in choice.people]
    assert worth(problem, teams) == best(problem)
    moved, uneven = order_worth(problem, choice.people)
    assert (moved, uneven) == best_order(problem, teams)
    assert all(proof.is_proved for proof in choice.proofs)
    values = {proof.aim: proof.value for proof in choice.proofs}
    assert (*(values[aim] for aim in Aim if aim is not Aim.FIRSTS), values[Aim.FIRSTS]) == (*best(problem), uneven)


@FEW
@given(rosters(people=3), rosters(people=3), st.integers(1, 2))
def test_of_what_people_were_told_as_little_as_can_be_is_changed(before: Oncall, after: Oncall, weeks: int) -> None:
    """People come, go, fall ill and lapse between two buildings, and rules change."""
    roles = before.roles
    told = build_rota(Serving(oncall=before), DAYS, asked(weeks), on=BEFORE.date()).oncall
    until = When.on_day(FIRST + timedelta(days=10))
    published = tuple(Published(role=role.id, until=until) for role in roles)
    now = Oncall(
        folder=before.folder,
        roles=roles,
        people=after.people,
        rotas=(Rota(schema=1, shifts=told.shifts, published=published),),
    )
    wanted = asked(weeks, keep_published=True)
    problem = question_of(Serving(oncall=now), DAYS, wanted).problem
    choice = choose(problem)
    teams = [tuple(sorted(filter(None, people))) for people in choice.people]
    assert worth(problem, teams) == best(problem)
    assert faults(build_rota(Serving(oncall=now), DAYS, wanted, on=BEFORE.date()).oncall, FIRST, weeks) == []


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Draw a problem in which much is possible: turns that lie across one another, few absences, uneven shares."""
    people = [f"officer-{number}" for number in range(3)]
    vacancies = tuple(draw(_vacancies()) for _ in range(draw(st.integers(3, 5))))
    numbers = range(len(vacancies))
    tenths = st.integers(-30, 15)
    return Problem(
        vacancies=vacancies,
        candidates=tuple(
            Candidate(id=name, can=draw(st.frozensets(st.sampled_from(numbers), min_size=1)), most_days=100)
            for name in people
        ),
        settled=tuple(draw(st.lists(_settled(), max_size=2))),
        longest_run=draw(st.dictionaries(st.sampled_from(("duty", "tactical")), st.integers(1, 2))),
        ahead={
            (role, ledger): {name: draw(tenths) for name in people}
            for role in ("duty", "tactical")
            for ledger in Ledger
        },
        firsts={("duty", people[0]): draw(st.integers(-2, 2))},
        wishes=draw(
            st.dictionaries(
                st.tuples(st.sampled_from(people), st.sampled_from(numbers)), st.sampled_from((-1, 1)), max_size=3
            )
        ),
    )


@st.composite
def _vacancies(draw: st.DrawFn) -> Vacancy:
    start = BEFORE + timedelta(days=draw(st.integers(0, 25)))
    days = draw(st.sampled_from((3, 7)))
    seats = draw(st.sampled_from(((1,), (1, 2), (1, 2), (2,))))
    end = start + timedelta(days=days)
    return Vacancy(
        role=draw(st.sampled_from(("duty", "tactical"))),
        seats=seats,
        start=start,
        end=end,
        rest_until=end + timedelta(days=draw(st.sampled_from((0, 0, 2, 7)))),
        days=days,
        counts=(1, draw(st.integers(0, 2)), draw(st.integers(0, 1)), draw(st.integers(0, 2))),
        told=draw(st.sampled_from((("", ""), ("officer-0", "officer-1"), ("officer-2", ""))))[: len(seats)],
    )


@st.composite
def _settled(draw: st.DrawFn) -> Settled:
    start = BEFORE + timedelta(days=draw(st.integers(-7, 30)))
    end = start + timedelta(days=draw(st.integers(1, 7)))
    return Settled(
        person=draw(st.sampled_from(("officer-0", "officer-1"))),
        role="duty",
        start=start,
        end=end,
        rest_until=end + timedelta(days=draw(st.sampled_from((0, 3)))),
        is_turn=draw(st.booleans()),
    )


@SOME
@given(problems())
def test_the_solver_and_going_through_every_rota_agree(problem: Problem) -> None:
    choice = choose(problem)
    teams = [tuple(sorted(filter(None, people))) for people in choice.people]
    assert worth(problem, teams) == best(problem)
    assert order_worth(problem, choice.people) == best_order(problem, teams)
    assert all(proof.is_proved for proof in choice.proofs)
