"""The rules that a programme obeys or weighs, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comah.model.date_echo import MONTHS, WEEKDAYS
from comah.model.programme_page import RuleLine
from comah.model.words import count_words
from comah.programme.problem import OFF, Agency, Limits, Plan, Problem, Wish

_LAW: Final = "law"
_HARD: Final = "hard"
# what a proof is worth: within this nothing is better; see docs/explanation/programme.md
_GIVEN: Final = (
    "in most weeks one day can be chosen: of those that meet most wishes the latest",
    "planning takes what the template says; an exercise tests what it is meant to",
)
_AVOIDED: Final = {
    "diary": "on days taken in the diary",
    "school-holidays": "in school holidays",
    "election": "in pre-election periods",
    "since": "too near the last one",
}


def rule_lines(problem: Problem) -> tuple[RuleLine, ...]:
    """Return the law, what binds each authority that has plans and the agencies that they ask, and what is given."""
    asked = {agency for plan in problem.plans for agency in plan.agencies}
    return (
        RuleLine(whose="the law", rule="every plan is tested by its safe date", binds=_LAW),
        *(line for limits in problem.limits for line in _of_authority(limits, _own(problem, limits))),
        *(line for agency in problem.agencies if agency.id in asked for line in _of_agency(agency)),
        *(RuleLine(whose="what is taken as given", rule=rule, binds="note") for rule in _GIVEN),
    )


def _own(problem: Problem, limits: Limits) -> tuple[Plan, ...]:
    return tuple(plan for plan in problem.plans if plan.authority == limits.authority)


def _of_authority(limits: Limits, plans: Sequence[Plan]) -> Iterator[RuleLine]:
    if not plans:
        return
    asked = sorted(_wished(limits, plans), key=lambda one: (not one[1].is_hard, -one[1].weight))
    for rule, wish in (*_firm(limits, plans), *asked):
        if wish != OFF:
            yield RuleLine(whose=limits.name, rule=rule, binds=binding(wish))
    if limits.is_usual:
        yield RuleLine(
            whose=limits.name, rule="none of these is set in the records: they are the usual ones", binds="note"
        )


def _firm(limits: Limits, plans: Sequence[Plan]) -> Iterator[tuple[str, Wish]]:
    """Yield what is always hard, and the margin, which has a part of the objective to itself."""
    firm = Wish(is_hard=True)
    yield (
        "exercises on record keep their days; a working day, none over Christmas, one exercise a week at most",
        firm,
    )
    for margin in sorted({plan.margin_days for plan in plans}):
        yield f"tested {count_words(margin, 'day')} before the safe date", Wish(weight=-1)
    for kind, lead in limits.leads.items():
        pressed = f", pressed to {count_words(lead.least_days, 'working day')} at the least" * limits.may_compress
        yield f"{kind.value}: {count_words(lead.length_days, 'day')} of planning{pressed}", firm
    if any(plan.group for plan in plans):
        yield f"one exercise is meant to test at most {count_words(limits.group_cap, 'plan')} of a group", firm
    if limits.most_a_year:
        yield f"at most {count_words(limits.most_a_year, 'exercise')} a financial year", firm


def _wished(limits: Limits, plans: Sequence[Plan]) -> Iterator[tuple[str, Wish]]:
    if limits.most_in_planning:
        yield f"at most {count_words(limits.most_in_planning, 'exercise')} in planning at once", limits.in_planning
    if limits.gap_days:
        yield f"{count_words(limits.gap_days, 'day')} from one exercise to the next", limits.gap
    yield "at least one exercise each financial year", limits.yearly
    for often in sorted({str(plan.live_interval) for plan in plans if plan.live_interval}):
        yield f"each plan tested live at least every {often}", limits.live
    for kind, wish in sorted(
        {(one.kind, one.wish.is_hard, one.wish.weight): one.wish for one in limits.avoided}.items()
    ):
        blocked = " that it blocks" if kind[:2] == ("diary", True) else ""
        yield f"no exercise {_AVOIDED[kind[0]]}{blocked}", wish
    if limits.preferred_weekdays:
        yield f"on a {_any_of(WEEKDAYS[day] for day in limits.preferred_weekdays)}", limits.weekdays
    if limits.preferred_months:
        yield f"in {_any_of(MONTHS[month - 1] for month in limits.preferred_months)}", limits.months


def _of_agency(agency: Agency) -> Iterator[RuleLine]:
    for most, span in ((agency.a_week, "week"), (agency.a_quarter, "quarter")):
        if most:
            rule = f"asked for at most {count_words(most, 'exercise')} a {span}, over the whole forum"
            yield RuleLine(whose=agency.name, rule=rule, binds=_HARD)


def binding(wish: Wish) -> str:
    """Say how a rule binds."""
    if wish.weight < 0:
        return "weighed after the law, before all else"
    return _HARD if wish.is_hard else f"a wish of weight {wish.weight}"


def _any_of(names: Iterator[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
