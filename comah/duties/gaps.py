"""The report behind ``comah gaps``: what is missing, for whom, what would do, and where to look."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comah.duties.gap_exercises import activation_gaps, exercise_gaps
from comah.duties.gap_plans import operator_gaps, plan_gaps, plans_of
from comah.duties.gap_rows import sections_of
from comah.duties.situation import NO_ESTABLISHMENTS, NO_RECORDS, Situation, situations
from comah.model.book import Book
from comah.model.duty import Assessment, Duty, Status
from comah.model.establishment import Establishment
from comah.model.gap import GAP_WORDS, AuthorityGaps, Gap, GapKind, GapReport
from comah.model.kinds import HistoryEvent, Severity
from comah.model.page import source_of
from comah.model.place import Place
from comah.model.provision import Law
from comah.model.words import count_words

_ORDER = {kind: number for number, kind in enumerate(GapKind)}


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for."""

    sites: frozenset[str] = frozenset()  # none: every site
    authority: str | None = None

    def has(self, gap: Gap) -> bool:
        """Whether a gap is among what was asked for."""
        return not self.sites or gap.establishment in self.sites


def gap_report(book: Book, law: Law, assessment: Assessment, scope: Scope) -> GapReport:
    """Gather what is missing, one page an authority, in an inspector's order."""
    pages: list[AuthorityGaps] = []
    every: list[Gap] = []
    for sit in situations(book, assessment.on):
        is_asked = scope.authority in {None, sit.authority.id}
        if is_asked and (not scope.sites or any(site.id in scope.sites for site in sit.records.establishments)):
            gaps = tuple(gap for gap in gaps_of(sit, law, assessment.duties) if scope.has(gap))
            every += gaps
            pages.append(_page(sit, gaps, is_whole=not scope.sites))
    return GapReport(
        on=assessment.on,
        law=assessment.law,
        register_name=assessment.register_name,
        register_digest=assessment.register_digest,
        gaps=tuple(every),
        unreadable=tuple(one for one in assessment.problems if one.severity is Severity.ERROR),
        notice="" if book.authorities else NO_RECORDS,
        authorities=tuple(pages),
    )


def gaps_of(sit: Situation, law: Law, duties: tuple[Duty, ...]) -> tuple[Gap, ...]:
    """Return every gap of one authority's records, in an inspector's order, then by name."""
    plans = tuple(plans_of(sit, law, duties))
    found = [
        *(gap for one in plans for gap in plan_gaps(one, law)),
        *exercise_gaps(sit, plans),
        *activation_gaps(sit, law, duties),
        *operator_gaps(sit, law, duties),
        *_local(sit, duties),
        *_names(sit),
    ]
    return tuple(sorted(found, key=_order))


def _order(gap: Gap) -> tuple[int, str, str, str, str]:
    return (
        _ORDER[gap.kind],
        gap.exercise or gap.activation or "",
        gap.provision,
        gap.establishment or "",
        gap.plan or "",
    )


def _page(sit: Situation, gaps: tuple[Gap, ...], *, is_whole: bool) -> AuthorityGaps:
    return AuthorityGaps(
        name=sit.authority.name,
        marking=sit.authority.marking,
        source_note=sit.authority.source_note,
        headline=_headline(sit, gaps),
        sections=sections_of(sit, gaps, is_whole=is_whole),
    )


def _headline(sit: Situation, gaps: tuple[Gap, ...]) -> str:
    if not sit.records.establishments:
        return f"{NO_ESTABLISHMENTS}."
    if not gaps:
        return "Nothing that is looked for is missing."
    tests = len({(gap.establishment, gap.plan) for gap in gaps if gap.kind is GapKind.TEST})
    reviews = len({(gap.establishment, gap.plan) for gap in gaps if gap.kind is GapKind.REVIEW})
    line = f"{count_words(len(gaps), 'fact')} missing"
    unshown = [count_words(number, noun) for number, noun in ((tests, "test"), (reviews, "review")) if number]
    if unshown:
        line += f"; without them {' and '.join(unshown)} cannot be shown in date"
    return f"{line}."


def _local(sit: Situation, duties: tuple[Duty, ...]) -> Iterator[Gap]:
    by_id = {one.id: one for one in sit.authority.local_duties}
    for duty in duties:
        local = by_id.get(duty.duty)
        if local is None or duty.authority != sit.authority.id or duty.status is not Status.UNKNOWN:
            continue
        is_done = local.last_on is not None
        found = _plain(
            sit,
            GapKind.LOCAL,
            (local.title or local.id, "how often it is owed" if is_done else "when it was last done"),
            (local.place, "last_on"),
            key="local_duties: every" if is_done else "local_duties: last_on",
        )
        yield msgspec.structs.replace(found, local_duty=local.id)


def _names(sit: Situation) -> Iterator[Gap]:
    for site in sit.records.establishments:
        if _is_closed(site):
            continue
        if not site.operator:
            what = (site.name, "the operator's name")
            yield _plain(sit, GapKind.OPERATOR, what, (site.place, "operator"), site=site.id)
        if not site.address:
            yield _plain(sit, GapKind.ADDRESS, (site.name, "the address"), (site.place, "address"), site=site.id)


def _is_closed(site: Establishment) -> bool:
    return any(event.event is HistoryEvent.CLOSED for event in site.history)


def _plain(  # noqa: PLR0913 - two are named and may be left out
    sit: Situation,
    kind: GapKind,
    words: tuple[str, str],
    at: tuple[Place, str],
    *,
    site: str | None = None,
    key: str = "",
) -> Gap:
    """Make a gap of a fact that no date hangs on."""
    return Gap(
        kind=kind,
        authority=sit.authority.id,
        establishment=site,
        subject=words[0],
        what=words[1],
        enough="the fact",
        key=key or GAP_WORDS[kind].key,
        command="",
        file=source_of(*at),
    )
