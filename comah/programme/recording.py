"""The proposed exercises put on record, as planned and not yet confirmed. What is on record stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from comah.exercises.commission import Commission, commission_change, commissioned
from comah.model.book import Book
from comah.model.change import Change
from comah.model.when import When
from comah.model.words import day_words
from comah.programme.asked import Asked
from comah.programme.loads import agencies_asked
from comah.programme.problem import Problem
from comah.programme.result import Programme


def programme_changes(
    book: Book, asked: Asked, problem: Problem, programme: Programme, taken: Collection[str]
) -> Iterator[Change]:
    """Yield, by day, the change that puts each proposed exercise on record.

    Once they are on record the programme counts them as committed: the same programme proposed again adds
    nothing.

    Args:
        book: every record as read.
        asked: what the programme was asked for.
        problem: what decided it.
        programme: the exercises proposed.
        taken: identifiers that are in use.
    """
    sites = {site.id: site for records in book.authorities for site in records.establishments}
    in_use = set(taken)
    source = f"comah programme propose, as at {day_words(asked.on)}, seed {asked.seed}"
    for one in programme.proposals:
        named = tuple(sites[name] for name in dict.fromkeys(ref.partition("/")[0] for ref in one.choice.plans))
        wish = Commission(refs=one.choice.plans, sites=named, kind=one.type, lead=one.choice.authority)
        made = commissioned(wish, When.on_day(one.day), taken=in_use, carries=())
        in_use.add(made.id)
        exercise = replace(
            made,
            planning_from=When.on_day(one.planning_start),
            agencies=tuple(sorted(agencies_asked(problem, one.choice.plans))),
            source=source,
        )
        yield commission_change(exercise, named[0].place.file.name.partition("/")[0])
