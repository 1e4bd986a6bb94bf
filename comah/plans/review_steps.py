"""A step of a review put on record. What stands there is never overwritten."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import where
from comah.exercises.said_again import Said, blanks_filled, fill_edits, fill_words
from comah.model.change import Change, date_value, given
from comah.model.establishment import Establishment, Plan
from comah.model.when import When
from comah.model.words import when_words
from comah.plans.plan_edits import already, append_row, named, under_way_on
from comah.plans.review_template import review_template
from comah.plans.review_under_way import UnderWay

# steps that are recorded by what is done in them: starting, asking, signing off, sending out
BY_OTHERS = {
    "start": "comah review start",
    "consultation": "comah review consult",
    "sign-off": "comah review done",
    "distribution": "comah review distribute",
}
DECIDING = "draft"  # the step in which it is decided whether the revision is substantial


class StepFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states of a step that was done."""

    step: str
    when: When
    by: str
    note: str = ""
    substantial: bool | None = None


def record_step(site: Establishment, plan: Plan, facts: StepFacts, *, on: date) -> Change:
    """Put on record that a step of the review under way was done."""
    under_way = under_way_on(site, plan, facts.when, on)
    template = review_template(plan.regime)
    step = template.find(facts.step)
    if step is None or facts.step in BY_OTHERS:
        known = ", ".join(one.id for one in template.steps if one.id not in BY_OTHERS)
        other = f"it is recorded by {BY_OTHERS[facts.step]}" if facts.step in BY_OTHERS else "no such step"
        message = f"{facts.step}: {other}. Steps to record here: {known}. Nothing was recorded"
        raise RefusedError(message)
    done = under_way.steps.get(facts.step)
    if done is not None and done.done_on is not None:
        stands = f"{named(site, plan)}: {step.id} done {when_words(done.done_on)} ({where(done.place, 'id')})"
        if done.done_on == facts.when and facts.substantial in {None, done.substantial}:
            said = Said(key="note", name="note", stands=done.note, told=facts.note)
            filled = blanks_filled(f"{named(site, plan)}: {step.id}", done.place, (said,))
            if not filled:
                return already(site, "review-step", stands)
            return Change(
                file=site.place.file.name,
                what="review-step",
                summary=f"{named(site, plan)}: {step.title}: {fill_words(filled)}",
                edits=fill_edits(done.place, filled),
            )
        message = f"{stands} by the record. Nothing was recorded. Edit the record by hand if it is wrong"
        raise RefusedError(message)
    _check_needs(site, plan, facts, under_way, step.needs)
    row = given(id=facts.step, done_on=date_value(facts.when), by=facts.by, note=facts.note)
    if facts.substantial is not None:
        row["substantial"] = facts.substantial
    decided = {True: "; substantial revision", False: "; no substantial revision", None: ""}[facts.substantial]
    return Change(
        file=site.place.file.name,
        what="review-step",
        summary=f"{named(site, plan)}: {step.title}: done {when_words(facts.when)}{decided}",
        edits=(append_row(plan, "review_work", row),),
    )


def _check_needs(
    site: Establishment, plan: Plan, facts: StepFacts, under_way: UnderWay, needs: tuple[str, ...]
) -> None:
    undone = [need for need in needs if need not in under_way.steps and need not in BY_OTHERS]
    if undone:
        message = f"{named(site, plan)}: {facts.step} needs {', '.join(undone)} first. Nothing was recorded"
        raise RefusedError(message)
    if facts.step == DECIDING and facts.substantial is None:
        message = (
            f"{named(site, plan)}: with the draft it is decided whether a substantial revision is necessary "
            "(regulation 14(4) of COMAH 2015): --substantial or --not-substantial. Nothing was recorded"
        )
        raise RefusedError(message)
    if facts.step != DECIDING and facts.substantial is not None:
        message = f"{facts.step}: whether the revision is substantial is decided with {DECIDING}. Nothing was recorded"
        raise RefusedError(message)
