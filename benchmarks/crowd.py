"""Many visitors at once, in processes of their own, each bounded in how often and how long it asks."""

import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.server import Server
from benchmarks.visitor import Visitor

Act = Callable[[Visitor], None]
"""One operation of a visitor, as a whole: it is counted and timed once, however many requests it makes."""

THREADS = 4
"""Visitors per process. More would wait for each other and not for the server."""

_fork = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one burst came to. Latencies are seconds, sorted."""

    operations: int
    seconds: float
    cpu_seconds: float
    latencies: Sequence[float]

    @property
    def per_second(self) -> float:
        """Operations a second, all visitors together."""
        return self.operations / self.seconds

    @property
    def cpu_ms(self) -> float:
        """The server's processor time for one operation, in milliseconds."""
        return 1000 * self.cpu_seconds / self.operations

    def percentile(self, share: float) -> float:
        """The latency in milliseconds that this share of the operations stayed below."""
        return 1000 * self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


def burst(server: Server, visitors: Sequence[Sequence[Act]], limit: float = 30.0) -> Measured:
    """Lets every visitor do its acts one after the other, all visitors at once; stops after `limit` seconds.

    Raises RuntimeError where an act failed.
    """
    groups = [visitors[start : start + THREADS] for start in range(0, len(visitors), THREADS)]
    barrier = _fork.Barrier(len(groups) + 1)
    pipes = [_fork.Pipe(duplex=False) for _ in groups]
    processes = [
        _fork.Process(target=_group, args=(server.port, group, barrier, pipe[1], limit), daemon=True)
        for group, pipe in zip(groups, pipes, strict=True)
    ]
    for process in processes:
        process.start()
    barrier.wait(30)
    started, cpu = time.perf_counter(), server.cpu_seconds()
    found = [pipe[0].recv() for pipe in pipes]
    seconds, cpu = time.perf_counter() - started, server.cpu_seconds() - cpu
    for process in processes:
        process.join()
    if faults := [fault for _times, fault in found if fault]:
        raise RuntimeError(faults[0])
    latencies = sorted(latency for times, _fault in found for latency in times)
    return Measured(len(latencies), seconds, cpu, latencies)


def alone(server: Server, act: Act) -> Measured:
    """One act by one visitor, from here."""
    visitor = Visitor(server.port)
    started, cpu = time.perf_counter(), server.cpu_seconds()
    act(visitor)
    seconds, cpu = time.perf_counter() - started, server.cpu_seconds() - cpu
    visitor.close()
    return Measured(1, seconds, cpu, [seconds])


def _group(port: int, group: Sequence[Sequence[Act]], barrier: Any, pipe: Any, limit: float) -> None:
    times: list[float] = []
    faults: list[str] = []
    end = time.monotonic() + limit + 5

    def visit(acts: Sequence[Act]) -> None:
        visitor = Visitor(port)
        try:
            for act in acts:
                if time.monotonic() > end:
                    return
                started = time.perf_counter()
                act(visitor)
                times.append(time.perf_counter() - started)
        except Exception as fault:
            faults.append(f"{type(fault).__name__}: {fault}")
        finally:
            visitor.close()

    barrier.wait(30)
    threads = [threading.Thread(target=visit, args=(acts,)) for acts in group]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pipe.send((times, faults[0] if faults else None))
