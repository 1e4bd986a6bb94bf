"""Rows of the due report: one a plan, or one for plans that share a position."""

from __future__ import annotations

from comah.duties.clock import trigger_words
from comah.duties.selection import order
from comah.duties.situation import Situation
from comah.model.due_report import Row
from comah.model.duty import Arranged, Duty, Status
from comah.model.establishment import Establishment
from comah.model.when import When
from comah.model.words import day_words, when_words

_POSITION = {
    Status.OVERDUE: "OVERDUE",
    Status.MAY_BE_OVERDUE: "MAY BE OVERDUE",
    Status.UNKNOWN: "CANNOT BE SHOWN",
    Status.AT_RISK: "AT RISK",
    Status.PLANNED: "PLANNED",
    Status.DUE: "in date",
    Status.ARRANGED: "ARRANGED",
    Status.MET: "met",
    Status.EXEMPT: "exempt",
    Status.NOT_APPLICABLE: "not applicable",
}


_NOT_THE_LAST = {"plan first prepared": "prepared", "extension agreed to": "extended to"}


def rows_of(sit: Situation, duties: list[Duty], notes: dict[str, str], *, done: str, whole: int) -> tuple[Row, ...]:
    """Return the rows of one provision, in the order of the duties.

    Sites of one group with the same position share a row, and so do all plans of the authority
    where there is but one position. ``whole`` is how many duties of the provision there are in all;
    0 where only some sites were asked for.
    """
    if whole > 1 and len(duties) == whole and len({_position_key(duty) for duty in duties}) == 1:
        return (_row(sit, tuple(duties), f"All {whole} plans", notes, done),)
    names = {site.id: site for site in sit.records.establishments}
    found = []
    for group, members in _grouped(duties, {name: site.group for name, site in names.items()}):
        if group and len(members) > 1:
            label = f"{group.replace('-', ' ').title()}, {len(members)} plans"
            found.append(_row(sit, members, label, notes, done))
        else:
            found.extend(_row(sit, (duty,), _name(sit, duty, names), notes, done) for duty in members)
    return tuple(found)


def _name(sit: Situation, duty: Duty, names: dict[str, Establishment]) -> str:
    if duty.establishment is None and duty.exercise is None:
        return sit.authority.name
    site = names.get(duty.establishment or "")
    name = site.name if site else duty.establishment or ""
    return f"{name} ({duty.exercise})" if duty.exercise else name


def _grouped(duties: list[Duty], groups: dict[str, str]) -> list[tuple[str, tuple[Duty, ...]]]:
    """Put duties of one group and one position together, at the place of the first of them."""
    gathered: dict[tuple[str, object], list[Duty]] = {}
    for duty in duties:
        group = groups.get(duty.establishment or "", "")
        alone = "" if group else duty.establishment or duty.exercise or ""
        gathered.setdefault((group, (alone, _position_key(duty))), []).append(duty)
    found = [(group, tuple(members)) for (group, _), members in gathered.items()]
    return sorted(found, key=lambda one: (*order(one[1][0])[:3], -len(one[1])))


def _position_key(duty: Duty) -> tuple[object, ...]:
    trigger = duty.trigger
    return (
        duty.status,
        (trigger.event, trigger.earliest, trigger.latest) if trigger else None,
        duty.due_on,
        duty.due_latest_on,
        duty.start_by,
        duty.latest_start,
        duty.in_date_only_if_since,
        duty.arranged,
        duty.if_credited,
    )


def _row(sit: Situation, duties: tuple[Duty, ...], plan: str, notes: dict[str, str], done: str) -> Row:
    duty = duties[0]
    marks = "".join(f" [{number}]" for number, name in enumerate(notes, 1) if name in _credited(duty))
    return Row(
        plan=plan,
        on_record=_on_record(duty) + marks if not duty.due_on else _on_record(duty),
        in_date_only_if=_only_if(duty, done),
        safe=day_words(duty.safe_on) if duty.safe_on else "-",
        left=_left(duty),
        start_by=_start_by(sit, duty, marks),
        position=_position(duty),
        status=duty.status,
        duties=duties,
    )


def _credited(duty: Duty) -> set[str]:
    return {one.exercise for one in duty.if_credited}


def _on_record(duty: Duty) -> str:
    if duty.trigger is None:
        return "no credit" if duty.if_credited else "no date"
    words = trigger_words(duty.trigger) + ("" if duty.trigger.is_precise else " ~")
    # a page says "last tested": a day that was no test may not stand there bare
    return f"none; {_NOT_THE_LAST[duty.trigger.event]} {words}" if duty.trigger.event in _NOT_THE_LAST else words


def _only_if(duty: Duty, done: str) -> str:
    return f"{done} since {day_words(duty.in_date_only_if_since)} *" if duty.in_date_only_if_since else ""


def _left(duty: Duty) -> str:
    if duty.days_overdue:
        return f"{duty.days_overdue} late"
    return "-" if duty.days_left is None else f"{duty.days_left} d"


def _start_by(sit: Situation, duty: Duty, marks: str) -> str:
    if duty.status is Status.UNKNOWN:
        return f"see{marks}" if marks else "find date"
    if duty.start_by is None or duty.status in {Status.OVERDUE, Status.MAY_BE_OVERDUE}:
        return "-"
    return "passed" if duty.start_by < sit.on else day_words(duty.start_by)


def _position(duty: Duty) -> str:
    words = _POSITION[duty.status]
    if duty.status is Status.MAY_BE_OVERDUE and duty.due_latest_on:
        words = f"{words} to {day_words(duty.due_latest_on)}"
    if duty.status is Status.PLANNED and duty.arranged is None:
        return "REVIEW STARTED"
    if duty.arranged is None:
        return words
    if duty.status is Status.ARRANGED and duty.arranged.is_held:
        words = "HELD"
    joint = " " if duty.status in {Status.ARRANGED, Status.PLANNED} else "; "
    return f"{words}{joint}{_exercise(duty.arranged)}"


def _exercise(arranged: Arranged) -> str:
    if arranged.earliest is None or arranged.latest is None:
        return f"{arranged.type}, no day yet"
    when = When(arranged.text, arranged.earliest, arranged.latest, is_exact=True)
    words = when_words(When.read(arranged.text)) if arranged.text else when_words(when)
    return f"{arranged.type} {words}{', not credited' if arranged.is_held else ''}"
