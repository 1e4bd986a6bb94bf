"""By when work must start: the template's length, the working day, and the local margin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from comah.duties.plan_tests import assumed_template, assumed_type
from comah.explain.matter import Matter
from comah.model.page import Line, Part, source_of
from comah.model.provision import Reads
from comah.model.words import count_words, weekday_words


def start_part(matter: Matter) -> Part | None:
    """Return when an exercise or a review must start; None for duties that have no start."""
    safe_on, start = matter.duty.safe_on, matter.duty.latest_start
    if safe_on is None or start is None:
        return None
    lines = _test(matter, safe_on, start) if matter.reads is Reads.TESTS else _review(matter, safe_on, start)
    return Part(id="start", heading="START", lines=tuple(lines))


def _test(matter: Matter, safe_on: date, start: date) -> Iterator[Line]:
    case = matter.case
    if case is None or matter.site is None:
        return
    kind = assumed_type(case)
    length = assumed_template(case).length_days
    own = matter.site.next_test_type is not None
    whose = "the site's next_test_type" if own else "the authority's next_test_type; live where it sets none"
    yield Line(
        label="Type",
        text=f"{kind.value}, {length} days from first step to exercise ({whose})",
        source=source_of(matter.site.place, "next_test_type") if own else None,
    )
    yield from _back(matter, safe_on, length, start, "Latest start")
    margin = matter.sit.authority.policy.margin_days
    if matter.duty.start_by is not None:
        text = f"{weekday_words(matter.duty.start_by)}{_passed(matter, matter.duty.start_by)}: {_margin(margin)}"
        yield Line(label="Start by", text=text, on=matter.duty.start_by)


def _margin(days: int) -> str:
    return f"a margin of {count_words(days, 'day')} before that (local advice, not law)"


def _review(matter: Matter, safe_on: date, start: date) -> Iterator[Line]:
    lead = matter.sit.authority.policy.review_lead_days
    yield Line(label="Lead", text=f"{count_words(lead, 'day')} before the safe date (local advice, not law)")
    yield from _back(matter, safe_on, lead, start, "Start by")


def _back(matter: Matter, safe_on: date, days: int, start: date, label: str) -> Iterator[Line]:
    counted = safe_on - timedelta(days=days)
    text = f"{weekday_words(start)}{_passed(matter, start)}"
    if counted != start:
        why = "at a weekend" if counted.weekday() > 4 else "a bank holiday"  # noqa: PLR2004 - Friday is 4
        text += f": {weekday_words(counted)} is {why}, so the working day before"
    yield Line(label=label, text=text, on=start)


def _passed(matter: Matter, day: date) -> str:
    late = (matter.on - day).days
    return f", passed {count_words(late, 'day')} ago" if late > 0 else ""
