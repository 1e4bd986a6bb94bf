"""Write the packaged table of bank holidays afresh: ``python tests/meta/make_bank_holidays.py``.

The days come from the ``holidays`` library. It also lists the weekend days that a substitute
stands in for; a weekend is no working day in any case, so the table holds weekdays alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import holidays

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2060
SUBDIVISIONS: Final = {"england": "ENG", "wales": "WLS", "scotland": "SCT"}
TABLE: Final = Path(__file__).parents[2] / "comah" / "workdays" / "bank_holidays.json"


def bank_holidays(nation: str) -> dict[str, str]:
    """Return the weekday bank holidays of a nation: each year with its months and days, in order."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    # Without its subdivision the library leaves Easter Monday out for England.
    days = sorted(holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=years))
    weekdays = [day for day in days if day.isoweekday() <= len("MTWTF")]
    return {str(year): " ".join(f"{day:%m-%d}" for day in weekdays if day.year == year) for year in years}


def table_text() -> str:
    """Return the whole table as it is packaged, one line a year."""
    return json.dumps({nation: bank_holidays(nation) for nation in SUBDIVISIONS}, indent=1) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table_text(), encoding="utf-8", newline="\n")
