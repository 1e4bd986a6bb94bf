"""``comah lesson``: lessons from the exercise or activation that taught them to their closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli.commands.record_writing import Writing, all_or_none, read_date
from comah_cli.options import Authority, By, DryRun, Format, On, Output, ReportFormat, Sites, open_book, reference_day

if TYPE_CHECKING:
    from comah.exercises.lessons import Learnt
    from comah.model.activation import Activation
    from comah.model.book import Book
    from comah.model.exercise import Exercise

lesson = typer.Typer(
    help="Lessons: who owns them, by when, and what shows that they were learnt.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Ref = Annotated[
    str,
    typer.Argument(
        metavar="LESSON", show_default=False, help="A lesson as the list names it, such as 2026-eastquay/l1."
    ),
]
Owner = Annotated[str, typer.Option("--owner", metavar="POST", help="The post that owns it, never a person's name.")]
Due = Annotated[str, typer.Option("--due", metavar="DATE", help="By when it is to be done.")]
When = Annotated[str, typer.Option("--on", metavar="DATE", help="When, day first: 12/05/2026 or 2026-05-12.")]


@lesson.command("list")
def list_(
    *,
    authority: Authority = None,
    source: Annotated[
        list[str] | None, typer.Option("--of", metavar="ID", help="Only those of this exercise or activation.")
    ] = None,
    owner: Annotated[str, typer.Option("--owner", metavar="POST", help="Only those that this post owns.")] = "",
    is_all: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """List lessons over exercises, activations and authorities, overdue first."""
    from comah.exercises.lesson_list import LessonScope, lesson_list
    from comah_cli import exits
    from comah_cli.names import authority_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    sources = frozenset(_source(book, name).id for name in source or ())
    scope = LessonScope(authority=authority_named(book, authority), sources=sources, owner=owner, is_all=is_all)
    found = lesson_list(book, day, scope)
    emit_page(found, "lessons", form, output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(found.unreadable)


@lesson.command("add")
def add(
    source: Annotated[
        str,
        typer.Argument(metavar="ID", show_default=False, help="The exercise or activation that taught it, by its id."),
    ],
    *,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="The lesson.")],
    by: By,
    owner: Owner = "",
    due: Due = "",
    name: Annotated[str, typer.Option("--id", metavar="ID", help="Its own id. Else the next free: l1, l2.")] = "",
    same_as: Annotated[
        str, typer.Option("--same-as", metavar="LESSON", help="The earlier lesson that is met again, in other words.")
    ] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Put a lesson on record. One in the words of an earlier lesson is linked to it."""
    from comah.exercises.lesson_adding import LessonFacts, add_lesson
    from comah.exercises.lesson_list import every_lesson

    writing = Writing(sites, by, dry_run=dry_run)
    facts = LessonFacts(
        text=text,
        id=name,
        owner=owner,
        due_on=read_date(due, "--due") if due else None,
        same_as=same_as,
    )
    taught_by = _source(writing.book, source)
    writing.refuse_faulty([taught_by.place.file.name])
    known = tuple(every_lesson(writing.book))
    writing.write(all_or_none([taught_by], lambda one: add_lesson(one, facts, on=writing.today, known=known)))


@lesson.command("assign")
def assign(ref: Ref, *, by: By, owner: Owner = "", due: Due = "", dry_run: DryRun = False, sites: Sites = None) -> None:
    """Give an open lesson to a post, with the day by which it is to be done."""
    from comah.exercises.lesson_writing import assign_lesson

    writing = Writing(sites, by, dry_run=dry_run)
    due_on = read_date(due, "--due") if due else None
    found = _lesson(writing, ref)
    writing.write(all_or_none([found], lambda one: assign_lesson(one, owner=owner, due_on=due_on, on=writing.today)))


@lesson.command("close")
def close(
    ref: Ref,
    *,
    on: When,
    by: By,
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT", help="What shows that it was done.")] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Close a lesson. It needs an owner, a day by which it was due, and evidence."""
    from comah.exercises.lesson_writing import close_lesson

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)
    found = _lesson(writing, ref)
    writing.write(all_or_none([found], lambda one: close_lesson(one, when, evidence=evidence, on=writing.today)))


@lesson.command("reopen")
def reopen(
    ref: Ref,
    *,
    on: When,
    by: By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it is opened again.")] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Open a closed lesson again. When and by what it was closed stays on record."""
    from comah.exercises.lesson_writing import reopen_lesson

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)
    found = _lesson(writing, ref)
    writing.write(all_or_none([found], lambda one: reopen_lesson(one, when, reason=reason, on=writing.today)))


def _source(book: Book, name: str) -> Exercise | Activation:
    """Return the exercise or activation of a name."""
    from comah.errors import UnknownNameError
    from comah_cli.names import unknown

    known: dict[str, Exercise | Activation] = {}
    for records in book.authorities:
        known |= {one.id: one for one in records.exercises}
        known |= {one.id: one for one in records.activations}
    if name not in known:
        raise UnknownNameError(unknown("exercise or activation", name, known))
    return known[name]


def _lesson(writing: Writing, ref: str) -> Learnt:
    """Return the lesson of a name, from a record that was read whole."""
    from comah.errors import UnknownNameError
    from comah.exercises.lesson_list import every_lesson
    from comah_cli.names import unknown

    known = {one.ref: one for one in every_lesson(writing.book)}
    if ref not in known:
        message = f"{unknown('lesson', ref, known)} Nothing was recorded. See: comah lesson list --all"
        raise UnknownNameError(message)
    writing.refuse_faulty([known[ref].source.place.file.name])
    return known[ref]
