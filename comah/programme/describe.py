"""The exercises of a programme as they are shown: when planning starts, what each means for its plans, why then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from comah.programme.days import unmet_wishes, usual_start
from comah.programme.draft import Draft
from comah.programme.loads import kind_chosen
from comah.programme.problem import Choice, Problem
from comah.programme.result import Proposal, Tested
from comah.programme.score import safe_date_to_meet, score
from comah.programme.unhurried import planning_starts
from comah.programme.why_then import WhyThen
from comah.workdays.week import monday_of


def describe(problem: Problem, choices: Iterable[Choice]) -> tuple[Proposal, ...]:
    """Return a programme's exercises, by day, with what an officer asks of each."""
    draft = Draft(problem, choices)
    value = score(problem, draft.choices)
    starts = planning_starts(problem, draft.choices)
    why = WhyThen(draft=draft, value=value)
    return tuple(_proposal(draft, choice, why, starts[choice]) for choice in draft.choices)


def _proposal(draft: Draft, choice: Choice, why: WhyThen, start: date) -> Proposal:
    problem, chosen = draft.problem, draft.choices
    limits, kind = problem.limit[choice.authority], kind_chosen(problem, choice)
    safe_on = {ref: safe_date_to_meet(problem, ref, choice.day, chosen) for ref in choice.plans}
    words = why.of(choice, safe_on)
    tests = tuple(
        Tested(plan=ref, safe_on=safe_on[ref], margin=(safe_on[ref] - choice.day).days, why=words[ref])
        for ref in choice.plans
    )
    return Proposal(
        choice=choice,
        week=monday_of(choice.day),
        type=kind,
        planning_start=start,
        is_compressed=start > usual_start(limits, choice.day, kind),
        tests=tests,
        disliked=tuple(unmet_wishes(limits, choice.day)),
    )
