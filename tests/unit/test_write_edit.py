from __future__ import annotations

from datetime import date

import pytest

from comah.errors import RefusedError
from comah.model.change import Action, Edit, TomlValue
from comah.records.edit import edit_bytes

SITE = """\
# kept by the emergency planning team
schema = 1
id = "northbank"          # as in the file's name
tier = "upper"

# one plan
[[plans]]
regime = "comah"   # the 2015 regulations
history_complete = false   # not yet
reviews = [{ on = 2023-11-01, kind = "full" }]   # only full counts

# what the operator holds
[internal_plan]
tested_on = 2024-06-12
"""
FULL: dict[str, TomlValue] = {"on": date(2024, 1, 9), "kind": "full"}
REVIEW = Edit(path=("plans", 0, "reviews"), value=FULL, action=Action.APPEND)
PREPARED = Edit(path=("plans", 0, "first_prepared_on"), value=date(2017, 3, 14))
COMPLETE = Edit(path=("plans", 0, "history_complete"), value=True)


def edited(text: str, *edits: Edit) -> str:
    return edit_bytes(text.encode(), edits, "halton/establishments/northbank.toml").decode()


def test_a_value_is_exchanged_and_its_comment_stays() -> None:
    assert edited(SITE, COMPLETE) == SITE.replace("history_complete = false ", "history_complete = true ")


def test_a_new_key_goes_behind_the_last_of_its_table_and_not_under_the_next_ones_comment() -> None:
    last = "only full counts\n"
    assert edited(SITE, PREPARED) == SITE.replace(last, f"{last}first_prepared_on = 2017-03-14\n")


def test_a_review_joins_those_on_one_line() -> None:
    assert edited(SITE, REVIEW) == SITE.replace(
        'kind = "full" }]', 'kind = "full" }, { on = 2024-01-09, kind = "full" }]'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "reviews = [\n  { on = 2023-11-01 },  # first\n  # more to come\n]  # end\n",
            "reviews = [\n  { on = 2023-11-01 },  # first\n  # more to come\n"
            '  { on = 2024-01-09, kind = "full" },\n]  # end\n',
            id="one a line, with comments",
        ),
        pytest.param(
            "reviews = [\n\t{ on = 2023-11-01 }  # first\n]\n",
            'reviews = [\n\t{ on = 2023-11-01 },  # first\n\t{ on = 2024-01-09, kind = "full" }\n]\n',
            id="one a line, no comma at the end",
        ),
        pytest.param(
            "reviews = [ ]  # none found\n",
            'reviews = [\n    { on = 2024-01-09, kind = "full" },\n]  # none found\n',
            id="an empty list",
        ),
        pytest.param(
            "reviews = [\n    # none found\n]\n",
            'reviews = [\n    # none found\n    { on = 2024-01-09, kind = "full" },\n]\n',
            id="an empty list with a comment",
        ),
        pytest.param(
            "reviews = [{ on = 2023-11-01 }, ]\n",
            'reviews = [{ on = 2023-11-01 }, { on = 2024-01-09, kind = "full" } ]\n',
            id="a comma at the end of the line",
        ),
        pytest.param(
            "cross_border = false\n",
            'cross_border = false\nreviews = [\n    { on = 2024-01-09, kind = "full" },\n]\n',
            id="no list yet",
        ),
        pytest.param(
            "\n  [[plans.reviews]]\n  on = 2023-11-01  # first\n",
            '\n  [[plans.reviews]]\n  on = 2023-11-01  # first\n\n[[plans.reviews]]\non = 2024-01-09\nkind = "full"\n',
            id="a table each",
        ),
        pytest.param(
            'reviews = [{ on = 2023-11-01, approved_by = "head [of] #1, \\"acting\\"" }]\n',
            'reviews = [{ on = 2023-11-01, approved_by = "head [of] #1, \\"acting\\"" }, '
            '{ on = 2024-01-09, kind = "full" }]\n',
            id="brackets, hashes and quotation marks in texts",
        ),
    ],
)
def test_a_review_is_added_in_the_form_that_the_record_uses(before: str, after: str) -> None:
    head, tail = '# c\n[[plans]]\nregime = "comah"\n', "\n# below\n[internal_plan]\ntested_on = 2024-06-12\n"
    assert edited(head + before + tail, REVIEW) == head + after + tail


