from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comah.model.date_echo import date_echo
from comah.model.officer_dates import read_officer_date, reading_words
from comah.model.when import FIRST_DAY, LAST_DAY, UNKNOWN_DAY, NotADateError, When

DAYS = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("typed", "text", "echo"),
    [
        ("12/05/2023", "2023-05-12", "Friday 12 May 2023"),
        ("12.05.2023", "2023-05-12", "Friday 12 May 2023"),
        ("12-05-2023", "2023-05-12", "Friday 12 May 2023"),
        ("1/2/2026", "2026-02-01", "Sunday 1 February 2026"),
        ("12 May 2023", "2023-05-12", "Friday 12 May 2023"),
        ("12th May 2023", "2023-05-12", "Friday 12 May 2023"),
        ("1st of Sept, 2024", "2024-09-01", "Sunday 1 September 2024"),
        ("12-May-2023", "2023-05-12", "Friday 12 May 2023"),
        ("May 12, 2023", "2023-05-12", "Friday 12 May 2023"),
        ("Fri 12 May 2023", "2023-05-12", "Friday 12 May 2023"),
        ("Friday, 12/05/2023", "2023-05-12", "Friday 12 May 2023"),
        ("29/02/2024", "2024-02-29", "Thursday 29 February 2024"),
        ("  12\N{NO-BREAK SPACE}May  2023 ", "2023-05-12", "Friday 12 May 2023"),
        ("May 2023", "2023-05", "May 2023 (day not known; counted from 1 May 2023)"),
        ("05/2023", "2023-05", "May 2023 (day not known; counted from 1 May 2023)"),
        ("Q2 2024", "2024-04/2024-06", "April to June 2024 (day not known; counted from 1 April 2024)"),
        ("2024-Q4", "2024-10/2024-12", "October to December 2024 (day not known; counted from 1 October 2024)"),
        ("Apr-Jun 2024", "2024-04/2024-06", "April to June 2024 (day not known; counted from 1 April 2024)"),
        (
            "December 2023 to January 2024",
            "2023-12/2024-01",
            "December 2023 to January 2024 (day not known; counted from 1 December 2023)",
        ),
        ("2024", "2024", "2024 (day not known; counted from 1 January 2024)"),
        ("2024-09", "2024-09", "September 2024 (day not known; counted from 1 September 2024)"),
        ("2023-05-12", "2023-05-12", "Friday 12 May 2023"),
        ("2024-W10", "2024-W10", "between 4 and 10 March 2024 (day not known; counted from 4 March 2024)"),
        ("w/c 4 March 2024", "2024-W10", "between 4 and 10 March 2024 (day not known; counted from 4 March 2024)"),
        (
            "between 3 and 9 April 2024",
            "[2024-04-03..2024-04-09]",
            "between 3 and 9 April 2024 (day not known; counted from 3 April 2024)",
        ),
        (
            "between 30 March and 2 April 2024",
            "[2024-03-30..2024-04-02]",
            "between 30 March and 2 April 2024 (day not known; counted from 30 March 2024)",
        ),
        (
            "[2024-04-03..2024-04-09]",
            "[2024-04-03..2024-04-09]",
            "between 3 and 9 April 2024 (day not known; counted from 3 April 2024)",
        ),
        ("22-23 Nov 2016", "2016-11-22/2016-11-23", "22 to 23 November 2016 (2 days; counted from the first)"),
        (
            "31 December 2016 to 1 January 2017",
            "2016-12-31/2017-01-01",
            "31 December 2016 to 1 January 2017 (2 days; counted from the first)",
        ),
        ("2016-11-22/2016-11-23", "2016-11-22/2016-11-23", "22 to 23 November 2016 (2 days; counted from the first)"),
    ],
)
def test_a_date_is_read_day_first_written_as_records_do_and_echoed(typed: str, text: str, echo: str) -> None:
    when = read_officer_date(typed)
    assert (when.text, date_echo(when)) == (text, echo)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("12/5/23", "a year of two digits"),
        ("12 May 23", "a year of two digits"),
        ("May-23", "a year of two digits"),
        ("12 May '23", "a year of two digits"),
        ("05/13/2023", "there is no month 13"),
        ("30/02/2023", "there is no such day"),
        ("29 February 2023", "there is no such day"),
        ("Thu 12 May 2023", "12 May 2023 was a Friday, not a Thursday"),
        ("Fri 2010-09-30", "30 September 2010 was a Thursday, not a Friday"),
        ("w/c 5 March 2024", "a week is given by its Monday"),
        ("autumn 2024", "a season has no first day"),
        ("2023/24", "a financial year"),
        ("2023-24", "a financial year"),
        ("12/05/1850", "outside the years 1900 to 2199"),
        ("9 to 3 April 2024", "ends before it starts"),
        ("12st May 2023", "without guessing"),
        ("12 May", "without guessing"),
        ("Fri May 2023", "without guessing"),
        ("12/05-2023", "without guessing"),
        ("2023/05/12", "without guessing"),
        ("Q5 2024", "without guessing"),
        ("13/2023", "without guessing"),
        ("yesterday", "without guessing"),
        ("unknown", "without guessing"),
        ("c. May 2023", "without guessing"),
        ("2023-05-12T10:00", "without guessing"),
        ("\N{ARABIC-INDIC DIGIT ONE}/02/2024", "without guessing"),
        ("", "without guessing"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(NotADateError) as refusal:
        read_officer_date(typed)
    assert why in str(refusal.value)


def test_a_refusal_gives_good_examples() -> None:
    with pytest.raises(
        NotADateError, match='Good forms: 12/05/2023, "12 May 2023", "May 2023", "Q2 2024" or 2023-05-12'
    ):
        read_officer_date("soon")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12/05/2023", "Read as Friday 12 May 2023 (UK day/month/year)"),
        ("12 May 2023", "Read as Friday 12 May 2023"),
        (
            "Q1 2024",
            "Read as January to March 2024 (day not known; counted from 1 January 2024), the calendar quarter",
        ),
    ],
)
def test_the_convention_is_said_where_there_is_another(typed: str, words: str) -> None:
    assert reading_words(typed, read_officer_date(typed)) == words


def test_a_day_not_on_record_has_an_echo() -> None:
    assert date_echo(UNKNOWN_DAY) == "day not on record"


@given(DAYS)
def test_every_day_is_read_back_from_each_way_of_writing_it(day: date) -> None:
    ways = [
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
        date_echo(When.on_day(day)),
    ]
    assert [read_officer_date(way) for way in ways] == [When.on_day(day)] * len(ways)


@given(DAYS, DAYS)
def test_an_event_of_several_days_is_read_back_from_its_echo(one: date, other: date) -> None:
    first, last = sorted((one, other))
    when = When.read(f"{first}/{last}") if first != last else When.on_day(first)
    assert read_officer_date(date_echo(when).partition(" (")[0]) == when


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        when = read_officer_date(text)
    except NotADateError:
        return  # in whatever words; no other error may come out
    assert When.read(when.text) == when
