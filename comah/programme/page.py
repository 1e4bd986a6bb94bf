"""A programme as it is shown: its exercises, its plans over the years, and what is known of how good it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from comah.model.book import Book
from comah.model.programme_page import Difference, PlanLine, ProgrammePage
from comah.model.words import count_words, day_words
from comah.programme.asked import Asked
from comah.programme.clashes import clash_lines, doubled_lines
from comah.programme.measures import measure_lines
from comah.programme.page_rows import committed_row, known_words, late_days, plan_line, proposal_row, score_lines
from comah.programme.problem import Plan
from comah.programme.result import Programme
from comah.programme.rule_lines import rule_lines
from comah.programme.translate import Translation
from comah.programme.unmet import unmet_lines

_METHODS: Final = {
    "solver": "OR-Tools CP-SAT, from a greedy programme",
    "greedy": "greedy with repair, and a lower bound by counting",
}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What else is said of a programme."""

    conflict: tuple[str, ...] = ()  # why not every safe date can be kept
    remedies: tuple[str, ...] = ()
    difference: Difference | None = None
    note: str = ""  # why the solver was not used


def programme_page(
    book: Book, asked: Asked, translated: Translation, programme: Programme, told: Told
) -> ProgrammePage:
    """Put a programme as it is shown."""
    problem = translated.problem
    choices = tuple(one.choice for one in programme.proposals)
    of = [one.authority for one in book.authorities if asked.covers(one.authority.id)]
    plans = tuple(plan_line(problem, plan, choices) for plan in problem.plans)
    committed = tuple(committed_row(problem, one, choices) for one in problem.committed if asked.covers(one.authority))
    scores = score_lines(programme.stages, peak_elsewhere=peak_elsewhere(asked, programme))
    method = _METHODS.get(programme.method, programme.method)
    return ProgrammePage(
        on=asked.on,
        first=problem.on,
        last=problem.ends_on,
        law=translated.law,
        register_name=book.name,
        register_digest=book.digest,
        title=of[0].name if len(of) == 1 else book.name or "Register",
        marking=tuple(dict.fromkeys(one.marking for one in of if one.marking)),
        notices=tuple(dict.fromkeys(f"Source: {one.source_note}" for one in of if one.source_note)),
        headline=headline(programme, len(committed), plans, problem.on, problem.ends_on),
        rows=tuple(proposal_row(problem, one) for one in programme.proposals),
        committed=committed,
        plans=plans,
        score=scores,
        proof=programme.proof,
        known=known_words(scores),
        method=f"{method}. {told.note}".rstrip(". ") if told.note else method,
        seed=asked.seed,
        loads=tuple(
            (one.name, programme.loads.get(one.authority, 0)) for one in problem.limits if asked.covers(one.authority)
        ),
        rules=rule_lines(problem),
        conflict=told.conflict,
        remedies=told.remedies,
        difference=told.difference,
        assumed=tuple(_assumed(problem.plans)),
        left_out=translated.left_out,
        not_counted=translated.not_counted,
        notes=(
            *_until_it_begins(asked, problem.plans),
            *doubled_lines(problem, choices),
            *clash_lines(problem, choices, book.register.clash_days),
            *measure_lines(book, problem, choices),
            *unmet_lines(problem, choices),
            *translated.not_fixed,
        ),
        no_notice=tuple(one.exercise for one in committed if one.exercise in translated.no_notice),
        unreadable=book.problems,
    )


def headline(programme: Programme, on_record: int, plans: Sequence[PlanLine], first: date, ends_on: date) -> str:
    """Say in one line what is proposed and whether every safe date is kept."""
    proposed = f"{count_words(len(programme.proposals), 'exercise')} proposed beside {on_record} on record"
    late = late_days(plans)
    if not late:
        return f"{proposed}; every safe date is kept to {day_words(ends_on)}"
    days = count_words(sum(late.values()), "day")
    unknown = " or without a known one" if any(line.safe_on is None for line in plans if line.plan in late) else ""
    begins = f" from {day_words(first)}" if any(line.is_assumed for line in plans if line.plan in late) else ""
    return f"{proposed}; {count_words(len(late), 'plan')} past the safe date{unknown}, {days} in all{begins}"


def _until_it_begins(asked: Asked, plans: Sequence[Plan]) -> Iterator[str]:
    """Where the programme begins later than today, say what that leaves without a proposal."""
    if asked.first > asked.on:
        days = f"{day_words(asked.on)} to {day_words(asked.first)}"
        yield f"nothing is proposed from {days}; exercises on record in that time are taken to be held"
        for plan in plans:
            if plan.passed_on is not None and plan.passed_on >= asked.on:
                yield f"{plan.ref}: its safe date, {day_words(plan.passed_on)}, passes in that time"


def _assumed(plans: Sequence[Plan]) -> Iterator[str]:
    """Say which plans count as due on the first day, those for one reason together."""
    found: dict[str, list[str]] = {}
    for plan in plans:
        if plan.is_assumed:
            found.setdefault(plan.why, []).append(plan.ref)
    for why, refs in found.items():
        yield f"{', '.join(refs)}: {why}"


def peak_elsewhere(asked: Asked, programme: Programme) -> int:
    """Count what the exercises on record of other authorities add to the peaks: nothing that is asked can lower it."""
    return sum(load for authority, load in programme.loads.items() if not asked.covers(authority))
