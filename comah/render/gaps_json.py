"""What is missing, as JSON, schema ``comah.gaps/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from comah.model.gap import GAP_WORDS, Gap, GapReport
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text
from comah.render.parts import source_json

SCHEMA = "comah.gaps/1"


def gaps_json(report: GapReport) -> str:
    """Return every gap, in an inspector's order within each authority."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": report.on.isoformat(),
            "law": report.law,
            "register": {"name": report.register_name, "digest": report.register_digest},
            "gaps": [gap_fields(gap) for gap in report.gaps],
            "unreadable": [unreadable_fields(one) for one in report.unreadable],
        }
    )


def gap_fields(gap: Gap) -> dict[str, object]:
    """Return a gap as JSON holds it."""
    return {
        "kind": gap.kind.value,
        "authority": gap.authority,
        "establishment": gap.establishment,
        "plan": gap.plan,
        "exercise": gap.exercise,
        "activation": gap.activation,
        "subject": gap.subject,
        "what": gap.what,
        "enough": gap.enough,
        "in_date_only_if_since": iso(gap.since),
        "key": gap.key,
        "file": source_json(gap.file),
        "command": command_of(gap) or None,
        "where_to_look": list(GAP_WORDS[gap.kind].look),
        "provision": gap.provision or None,
        "link": gap.link or None,
    }


def command_of(gap: Gap) -> str:
    """Return the command with the gap's own site in it."""
    return gap.command.replace("SITE", gap.establishment or "SITE", 1)
