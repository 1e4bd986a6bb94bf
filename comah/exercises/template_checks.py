"""Each way in which a template can be wrong as the records change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from typing import Final

from comah.exercises.placing import lawful_until
from comah.exercises.template import EXERCISE
from comah.exercises.template_changes import changed_draft
from comah.exercises.template_fault import FaultSort, TemplateFault
from comah.exercises.template_file import phase_names
from comah.exercises.template_order import Draft
from comah.model.phase_keys import AuthorityPhase, PhaseKeys

_A_YEAR: Final = date(2026, 1, 1)  # one without a leap day, whose periods are the shortest


def twice(changes: tuple[PhaseKeys, ...]) -> Iterator[TemplateFault]:
    """Yield an id given twice in one record, for the same exercises."""
    seen: dict[tuple[type, str], PhaseKeys] = {}
    for change in changes:
        if seen.setdefault((type(change), change.id), change) is not change:
            message = f"phase {change.id} is given twice; the later one counts where they differ"
            yield TemplateFault(sort=FaultSort.TWICE, phase=change.id, message=message, fact=change, key="id")


def no_place(changes: tuple[PhaseKeys, ...], authority_phases: tuple[AuthorityPhase, ...]) -> Iterator[TemplateFault]:
    """Yield a phase that is added without a day, and an exercise that would lose its own."""
    for change in changes:
        if change.id == EXERCISE and (change.dropped or change.first_offset or change.last_offset):
            message = "the exercise itself cannot be dropped, or moved from its own day"
            yield TemplateFault(sort=FaultSort.NO_PLACE, phase=change.id, message=message, fact=change, key="id")
        is_new = change.id not in phase_names() and change.changes_template and not change.dropped
        if is_new and not any(_has_day(one, change.id) for one in (*changes, *authority_phases)):
            message = f"phase {change.id} is added without a day, and is left out"
            yield TemplateFault(sort=FaultSort.NO_PLACE, phase=change.id, message=message, fact=change, key="id")


def _has_day(change: PhaseKeys, name: str) -> bool:
    return change.id == name and (change.first_offset is not None or change.last_offset is not None)


def unknown(changes: tuple[PhaseKeys, ...], names: frozenset[str]) -> Iterator[TemplateFault]:
    """Yield each name that no phase bears."""
    for change in changes:
        if change.id not in names and (change.dropped or not change.changes_template):
            yield _unknown_name(change, change.id, "id", names)
        for need in change.needs or ():
            if need not in names:
                yield _unknown_name(change, need, "needs", names)


def _unknown_name(change: PhaseKeys, name: str, key: str, names: frozenset[str]) -> TemplateFault:
    nearest = get_close_matches(name, sorted(names - {name}), n=1)
    hint = f"; is {nearest[0]} meant?" if nearest else ""
    what = f"{change.id} needs {name}, which" if key == "needs" else name
    return TemplateFault(
        sort=FaultSort.UNKNOWN_NAME, phase=name, message=f"{what} is no phase of a template{hint}", fact=change, key=key
    )


def circles(drafts: tuple[Draft, ...], by_change: dict[str, PhaseKeys]) -> Iterator[TemplateFault]:
    """Yield each set of phases that need one another, named from the first of them in the template."""
    import networkx as nx  # noqa: PLC0415 - a hundred milliseconds, for the check alone

    order = [draft.id for draft in drafts]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(order)
    graph.add_edges_from((need, draft.id) for draft in drafts for need in draft.needs if need in order)
    for component in nx.strongly_connected_components(graph):
        ids = sorted(component, key=order.index)
        if len(ids) > 1 or graph.has_edge(ids[0], ids[0]):
            fact = next((by_change[one] for one in ids if one in by_change and by_change[one].needs), None)
            words = f"{', '.join(ids)} need one another" if len(ids) > 1 else f"{ids[0]} needs itself"
            yield TemplateFault(sort=FaultSort.CIRCLE, phase=ids[0], message=words, fact=fact, key="needs")


def later(drafts: tuple[Draft, ...], by_change: dict[str, PhaseKeys]) -> Iterator[TemplateFault]:
    """Yield each phase that is due before one that it needs."""
    by_id = {draft.id: draft for draft in drafts}
    for draft in drafts:
        for need in draft.needs:
            needed = by_id.get(need)
            if needed is not None and needed.last_offset > draft.last_offset:
                days = f"D{needed.last_offset:+d}, and {draft.id} that needs it is due D{draft.last_offset:+d}"
                yield TemplateFault(
                    sort=FaultSort.NEED_LATER,
                    phase=draft.id,
                    message=f"{need} is due {days}",
                    fact=by_change.get(draft.id) or by_change.get(need),
                    key="last_offset",
                )


def limits(
    drafts: tuple[Draft, ...], changes: tuple[PhaseKeys, ...], packaged: tuple[Draft, ...]
) -> Iterator[TemplateFault]:
    """Yield each limit before the day of its phase, and each last day before its first."""
    by_change = {change.id: change for change in changes}
    for draft in drafts:
        if draft.limit is not None and draft.limit < draft.last_offset:
            message = f"{draft.id} is due D{draft.last_offset:+d}, after its limit D{draft.limit:+d}"
            yield TemplateFault(
                sort=FaultSort.LIMIT_BEFORE_DAY,
                phase=draft.id,
                message=message,
                fact=by_change.get(draft.id),
                key="limit",
            )
    as_packaged = {draft.id: draft for draft in packaged}
    for change in changes:
        first, last = _span_meant(change, as_packaged.get(change.id))
        if first is not None and last is not None and first > last:
            message = f"{change.id} begins D{first:+d}, after its last day D{last:+d}"
            yield TemplateFault(
                sort=FaultSort.LIMIT_BEFORE_DAY, phase=change.id, message=message, fact=change, key="first_offset"
            )


def _span_meant(change: PhaseKeys, draft: Draft | None) -> tuple[int | None, int | None]:
    """Return the days that a change means, wrong way round or not; one day that is changed is both."""
    first, last = change.first_offset, change.last_offset
    if draft is not None and draft.first_offset != draft.last_offset:
        return draft.first_offset if first is None else first, draft.last_offset if last is None else last
    return first, last


def law(changes: tuple[PhaseKeys, ...], packaged: tuple[Draft, ...]) -> Iterator[TemplateFault]:
    """Yield what would drop or lengthen a step that a provision limits."""
    by_id = {draft.id: draft for draft in packaged}
    for change in changes:
        draft = by_id.get(change.id)
        if draft is None or not draft.provision:
            continue
        if change.dropped:
            yield _of_law(change, draft, "dropped", "dropped")
            continue
        counted = by_id.get(draft.counts_from)
        from_day = counted.last_offset if counted is not None else 0
        other = next((one for one in changes if one.id == draft.counts_from), None)
        if counted is not None and other is not None and not other.dropped:
            from_day = changed_draft(counted, other).last_offset
        allowed = from_day + _days_allowed(draft.provision)
        day = changed_draft(draft, change).last_offset
        if day > allowed:
            yield _of_law(change, draft, f"put to D{day:+d}", "last_offset")
        if change.limit is not None and change.limit > allowed:
            yield _of_law(change, draft, f"given the limit D{change.limit:+d}", "limit")


def _of_law(change: PhaseKeys, draft: Draft, what: str, key: str) -> TemplateFault:
    return TemplateFault(
        sort=FaultSort.LAW,
        phase=draft.id,
        message=f"{draft.id} cannot be {what}: its limit is law and stands",
        fact=change,
        key=key,
        provision=draft.provision,
    )


@cache
def _days_allowed(provision: str) -> int:
    """Return the fewest days that a provision's period makes, whatever day of the year it counts from."""
    events = (_A_YEAR + timedelta(days=number) for number in range(365))
    return min(((until - event).days for event in events if (until := lawful_until(provision, event))), default=0)
