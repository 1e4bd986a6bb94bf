"""A programme made by hand, measured by the same rules and the same objective as a proposed one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from comah.model.kinds import ExerciseType
from comah.model.programme_page import (
    Comparison,
    GivenProgramme,
    GivenRow,
    ProgrammePage,
    ReviewPage,
    RowFault,
    ScoreLine,
)
from comah.model.words import count_words, day_words
from comah.programme.broken import broken_rules, missed_words
from comah.programme.loads import kind_chosen
from comah.programme.page_rows import OBJECTIVE, given_row, late_days, plan_line
from comah.programme.problem import Choice, Committed, Limits, Problem, Score
from comah.programme.score import score
from comah.programme.unhurried import planning_starts


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """The exercises of a programme made by hand, with the rows that no exercise could be made of."""

    choices: tuple[Choice, ...]
    faults: tuple[RowFault, ...]
    remarks: tuple[str, ...]


def take(problem: Problem, given: GivenProgramme) -> Taken:
    """Make the exercises that the rows tell of; rows of one group on one day are one exercise.

    A row on the day of an exercise on record that is meant to test all its plans is that exercise: none is made of it.
    """
    known = {row.at.row: one for row in given.rows for one in [_on_record(problem, row)] if one is not None}
    own = [row for row in given.rows if row.at.row not in known]
    faults = [RowFault(at=row.at, message=why) for row in own for why in [_why_not(problem, row)] if why]
    bad = {fault.at.row for fault in faults}
    together: dict[tuple[date, str, str], list[GivenRow]] = {}
    for row in own:
        if row.at.row not in bad:
            together.setdefault((row.day, *_unit(problem, row)), []).append(row)
    return Taken(
        choices=tuple(sorted(_choice(problem, rows) for rows in together.values())),
        faults=tuple(sorted((*given.faults, *faults), key=lambda fault: fault.at.row)),
        remarks=(
            *given.remarks,
            *_read_as(given.rows),
            *(_taken_as(row, known[row.at.row]) for row in given.rows if row.at.row in known),
            *_joined(together.values()),
            *_otherwise_played(problem, together.values()),
        ),
    )


def with_days(problem: Problem, given: GivenProgramme) -> Problem:
    """Return the problem in which the days of a programme made by hand can be chosen, so that it cannot be better."""

    def opened(limits: Limits) -> Limits:
        own = {plan.ref for plan in problem.plans if plan.authority == limits.authority}
        return replace(limits, open_days=frozenset(row.day for row in given.rows if not own.isdisjoint(row.plans)))

    return replace(problem, limits=tuple(map(opened, problem.limits)))


def review_page(
    problem: Problem, given: GivenProgramme, taken: Taken, found: ProgrammePage, *, peak_elsewhere: int = 0
) -> ReviewPage:
    """Put a programme made by hand beside the one that is proposed.

    Args:
        problem: what decides a programme.
        given: the file as it was read.
        taken: the exercises made of it.
        found: what is proposed for the same problem.
        peak_elsewhere: what authorities whose plans are not asked for add to the peaks; it is taken off.
    """
    lines = tuple(plan_line(problem, plan, taken.choices) for plan in problem.plans)
    starts = planning_starts(problem, taken.choices)
    late = late_days(lines)
    broken = broken_rules(problem, taken.choices)
    mine = score(problem, taken.choices)
    mine = replace(mine, peak=mine.peak - peak_elsewhere)
    proposed = {line.part: line for line in found.score}
    return ReviewPage(
        file=given.file,
        headline=_headline(mine, len(late), len(broken)),
        given=tuple(given_row(problem, one, taken.choices, starts[one]) for one in taken.choices),
        broken=(*(one.words for one in broken), *missed_words(problem, taken.choices)),
        faults=taken.faults,
        remarks=taken.remarks,
        untested=tuple(
            f"{line.plan}: past its safe date {_span_words(line.late[0].first, line.late[-1].last)}, "
            f"{count_words(late[line.plan], 'day')} in all"
            for line in lines
            if line.late
        ),
        comparison=tuple(
            Comparison(part=part, title=title, given=getattr(mine, part), found=line.value, bound=line.bound)
            for part, title in OBJECTIVE.items()
            for line in [proposed.get(part)]
            if line is not None
        ),
        found=found,
        verdict=_verdict(mine, proposed, len(broken)),
    )


def _on_record(problem: Problem, row: GivenRow) -> Committed | None:
    """Return the exercise on record that a row is, though it does not name its id; None where it is none."""
    return next((one for one in problem.committed if one.day == row.day and {*row.plans} <= {*one.plans}), None)


def _taken_as(row: GivenRow, one: Committed) -> str:
    """Say which exercise on record a row is; one without notice is not named."""
    name = "an exercise on record" if one.no_notice else f"{one.id} on record"
    return f"row {row.at.row}: {day_words(row.day)} is {name}, and is taken as that"


def _why_not(problem: Problem, row: GivenRow) -> str:
    """Say why no exercise can be made of a row; "" where one can."""
    first, last = problem.on + timedelta(days=1), problem.ends_on  # none is held on the first day itself
    if not first <= row.day <= last:
        return f"{day_words(row.day)} is outside the programme: its days are {day_words(first)} to {day_words(last)}"
    unknown = [ref for ref in row.plans if ref not in problem.plan]
    if unknown:
        return f"{', '.join(unknown)} is not among the plans that are to have dates"
    owners = sorted({problem.plan[ref].authority for ref in row.plans})
    return f"plans of several authorities: {', '.join(owners)}; give each a row" if len(owners) > 1 else ""


def _unit(problem: Problem, row: GivenRow) -> tuple[str, str]:
    """Return whose exercise a row is, and what it shares with others of its day: the group, else its own plans."""
    plans = [problem.plan[ref] for ref in row.plans]
    groups = {plan.group for plan in plans}
    is_group = len(groups) == 1 and plans[0].group
    return plans[0].authority, plans[0].group if is_group else ", ".join(row.plans)


def _choice(problem: Problem, rows: Sequence[GivenRow]) -> Choice:
    refs = tuple(sorted({ref for row in rows for ref in row.plans}))
    is_said = any(row.type == ExerciseType.LIVE.value for row in rows)
    is_live = is_said or any(problem.plan[ref].type is ExerciseType.LIVE for ref in refs)
    return Choice(day=rows[0].day, authority=problem.plan[refs[0]].authority, plans=refs, is_live=is_live)


def _read_as(rows: Iterable[GivenRow]) -> Iterator[str]:
    """Say once by which convention days were read."""
    said = [row for row in rows if row.remark]
    if said:
        alike = f", and {count_words(len(said) - 1, 'other row')} alike" if len(said) > 1 else ""
        yield f"row {said[0].at.row}: {said[0].remark}{alike}"


def _joined(together: Iterable[list[GivenRow]]) -> Iterator[str]:
    for rows in together:
        if len(rows) > 1:
            numbers = ", ".join(str(row.at.row) for row in rows)
            alike = "the same plans" if len({row.plans for row in rows}) == 1 else "one group"
            yield f"rows {numbers} are taken for one exercise: {alike}, {day_words(rows[0].day)}"


def _otherwise_played(problem: Problem, together: Iterable[list[GivenRow]]) -> Iterator[str]:
    """Say which exercises are planned as of another type than their rows say: that of the plans, which takes longer."""
    for rows in together:
        kind = kind_chosen(problem, _choice(problem, rows)).value
        for row in rows:
            if row.type not in {"", kind}:
                yield f"row {row.at.row}: {row.type}, and measured as {kind}, as which its plans are to be tested"


def _headline(mine: Score, plans: int, broken: int) -> str:
    kept = "every safe date is kept"
    if mine.late:
        kept = f"{count_words(plans, 'plan')} past the safe date, {count_words(mine.late, 'day')} in all"
    number = broken + mine.missed
    rules = f"hard rules broken: {number}" if number else "no hard rule is broken"
    return f"{count_words(mine.exercises, 'exercise')}; {kept}; {rules}"


def _verdict(mine: Score, proposed: Mapping[str, ScoreLine], broken: int) -> str:
    """Say in a sentence which programme is better, and by what."""
    if broken:
        return "By hand breaks hard rules, so it cannot stand as it is"
    for part, title in OBJECTIVE.items():
        given, found = getattr(mine, part), proposed[part].value
        if given != found:
            better = "By hand is better" if given < found else "What is proposed is better"
            return f"{better} in what counts first: {title}, {found} proposed and {given} by hand"
    return "By hand is as good as what is proposed, in every part"


def _span_words(first: date, last: date) -> str:
    return f"between {day_words(first)} and {day_words(last)}"
