"""A fair queue for SQLite's one writer.

SQLite lets whoever polls at the right moment write next, so that under load some writers wait for seconds. Here writers
take turns in the order they came: inside a process by a line of locks, between processes by the operating system's
file lock, which a killed process gives back by itself.
"""

import fcntl
import os
import threading
import time
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
        deadline = time.monotonic() + LONGEST_WAIT
        if turn is not None:
            self._wait_in_line(turn)
        try:
            self._lock_file(deadline)
        except BaseException:
            self._pass_on()
            raise

    def leave(self) -> None:
        """Gives the turn to the next writer."""
        try:
            fcntl.flock(self._descriptor(), fcntl.LOCK_UN)
        finally:
            self._pass_on()

    def _wait_in_line(self, turn: threading.Lock) -> None:
        try:
            if turn.acquire(timeout=LONGEST_WAIT):
                return
        except BaseException:  # nobody waits for this turn any more: it must not be given, or not be kept
            if not self._leave_line(turn):
                self._pass_on()
            raise
        if self._leave_line(turn):
            raise TimeoutError(f"no turn to write within {LONGEST_WAIT:.0f} seconds")
        # The turn came at the last moment, between the time-out and here: it is ours after all.

    def _leave_line(self, turn: threading.Lock) -> bool:
        """True where the turn was still waited for; False where it had been given already."""
        with self._guard:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True

    def _lock_file(self, deadline: float) -> None:
        """Waits for the other processes. Asked for again and again, because a file lock knows no time-out."""
        pause = 0.0005
        while True:
            try:
                fcntl.flock(self._descriptor(), fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"another process writes for more than {LONGEST_WAIT:.0f} s") from None
                time.sleep(pause)
                pause = min(pause * 1.5, 0.005)

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
