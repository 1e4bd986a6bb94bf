"""Facts about a plan put on record. What stands there is never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, check_plan_existed, may_be_one_day, where
from comah.exercises.said_again import Said, blanks_filled, fill_edits, fill_words
from comah.model.change import Change, date_value, given
from comah.model.establishment import Establishment, Plan, Review, plan_ref
from comah.model.exercise import Exercise
from comah.model.kinds import Regime, ReviewKind, Tier
from comah.model.when import When
from comah.model.words import when_words
from comah.plans.plan_edits import append_row, named, set_key

_BY_HAND = "Nothing was recorded. Edit the record by hand if it is wrong"


def record_review(  # noqa: PLR0913 - all but three are named
    site: Establishment, plan: Plan, when: When, *, on: date, kind: ReviewKind = ReviewKind.FULL, approved_by: str = ""
) -> Change:
    """Put a review of a plan on record; only a full one restarts the clock of regulation 14(1)(a)."""
    check_happened(when, on)
    check_plan_existed(site, plan, when, "review")
    for review in plan.reviews:
        if review.kind is kind and review.on is not None and may_be_one_day(review.on, when):
            return _review_on_record(site, plan, review, when, approved_by)
    row = given(on=date_value(when), kind=kind.value, approved_by=approved_by)
    return Change(
        file=site.place.file.name,
        what="review",
        summary=f"{named(site, plan)}: {_kind_words(kind)} of {when_words(when)}",
        edits=(append_row(plan, "reviews", row),),
    )


def record_prepared(
    site: Establishment, plan: Plan, when: When, *, on: date, exercises: Sequence[Exercise] = ()
) -> Change:
    """Put on record when a plan was first prepared; a reissue is not this.

    Args:
        site: the establishment.
        plan: its plan.
        when: the day.
        on: the reference date.
        exercises: those on record; none of them can have tested the plan before this day.
    """
    check_happened(when, on)
    ref = plan_ref(site.id, plan.regime)
    credited = [(one.held_on, one.place, "held_on") for one in exercises if ref in {each.plan for each in one.credits}]
    reviewed = [(one.on, one.place, "on") for one in plan.reviews]
    for event, place, key in (*reviewed, *credited):
        if event is not None and event.is_known and event.latest < when.earliest:
            message = (
                f"{named(site, plan)}: a review or test of {when_words(event)} is on record ({where(place, key)}), "
                f"so the plan was not first prepared {when_words(when)}. {_BY_HAND}"
            )
            raise RefusedError(message)
    return _date_once(site, plan, "first_prepared_on", when, ("prepared", "first prepared"))


def record_information_received(site: Establishment, plan: Plan, when: When, *, on: date) -> Change:
    """Put on record when the operator's information was received: the clock of regulation 13(2) starts."""
    check_happened(when, on)
    return _date_once(site, plan, "information_received_on", when, ("info-received", "operator's information received"))


def record_history_complete(site: Establishment, plan: Plan) -> Change:
    """Put on record that every test and full review since the plan was first prepared is in the records."""
    file = site.place.file.name
    if plan.history_complete:
        summary = f"{named(site, plan)}: history complete already on record ({where(plan.place, 'history_complete')})"
        return Change(file=file, what="complete", summary=f"{summary}. Nothing changed")
    return Change(
        file=file,
        what="complete",
        summary=f"{named(site, plan)}: its history of tests and full reviews is complete",
        edits=set_key(plan, "history_complete", value=True),
    )


def plan_of(site: Establishment, regime: Regime) -> Plan:
    """Return the plan of a regime.

    Raises:
        RefusedError: where the establishment has none; the message says why or how to begin one.
    """
    plan = next((plan for plan in site.plans if plan.regime is regime), None)
    if plan is not None:
        return plan
    if regime is Regime.COMAH and site.tier is Tier.LOWER:
        reason = f"is of lower tier ({where(site.place, 'tier')}), so it has no external COMAH plan"
    else:
        held = ", ".join(plan.regime.value for plan in site.plans) or "none"
        reason = (
            f"has no {regime.value} plan on record (plans: {held}). To begin one, add to {site.place.file.name}: "
            f'[[plans]] and below it regime = "{regime.value}"'
        )
    message = f"{site.id} {reason}. Nothing was recorded"
    raise RefusedError(message)


def _date_once(site: Establishment, plan: Plan, key: str, when: When, words: tuple[str, str]) -> Change:
    """Set a date of a plan that has none yet; ``words`` are for the journal and for the officer."""
    what, title = words
    held: When | None = getattr(plan, key)
    file = site.place.file.name
    if held is None:
        summary = f"{named(site, plan)}: {title} {when_words(when)}"
        return Change(file=file, what=what, summary=summary, edits=set_key(plan, key, date_value(when)))
    stands = f"{named(site, plan)}: {title} {when_words(held)}"
    if held == when:
        summary = f"{stands} already on record ({where(plan.place, key)}). Nothing changed"
        return Change(file=file, what=what, summary=summary)
    message = f"{stands} is on record ({where(plan.place, key)}), not {when_words(when)}. {_BY_HAND}"
    raise RefusedError(message)


def _review_on_record(site: Establishment, plan: Plan, review: Review, when: When, approved_by: str) -> Change:
    """Fill in who signed it off, or say that it is there; refuse one that may be the same, dated differently."""
    held = review.on or when
    stands = f"{named(site, plan)}: {_kind_words(review.kind)} of {when_words(held)}"
    if held == when:
        said = Said(key="approved_by", name="approved by", stands=review.approved_by, told=approved_by)
        filled = blanks_filled(stands, review.place, (said,))
        summary = f"{stands} already on record ({where(review.place, 'on')}). Nothing changed"
        return Change(
            file=site.place.file.name,
            what="review",
            summary=f"{stands}: {fill_words(filled)}" if filled else summary,
            edits=fill_edits(review.place, filled),
        )
    message = (
        f"{stands} is on record ({where(review.place, 'on')}), perhaps the same as this one of {when_words(when)}. "
        "Nothing was recorded. If it is the same, make its date exact by hand; if not, add this one by hand"
    )
    raise RefusedError(message)


def _kind_words(kind: ReviewKind) -> str:
    return "full review" if kind is ReviewKind.FULL else "check of contacts"
