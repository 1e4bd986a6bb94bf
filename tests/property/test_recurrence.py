"""Any recurrence rule that a record may hold can be followed."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from comah.duties.local import next_recurrence
from comah.model.keys import RULE_PATTERN
from comah.model.recurring import SAID_PATTERN


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([RULE_PATTERN, SAID_PATTERN]).flatmap(
        lambda form: st.from_regex(form.replace("$", r"\Z"), alphabet=st.characters(codec="ascii"))
    )
)
def test_a_rule_that_the_form_allows_is_never_a_crash(rule: str) -> None:
    found = next_recurrence(rule, date(2026, 11, 21))
    assert found is None or found > date(2026, 11, 21)
