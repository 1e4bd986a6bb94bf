"""The exercises of a programme as they are shown: when planning starts, what each means for its plans, why then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from comah.model.words import count_words, day_words
from comah.programme.days import unmet_wishes, usual_start
from comah.programme.draft import Draft
from comah.programme.loads import held_by, kind_chosen
from comah.programme.problem import Choice, Plan, Problem, monday_of
from comah.programme.result import Proposal, Tested
from comah.programme.score import days_of_test
from comah.programme.walk import safe_dates


def describe(problem: Problem, choices: Iterable[Choice]) -> tuple[Proposal, ...]:
    """Return a programme's exercises, by day, with what an officer asks of each."""
    draft = Draft(problem, choices)
    return tuple(_proposal(draft, choice) for choice in draft.choices)


def _proposal(draft: Draft, choice: Choice) -> Proposal:
    problem, chosen = draft.problem, draft.choices
    limits, kind = problem.limit[choice.authority], kind_chosen(problem, choice)
    start = held_by(problem, choice).planning_from
    safe_on = {ref: _safe_on(problem, ref, choice, chosen) for ref in choice.plans}
    draft.remove(choice)  # so that it is seen where else it could be
    why = _Why(draft=draft, choice=choice, safe_on=safe_on)
    tests = tuple(
        Tested(
            plan=ref, safe_on=safe_on[ref], margin=(safe_on[ref] - choice.day).days, why=why.words(problem.plan[ref])
        )
        for ref in choice.plans
    )
    draft.add(choice)
    return Proposal(
        choice=choice,
        week=monday_of(choice.day),
        type=kind,
        planning_start=start,
        is_compressed=start > usual_start(limits, choice.day, kind),
        tests=tests,
        disliked=tuple(unmet_wishes(limits, choice.day)),
    )


def _safe_on(problem: Problem, ref: str, choice: Choice, chosen: Iterable[Choice]) -> date:
    """Return the safe date that an exercise is to meet for a plan."""
    days = days_of_test(problem, ref, chosen)
    return next(safe_on for day, safe_on in safe_dates(problem.plan[ref], days) if day == choice.day)


class _Why(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise, the programme without it, and the safe dates that it is to meet."""

    draft: Draft
    choice: Choice
    safe_on: dict[str, date]

    def words(self, plan: Plan) -> str:
        """Say why the exercise stands on its day, for one of its plans."""
        safe_on, day = self.safe_on[plan.ref], self.choice.day
        wished = safe_on - timedelta(days=plan.margin_days)
        known = f"safe date {day_words(safe_on)}"
        if plan.is_assumed and safe_on == plan.safe_on:
            known = f"no safe date ahead is known, so due on {day_words(safe_on)}"
        if day > wished:
            short = f"{count_words((day - safe_on).days, 'day')} late" if day > safe_on else self._short(safe_on)
            return f"{known}; {self._first()}, {short}"
        other = self._first_due(plan, wished)
        if other is not None:
            return f"{known}; with {other.name}, which is due first"
        if not self._room(self.choice.day, wished):
            return f"{known}; the last good day by {day_words(wished)}"
        return f"{known}; earlier than it need be, so that the other dates and loads hold"

    def _short(self, safe_on: date) -> str:
        left = (safe_on - self.choice.day).days
        return f"only {count_words(left, 'day')} before it" if left else "on it"

    def _first(self) -> str:
        if self._room(self.draft.problem.on, self.choice.day - timedelta(days=1)):
            return "its other dates and loads leave no better day"
        return "the first day with time to plan it and room for it"

    def _first_due(self, plan: Plan, wished: date) -> Plan | None:
        """Return the plan tested with it that is wished for first, where that is another, and earlier."""
        plans = self.draft.problem.plan
        due = {ref: safe_on - timedelta(days=plans[ref].margin_days) for ref, safe_on in self.safe_on.items()}
        first = min(due, key=lambda ref: (due[ref], ref))
        return plans[first] if due[first] < wished and first != plan.ref else None

    def _room(self, after: date, until: date) -> bool:
        """Whether the exercise alone could be moved to a day after one and not after another."""
        days = (slot for slot in self.draft.slots[self.choice.authority] if after < slot.day <= until)
        return any(self.draft.fits(msgspec.structs.replace(self.choice, day=slot.day)) for slot in days)
