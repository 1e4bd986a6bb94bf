"""The rows of a programme's page: every exercise, every plan over the years, every part of the objective."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from msgspec.structs import replace

from comah.model.kinds import ExerciseType
from comah.model.programme_page import LateSpan, PlanDay, PlanLine, PlanTested, ProgrammeRow, ScoreLine
from comah.programme.days import unmet_wishes, usual_start
from comah.programme.loads import agencies_asked, kind_chosen
from comah.programme.problem import Choice, Committed, Plan, Problem
from comah.programme.result import Proposal, Stage
from comah.programme.score import days_of_test, safe_date_to_meet
from comah.programme.walk import safe_dates
from comah.workdays.week import monday_of

_ONE_DAY: Final = timedelta(days=1)
# the objective, in the order in which it is sought
OBJECTIVE: Final = {
    "late": "days past a safe date",
    "short": "days by which local margins are missed",
    "missed": "years without an exercise, and plans without a live one, against a hard rule",
    "exercises": "exercises",
    "given_up": "days of statutory life given up",
    "peak": "exercises in planning at once, the most of each authority added up",
    "disliked": "weight of the wishes that are not met",
    "changes": "published tests moved to another week",
}


def proposal_row(problem: Problem, one: Proposal) -> ProgrammeRow:
    """Return the row of a proposed exercise."""
    tests = tuple(_tested(problem.plan[each.plan], each.safe_on, one.day, why=each.why) for each in one.tests)
    row = _row(
        tests, one.choice.plans, one.day, authority=one.choice.authority, kind=one.type, start=one.planning_start
    )
    asked = tuple(sorted(agencies_asked(problem, one.choice.plans)))
    why = tuple(_why(tests))
    return replace(row, is_compressed=one.is_compressed, why=why, against=one.disliked, agencies=asked)


def _why(tests: Sequence[PlanTested]) -> Iterator[str]:
    """Yield why then, once for the plans of which it is true alike, and naming them where it is not so of all."""
    plans: dict[str, list[str]] = {}
    for one in tests:
        plans.setdefault(one.why, []).append(one.plan)
    for words, refs in plans.items():
        if words:
            yield words if len(plans) == 1 else f"{', '.join(refs)}: {words}"


def committed_row(problem: Problem, one: Committed, choices: Sequence[Choice]) -> ProgrammeRow:
    """Return the row of an exercise on record, which the programme leaves as it is."""
    tests = tuple(_tests_on(problem, one.plans, one.day, choices))
    row = _row(tests, one.plans, one.day, authority=one.authority, kind=one.type, start=one.planning_from)
    return replace(row, exercise=one.id, agencies=one.agencies, day_said=one.said, is_day_fixed=one.is_fixed)


def given_row(problem: Problem, one: Choice, choices: Sequence[Choice], start: date) -> ProgrammeRow:
    """Return the row of an exercise of a programme made by hand, whatever rule it breaks.

    Args:
        problem: what decides a programme.
        one: the exercise.
        choices: the whole programme.
        start: the day on which its planning starts, as it is counted for a proposed one.
    """
    limits, kind = problem.limit[one.authority], kind_chosen(problem, one)
    row = _row(
        tuple(_tests_on(problem, one.plans, one.day, choices)),
        one.plans,
        one.day,
        authority=one.authority,
        kind=kind,
        start=start,
    )
    is_compressed = start > usual_start(limits, one.day, kind)
    asked = tuple(sorted(agencies_asked(problem, one.plans)))
    return replace(row, is_compressed=is_compressed, against=tuple(unmet_wishes(limits, one.day)), agencies=asked)


def _tests_on(problem: Problem, refs: Sequence[str], on: date, choices: Sequence[Choice]) -> Iterator[PlanTested]:
    """Yield what an exercise on a day means for each of its plans."""
    for ref in refs:
        if ref in problem.plan:
            yield _tested(problem.plan[ref], safe_date_to_meet(problem, ref, on, choices), on)


def _tested(plan: Plan, safe_on: date, on: date, why: str = "") -> PlanTested:
    """Say what an exercise means for a plan: by the safe date itself, where it is past, and by none that is not known.

    Args:
        plan: the plan.
        safe_on: the safe date that the exercise is to meet, as the programme counts it.
        on: its day.
        why: why then.
    """
    owed: date | None = safe_on
    if plan.is_assumed and safe_on == plan.safe_on:
        owed = plan.passed_on
    margin = (owed - on).days if owed is not None else None
    return PlanTested(plan=plan.ref, safe_on=owed, margin=margin, given_up=max(0, (safe_on - on).days), why=why)


def _row(  # noqa: PLR0913 - all but three are named
    tests: tuple[PlanTested, ...],
    plans: tuple[str, ...],
    day: date,
    *,
    authority: str,
    kind: ExerciseType,
    start: date,
) -> ProgrammeRow:
    return ProgrammeRow(
        exercise="",
        authority=authority,
        week=monday_of(day),
        day=day,
        type=kind.value,
        plans=plans,
        planning_starts=start,
        is_compressed=False,
        tests=tests,
        given_up=sum(each.given_up for each in tests),
        margin=min((each.margin for each in tests if each.margin is not None), default=None),
        safe_on=min((each.safe_on for each in tests if each.safe_on is not None), default=None),
        agencies=(),
        day_said="",
        is_day_fixed=True,
        why=(),
        against=(),
    )


def plan_line(problem: Problem, plan: Plan, choices: Sequence[Choice]) -> PlanLine:
    """Return one plan over the years: its tests, and the days on which it is past its safe date."""
    return PlanLine(
        plan=plan.ref,
        name=plan.name,
        authority=plan.authority,
        safe_on=plan.passed_on if plan.is_assumed else plan.safe_on,
        is_assumed=plan.is_assumed,
        why=plan.why,
        tests=tuple(sorted(_tests(problem, plan, choices), key=lambda one: one.on)),
        late=tuple(_late(problem, plan, choices)),
    )


def score_lines(stages: Sequence[Stage], *, peak_elsewhere: int = 0) -> tuple[ScoreLine, ...]:
    """Return the parts of the objective, each with what is known of it.

    Args:
        stages: the parts.
        peak_elsewhere: what authorities whose plans are not asked for add to the peaks; it is taken off.
    """
    return tuple(
        ScoreLine(
            part=stage.name,
            title=OBJECTIVE[stage.name],
            value=stage.value,
            bound=stage.bound,
            by=stage.by,
            proof=proof_words(stage),
        )
        for stage in _apart(stages, peak_elsewhere)
    )


def _apart(stages: Sequence[Stage], peak_elsewhere: int) -> Iterator[Stage]:
    """Yield the parts without what authorities whose plans are not asked for add to the peaks."""
    for stage in stages:
        less = peak_elsewhere if stage.name == "peak" else 0
        yield replace(stage, value=stage.value - less, bound=stage.bound - less)


def known_words(lines: Sequence[ScoreLine]) -> str:
    """Say in which parts of the objective nothing can be better: all those before the first that is not proved."""
    proved = list(takewhile(lambda line: line.value == line.bound, lines))
    if len(proved) == len(lines):
        return "PROVED OPTIMAL"
    weak = lines[len(proved)]
    open_ = f"{weak.title}: {weak.value}, and none can have under {weak.bound}"
    return (
        f"PROVED THE BEST IN THE FIRST {len(proved)} OF {len(lines)} PARTS; {open_}"
        if proved
        else f"NOT PROVED; {open_}"
    )


def proof_words(stage: Stage) -> str:
    """Say how well it is known that a part of the objective cannot be less."""
    if stage.is_proved:
        return "proved optimal"
    return "not proved" if stage.gap == 1 else f"gap {stage.gap:.1%}"


def _tests(problem: Problem, plan: Plan, choices: Sequence[Choice]) -> Iterator[PlanDay]:
    for one in problem.committed:
        if plan.ref in one.plans:
            yield PlanDay(on=one.day, type=one.type.value, is_committed=True)
    for choice in choices:
        if plan.ref in choice.plans:
            yield PlanDay(on=choice.day, type=kind_chosen(problem, choice).value, is_committed=False)


def _late(problem: Problem, plan: Plan, choices: Sequence[Choice]) -> Iterator[LateSpan]:
    safe_on = plan.safe_on
    for day, safe in safe_dates(plan, days_of_test(problem, plan.ref, choices)):
        if day > safe:
            yield LateSpan(first=safe + _ONE_DAY, last=day)
        safe_on = plan.safe_after(day)
    if safe_on < problem.ends_on:
        yield LateSpan(first=safe_on + _ONE_DAY, last=problem.ends_on)


def late_days(lines: Sequence[PlanLine]) -> dict[str, int]:
    """Count by plan the days past a safe date; plans that keep every one are left out."""
    return {line.plan: sum((span.last - span.first).days + 1 for span in line.late) for line in lines if line.late}
