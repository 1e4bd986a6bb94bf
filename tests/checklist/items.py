"""The whole checklist, in the order of its numbers."""

from __future__ import annotations

from typing import Final

from checklist import calendar_items, event_items, octet_items, whole_items
from checklist.item import Item

ITEMS: Final[tuple[Item, ...]] = tuple(
    sorted(
        (*octet_items.ITEMS, *calendar_items.ITEMS, *event_items.ITEMS, *whole_items.ITEMS),
        key=lambda item: item.number,
    )
)
