"""A plan's review, step by step, as an officer reads it on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.model.page import Line, Part
from comah.model.review_walk import ConsulteeRow, HeedRow, HolderRow, ReviewWalk, StepRow, StepState
from comah.model.when import When
from comah.model.words import count_words, day_words, weekday_words, when_words
from comah.render.parts import write_folded, write_parts
from comah.render.screen import Screen
from comah.render.unread import write_unread

_HEADS: Final = {
    "establishment": ("CHANGES AT THE ESTABLISHMENT", "none on record since the last full review: ask the operator"),
    "responders": ("CHANGES AMONG RESPONDERS", "not held in these records, but for names: ask each of them"),
    "knowledge": (
        "NEW KNOWLEDGE, technical and of how to respond",
        "guidance and technical knowledge are not held in these records: look there too",
    ),
}
_FACTORS: Final = "  regulation 14(3)"


def review_table(walk: ReviewWalk, width: int, *, colour: bool) -> str:
    """Return the review as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, walk.unreadable)
    if walk.marking:
        screen.line(walk.marking, "bold")
    screen.split(f"Review of {walk.plan}", f"as at {weekday_words(walk.on)}", "bold")
    for text in summary(walk):
        write_folded(screen, text)
    write_parts(screen, review_parts(walk))
    return screen.text()


def summary(walk: ReviewWalk) -> tuple[str, ...]:
    """Say whether a review is under way, and how the duty stands."""
    started = f"UNDER WAY since {_day(walk.started)}" if walk.started else "NO REVIEW IS UNDER WAY"
    safe = ""
    if walk.safe_on is not None and walk.due_on is not None:
        safe = f"Safe date {day_words(walk.safe_on)}, last lawful day {day_words(walk.due_on)}. "
    return (
        f"{walk.name}: {started}",
        f"Law: {walk.provision}. {safe}{walk.status.replace('-', ' ').upper()}: {walk.reason}",
    )


def review_parts(walk: ReviewWalk) -> Iterator[Part]:
    """Yield the steps, what to take account of, who is asked, who holds the plan, and what to do."""
    yield Part(id="steps", heading="STEPS", lines=tuple(_step(step) for step in walk.steps))
    if walk.heed or walk.consulted:
        for head, (heading, note) in _HEADS.items():
            rows = [row for row in walk.heed if row.head == head]
            yield Part(id=head, heading=heading + _FACTORS, lines=(*map(_heed, rows), *_note(head, rows, note)))
    if walk.consulted:
        yield Part(
            id="consultation",
            heading=f"CONSULTATION  regulations 13(7), 14(4): {decision(walk)}",
            lines=tuple(map(_body, walk.consulted)),
        )
    yield Part(
        id="distribution", heading="WHO HAS WHICH VERSION", lines=tuple(map(_holder, walk.holders)) or (_nobody(walk),)
    )
    if walk.missing:
        yield Part(id="missing", heading="THE SIGN-OFF WAITS FOR", lines=tuple(Line(text=one) for one in walk.missing))
    yield Part(id="next", heading="NEXT", lines=(Line(text=walk.next_step),))


def decision(walk: ReviewWalk) -> str:
    """Say whether a substantial revision is thought necessary."""
    if walk.is_substantial is None:
        return "whether the revision is substantial is not decided"
    return "substantial revision" if walk.is_substantial else "no substantial revision, so not owed"


def _step(step: StepRow) -> Line:
    due = f"due {day_words(step.due_on)}" if step.due_on else "no date to count from"
    if step.state is StepState.DONE:
        by = f" by {step.by}" if step.by else ""
        text = f"{step.title}: done {_day(step.done)}{by}{f' ({step.note})' if step.note else ''}"
    elif step.state is StepState.LATE:
        text = f"{step.title}: LATE {count_words(step.days_late, 'day')}, {due} ({step.who})"
    else:
        text = f"{step.title}: {due} ({step.who})"
    law = f" [{step.provision}]" if step.provision else ""
    return Line(label=step.id, text=text + law, on=step.due_on, source=step.place)


def _heed(row: HeedRow) -> Line:
    return Line(text=row.text, source=row.place)


def _note(head: str, rows: list[HeedRow], note: str) -> tuple[Line, ...]:
    """Say what the records cannot tell; of the establishment only where they tell nothing."""
    return () if head == "establishment" and rows else (Line(text=note),)


def _body(row: ConsulteeRow) -> Line:
    asked = f"asked {_day(row.asked)}" if row.asked else "not asked on record"
    replied = f", replied {_day(row.replied)}" if row.replied else ", no reply" if row.asked else ""
    note = f" ({row.note})" if row.note else ""
    name = row.name or ("of these" if row.id == "designated-authorities" else "name not on record")
    name = "" if row.id == "public" else f"{name}, "
    return Line(label=row.id, text=f"{name}{row.role}: {asked}{replied}{note}")


def _holder(row: HolderRow) -> Line:
    given = f", {_day(row.given)}" if row.given else ""
    return Line(label=row.to, text=f"version {row.version}{given}{'' if row.is_latest else '  NOT THE LATEST ISSUE'}")


def _nobody(walk: ReviewWalk) -> Line:
    issue = f"; latest issue {walk.latest_issue}" if walk.latest_issue else ""
    return Line(text=f"None on record{issue}.")


def _day(text: str) -> str:
    return when_words(When.read(text)) if text else ""
