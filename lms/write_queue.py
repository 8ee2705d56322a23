"""A fair queue for SQLite's one writer.

SQLite lets whoever polls at the right moment write next, so that under load some writers wait for seconds. Here writers
take turns in the order they came: inside a process by a line of locks, between processes by the operating system's
file lock, which a killed process gives back by itself.
"""

import fcntl
import os
import threading
from collections import deque
from pathlib import Path

LONGEST_WAIT = 30.0
"""Seconds. Longer than any healthy queue: whoever waits so long gets an error instead of hanging for ever."""


class WriteQueue:
    """`enter()` waits for one's turn, `leave()` passes it on. Not re-entrant."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._busy = False
        self._file: int | None = None
        self._process = 0

    def enter(self) -> None:
        """Blocks until no other thread or process writes. Raises TimeoutError after LONGEST_WAIT seconds."""
        with self._guard:
            turn = None
            if self._busy:
                turn = threading.Lock()
                turn.acquire()
                self._waiting.append(turn)
            self._busy = True
        if turn is not None and not turn.acquire(timeout=LONGEST_WAIT):
            self._give_up(turn)
        try:
            fcntl.flock(self._descriptor(), fcntl.LOCK_EX)
        except BaseException:
            self._pass_on()
            raise

    def leave(self) -> None:
        """Gives the turn to the next writer."""
        try:
            fcntl.flock(self._descriptor(), fcntl.LOCK_UN)
        finally:
            self._pass_on()

    def _give_up(self, turn: threading.Lock) -> None:
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise TimeoutError(f"no turn to write within {LONGEST_WAIT:.0f} seconds")
        # The turn came at the last moment, between the time-out and here: it is ours after all.

    def _pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._busy = False

    def _descriptor(self) -> int:
        # A forked child must not share its parent's open file: the two would hold the lock as one.
        if self._file is None or self._process != os.getpid():
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            self._process = os.getpid()
        return self._file
