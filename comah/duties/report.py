"""The report behind ``comah due``: an assessment put into an officer's words and order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from comah.duties.report_notes import credit_notes, local_lines, unheld_lines
from comah.duties.report_rows import rows_of
from comah.duties.selection import Selection, rank, select
from comah.duties.situation import NO_ESTABLISHMENTS, NO_RECORDS, Situation, situations
from comah.model.book import Book
from comah.model.due_report import AuthorityDue, DueReport, Section
from comah.model.duty import Assessment, Duty, MeasureResult, Status
from comah.model.kinds import Severity
from comah.model.provision import Law, Provision, Reads, Standing, Who
from comah.model.words import count_words, day_words

# reader -> heading, noun, participle
_WORDS: Final = {
    Reads.TESTS: ("TEST", "test", "tested"),
    Reads.REVIEWS: ("REVIEW", "review", "reviewed"),
    Reads.PREPARATION: ("PREPARATION", "preparation", "prepared"),
}
_REPEATED: Final = frozenset({Reads.TESTS, Reads.REVIEWS})  # each counts from the last
_UNSHOWN: Final = "cannot be shown"
_COUNTED: Final = (
    (Status.OVERDUE, "overdue"),
    (Status.MAY_BE_OVERDUE, "may be overdue"),
    (Status.AT_RISK, "at risk"),
    (Status.UNKNOWN, _UNSHOWN),
)
_WORSE: Final = frozenset(status for status, words in _COUNTED if words != _UNSHOWN)
_IN_DATE: Final = frozenset({Status.PLANNED, Status.DUE, Status.ARRANGED})


def due_report(
    book: Book, law: Law, assessment: Assessment, selection: Selection, *, with_pages: bool = True
) -> DueReport:
    """Choose and order what is due; with pages, put it also into the words and rows of one page an authority."""
    duties = select(assessment.duties, assessment.on, selection)
    pages = _pages(book, law, assessment, selection, duties) if with_pages else ()
    return DueReport(
        on=assessment.on,
        law=assessment.law,
        register_name=assessment.register_name,
        register_digest=assessment.register_digest,
        duties=duties,
        measures=() if selection.sites else tuple(one for one in assessment.measures if _is_asked(one, selection)),
        unreadable=tuple(one for one in assessment.problems if one.severity is Severity.ERROR),
        notice="" if book.authorities else NO_RECORDS,
        scope=_scope(assessment, selection, duties),
        authorities=pages,
    )


def _pages(
    book: Book, law: Law, assessment: Assessment, selection: Selection, duties: tuple[Duty, ...]
) -> tuple[AuthorityDue, ...]:
    return tuple(
        _page(sit, law, assessment, selection, duties)
        for sit in situations(book, assessment.on)
        if selection.authority in {None, sit.authority.id} and _has_sites(sit, selection)
    )


def _is_asked(measure: MeasureResult, selection: Selection) -> bool:
    return selection.authority in {None, measure.authority}


def _has_sites(sit: Situation, selection: Selection) -> bool:
    return not selection.sites or any(site.id in selection.sites for site in sit.records.establishments)


def _page(
    sit: Situation, law: Law, assessment: Assessment, selection: Selection, duties: tuple[Duty, ...]
) -> AuthorityDue:
    own = [duty for duty in duties if duty.authority == sit.authority.id]
    every = [duty for duty in assessment.duties if duty.authority == sit.authority.id and selection.has_in_scope(duty)]
    notes = credit_notes(sit, own)
    sections = _sections(sit, law, own, [] if selection.sites else every, notes)
    unheld = () if selection.sites else unheld_lines(sit)
    return AuthorityDue(
        id=sit.authority.id,
        name=sit.authority.name,
        marking=sit.authority.marking,
        source_note=sit.authority.source_note,
        headline=_headline(law, every),
        sections=sections,
        notes=(*_legend(own), *_date_notes(sit, law, own), *notes.values(), *unheld),
        local=() if selection.sites else local_lines(assessment, law, own, sit.authority.id),
        next_step=_next_step(own),
    )


def _sections(
    sit: Situation,
    law: Law,
    own: list[Duty],
    every: list[Duty],
    notes: dict[str, str],
) -> tuple[Section, ...]:
    """Return one section a provision, the authority's own first, in the order of their worst rows."""
    found = []
    for provision in _in_order(law, own):
        row = law.find(provision)
        if row is None:
            continue
        heading, _, done = _words(row)
        if row.who is Who.OPERATOR:
            heading = f"OPERATOR: {heading}"
        count = sum(duty.duty == provision for duty in every)
        rows = rows_of(sit, [duty for duty in own if duty.duty == provision], notes, done=done, whole=count)
        head = f"Last {done}" if row.reads in _REPEATED else "Counted from"
        found.append(Section(heading=heading, provision=row.citation, record_head=head, rows=rows))
    return tuple(found)


