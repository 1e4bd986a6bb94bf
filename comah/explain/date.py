"""The whole working of a date: one duty of one site, or of each that was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.selection import rank
from comah.duties.situation import Situation, situations
from comah.explain.alone import closing_parts
from comah.explain.ask import Asked
from comah.explain.basis import basis_part
from comah.explain.counted import counted_part
from comah.explain.exercises_seen import arranged_part, credits_part, elements_part
from comah.explain.left_out import left_out_part
from comah.explain.local import local_parts, measure_workings
from comah.explain.matter import Matter, matters
from comah.explain.rule_words import rule_part, who_line
from comah.explain.start import start_part
from comah.explain.steps import last_day_label, last_day_words, steps_part
from comah.model.book import Book
from comah.model.duty import Assessment, Status
from comah.model.explanation import Explanation, Working
from comah.model.kinds import DutyTo, Severity
from comah.model.page import Line, Part, source_of
from comah.model.provision import Law, Provision, Reads
from comah.model.status_words import STATUS_WORDS
from comah.model.words import count_words, day_words, when_words

_TOLD_OF = {Reads.TESTS: DutyTo.TEST, Reads.REVIEWS: DutyTo.REVIEW}
_REGIME = {"comah": "COMAH", "reppir": "REPPIR", "pipeline": "pipeline"}


def explain_date(book: Book, law: Law, assessment: Assessment, asked: Asked) -> Explanation:
    """Return how every duty that was asked for comes to stand as it does, each with its records."""
    sits = situations(book, assessment.on)
    asked_for = tuple(matters(sits, assessment.duties, asked))
    found = [_working(one, is_alone=len(asked_for) == 1) for one in asked_for]
    found += measure_workings(sits, assessment, asked)
    provision = asked.provision
    return Explanation(
        on=assessment.on,
        law=law.version,
        subject="working",
        asked=asked.words,
        title=f"{asked.words}: {provision.title}" if provision else asked.words,
        register_name=assessment.register_name,
        register_digest=assessment.register_digest,
        notices=tuple(_notices(sits, asked)),
        unreadable=tuple(one for one in assessment.problems if one.severity is Severity.ERROR),
        workings=tuple(found),
        parts=(
            *(() if found else (_none(sits, asked),)),
            *_statuses(asked_for),
            *_closing(provision, assessment),
        ),
    )


def _notices(sits: tuple[Situation, ...], asked: Asked) -> Iterator[str]:
    for sit in sits:
        if sit.authority.id in asked.authorities:
            if sit.authority.marking:
                yield sit.authority.marking
            if sit.authority.source_note:
                yield f"Source: {sit.authority.source_note}"


def _closing(provision: Provision | None, assessment: Assessment) -> tuple[Part, ...]:
    """Return what is the same for every working: how the rule counts, what was inferred, the text."""
    if provision is None:
        return ()
    return rule_part(provision, assessment.on), *closing_parts(provision)


def _none(sits: tuple[Situation, ...], asked: Asked) -> Part:
    """Say why there is no such duty, so that silence is never read as safety."""
    plans = [
        f"Plans of {site.id} on record: {', '.join(_REGIME[plan.regime.value] for plan in site.plans) or 'none'}"
        for sit in sits
        for site in sit.records.establishments
        if site.id in asked.sites
    ]
    lines = [Line(text=f"{asked.duty} does not arise from any record of {asked.words.partition(' ')[0]}.")]
    lines += [Line(text=f"{one}.") for one in plans]
    return Part(id="none", heading="", lines=tuple(lines))


def _working(matter: Matter, *, is_alone: bool) -> Working:
    words = STATUS_WORDS[matter.duty.status]
    parts = (
        _summary(matter),
        _status(matter, is_alone=is_alone),
        basis_part(matter),
        counted_part(matter),
        *local_parts(matter),
        steps_part(matter),
        start_part(matter),
        elements_part(matter),
        arranged_part(matter),
        credits_part(matter),
        left_out_part(matter),
    )
    return Working(
        title=_title(matter),
        position=words.title,
        duty=matter.duty,
        parts=tuple(part for part in parts if part is not None),
    )


def _title(matter: Matter) -> str:
    duty = matter.duty
    name = matter.site.name if matter.site else matter.sit.authority.name
    plan = f", external {_REGIME[duty.plan]} plan" if duty.plan else ""
    exercise = f", {duty.exercise}" if duty.exercise else ""
    return f"{name}{plan}{exercise}"


def _summary(matter: Matter) -> Part:
    duty = matter.duty
    lines = [Line(label="Duty", text=duty.title)]
    if matter.provision is not None:
        lines.append(who_line(matter.provision))
    if duty.due_on is not None and duty.safe_on is not None:
        lines.append(Line(label="Safe date", text=day_words(duty.safe_on), on=duty.safe_on))
        lines.append(Line(label=last_day_label(duty), text=last_day_words(duty), on=duty.due_on))
    if duty.days_overdue:
        lines.append(Line(label="Late", text=f"{count_words(duty.days_overdue, 'day')} after the last day in time"))
    elif duty.days_left is not None and duty.days_left >= 0:
        lines.append(Line(label="Left", text=f"{count_words(duty.days_left, 'day')} to the safe date"))
    elif duty.days_left is not None:
        lines.append(Line(label="Left", text=f"none: {count_words(-duty.days_left, 'day')} past the safe date"))
    return Part(id="duty", heading="", lines=tuple(lines))


def _statuses(asked_for: tuple[Matter, ...]) -> Iterator[Part]:
    """Yield the words of each status once, where several duties are shown."""
    found = sorted({one.duty.status for one in asked_for}, key=rank)
    if len(asked_for) > 1:
        for status in found:
            yield Part(id="status", heading=f"STATUS {status.value}", lines=_words_of(status))


def _words_of(status: Status) -> tuple[Line, ...]:
    words = STATUS_WORDS[status]
    return Line(label="Means", text=words.meaning), Line(label="Do", text=words.to_do)


def _status(matter: Matter, *, is_alone: bool) -> Part:
    duty = matter.duty
    lines = [
        Line(label="Because", text=duty.reason),
        *(_words_of(duty.status) if is_alone else ()),
        *_told(matter),
    ]
    return Part(id="status", heading=f"STATUS {duty.status.value}", lines=tuple(lines))


def _told(matter: Matter) -> Iterator[Line]:
    """Yield what the competent authority was told of lateness. It is recorded and moves no date."""
    if matter.facts is None or matter.reads not in _TOLD_OF:
        return
    for one in matter.facts.plan.ca_told:
        if one.duty is _TOLD_OF[matter.reads] and (one.on is None or one.on.earliest <= matter.on):
            when = when_words(one.on) if one.on else "day not on record"
            reference = one.reference or "no reference on record"
            yield Line(label="CA told", text=f"{when} ({reference}); it moves no date", source=source_of(one.place))
