"""OR-Tools, which programmes and rotas are sought with: whether it can be used, and how it is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

# the extra solver of pyproject.toml, as it is installed wherever comah is, in a checkout or not
INSTALL_SOLVER: Final = 'pip install "ortools>=9.15"'
HOW_TO_INSTALL: Final = f"To install it (about 240 MB): {INSTALL_SOLVER}"


def solver_fault() -> str:
    """Say why nothing can be sought with OR-Tools; "" where it can be. It is loaded to find out."""
    if find_spec("ortools") is None:
        return "OR-Tools is not installed"
    try:
        from ortools.sat.python import cp_model  # noqa: F401, PLC0415 - some hundred milliseconds
    except ImportError as error:  # as where a library of the system that it needs is not there
        return f"OR-Tools is installed and cannot be loaded ({error})"
    return ""
