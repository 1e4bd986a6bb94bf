"""One site whole, and the list of sites: facts, duties, what happened, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.gaps import gaps_of
from comah.duties.selection import order
from comah.duties.site_events import (
    activations_part,
    exercises_part,
    exercises_seen,
    lessons_part,
    sources_part,
)
from comah.duties.site_facts import history_part, operator_part, plan_part, site_part
from comah.duties.situation import Situation, situations
from comah.errors import UnknownNameError
from comah.model.book import Book
from comah.model.duty import Assessment, Duty, Status
from comah.model.establishment import Establishment
from comah.model.gap import Gap
from comah.model.kinds import Severity
from comah.model.page import Line, Part
from comah.model.provision import Law, Reads, Standing, Who
from comah.model.site_view import ListedAuthority, SiteList, SiteRow, SiteView
from comah.model.status_words import STATUS_WORDS
from comah.model.words import count_words, day_words


def site_list(book: Book, assessment: Assessment, authority: str | None) -> SiteList:
    """List every site with its worst position; an authority without records is named as such."""
    with_records = {sit.authority.id: sit for sit in situations(book, assessment.on)}
    listed = {entry.id: entry.name for entry in book.register.authorities}
    names = {**listed, **{name: sit.authority.name for name, sit in with_records.items()}}
    return SiteList(
        on=assessment.on,
        law=assessment.law,
        register_name=assessment.register_name,
        register_digest=assessment.register_digest,
        authorities=tuple(
            _listed(with_records.get(each), each, name, assessment)
            for each, name in names.items()
            if authority in {None, each}
        ),
        unreadable=tuple(one for one in assessment.problems if one.severity is Severity.ERROR),
    )


def _listed(sit: Situation | None, authority: str, name: str, assessment: Assessment) -> ListedAuthority:
    if sit is None:
        return ListedAuthority(id=authority, name=name, has_records=False)
    return ListedAuthority(
        id=authority,
        name=name,
        has_records=True,
        marking=sit.authority.marking,
        source_note=sit.authority.source_note,
        sites=tuple(_row(site, _duties_of(assessment, sit, site)) for site in sit.records.establishments),
    )


def _row(site: Establishment, duties: tuple[Duty, ...]) -> SiteRow:
    worst = _worst(duties)
    return SiteRow(
        id=site.id,
        name=site.name,
        operator=site.operator,
        town=site.town,
        tier=site.tier.value,
        group=site.group,
        plans=tuple(plan.regime.value for plan in site.plans),
        worst=worst.status if worst else None,
        worst_duty=worst.duty if worst else "",
    )


def _worst(duties: tuple[Duty, ...]) -> Duty | None:
    """Return the worst of the local authority's own duties of law."""
    owed = [one for one in duties if one.standing is Standing.LAW and one.who is Who.LOCAL_AUTHORITY]
    return min(owed, key=order, default=None)


def _duties_of(assessment: Assessment, sit: Situation, site: Establishment) -> tuple[Duty, ...]:
    found = (one for one in assessment.duties if one.establishment == site.id and one.authority == sit.authority.id)
    return tuple(sorted(found, key=order))


def site_view(book: Book, law: Law, assessment: Assessment, site_id: str) -> SiteView:
    """Show one site whole.

    Raises:
        UnknownNameError: for a site that no record holds.
    """
    for sit in situations(book, assessment.on):
        for site in sit.records.establishments:
            if site.id == site_id:
                return _view(sit, site, law, assessment)
    message = f"{site_id}: no such site"
    raise UnknownNameError(message)


def _view(sit: Situation, site: Establishment, law: Law, assessment: Assessment) -> SiteView:
    duties = _duties_of(assessment, sit, site)
    worst = _worst(duties)
    gaps = tuple(gap for gap in gaps_of(sit, law, assessment.duties) if gap.establishment == site.id)
    authority = sit.authority
    return SiteView(
        on=assessment.on,
        law=assessment.law,
        register_name=assessment.register_name,
        register_digest=assessment.register_digest,
        authority=authority.id,
        id=site.id,
        name=site.name,
        notices=tuple(
            one for one in (authority.marking, authority.source_note and f"Source: {authority.source_note}") if one
        ),
        worst=worst.status if worst else None,
        parts=(
            site_part(site, authority.name),
            *duty_parts(law, duties),
            *(plan_part(plan) for plan in site.plans),
            operator_part(site),
            exercises_part(sit, site),
            activations_part(sit, site),
            lessons_part(sit, site),
            history_part(site),
            unknown_part(gaps),
            sources_part(sit, site),
        ),
        duties=duties,
        exercises=exercises_seen(sit, site),
        gaps=gaps,
        unreadable=tuple(one for one in assessment.problems if one.severity is Severity.ERROR),
    )


def duty_parts(law: Law, duties: tuple[Duty, ...]) -> Iterator[Part]:
    """Yield the duties of law by who owes them, then what is local or good practice, worst first."""
    unread = {row.id for row in law.provisions if row.reads is Reads.NOTHING}
    shown = [one for one in duties if one.duty not in unread]
    hidden = len({one.duty for one in duties if one.duty in unread})
    lawful = [one for one in shown if one.standing is Standing.LAW]
    authority = [one for one in lawful if one.who is Who.LOCAL_AUTHORITY]
    operator = [one for one in lawful if one.who is Who.OPERATOR]
    others = [one for one in lawful if one.who not in {Who.LOCAL_AUTHORITY, Who.OPERATOR}]
    more = "duty has", "duties have"
    tail = () if not hidden else (Line(text=f"{count_words(hidden, *more)} no record kind yet: comah explain DUTY"),)
    yield _duties("duties-authority", "DUTIES OF THE LOCAL AUTHORITY, law", authority)
    yield _duties("duties-operator", "DUTIES OF THE OPERATOR, law", operator)
    if others or tail:
        yield _duties("duties-others", "DUTIES OF OTHERS, law", others, tail)
    rest = [one for one in shown if one.standing is not Standing.LAW]
    if rest:
        yield _duties("duties-local", "LOCAL AND GOOD PRACTICE, not law", rest)


def _duties(name: str, heading: str, duties: list[Duty], tail: tuple[Line, ...] = ()) -> Part:
    counted: dict[tuple[str, Status, str], int] = {}
    lines = []
    for duty in duties:
        key = (duty.duty, duty.status, duty.reason)
        counted[key] = counted.get(key, 0) + 1
        if counted[key] == 1:
            lines.append(Line(label=duty.duty, text=_duty_words(duty), on=duty.safe_on))
    return Part(id=name, heading=heading, lines=(*lines, *tail) or (Line(text="None."),))


def _duty_words(duty: Duty) -> str:
    title = STATUS_WORDS[duty.status].title
    is_open = duty.safe_on is not None and duty.status not in {Status.MET, Status.OVERDUE}
    safe = f", safe date {day_words(duty.safe_on)}" if is_open and duty.safe_on else ""
    reason = duty.reason.removeprefix(safe.removeprefix(", ")).removeprefix("; ")
    return f"{title}{safe}{f': {reason}' if reason else ''}"


def unknown_part(gaps: tuple[Gap, ...]) -> Part:
    """Return what is missing of the site, in an inspector's order."""
    lines = [Line(text=gap.what) for gap in gaps]
    return Part(
        id="unknown",
        heading="NOT KNOWN  see comah gaps",
        lines=tuple(lines) or (Line(text="Nothing that is looked for."),),
    )
