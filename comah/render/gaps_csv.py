"""What is missing, as CSV: one fact a line, to be handed round and filled in."""

from __future__ import annotations

from comah.model.gap import GAP_WORDS, Gap, GapReport
from comah.render.cells import csv_text
from comah.render.gaps_json import command_of

COLUMNS = (
    "on", "digest", "law", "kind", "authority", "establishment", "plan", "exercise", "activation", "subject", "what",
    "enough", "in_date_only_if_since", "key", "file", "line", "command", "where_to_look", "provision", "link",
)  # fmt: skip


def gaps_csv(report: GapReport) -> str:
    """Return a heading and one line a gap; line ends are CRLF as RFC 4180 has them."""
    rows = ((report.on, report.register_digest, report.law, *_values(gap)) for gap in report.gaps)
    return csv_text(COLUMNS, rows)


def _values(gap: Gap) -> tuple[object, ...]:
    return (
        gap.kind.value, gap.authority, gap.establishment, gap.plan, gap.exercise, gap.activation, gap.subject,
        gap.what, gap.enough, gap.since, gap.key, gap.file.file if gap.file else None,
        gap.file.line if gap.file else None, command_of(gap), "; ".join(GAP_WORDS[gap.kind].look),
        gap.provision, gap.link,
    )  # fmt: skip