def test_the_second_of_two_plans_is_edited_wherever_it_stands() -> None:
    text = (
        '[[plans]]\nregime = "comah"\n\n[internal_plan]\n\n[[plans]]\nregime = "reppir"\n\n[[history]]\non = "2016"\n'
    )
    reppir = '[[plans]]\nregime = "reppir"\n'
    assert edited(text, Edit(path=("plans", 1, "history_complete"), value=True)) == text.replace(
        reppir, f"{reppir}history_complete = true\n"
    )


def test_a_plan_that_was_not_said_is_begun_at_the_end() -> None:
    begun = Edit(path=("plans",), value={"regime": "comah", "reviews": [FULL]}, action=Action.APPEND)
    text = 'schema = 1\nid = "northbank"\n\n[internal_plan]\ntested_on = 2024-06-12\n'
    assert edited(text, begun) == (
        f'{text}\n[[plans]]\nregime = "comah"\nreviews = [\n    {{ on = 2024-01-09, kind = "full" }},\n]\n'
    )


def test_a_plan_written_as_an_inline_table_is_edited_in_its_line() -> None:
    text = 'schema = 1\nplans = [{ regime = "comah", history_complete = false }]  # one line\nid = "northbank"\n'
    assert edited(text, COMPLETE) == text.replace("false", "true")


def test_a_key_of_a_table_that_is_missing_brings_its_heading() -> None:
    sent = Edit(path=("public_information", "sent_on"), value="2024")
    assert edited("schema = 1\n", sent) == 'schema = 1\n\n[public_information]\nsent_on = "2024"\n'


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_byte_order_mark_and_the_end_of_the_file_stay(line_end: str, mark: str, end: str) -> None:
    def as_saved(text: str) -> bytes:
        return (mark + text.removesuffix("\n") + end).replace("\n", line_end).encode()

    meant = SITE.replace("only full counts\n", "only full counts\nfirst_prepared_on = 2017-03-14\n")
    assert edit_bytes(as_saved(SITE), [PREPARED], "a.toml") == as_saved(meant)


def test_mixed_line_ends_stay_mixed() -> None:
    text = 'schema = 1\r\nid = "northbank"\n\n[[plans]]\nregime = "comah"\r\n# last\n'
    assert edited(text, PREPARED) == text.replace(
        'regime = "comah"\r\n', 'regime = "comah"\r\nfirst_prepared_on = 2017-03-14\r\n'
    )


def test_a_key_added_behind_a_last_line_without_end_leaves_none() -> None:
    assert edited("schema = 1  # c", Edit(path=("held_on",), value=date(2024, 1, 9))) == (
        "schema = 1  # c\nheld_on = 2024-01-09"
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_edit_that_changes_nothing_leaves_the_bytes(line_end: str) -> None:
    data = SITE.replace("\n", line_end).encode()
    same = Edit(path=("plans", 0, "history_complete"), value=False)
    assert edit_bytes(data, [same], "a.toml") == data
    assert edit_bytes(data, [], "a.toml") == data


def test_what_was_typed_cannot_break_out_of_its_text() -> None:
    nasty = 'head"\n[[plans]]\nregime = "reppir"\t\x1b[31m\x7f\\'
    review = Edit(path=("plans", 0, "reviews"), value={"approved_by": nasty}, action=Action.APPEND)
    text = edited(SITE, review)
    assert text.count("[[plans]]\n") == 1
    assert r'approved_by = "head\"\n[[plans]]\nregime = \"reppir\"\t\u001b[31m\u007f\\"' in text


@pytest.mark.parametrize(
    ("text", "edit", "why"),
    [
        ("schema = \n", PREPARED, "cannot be read as it stands"),
        ('schema = 1\n[[plans]]\nregime = "comah"\n', Edit(path=("plans", 3, "x"), value=1), "cannot be edited safely"),
        ("schema = 1\nplans = 3\n", REVIEW, "cannot be edited safely"),
        ("a.b = 1\na.c = 2\n", Edit(path=("a", "c"), value=3), "cannot be edited safely"),
        ("schema = 1\n", Edit(path=("source",), value="\udcff"), "a character that cannot be written"),
    ],
)
def test_what_cannot_be_edited_safely_is_refused_in_words(text: str, edit: Edit, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        edited(text, edit)


def test_a_refusal_says_what_to_add_by_hand() -> None:
    with pytest.raises(RefusedError) as refusal:
        edited("plans = 3\n", REVIEW)
    assert 'Nothing was written. Add by hand: plans[0].reviews = { on = 2024-01-09, kind = "full" }' in str(
        refusal.value
    )


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be read as it stands"):
        edit_bytes(b'name = "caf\xe9"\n', [PREPARED], "a.toml")
