"""Entries with any text, and with the texts that break calendars, for property tests."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import strategies as st

from comah.model.entry import Alarm, Entry, EntryKind, ShownAs

SIGNS = st.characters() | st.characters(categories=["Cs"])  # halves of characters too
SYNTAX = st.sampled_from(
    [
        "\r\nBEGIN:VEVENT",
        "\nEND:VCALENDAR\r\n",
        "BEGIN:VEVENT",
        "\r\n X",
        "\\n",
        "\\",
        "\\;",
        ";X=",
        ":",
        ",",
        '"',
        "\x00",
        "\x1b[2J",
        "\x7f",
        "\x85",
        "\u2028",
        "\u202e",  # right to left from here
        "\u2067\u05e9\u05dc\u05d5\u05dd\u2069",  # Hebrew between marks of writing order
        "\u0645\u0631\u062d\u0628\u0627",  # Arabic without them
        "🧪",
        "\U0001f469\U0001f3fd\u200d\U0001f692",  # one sign of four characters, joined
        "e\u0301",  # e, then its accent
        "Z\u0338\u0321\u0322\u031b\u0356\u0347",  # accents piled up
        "漢" * 200,  # each three octets: folds fall within a character
        "w" * 300,
        "\ufeff",
        "\ud83d",  # half a character
        " " * 100,
        "%s%(raw)",
        "> 0123456789 {1D} [1] | ~",
    ]
)
TEXT = st.lists(st.text(SIGNS, max_size=80) | SYNTAX, max_size=8).map("".join)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31)) | st.sampled_from(
    [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31), date(2028, 2, 29)]
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 30, 59]), fold=st.sampled_from([0, 0, 1])) | (
    st.sampled_from([time(0, 30), time(1), time(1, 30), time(1, 30, fold=1), time(2)])  # around a change of clocks
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Give an entry: of one day or of several, all day or with times, with any text in it."""
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 7, 40])))
    starts_at, ends_at = sorted((draw(TIMES), draw(TIMES)))
    is_timed = draw(st.booleans()) and (first, starts_at) < (last, ends_at)
    return Entry(
        identity=tuple(draw(st.lists(TEXT, min_size=1, max_size=3))),
        kind=draw(st.sampled_from(EntryKind)),
        first=first,
        last=last,
        starts_at=starts_at if is_timed else None,
        ends_at=ends_at if is_timed else None,
        title=draw(TEXT),
        lines=tuple(draw(st.lists(TEXT, max_size=3))),
        categories=tuple(draw(st.lists(TEXT, max_size=3))),
        location=draw(TEXT),
        link=draw(TEXT),
        alarm=draw(st.sampled_from(Alarm)),
        shown_as=draw(st.sampled_from(ShownAs)),
        is_firm=draw(st.booleans()),
        is_cancelled=draw(st.booleans()),
    )
