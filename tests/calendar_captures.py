"""The captures of other people's calendar programs in the documentation, made anew.

    python tests/calendar_captures.py            write them into the pages that show them
    python tests/calendar_captures.py --print    print them

A page shows one as a block of text below a comment: ``<!-- capture: khal-list -->``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from oracles.screens import captures

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
BLOCK: Final = re.compile(r"<!-- capture: (?P<name>[a-z-]+) -->\n+```text\n(?P<body>.*?)```", re.DOTALL)


def main(arguments: list[str]) -> int:
    """Write the captures into their pages, or print them."""
    found = captures()
    if "--print" in arguments:
        sys.stdout.write("".join(f"<!-- capture: {name} -->\n```text\n{text}```\n\n" for name, text in found.items()))
        return 0
    for path in sorted(DOCS.rglob("*.md")):
        page = path.read_text(encoding="utf-8")
        if (changed := with_captures(page, found)) != page:
            path.write_text(changed, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path.relative_to(DOCS)} written\n")
    return 0


def with_captures(page: str, found: Mapping[str, str]) -> str:
    """Return a page with what its programs show now."""
    return BLOCK.sub(lambda block: block.group().replace(block["body"], found[block["name"]]), page)


def shown_captures() -> dict[str, str]:
    """Return each capture as the pages show it."""
    pages = (path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md")))
    return {block["name"]: block["body"] for page in pages for block in BLOCK.finditer(page)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
