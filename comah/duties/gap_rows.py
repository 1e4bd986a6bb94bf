"""Gaps put into rows: one answer one row, however many plans share it."""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.situation import Situation
from comah.model.gap import Gap, GapKind, GapRow, GapSection
from comah.model.words import count_words

_OF_SITES = frozenset(
    {
        GapKind.ZONE_REVIEWED,
        GapKind.ZONE_SENT,
        GapKind.INTERNAL_REVIEW,
        GapKind.INTERNAL_TEST,
        GapKind.SAFETY_REPORT,
        GapKind.OPERATOR,
        GapKind.ADDRESS,
    }
)


def sections_of(sit: Situation, gaps: tuple[Gap, ...], *, is_whole: bool) -> tuple[GapSection, ...]:
    """Return one section a kind and provision, in the order of the gaps.

    ``is_whole`` says that every site was asked for, so that "all" may be said.
    """
    found: dict[tuple[GapKind, str], list[Gap]] = {}
    for gap in gaps:
        found.setdefault((gap.kind, gap.provision), []).append(gap)
    return tuple(
        GapSection(kind=kind, provision=provision, rows=tuple(_rows(sit, of_it, is_whole=is_whole)))
        for (kind, provision), of_it in found.items()
    )


def _rows(sit: Situation, gaps: list[Gap], *, is_whole: bool) -> Iterator[GapRow]:
    shared: dict[tuple[object, ...], list[Gap]] = {}
    for gap in gaps:
        shared.setdefault(_answer(gap), []).append(gap)
    for same in shared.values():
        yield GapRow(subject=_subject(sit, same, is_whole=is_whole), gaps=tuple(same), command=_command(sit, same))


def _answer(gap: Gap) -> tuple[object, ...]:
    apart = "" if gap.establishment else gap.subject
    return gap.what, gap.enough, gap.key, gap.command, gap.exercise, gap.activation, apart


def _subject(sit: Situation, gaps: list[Gap], *, is_whole: bool) -> str:
    """Name the plans of a row: all of them, groups that are there whole, then single sites."""
    if len(gaps) == 1:
        return gaps[0].subject
    noun = "site" if gaps[0].kind in _OF_SITES else "plan"
    if is_whole and {gap.establishment for gap in gaps} == {site.id for site in sit.records.establishments}:
        return f"All {count_words(len(gaps), noun)}"
    wanted = {gap.establishment for gap in gaps}
    parts = []
    for group, members in _groups(sit).items():
        if len(members) > 1 and members <= wanted:
            parts.append(f"{group.replace('-', ' ').title()}, {count_words(len(members), noun)}")
            wanted -= members
    parts += [gap.subject for gap in gaps if gap.establishment in wanted]
    return "; ".join(parts)


def _command(sit: Situation, gaps: list[Gap]) -> str:
    """Put the site or the group where the command takes one; several sites keep the word SITE."""
    sites = {gap.establishment for gap in gaps}
    name = "SITE"
    if len(sites) == 1:
        name = gaps[0].establishment or "SITE"
    else:
        name = next((group for group, members in _groups(sit).items() if members == sites), name)
    return gaps[0].command.replace("SITE", name, 1)


def _groups(sit: Situation) -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for site in sit.records.establishments:
        if site.group:
            found.setdefault(site.group, set()).add(site.id)
    return found
