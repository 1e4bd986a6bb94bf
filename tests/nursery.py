"""Python programs started quickly, each in a process of its own.

Loading other people's libraries takes longer than most commands do. Where the system can fork, one process loads them,
and nothing of comah, and each program is forked from it: comah is imported anew every time. A program that
needs another Python, such as another seed of its hashes, gets one.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import inspect
import json
import os
import runpy
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

Environment = Mapping[str, str]

_LIBRARIES: Final = (
    "coverage",
    "dateutil.rrule",
    "holidays",
    "icalendar",
    "jsonschema",
    "msgspec.json",
    "networkx",
    "openpyxl",
    "pendulum",
    "pytest",
    "rich.console",
    "rich.table",
    "tomli",
    "tomlkit",
    "typer",
    "typer._adapters",  # loaded where a command is called, with what reads its options
)
_OF_PYTHON: Final = ("PYTHON", "LANG", "LC_")  # read once, when Python starts
_COVERAGE: Final = ("COVERAGE_", "COV_")


def run_python(
    arguments: Sequence[str], *, cwd: Path | None, env: Environment, is_merged: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run ``python ARGUMENTS``, which begin with ``-m`` or ``-c``; with ``is_merged`` both outputs are one."""
    if not hasattr(os, "fork") or _starting(env) != _starting(os.environ):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if is_merged else subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    return _nursery().run(arguments, cwd or Path.cwd(), env, is_merged=is_merged)


def _starting(env: Environment) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_OF_PYTHON)}


class Nursery:
    """The process that has the libraries, as seen from the tests."""

    def __init__(self) -> None:
        self.settings = _starting(os.environ)
        env = {name: value for name, value in os.environ.items() if not name.startswith(_COVERAGE)}
        self._process = subprocess.Popen(
            [sys.executable, __file__], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        atexit.register(self._process.communicate)

    def run(
        self, arguments: Sequence[str], cwd: Path, env: Environment, *, is_merged: bool
    ) -> subprocess.CompletedProcess[str]:
        """Fork a process that runs a program; return when it has ended."""
        with tempfile.TemporaryDirectory() as folder:
            out, err = (str(Path(folder) / name) for name in ("out", "out" if is_merged else "err"))
            asked = {"arguments": [*arguments], "cwd": str(cwd), "env": dict(env), "out": out, "err": err}
            status = self._ask(json.dumps(asked))
            said, complained = (Path(path).read_bytes().decode("utf-8") for path in (out, err))
        return subprocess.CompletedProcess([*arguments], status, _lines(said), "" if is_merged else _lines(complained))

    def _ask(self, asked: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{asked}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")  # as a pipe that is read as text


_started: dict[tuple[int, int], Nursery] = {}


def _nursery() -> Nursery:
    """Return the one of this thread, started when it is first wanted."""
    whose = (os.getpid(), threading.get_ident())
    if whose not in _started or _started[whose].settings != _starting(os.environ):
        _started[whose] = Nursery()
    return _started[whose]


def _serve() -> None:
    """Fork a process for every program asked for, and answer with the status that it ends with."""
    for name in _LIBRARIES:
        with suppress(ImportError):  # what a command lacks it says itself
            importlib.import_module(name)
    inspect.stack()  # coverage asks for it at every start, and the first time every module's file is looked for
    gc.freeze()  # else a program that ends goes through all that the libraries hold
    while asked := sys.stdin.readline():
        process = os.fork()
        if process == 0:
            _become(**json.loads(asked))
        _, ended = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()


def _become(arguments: list[str], cwd: str, env: dict[str, str], out: str, err: str) -> NoReturn:
    """Run a program in this process, and end it."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.path[0] = cwd
    _open(os.devnull, os.O_RDONLY, 0)
    _open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 1)
    _open(err, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 2)
    if any(name.startswith(_COVERAGE) for name in env):
        import coverage

        coverage.process_startup()
    status = 0
    try:
        _run(*arguments)
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else int(left.code is not None)
        sys.stderr.write(f"{left.code}\n" if isinstance(left.code, str) else "")
    except BaseException:  # noqa: BLE001 - as Python itself does
        sys.excepthook(*sys.exc_info())
        status = 1
    atexit._run_exitfuncs()  # noqa: SLF001 - no other name for it
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # to take the libraries down in order takes longer than most commands


def _run(how: str, what: str, *rest: str) -> None:
    sys.argv = [what if how == "-m" else "-c", *rest]
    if how == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        namespace: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(what, "<string>", "exec"), namespace)  # noqa: S102 - as python -c does


def _open(path: str, flags: int, number: int) -> None:
    found = os.open(path, flags, 0o600)
    os.dup2(found, number)
    os.close(found)


if __name__ == "__main__":
    _serve()
