"""Who was asked in a review, and who was given which version of the plan, put on record."""

from __future__ import annotations

from datetime import date

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, check_plan_existed, where
from comah.exercises.said_again import BY_HAND, Said, blanks_filled, fill_edits, fill_words
from comah.model.change import Change, date_value, given
from comah.model.establishment import Consulted, Distributed, Establishment, Plan
from comah.model.when import When
from comah.model.words import when_words
from comah.plans.plan_edits import already, append_row, named, under_way_on


def record_consulted(  # noqa: PLR0913 -- all but three are named
    site: Establishment, plan: Plan, body: str, *, asked: When | None, replied: When | None, note: str, on: date
) -> Change:
    """Put on record that a body was asked in the review under way, or that it replied."""
    when = asked or replied
    if when is None:
        message = f"{body}: say when it was asked or replied: --asked DATE, --replied DATE. Nothing was recorded"
        raise RefusedError(message)
    if asked is not None and replied is not None and replied.latest < asked.earliest:
        message = f"{body}: it cannot have replied {when_words(replied)}, before it was asked. Nothing was recorded"
        raise RefusedError(message)
    for one in (asked, replied):
        if one is not None:
            check_happened(one, on)
    held = under_way_on(site, plan, when, on).consulted.get(body)
    if held is not None:
        return _replied(site, plan, held, asked, replied, note)
    if asked is None:
        message = f"{body}: that it was asked in this review is not on record: add --asked DATE. Nothing was recorded"
        raise RefusedError(message)
    row = given(body=body, on=date_value(asked), replied_on=date_value(replied) if replied else None, note=note)
    told = f", replied {when_words(replied)}" if replied else ""
    return Change(
        file=site.place.file.name,
        what="review-consulted",
        summary=f"{named(site, plan)}: {body} asked {when_words(asked)}{told}",
        edits=(append_row(plan, "consulted", row),),
    )


def record_distributed(  # noqa: PLR0913 -- all but three are named
    site: Establishment, plan: Plan, when: When, *, to: str, version: str, on: date
) -> Change:
    """Put on record that somebody was given a version of the plan."""
    check_happened(when, on)
    check_plan_existed(site, plan, when, "distribution")
    if not to.strip() or not version.strip():
        message = f"{named(site, plan)}: name the holder and the version: --to POST --version 5. Nothing was recorded"
        raise RefusedError(message)
    told = f"{named(site, plan)}: version {version} given to {to}"
    for one in plan.distributed:
        if (one.to, one.version) == (to, version):
            return _given_again(site, one, when, told)
    is_issued = any(one.version == version for one in plan.issues)
    note = "" if is_issued else f". Note: no issue {version} of the plan is on record"
    return Change(
        file=site.place.file.name,
        what="review-distributed",
        summary=f"{told}, {when_words(when)}{note}",
        edits=(append_row(plan, "distributed", given(to=to, version=version, on=date_value(when))),),
    )


def _given_again(site: Establishment, one: Distributed, when: When, told: str) -> Change:
    """Fill in the day on which a version was given; refuse another."""
    said = Said(key="on", name="the day", stands=one.on, told=when)
    filled = blanks_filled(told, one.place, (said,))
    if not filled:
        return already(site, "review-distributed", f"{told}, {when_words(when)} ({where(one.place, 'to')})")
    return Change(
        file=site.place.file.name,
        what="review-distributed",
        summary=f"{told}: {fill_words(filled)}",
        edits=fill_edits(one.place, filled),
    )


def _replied(  # noqa: PLR0913, PLR0917 -- the parts of one question
    site: Establishment, plan: Plan, held: Consulted, asked: When | None, replied: When | None, note: str
) -> Change:
    """Fill in a reply or a note; refuse what differs from what stands there."""
    stands = f"{named(site, plan)}: {held.body} asked {when_words(held.on) if held.on else ''}"
    at = where(held.place, "body")
    is_new = replied is not None and replied != held.replied_on
    too_early = is_new and held.on is not None and replied is not None and replied.latest < held.on.earliest
    if asked not in {None, held.on} or (is_new and held.replied_on is not None) or too_early:
        told = f", replied {when_words(held.replied_on)}" if held.replied_on else ""
        message = f"{stands}{told} by the record ({at}). Nothing was recorded. {BY_HAND}"
        raise RefusedError(message)
    said = (
        Said(key="replied_on", name="replied", stands=held.replied_on, told=replied),
        Said(key="note", name="note", stands=held.note, told=note),
    )
    filled = blanks_filled(f"{named(site, plan)}: {held.body}", held.place, said)
    if not filled:
        return already(site, "review-consulted", f"{stands} ({at})")
    words = f"{held.body} replied {when_words(replied)}" if is_new and replied else f"{held.body}: {fill_words(filled)}"
    return Change(
        file=site.place.file.name,
        what="review-consulted",
        summary=f"{named(site, plan)}: {words}",
        edits=fill_edits(held.place, filled),
    )
