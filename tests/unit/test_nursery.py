"""A program that the tests start quickly does what it does in a Python of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nursery import run_python

PROGRAMS = {
    "says and complains": "import sys; sys.stdout.write('out'); sys.stderr.write('err'); sys.exit(3)",
    "ends with words": "import sys; sys.exit('no register here')",
    "fails": "1 / 0",
    "writes at its end": "import atexit; atexit.register(print, 'late')",
    "is somewhere": "import os, sys; print(os.getcwd(), os.environ['ASKED'], sys.argv, sys.stdin.read())",
    "is killed": "import os, signal; os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))",
    "has nothing of comah": "import sys; print([name for name in sys.modules if name.startswith('comah')])",
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_the_same_status_and_the_same_words(tmp_path: Path, program: str) -> None:
    env = {**os.environ, "ASKED": "for this"}
    command = [sys.executable, "-c", program, "a word"]
    alone = subprocess.run(
        command, cwd=tmp_path, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    done = run_python(command[1:], cwd=tmp_path, env=env)
    assert (done.returncode, done.stdout) == (alone.returncode, alone.stdout)
    assert done.stderr.splitlines()[-1:] == alone.stderr.splitlines()[-1:]  # where it fails, by another way there


def test_both_outputs_in_the_order_they_were_written() -> None:
    program = (
        "import sys\nfor word in 'abc': print(word, flush=True); sys.stderr.write(f'{word}!\\n'); sys.stderr.flush()"
    )
    assert run_python(["-c", program], cwd=None, env=os.environ, is_merged=True).stdout == "a\na!\nb\nb!\nc\nc!\n"


def test_another_seed_of_the_hashes_is_another_python() -> None:
    said = {
        run_python(["-c", "print(hash('comah'))"], cwd=None, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 2
