"""The pages of who is on call: now, at a time, and what comes next."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from comah.model.moment import Moment
from comah.model.oncall_page import NextPage, OncallAnswer, OncallPage, PageHead
from comah.model.words import weekday_words
from comah.oncall.civil_time import both_instants, civil_of, is_missing, is_repeated, moment_instant
from comah.oncall.following import ends, following, next_handover_words
from comah.oncall.on_duty import call_downs, on_duty
from comah.oncall.watch import Watch

THIS_CLOCK = "this PC's clock"
_TWICE = "The clocks go back then and show this time twice: both are answered. Add BST or GMT to ask for one."
_SKIPPED = "The clocks go forward over this time: it is answered as the first moment after."


def now_page(watch: Watch, head: PageHead) -> OncallPage:
    """Return who is on call at this computer's time."""
    return OncallPage(head=head, note="", answers=(_answer(watch, THIS_CLOCK),))


def at_page(watch: Watch, head: PageHead, moment: Moment) -> OncallPage:
    """Return who is on call at a time; of one that the clock shows twice, at both, unless its zone is said."""
    is_bare = moment.offset is None
    instants = both_instants(moment.civil) if is_bare else (moment_instant(moment),)
    note = _note(moment.civil) if is_bare else ""
    answers = tuple(_answer(replace(watch, instant=instant), "as asked for") for instant in instants)
    return OncallPage(head=head, note=note, answers=answers)


def next_page(watch: Watch, head: PageHead, *, role: str = "", most: int = 3) -> NextPage:
    """Return the next changes of each place, of one role where it is named."""
    rows = tuple(one for one in following(watch, most=most) if role in {"", one.role})
    return NextPage(
        head=head, at=watch.instant, at_words=clock_words(watch.instant), rows=rows, ends=tuple(ends(watch, role=role))
    )


def clock_words(instant: datetime) -> str:
    """Write an instant as the clock on the wall shows it, to the second and with its zone.

    >>> from datetime import UTC
    >>> clock_words(datetime(2026, 11, 21, 3, 10, 22, tzinfo=UTC))
    'Sat 21 Nov 2026 03:10:22 GMT'
    """
    civil = civil_of(instant)
    return f"{weekday_words(civil.date())} {civil:%H:%M:%S} {civil.tzname()}"


def _answer(watch: Watch, clock: str) -> OncallAnswer:
    changes = following(watch)
    words = next_handover_words(watch, changes)
    first = [one for one in changes if one.at == changes[0].at]
    return OncallAnswer(
        at=watch.instant,
        at_words=clock_words(watch.instant),
        clock=clock,
        rows=on_duty(watch),
        call_down=call_downs(watch),
        following=tuple(first),
        following_words=words,
    )


def _note(civil: datetime) -> str:
    return _TWICE if is_repeated(civil) else _SKIPPED if is_missing(civil) else ""