def _in_order(law: Law, own: list[Duty]) -> list[str]:
    """Return the provisions of law, the authority's own first, by their worst duty.

    Among equals come tests, reviews, preparation, the rest.
    """
    worst: dict[str, tuple[bool, int]] = {}
    for duty in own:
        if duty.standing is Standing.LAW:
            position = (duty.who is Who.OPERATOR, rank(duty.status))
            worst[duty.duty] = min(worst.get(duty.duty, position), position)
    return sorted(worst, key=lambda name: (worst[name], _place(law, name)))


def _place(law: Law, name: str) -> tuple[int, str]:
    row = law.find(name)
    readers = list(_WORDS)
    return (readers.index(row.reads) if row and row.reads in readers else len(readers), name)


def _words(row: Provision) -> tuple[str, str, str]:
    return _WORDS.get(row.reads, (row.title.upper(), row.title, "done"))


def _headline(law: Law, every: list[Duty]) -> tuple[str, ...]:
    """Count every duty of law in scope, whatever the window shows; the operators' on a line of their own."""
    owed = [duty for duty in every if duty.standing is Standing.LAW]
    if not owed:
        return (NO_ESTABLISHMENTS,)
    own = [duty for duty in owed if duty.who is not Who.OPERATOR]
    operators = [duty for duty in owed if duty.who is Who.OPERATOR]
    apart = (f"Operators' duties: {_count_line(operators)}",) if operators else ()
    unknown = ", ".join(_unknown_counts(law, own))
    if not unknown:
        return (_count_line(own), *apart)
    listed = f"CANNOT BE SHOWN IN DATE: {unknown}"
    is_all = not any(_is_in_date(duty) or duty.status in _WORSE for duty in own)
    return (listed, *apart) if is_all else (_count_line(own), listed, *apart)


def _count_line(owed: list[Duty]) -> str:
    counts = [(sum(duty.status is status for duty in owed), words) for status, words in _COUNTED]
    counts.append((sum(_is_in_date(duty) for duty in owed), "in date"))
    return (
        ", ".join(f"{number} {words}" for number, words in counts if number)
        or "nothing is owed as at this day (comah due --all gives the reasons)"
    )


def _is_in_date(duty: Duty) -> bool:
    return duty.status in _IN_DATE and duty.due_on is not None


def _unknown_counts(law: Law, owed: list[Duty]) -> Iterable[str]:
    for provision in _in_order(law, owed):
        row = law.find(provision)
        live = [duty for duty in owed if duty.duty == provision and duty.status is not Status.NOT_APPLICABLE]
        unknown = sum(duty.status is Status.UNKNOWN for duty in live)
        if row is not None and unknown:
            body = "" if row.body.value == "comah" else f" ({row.instrument})"
            noun = count_words(len(live), _words(row)[1]) if row.reads in _WORDS else f"{len(live)}: {row.title}"
            yield f"{unknown} of {noun}{body}"


def _legend(own: list[Duty]) -> list[str]:
    lines = []
    law = [duty for duty in own if duty.standing is Standing.LAW]
    if any(duty.in_date_only_if_since for duty in law):
        lines.append("* that day counts; or the plan was first prepared since then")
    if any(duty.trigger and not duty.trigger.is_precise for duty in law):
        lines.append("~ day not known; counted from the earliest")
    if any(duty.due_on for duty in law):
        lines.append("Left counts to the safe date, late from the last lawful day.")
    return lines


def _date_notes(sit: Situation, law: Law, own: list[Duty]) -> Iterator[str]:
    """Say what besides the period decided a date, so that no date looks miscounted."""
    names = {site.id: site.name for site in sit.records.establishments}
    for duty in own:
        row = law.find(duty.duty)
        if duty.date_note and duty.days_left is not None and row is not None:
            name = names.get(duty.establishment or "", duty.establishment)
            yield f"{name}, {_words(row)[1]} ({row.citation}): {duty.date_note}."


def _next_step(own: list[Duty]) -> str:
    law = [duty for duty in own if duty.standing is Standing.LAW]
    if any(duty.status is Status.UNKNOWN for duty in law):
        return "comah gaps"
    first = next((duty for duty in law if duty.establishment), None)
    return f"comah explain {first.establishment} {first.duty}" if first else ""


def _scope(assessment: Assessment, selection: Selection, duties: tuple[Duty, ...]) -> str:
    """Say what is not shown, so that silence is never read as safety."""
    in_scope = sum(selection.has_in_scope(duty) for duty in assessment.duties)
    hidden = in_scope - len(duties)
    parts = []
    if hidden:
        parts.append(f"{hidden} more, in date beyond {_within(selection)}, done or not applicable (--all)")
    if assessment.left_out:
        parts.append(f"{count_words(assessment.left_out, 'fact')} dated after {day_words(assessment.on)} left out")
    return "; ".join(parts)


def _within(selection: Selection) -> str:
    return count_words(selection.within_months, "month")
