"""The rota as a Markdown table."""

from __future__ import annotations

from comah.model.oncall_grid import GridPage
from comah.render.markdown import md
from comah.render.oncall_head import foot_md, head_md


def oncall_show_md(page: GridPage) -> str:
    """Return a row for each day on which turns begin."""
    heads = ["From", *(column.words for column in page.columns)]
    lines = [*head_md(page.head, page.title), _row(heads), _row(["---"] * len(heads), is_rule=True)]
    lines += [_row([row.words, *(cell.words if cell is not None else "" for cell in row.cells)]) for row in page.rows]
    return "\n".join([*lines, "", *foot_md(page.head)])


def _row(cells: list[str], *, is_rule: bool = False) -> str:
    return f"| {' | '.join(cells if is_rule else map(md, cells))} |"
