"""Sending of the public information overdue.

What it finds: the last lawful day for sending again the information to the public information zone has
passed, whichever day the record means.

Why it matters: regulation 18(6) of COMAH 2015 requires it at intervals not exceeding five years. It
is law, and the duty is the operator's: the authority is consulted, and its plan counts on people who
know what to do when the siren sounds. So it is a warning here, which the authority cannot mend alone.

Example, as at 2025-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [public_information]
    sent_on = 2020-05-12
    reviewed_on = 2024-02-01

What to do: ask the operator in writing when it will be done, and record the day when it is. Raise it
with the competent authority where no answer comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import count_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import due_line, first_late_day, from_line, law_line, raised_of

RULE = Rule(
    code="INF002",
    slug="information-sending-overdue",
    kind=Kind.LAW,
    severity=Severity.WARNING,
    citations=("COMAH-18-SEND",),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a site whose information is late."""
    for duty, provision in evidence.duties_reading(Reads.PUBLIC_INFORMATION_SENT, Status.OVERDUE):
        yield raised_of(
            duty,
            f"operator's sending of the public information {count_words(duty.days_overdue, 'day')} overdue",
            since=first_late_day(duty),
            details=(law_line(provision, duty), *from_line(duty), *due_line(duty)),
            do="ask the operator in writing when; tell the CA where no answer comes",
        )
