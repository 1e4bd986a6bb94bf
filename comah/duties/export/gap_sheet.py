"""The sheet of gaps: one row a missing fact, in an inspector's order."""

from __future__ import annotations

from typing import Final

from comah.duties.export.sheets import Shown, report_sheet
from comah.model.gap import GAP_WORDS, Gap, GapReport
from comah.model.workbook_page import SheetPage

TITLE: Final = "Gaps"
_PURPOSE: Final = (
    "What is missing from the records and what would do. To ask a site's contact, make a form: "
    "comah gaps SITE --output gaps.xlsx"
)


def gap_sheet(report: GapReport) -> SheetPage:
    """Return one row a missing fact."""
    return report_sheet(TITLE, _PURPOSE, _SHOWN, ((gap, None) for gap in report.gaps), kept_in_sight=2)


def _command(gap: Gap) -> str:
    return gap.command.replace("SITE", gap.establishment or "SITE", 1)


_SHOWN: Final = (
    Shown("Site", "the establishment's id", lambda gap: gap.establishment),
    Shown("Of", "the site, exercise or council in words", lambda gap: gap.subject),
    Shown("Plan", "comah, reppir or pipeline", lambda gap: gap.plan),
    Shown("Authority", "the council", lambda gap: gap.authority),
    Shown("What is missing", "the fact", lambda gap: gap.what),
    Shown("What would do", "what would be enough", lambda gap: gap.enough),
    Shown("In date if since", "the earliest day that would put the duty in date", lambda gap: gap.since),
    Shown("Where to look", "papers that are likely to have it", lambda gap: "; ".join(GAP_WORDS[gap.kind].look)),
    Shown("Why it is asked", "the provision", lambda gap: gap.provision),
    Shown("Exercise", "the exercise that is asked about", lambda gap: gap.exercise),
    Shown("Activation", "the activation that is asked about", lambda gap: gap.activation),
    Shown("Record key", "the key to write", lambda gap: gap.key),
    Shown("Record", "the file, and the line", lambda gap: str(gap.file) if gap.file else ""),
    Shown("Command", "what records it; empty where it is written by hand", _command),
    Shown("Text of the law", "where it can be read", lambda gap: gap.link),
)
