"""A review started and signed off. What stands on record is never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, check_plan_existed, where
from comah.model.change import Action, Change, Edit, date_value, given
from comah.model.establishment import Establishment, Plan
from comah.model.kinds import ReviewKind
from comah.model.when import When
from comah.model.words import when_words
from comah.plans.plan_edits import already, append_row, named, set_key, under_way_on
from comah.plans.recording import record_review
from comah.plans.review_under_way import UnderWay, review_under_way


def start_review(site: Establishment, plan: Plan, when: When, *, on: date) -> Change:
    """Put on record that a review was started. It restarts no clock: only its completion does."""
    check_happened(when, on)
    check_plan_existed(site, plan, when, "review")
    under_way = review_under_way(plan, on)
    if under_way is not None:
        stands = f"{named(site, plan)}: a review is under way since {when_words(under_way.started_on)}"
        if under_way.started_on == when:
            return already(site, "review-started", f"{stands} ({where(plan.place, 'review_started_on')})")
        message = f"{stands} ({where(plan.place, 'review_started_on')}). Nothing was recorded. See: comah review show"
        raise RefusedError(message)
    for one in plan.reviews:
        if one.kind is ReviewKind.FULL and one.on is not None and one.on.latest >= when.earliest:
            message = (
                f"{named(site, plan)}: a full review of {when_words(one.on)} is on record ({where(one.place, 'on')}), "
                f"so the next was not started {when_words(when)}. Nothing was recorded"
            )
            raise RefusedError(message)
    return Change(
        file=site.place.file.name,
        what="review-started",
        summary=f"{named(site, plan)}: review started {when_words(when)}. The review's date stands until it is done",
        edits=(*_kept_start(plan), *set_key(plan, "review_started_on", date_value(when))),
    )


def complete_review(  # noqa: PLR0913 -- all but three are named
    site: Establishment,
    plan: Plan,
    when: When,
    *,
    approved_by: str,
    version: str = "",
    missing: Sequence[str],
    on: date,
) -> Change:
    """Put the full review on record; the clock of regulation 14(1)(a) restarts from its day.

    Args:
        site: the establishment.
        plan: its plan.
        when: the day on which it was signed off.
        approved_by: the post that signed it off.
        version: the issue that came of it, where there is one.
        missing: what the walk says is not done, each in words.
        on: the reference date.
    """
    made = record_review(site, plan, when, on=on, approved_by=approved_by)
    if all(edit.action is Action.SET for edit in made.edits):  # the review is on record
        return _done_again(site, plan, made, when, version)
    under_way = under_way_on(site, plan, when, on)
    wanting = [*missing, *([] if approved_by.strip() else ["the post that signs it off (--approved-by POST)"])]
    last = _last_step(under_way)
    if last is not None and when.latest < last:
        wanting.append(f"a day not before its last step, {when_words(When.on_day(last))}")
    if wanting:
        lines = "\n".join(f"  {one}" for one in wanting)
        message = (
            f"{named(site, plan)}: the review cannot be signed off. Missing:\n{lines}\nNothing was recorded. "
            "A review that was completed without these records: comah record review"
        )
        raise RefusedError(message)
    row = given(
        on=date_value(when),
        kind=ReviewKind.FULL.value,
        approved_by=approved_by,
        started_on=date_value(under_way.started_on),
    )
    issued = [append_row(plan, "issues", given(version=version, on=date_value(when)))] if version else []
    return msgspec.structs.replace(made, edits=(append_row(plan, "reviews", row), *issued))


def _done_again(site: Establishment, plan: Plan, made: Change, when: When, version: str) -> Change:
    """Add the issue that came of a review on record, where it was not stated before."""
    if not version or any(one.version == version and one.on in {None, when} for one in plan.issues):
        return made
    other = next((one for one in plan.issues if one.version == version or one.on == when), None)
    if other is not None:
        day = when_words(other.on) if other.on else "day not on record"
        message = (
            f"{named(site, plan)}: issue {other.version} of {day} is on record ({where(other.place, 'version')}), not "
            f"{version} of {when_words(when)}. Nothing was recorded. Edit the record by hand if it is wrong"
        )
        raise RefusedError(message)
    issued = append_row(plan, "issues", given(version=version, on=date_value(when)))
    told = f"{named(site, plan)}: full review of {when_words(when)}: on record already; added: issue {version}"
    return msgspec.structs.replace(made, summary=told, edits=(*made.edits, issued))


def _last_step(under_way: UnderWay) -> date | None:
    """Return the earliest day that the last thing on record in a review can have been done."""
    steps = (one.done_on for one in under_way.steps.values())
    asked = (one.on for one in under_way.consulted.values())
    return max((when.earliest for when in (*steps, *asked) if when is not None), default=None)


def _kept_start(plan: Plan) -> tuple[Edit, ...]:
    """Keep the start of the last review with it, before a new start takes its place."""
    before = plan.review_started_on
    done = [
        one
        for one in plan.reviews
        if one.kind is ReviewKind.FULL and one.on and before and one.on.latest >= before.earliest
    ]
    first = min(done, key=lambda one: one.on.earliest if one.on else date.max, default=None)
    if before is None or first is None or first.started_on is not None:
        return ()
    return (Edit(path=(*first.place.path, "started_on"), value=date_value(before)),)
