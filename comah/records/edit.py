"""Edits of a record's text that leave every other byte as it was.

A new value goes into the statement it concerns, a new key behind the last one of its table, a new
``[[table]]`` behind those that are there: comments, order, line ends and byte-order mark stay.
Whatever was done is then read back and compared with what was meant; a difference refuses the edit.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

import tomli

from comah.errors import RefusedError
from comah.model.change import Action, Edit, TomlValue
from comah.model.place import KeyPath, path_words
from comah.model.toml_text import block_text, table_text, value_text
from comah.records.statements import Statement, last_in_list, statements, value_span

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOM: Final = "\ufeff"


def edit_bytes(data: bytes, edits: Sequence[Edit], name: str) -> bytes:
    """Apply edits to a record file's bytes.

    Raises:
        RefusedError: where the file is no TOML, or an edit cannot be made safely.
    """
    try:
        text = data.decode("utf-8")
        bare = text.removeprefix(_BOM)
        old = tomli.loads(bare)
    except (ValueError, RecursionError) as error:
        message = f"{name} cannot be read as it stands ({error}). Mend it first: comah validate"
        raise RefusedError(message) from error
    mark = _BOM if bare != text else ""
    try:
        return (mark + _edited(bare, old, edits, name)).encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"{name}: what was given for it holds a character that cannot be written. Nothing was written"
        raise RefusedError(message) from error


def _edited(bare: str, old: dict[str, Any], edits: Sequence[Edit], name: str) -> str:
    """Make the edits one after the other, then hold the result against what was meant."""
    meant = copy.deepcopy(old)
    line_end = "\r\n" if "\r\n" in bare else "\n"
    closing = "" if bare.endswith("\n") else line_end
    text = bare + closing
    try:
        for edit in edits:
            if _apply(meant, edit):
                text = _edit_text(text, edit, line_end)
        is_as_meant = tomli.loads(text) == meant
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(_by_hand(edits, name)) from error
    if not is_as_meant:
        raise RefusedError(_by_hand(edits, name))
    return text.removesuffix(closing)


def _apply(table: Any, edit: Edit) -> bool:  # noqa: ANN401 - TOML nests tables and lists at will
    """Make an edit of the data itself, and say whether that changed anything."""
    for part in edit.path[:-1]:
        table = table.setdefault(part, {}) if isinstance(part, str) else table[part]
    key = edit.path[-1]
    if edit.action is Action.APPEND:
        table.setdefault(key, []).append(copy.deepcopy(edit.value))
        return True
    if key in table and table[key] == edit.value and type(table[key]) is type(edit.value):
        return False
    table[key] = copy.deepcopy(edit.value)
    return True


def _edit_text(text: str, edit: Edit, line_end: str) -> str:
    """Make one edit of the text, in whichever form the record already uses."""
    found = statements(text)
    for statement in found:
        if not statement.is_heading and statement.path == edit.path[: len(statement.path)]:
            return _in_statement(text, statement, edit, line_end)
    at, lines = _new_lines(found, edit)
    at = len(text) if at is None else at
    return text[:at] + lines.replace("\n", line_end) + text[at:]


def _in_statement(text: str, statement: Statement, edit: Edit, line_end: str) -> str:
    """Edit the value of a key that is there."""
    if statement.path != edit.path:
        inside = _inside(text[statement.start : statement.end], edit, len(statement.path) - 1)
        return text[: statement.start] + inside + text[statement.end :]
    start, end = value_span(text, statement)
    if edit.action is Action.APPEND:
        return _appended(text, start, end, edit.value, line_end)
    return text[:start] + value_text(edit.value) + text[end:]


def _inside(snippet: str, edit: Edit, depth: int) -> str:
    """Edit within one statement whose value is an inline table, or a list of them."""
    import tomlkit  # noqa: PLC0415 - 26 ms, and records seldom have such a form

    document: Any = tomlkit.parse(snippet)
    table = document
    for part in edit.path[depth:-1]:
        table = table[part]
    key = edit.path[-1]
    value = tomlkit.value(value_text(edit.value))
    if edit.action is Action.SET:
        table[key] = value
    elif key in table:
        table[key].append(value)
    else:
        table[key] = tomlkit.value(value_text([edit.value]))
    return tomlkit.dumps(document)


def _appended(text: str, start: int, end: int, value: TomlValue, line_end: str) -> str:
    """Put a value behind the last one of a list, on a line of its own where the others have theirs."""
    last = last_in_list(text, start, end)
    is_empty = last == start + 1
    if is_empty and "#" not in text[start:end]:
        return text[:start] + block_text([value]).replace("\n", line_end) + text[end:]
    comma = "" if is_empty or text[last - 1] == "," else ","
    rest = text[last : end - 1]
    if "\n" not in rest:
        space = "" if is_empty else " "
        return f"{text[:last]}{comma}{space}{value_text(value)}{text[last:]}"
    line = text.rindex("\n", 0, end - 1) + 1
    indent = "    " if is_empty else _indent(text, last)
    tail = "" if comma else ","
    return f"{text[:last]}{comma}{text[last:line]}{indent}{value_text(value)}{tail}{line_end}{text[line:]}"


def _indent(text: str, at: int) -> str:
    """Return the white space with which the line at a position begins."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def _new_lines(found: list[Statement], edit: Edit) -> tuple[int | None, str]:
    """Return where lines go in, or None for the end, and the lines."""
    table, key = edit.path[:-1], str(edit.path[-1])
    is_append = edit.action is Action.APPEND
    listed = [each for each in found if each.path[: len(edit.path)] == edit.path]
    if listed and is_append and isinstance(edit.value, dict):
        return listed[-1].end, f"\n[[{_heading(edit.path)}]]\n{table_text(edit.value)}"
    if is_append and not table and isinstance(edit.value, dict):
        return None, f"\n[[{key}]]\n{table_text(edit.value)}"
    value = [edit.value] if is_append else edit.value
    own = [each for each in found if each.path == table or (not each.is_heading and each.path[:-1] == table)]
    if own or not table:
        return own[-1].end if own else 0, table_text({key: value})
    return None, f"\n[{_heading(table)}]\n{table_text({key: value})}"


def _heading(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _by_hand(edits: Sequence[Edit], name: str) -> str:
    wanted = "; ".join(f"{path_words(edit.path)} = {value_text(edit.value)}" for edit in edits)
    return f"{name} is laid out in a way that cannot be edited safely. Nothing was written. Add by hand: {wanted}"
