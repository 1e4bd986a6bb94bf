"""A plan's review walked through as at a day: steps, what to take account of, who is asked, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from comah.duties.case import Case
from comah.duties.credited import credited_tests
from comah.duties.objectives import lessons_of_plan
from comah.duties.plan_events import changes_since
from comah.duties.plan_reviews import duty_to_review
from comah.duties.review_consulting import Walk, consulted_rows, holder_rows, latest_issue, not_asked
from comah.duties.situation import Situation, situations
from comah.errors import RefusedError, UnknownNameError
from comah.exercises.state import is_fact
from comah.model.book import Book
from comah.model.establishment import Establishment, Plan, Review
from comah.model.kinds import Regime, Severity
from comah.model.page import source_of
from comah.model.provision import Body, Law, Reads
from comah.model.review_walk import HeedRow, ReviewWalk, StepRow, StepState
from comah.model.when import When
from comah.model.words import day_words
from comah.plans.as_at import plan_as_at
from comah.plans.plan_edits import typed
from comah.plans.review_heed import establishment_rows, knowledge_rows, responder_rows
from comah.plans.review_steps import BY_OTHERS
from comah.plans.review_template import review_days, review_template
from comah.plans.review_under_way import review_under_way

_BODY_OF: Final = {Regime.COMAH: Body.COMAH, Regime.REPPIR: Body.REPPIR, Regime.PIPELINE: Body.PIPELINE}


def review_walk(book: Book, law: Law, on: date, site: str, regime: Regime) -> ReviewWalk:
    """Return the review of a plan as at a day.

    Raises:
        UnknownNameError: for a site that no record holds.
        RefusedError: for a plan that the site does not have.
    """
    return _shown(_walk(book, law, on, site, regime), law)


def after_review(book: Book, law: Law, on: date, plan_of: tuple[Establishment, Plan], when: When) -> str:
    """Say when the next review is due once a full review of a day is on record."""
    site, plan = plan_of
    walk = _walk(book, law, on, site.id, plan.regime)
    reviewed = msgspec.structs.replace(plan, reviews=(*plan.reviews, Review(on=when)))
    duty = duty_to_review(msgspec.structs.replace(walk.case, facts=plan_as_at(site, reviewed, on)))
    if duty.due_on is None or duty.safe_on is None:
        return f"Next review: {duty.reason}"
    start = f"; start by {day_words(duty.start_by)} (local)" if duty.start_by else ""
    return (
        f"Next review by {day_words(duty.due_on)}, {duty.provision} (last lawful day); "
        f"safe date {day_words(duty.safe_on)}{start}"
    )


def _walk(book: Book, law: Law, on: date, site: str, regime: Regime) -> Walk:
    sit, found, plan = _plan(book, on, site, regime)
    provision = next(row for row in law.provisions if row.reads is Reads.REVIEWS and row.body is _BODY_OF[regime])
    facts = plan_as_at(found, plan, on)
    case = Case(
        sit=sit,
        provision=provision,
        value=provision.value_on(on) or provision.values[0],
        facts=facts,
        credited=credited_tests(sit, facts),
    )
    return Walk(book=book, case=case, duty=duty_to_review(case), under_way=review_under_way(plan, on))


def _plan(book: Book, on: date, name: str, regime: Regime) -> tuple[Situation, Establishment, Plan]:
    for sit in situations(book, on):
        for site in sit.records.establishments:
            if site.id == name:
                plan = next((one for one in site.plans if one.regime is regime), None)
                if plan is None:
                    message = f"{name} has no {regime.value} plan on record, so there is no review of one"
                    raise RefusedError(message)
                return sit, site, plan
    message = f"{name}: no such site"
    raise UnknownNameError(message)


def _shown(walk: Walk, law: Law) -> ReviewWalk:
    facts, duty, under_way = walk.facts, walk.duty, walk.under_way
    consulted, missing = tuple(consulted_rows(walk)), tuple(_missing(walk))
    steps = tuple(_steps(walk))
    return ReviewWalk(
        on=walk.case.on,
        law=law.version,
        register_name=walk.book.name,
        register_digest=walk.book.digest,
        marking=walk.case.sit.authority.marking,
        authority=walk.case.sit.authority.id,
        establishment=facts.site.id,
        plan=facts.ref,
        name=facts.site.name,
        provision=duty.provision,
        status=duty.status.value,
        reason=duty.reason,
        safe_on=duty.safe_on,
        due_on=duty.due_on,
        started=under_way.started_on.text if under_way else "",
        is_substantial=under_way.is_substantial if under_way else None,
        steps=steps,
        heed=tuple(_heed(walk)),
        consulted=consulted,
        holders=tuple(holder_rows(walk)),
        latest_issue=latest_issue(walk),
        missing=missing,
        next_step=_next(walk, steps, missing),
        unreadable=tuple(one for one in walk.book.problems if one.severity is Severity.ERROR),
    )


def _steps(walk: Walk) -> Iterator[StepRow]:
    facts, sit, under_way = walk.facts, walk.case.sit, walk.under_way
    substantial = under_way.is_substantial if under_way else None
    template = review_template(
        facts.plan.regime, sit.authority.policy.review_lead_days, is_substantial=substantial is not False
    )
    days = (
        {one.step.id: one for one in review_days(template, walk.duty.safe_on, sit.calendar)}
        if walk.duty.safe_on
        else {}
    )
    for step in template.steps:
        day = days.get(step.id)
        done = under_way.steps.get(step.id) if under_way else None
        text = _done(walk, step.id)
        late = 0 if text or day is None else max(0, (walk.case.on - day.due_on).days)
        yield StepRow(
            id=step.id,
            title=step.title,
            who=step.who,
            provision=step.provision,
            due_on=day.due_on if day else None,
            latest_on=day.latest_on if day else None,
            done=text,
            by=done.by if done else "",
            note=done.note if done else "",
            state=StepState.DONE if text else StepState.LATE if late else StepState.OPEN,
            days_late=late,
            place=source_of(done.place, "id") if done else None,
        )


def _done(walk: Walk, step: str) -> str:
    """Return the day on which a step was done, as the record writes it."""
    under_way = walk.under_way
    if under_way is None:
        return ""
    if step == "start":
        return under_way.started_on.text
    if step == "consultation":
        last = max((one.on.latest for one in under_way.consulted.values() if one.on), default=None)
        return last.isoformat() if last and not tuple(not_asked(walk)) else ""
    done = under_way.steps.get(step)
    return done.done_on.text if done and done.done_on else ""


def _reviewed(walk: Walk) -> date | None:
    """Return the earliest day that the last full review can have been done."""
    return max((one.when.earliest for one in walk.facts.full_reviews if one.when.is_known), default=None)


def _heed(walk: Walk) -> Iterator[HeedRow]:
    if walk.facts.plan.regime is not Regime.COMAH:
        return
    sit, since, on = walk.case.sit, _reviewed(walk), walk.case.on
    own = [
        one
        for one in sit.records.activations
        if one.site == walk.facts.site.id and (one.on is None or is_fact(one.on, on))
    ]
    yield from establishment_rows(changes_since(walk.facts), own, since)
    yield from responder_rows(walk.nation, since, on)
    yield from knowledge_rows(lessons_of_plan(walk.case), since, on)


def _missing(walk: Walk) -> Iterator[str]:
    """Yield what a sign-off still waits for."""
    under_way, site = walk.under_way, walk.facts.site.id
    regime = typed(walk.facts.site, walk.facts.plan.regime).removeprefix(site)
    if under_way is None:
        yield f"its start (comah review start {site}{regime} --on DATE)"
        return
    for step in review_template(walk.facts.plan.regime).steps:
        if step.id not in BY_OTHERS and step.id not in under_way.steps:
            yield f"step {step.id} (comah review step {site} {step.id}{regime} --on DATE)"
    if under_way.is_substantial:
        for body in not_asked(walk):
            yield f"consultation of {body} (comah review consult {site} {body.partition(' ')[0]}{regime} --asked DATE)"


def _next(walk: Walk, steps: tuple[StepRow, ...], missing: tuple[str, ...]) -> str:
    if walk.under_way is not None and not missing:
        return (
            f"comah review done {typed(walk.facts.site, walk.facts.plan.regime)} --on DATE --approved-by POST --by POST"
        )
    following = next((step for step in steps if step.state is not StepState.DONE), None)
    return f"{following.title} ({following.who})" if following and walk.under_way else missing[0]
