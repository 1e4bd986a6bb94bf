"""The sheet of plans and duties: one row a duty, law first, in it the council's own, then worst and soonest first."""

from __future__ import annotations

from typing import Final

from comah.duties.clock import trigger_words
from comah.duties.export.sheets import STATUS_TONES, Shown, report_sheet
from comah.duties.selection import order
from comah.model.book import Book
from comah.model.duty import Assessment, Duty
from comah.model.provision import Standing, Who
from comah.model.status_words import STATUS_WORDS
from comah.model.when import When
from comah.model.words import day_words, when_words
from comah.model.workbook_page import PageValue, SheetPage

TITLE: Final = "Plans and duties"
_PURPOSE: Final = (
    "Every duty, the done and the not applicable too: the council's own by law first, then worst and soonest first. "
    "Worked out from the records: change those, not this."
)


def duty_sheet(book: Book, assessment: Assessment, authority: str | None) -> SheetPage:
    """Return one row a duty of the authority asked for, or of all."""
    names = {site.id: site.name for records in book.authorities for site in records.establishments}
    duties = sorted((one for one in assessment.duties if authority in {None, one.authority}), key=_order)
    things = ((duty, STATUS_TONES[duty.status]) for duty in duties)
    return report_sheet(TITLE, _PURPOSE, _shown(names), things, kept_in_sight=3)


def _order(duty: Duty) -> tuple[bool, bool, tuple[object, ...]]:
    """Put law first, and in it what the council itself owes."""
    return duty.standing is not Standing.LAW, duty.who is not Who.LOCAL_AUTHORITY, order(duty)


def _shown(names: dict[str, str]) -> tuple[Shown, ...]:
    return (
        Shown(
            "Site", "the establishment's id; empty where the duty is of the whole council", lambda d: d.establishment
        ),
        Shown("Name", "the site's name", lambda d: names.get(d.establishment or "", "")),
        Shown("Plan", "comah, reppir or pipeline", lambda d: d.plan),
        Shown("Authority", "the council", lambda d: d.authority),
        Shown("What must be done", "the duty in words", lambda d: d.title),
        Shown("Provision", "where the law, or the council's own policy, says so", lambda d: d.provision),
        Shown("Owed by", "who must do it", lambda d: d.who.value),
        Shown(
            "Law or local", "law; local: the council's own target; practice: good practice", lambda d: d.standing.value
        ),
        Shown("Position", "how it stands; the page on statuses says what each word means", _position, has_tone=True),
        Shown("Why", "the reason in words", lambda d: d.reason),
        Shown("Counted from", "the event that the date counts from", lambda d: d.trigger.event if d.trigger else None),
        Shown("On", "the day of that event, no more exactly than the record has it", _counted_from),
        Shown("Safe date", "do it by the end of this day: one day before the last lawful day", lambda d: d.safe_on),
        Shown("Last lawful day", "counted from the earliest day that the record can mean", lambda d: d.due_on),
        Shown("At the latest", "the same from the latest day, where the record is not exact", _at_latest),
        Shown("Days left", "to the safe date", lambda d: None if d.days_overdue else d.days_left),
        Shown("Days late", "from the last lawful day", lambda d: d.days_overdue or None),
        Shown("In date only if done since", "nothing on record can be counted from", lambda d: d.in_date_only_if_since),
        Shown("Start by", "local advice, with the council's own margin", lambda d: d.start_by),
        Shown("Latest start", "the last working day on which the work can start", lambda d: d.latest_start),
        Shown("Exercise arranged", "the next exercise meant to test the plan", _arranged),
        Shown("If credited", "held, and nobody has decided which plans it tested", _if_credited),
        Shown("Elements not tested", "of the plan, since it was last tested", lambda d: ", ".join(d.untested_elements)),
        Shown("Exercise", "the exercise that the duty is of", lambda d: d.exercise),
        Shown("Duty", "its name for comah explain", lambda d: d.duty),
        Shown("Text of the law", "where it can be read", lambda d: d.link),
    )


def _position(duty: Duty) -> str:
    return STATUS_WORDS[duty.status].title


def _counted_from(duty: Duty) -> PageValue:
    trigger = duty.trigger
    if trigger is None:
        return None
    return trigger.earliest if trigger.is_precise and trigger.earliest == trigger.latest else trigger_words(trigger)


def _at_latest(duty: Duty) -> PageValue:
    return duty.due_latest_on if duty.due_latest_on != duty.due_on else None


def _arranged(duty: Duty) -> str:
    arranged = duty.arranged
    if arranged is None:
        return ""
    when = when_words(When.read(arranged.text)) if arranged.text else "no day yet"
    state = "held, not credited" if arranged.is_held else "confirmed" if arranged.is_confirmed else "not confirmed"
    return f"{arranged.exercise}: {arranged.type}, {when}, {state}"


def _if_credited(duty: Duty) -> str:
    return "\n".join(f"{one.exercise}: then to {day_words(one.safe_on)}" for one in duty.if_credited)
