"""The longest chain of undone steps that lead to an exercise."""

from __future__ import annotations

from functools import lru_cache

from comah.exercises.template import EXERCISE, Template


@lru_cache(maxsize=256)
def critical_path(template: Template, done: frozenset[str]) -> tuple[str, ...]:
    """Return the undone steps of the longest chain to the exercise, in order; the exercise is its end.

    >>> from comah.exercises.template import template_for
    >>> from comah.model.kinds import ExerciseType
    >>> critical_path(template_for(ExerciseType.LIVE), frozenset({"initiation"}))
    ('invite-agencies', 'scenario', 'events-list', 'safety', 'exercise')
    """
    import networkx as nx  # noqa: PLC0415 - a hundred milliseconds, for one exercise looked at closely

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("")  # where everything starts
    for phase in template.phases:
        if phase.id in template.before or phase.id == EXERCISE:
            days = 0 if phase.id in done else phase.least_days
            for need in (*phase.needs, *(() if phase.needs else ("",))):
                graph.add_edge(need, phase.id, weight=days)
    if EXERCISE not in graph:
        return ()
    path = nx.dag_longest_path(graph)
    return tuple(name for name in path if name and name not in done)
