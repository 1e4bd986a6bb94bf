"""The due report as CSV: one duty a line, the reference date and the digest in every line."""

from __future__ import annotations

from comah.model.due_report import DueReport
from comah.model.duty import Duty
from comah.render.cells import csv_text

COLUMNS = (
    "on", "digest", "law", "authority", "establishment", "plan", "exercise", "duty", "who", "title", "provision",
    "link", "status", "reason", "event", "event_text", "event_earliest", "event_latest", "event_precise",
    "due_on", "due_latest_on", "safe_on", "days_left", "days_overdue", "latest_start", "start_by", "start_by_basis",
    "in_date_only_if_since", "arranged_exercise", "arranged_on", "arranged_confirmed", "if_credited",
    "untested_elements",
)  # fmt: skip


def due_csv(report: DueReport) -> str:
    """Return a heading and one line a duty; line ends are CRLF as RFC 4180 has them."""
    rows = ((report.on, report.register_digest, report.law, *_values(duty)) for duty in report.duties)
    return csv_text(COLUMNS, rows)


def _values(duty: Duty) -> tuple[object, ...]:
    trigger, arranged = duty.trigger, duty.arranged
    return (
        duty.authority, duty.establishment, duty.plan, duty.exercise, duty.duty, duty.who.value, duty.title,
        duty.provision, duty.link, duty.status.value, duty.reason,
        *((trigger.event, trigger.text, trigger.earliest, trigger.latest, trigger.is_precise) if trigger
          else (None,) * 5),
        duty.due_on, duty.due_latest_on, duty.safe_on, duty.days_left, duty.days_overdue, duty.latest_start,
        duty.start_by, duty.start_by_basis, duty.in_date_only_if_since,
        *((arranged.exercise, arranged.text, arranged.is_confirmed) if arranged else (None,) * 3),
        "; ".join(f"{one.exercise}: {one.due_on}" for one in duty.if_credited), "; ".join(duty.untested_elements),
    )  # fmt: skip
